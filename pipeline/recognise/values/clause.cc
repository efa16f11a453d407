#include "pipeline/recognise/values/clause.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "rules/pattern.h"

namespace copydesk {
namespace {

// A cue further off than this belongs to another clause.
constexpr std::uint32_t kReachBefore = 160;
constexpr std::uint32_t kReachBehind = 80;
constexpr std::uint32_t kReachOfComparison = 48;
// Letters over which a cue loses all but a third of its weight.
constexpr double kFade = 60;
constexpr double kClear = 4;
constexpr double kMaybe = 3;
// What follows the date is more often another clause.
constexpr double kBehind = 0.5;

LazyPattern cue(const RuleSet& rules, std::string_view name, std::string_view tail, std::vector<RuleFault>& faults) {
  const RuleMacro* macro = rules.macro(name);
  std::string text = "[^\\x00-\\x{10FFFF}]";  // matches nothing
  if (macro != nullptr) {
    const auto pattern = translate(
        macro->pattern, macro->file, macro->name, rules, [](std::string_view) { return std::nullopt; }, {}, faults);
    if (pattern) text = R"(\b(?:)" + pattern->re2 + ")" + std::string(tail);
  }
  return LazyPattern(std::move(text));
}

bool matches(const RE2& pattern, std::string_view text) {
  return pattern.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

// The first words of `text`.
bool starts(const RE2& pattern, std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" ,"), text.size()));
  return pattern.Match({text.data(), text.size()}, 0, text.size(), RE2::ANCHOR_START, nullptr, 0);
}

// Where the last match ends, and where the first begins; nothing where there is none.
std::optional<std::size_t> end_of_last(const RE2& pattern, std::string_view text) {
  std::optional<std::size_t> last;
  re2::StringPiece found;
  std::size_t at = 0;
  while (at < text.size() && pattern.Match({text.data(), text.size()}, at, text.size(), RE2::UNANCHORED, &found, 1)) {
    last = static_cast<std::size_t>(found.data() + found.size() - text.data());
    at = std::max(*last, at + 1);
  }
  return last;
}

std::optional<std::size_t> start_of_first(const RE2& pattern, std::string_view text) {
  re2::StringPiece found;
  if (!pattern.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, &found, 1)) return std::nullopt;
  return static_cast<std::size_t>(found.data() - text.data());
}

double faded(double weight, std::size_t letters) { return weight * std::exp(-static_cast<double>(letters) / kFade); }

}  // namespace

ClauseReader::ClauseReader(const RuleSet& rules, std::vector<RuleFault>& faults)
    : ahead_(cue(rules, "looks_ahead", R"(\b)", faults)),
      back_(cue(rules, "looks_back", R"(\b)", faults)),
      maybe_back_(cue(rules, "maybe_back", R"(\b)", faults)),
      until_(cue(rules, "until", R"(\s*$)", faults)),
      was_over_(cue(rules, "was_over", R"(\b)", faults)),
      was_until_(cue(rules, "was_until", R"(\s*$)", faults)),
      compares_(cue(rules, "compares", R"(\b)", faults)) {}

double ClauseReader::lean(std::string_view text, TextSpan sentence, TextSpan mention) const {
  const std::uint32_t from = std::max(sentence.start, mention.start - std::min(mention.start, kReachBefore));
  const std::string_view before = TextSpan{from, mention.start}.of(text);
  const std::string_view behind = TextSpan{mention.end, std::min(sentence.end, mention.end + kReachBehind)}.of(text);
  if (matches(until_.get(), before))
    return starts(was_over_.get(), behind) || matches(was_until_.get(), before) ? -kClear : kClear;
  return lean_before(before) + kBehind * lean_behind(behind);
}

// The nearest cue decides; where two end together ("be finalized") the one that looks ahead says more.
double ClauseReader::lean_before(std::string_view text) const {
  const auto ahead = end_of_last(ahead_.get(), text);
  const auto back = end_of_last(back_.get(), text);
  const auto maybe = end_of_last(maybe_back_.get(), text);
  const std::size_t nearest = std::max({ahead.value_or(0), back.value_or(0), maybe.value_or(0)});
  if (nearest == 0) return 0;
  const double weight = ahead == nearest ? kClear : back == nearest ? -kClear : -kMaybe;
  return faded(weight, text.size() - nearest);
}

double ClauseReader::lean_behind(std::string_view text) const {
  const auto ahead = start_of_first(ahead_.get(), text);
  const auto back = start_of_first(back_.get(), text);
  const auto maybe = start_of_first(maybe_back_.get(), text);
  const std::size_t nearest =
      std::min({ahead.value_or(text.size()), back.value_or(text.size()), maybe.value_or(text.size())});
  if (nearest == text.size()) return 0;
  const double weight = ahead == nearest ? kClear : back == nearest ? -kClear : -kMaybe;
  return faded(weight, nearest);
}

bool Clause::opens_sentence() const {
  static constexpr std::uint32_t longest_opening = 8;  // "During "
  return mention.start - sentence.start <= longest_opening && mention.end < sentence.end && text[mention.end] == ',';
}

bool ClauseReader::compared(std::string_view text, TextSpan sentence, TextSpan mention) const {
  const std::uint32_t from = std::max(sentence.start, mention.start - std::min(mention.start, kReachOfComparison));
  return matches(compares_.get(), TextSpan{from, mention.start}.of(text));
}

}  // namespace copydesk
