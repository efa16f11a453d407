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

using Direction = ValuePattern::Direction;

// The cues of a macro; where there is no such macro, a pattern that matches nothing.
ValuePattern cue(const RuleSet& rules, std::string_view name, Direction direction, std::vector<RuleFault>& faults) {
  const RuleMacro* macro = rules.macro(name);
  std::string text = "[^\\x00-\\x{10FFFF}]";
  if (macro != nullptr) {
    const auto pattern = translate(
        macro->pattern, macro->file, macro->name, rules, [](std::string_view) { return std::nullopt; }, {}, faults);
    if (pattern)
      text = R"(\b(?:)" + pattern->re2 + ")" + std::string(direction == Direction::backwards ? R"(\s*$)" : R"(\b)");
  }
  return {std::move(text), direction};
}

std::uint32_t size_of(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

// Whether the text ends with the pattern; with its first words.
bool ends(const ValuePattern& pattern, std::string_view text) { return pattern.matches(text, size_of(text), 0); }

bool starts(const ValuePattern& pattern, std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" ,"), text.size()));
  return pattern.matches(text, 0, size_of(text));
}

struct Found {
  std::uint32_t start;
  std::uint32_t end;
};

// The first match that begins at `from` or later.
std::optional<Found> find(const ValuePattern& pattern, std::string_view text, std::uint32_t from) {
  for (std::uint32_t at = from; at < text.size(); ++at) {
    if (const auto end = pattern.furthest(text, at, size_of(text))) return Found{at, *end};
  }
  return std::nullopt;
}

// Where the last match ends, and where the first begins; nothing where there is none.
std::optional<std::size_t> end_of_last(const ValuePattern& pattern, std::string_view text) {
  std::optional<std::size_t> last;
  std::uint32_t at = 0;
  while (const auto found = find(pattern, text, at)) {
    last = found->end;
    at = std::max(found->end, at + 1);
  }
  return last;
}

std::optional<std::size_t> start_of_first(const ValuePattern& pattern, std::string_view text) {
  const auto found = find(pattern, text, 0);
  return found ? std::optional<std::size_t>(found->start) : std::nullopt;
}

double faded(double weight, std::size_t letters) { return weight * std::exp(-static_cast<double>(letters) / kFade); }

}  // namespace

ClauseReader::ClauseReader(const RuleSet& rules, std::vector<RuleFault>& faults)
    : ahead_(cue(rules, "looks_ahead", Direction::forwards, faults)),
      back_(cue(rules, "looks_back", Direction::forwards, faults)),
      maybe_back_(cue(rules, "maybe_back", Direction::forwards, faults)),
      until_(cue(rules, "until", Direction::backwards, faults)),
      has_been_(cue(rules, "has_been", Direction::backwards, faults)),
      was_over_(cue(rules, "was_over", Direction::forwards, faults)),
      was_until_(cue(rules, "was_until", Direction::backwards, faults)),
      compares_(cue(rules, "compares", Direction::forwards, faults)) {}

double ClauseReader::lean(std::string_view text, TextSpan sentence, TextSpan mention) const {
  const std::uint32_t from = std::max(sentence.start, mention.start - std::min(mention.start, kReachBefore));
  const std::string_view before = TextSpan{from, mention.start}.of(text);
  const std::string_view behind = TextSpan{mention.end, std::min(sentence.end, mention.end + kReachBehind)}.of(text);
  if (ends(has_been_, before)) return -kClear;
  if (ends(until_, before)) return starts(was_over_, behind) || ends(was_until_, before) ? -kClear : kClear;
  return lean_before(before) + kBehind * lean_behind(behind);
}

// The nearest cue decides; where two end together ("be finalized") the one that looks ahead says more.
double ClauseReader::lean_before(std::string_view text) const {
  const auto ahead = end_of_last(ahead_, text);
  const auto back = end_of_last(back_, text);
  const auto maybe = end_of_last(maybe_back_, text);
  const std::size_t nearest = std::max({ahead.value_or(0), back.value_or(0), maybe.value_or(0)});
  if (nearest == 0) return 0;
  const double weight = ahead == nearest ? kClear : back == nearest ? -kClear : -kMaybe;
  return faded(weight, text.size() - nearest);
}

double ClauseReader::lean_behind(std::string_view text) const {
  const auto ahead = start_of_first(ahead_, text);
  const auto back = start_of_first(back_, text);
  const auto maybe = start_of_first(maybe_back_, text);
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
  return find(compares_, TextSpan{from, mention.start}.of(text), 0).has_value();
}

}  // namespace copydesk
