#include "pipeline/recognise/values/clause.h"

#include <algorithm>

#include "rules/pattern.h"

namespace copydesk {
namespace {

// A cue further off than this belongs to another clause.
constexpr std::uint32_t kReachBefore = 160;
constexpr std::uint32_t kReachBehind = 80;
constexpr std::uint32_t kReachOfComparison = 48;

std::unique_ptr<RE2> cue(const RuleSet& rules, std::string_view name, std::string_view tail,
                         std::vector<RuleFault>& faults) {
  const RuleMacro* macro = rules.macro(name);
  std::string text = "[^\\x00-\\x{10FFFF}]";  // matches nothing
  if (macro != nullptr) {
    const auto pattern = translate(
        macro->pattern, macro->file, macro->name, rules, [](std::string_view) { return std::nullopt; }, {}, faults);
    if (pattern) text = R"(\b(?:)" + pattern->re2 + ")" + std::string(tail);
  }
  RE2::Options options(RE2::Quiet);
  options.set_longest_match(true);
  return std::make_unique<RE2>(text, options);
}

// Where the last match ends (in `text`), or -1.
std::ptrdiff_t last_match(const RE2& pattern, std::string_view text) {
  std::ptrdiff_t last = -1;
  re2::StringPiece found;
  std::size_t at = 0;
  while (at < text.size() && pattern.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, &found, 1)) {
    last = found.data() + found.size() - text.data();
    at = std::max(static_cast<std::size_t>(last), at + 1);
  }
  return last;
}

std::ptrdiff_t first_match(const RE2& pattern, std::string_view text) {
  re2::StringPiece found;
  if (!pattern.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, &found, 1)) return -1;
  return found.data() - text.data();
}

}  // namespace

ClauseReader::ClauseReader(const RuleSet& rules, std::vector<RuleFault>& faults)
    : ahead_(cue(rules, "looks_ahead", R"(\b)", faults)),
      back_(cue(rules, "looks_back", R"(\b)", faults)),
      until_(cue(rules, "until", R"(\s*$)", faults)),
      compares_(cue(rules, "compares", R"(\b)", faults)) {}

Tense ClauseReader::tense(std::string_view text, TextSpan sentence, TextSpan mention) const {
  const std::uint32_t from = std::max(sentence.start, mention.start - std::min(mention.start, kReachBefore));
  const std::string_view before = TextSpan{from, mention.start}.of(text);
  if (first_match(*until_, before) >= 0) return Tense::future;
  // "will be finalized": where both end together, the cue that looks ahead says more.
  const auto ahead = last_match(*ahead_, before);
  const auto back = last_match(*back_, before);
  if (ahead >= 0 || back >= 0) return ahead >= back ? Tense::future : Tense::past;
  const std::string_view behind = TextSpan{mention.end, std::min(sentence.end, mention.end + kReachBehind)}.of(text);
  const auto next_ahead = first_match(*ahead_, behind);
  const auto next_back = first_match(*back_, behind);
  if (next_ahead < 0 && next_back < 0) return Tense::unknown;
  return next_back < 0 || (next_ahead >= 0 && next_ahead <= next_back) ? Tense::future : Tense::past;
}

bool Clause::opens_sentence() const {
  static constexpr std::uint32_t longest_opening = 8;  // "During "
  return mention.start - sentence.start <= longest_opening && mention.end < sentence.end && text[mention.end] == ',';
}

bool ClauseReader::compared(std::string_view text, TextSpan sentence, TextSpan mention) const {
  const std::uint32_t from = std::max(sentence.start, mention.start - std::min(mention.start, kReachOfComparison));
  return first_match(*compares_, TextSpan{from, mention.start}.of(text)) >= 0;
}

}  // namespace copydesk
