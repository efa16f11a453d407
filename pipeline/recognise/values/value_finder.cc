#include "pipeline/recognise/values/value_finder.h"

#include <algorithm>
#include <array>
#include <optional>

namespace copydesk {
namespace {

// Longer than any value's text, so that a match costs the same in a sentence of any length.
constexpr std::uint32_t kReach = 160;
constexpr std::uint32_t kReachOfContext = 48;
constexpr std::uint32_t kWidestGap = 48;
constexpr std::size_t kMostInCluster = 16;
constexpr int kMostSteps = 64;

enum class ByteClass : std::uint8_t { other, letter, digit, lead };

// Leads: the first bytes of UTF-8 punctuation, symbols and blanks (U+00A0…U+00BF, U+2000…U+2BFF, U+3000…), which end a
// word.
constexpr std::array<ByteClass, 256> kClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (std::size_t c = 0; c < 256; ++c) {
    if (c >= '0' && c <= '9') classes[c] = ByteClass::digit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80) classes[c] = ByteClass::letter;
    if (c == 0xC2 || c == 0xE2 || c == 0xE3) classes[c] = ByteClass::lead;
  }
  return classes;
}();

ByteClass class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

// For a pattern that stands before something, the text begins with the sentence and ends there.
struct Before {
  std::string_view text;
  std::uint32_t sentence;
  TextSpan room;

  [[nodiscard]] std::string_view view() const { return text.substr(sentence, room.end - sentence); }
  [[nodiscard]] std::uint32_t from() const { return room.end - sentence; }
  [[nodiscard]] std::uint32_t to() const { return room.start - sentence; }
};

// Where the longest match that ends with the room begins.
std::optional<std::uint32_t> match_backwards(const ValuePattern& pattern, const Before& before) {
  const auto start = pattern.furthest(before.view(), before.from(), before.to());
  return start ? std::optional(before.sentence + *start) : std::nullopt;
}

bool stands_before(const ValuePattern& pattern, const Before& before) {
  return pattern.matches(before.view(), before.from(), before.to());
}

std::uint32_t end_of_word(std::string_view text, TextSpan sentence, std::uint32_t at) {
  while (at < sentence.end && (class_of(text[at]) == ByteClass::letter || class_of(text[at]) == ByteClass::digit)) ++at;
  return at;
}

Argument argument_of(const ArgumentSource& source, const std::array<Groups, 3>& groups,
                     std::span<const FoundValue> mentions) {
  switch (source.kind) {
    case ArgumentSource::Kind::word: return {.text = source.word};
    case ArgumentSource::Kind::capture:
      return {.text = groups.at(source.piece).at(static_cast<std::size_t>(source.group))};
    case ArgumentSource::Kind::mention: {
      const FoundValue& value = mentions[source.mention];
      return {.text = {}, .index = value.expression, .kind = value.kind};
    }
  }
  return {};
}

std::int32_t build(const ValueRule& rule, const std::array<Groups, 3>& groups, std::span<const FoundValue> mentions,
                   const Vocabulary& words, Expressions& expressions) {
  std::array<Argument, 6> arguments;
  std::size_t count = 0;
  for (const ArgumentSource& source : rule.arguments) {
    if (count < arguments.size()) arguments.at(count++) = argument_of(source, groups, mentions);
  }
  return rule.builder->build(std::span(arguments).first(count), words, expressions);
}

}  // namespace

void ValueFinder::find(std::string_view text, TextSpan sentence, Expressions& expressions,
                       std::vector<FoundValue>& found) {
  values_.clear();
  scan(text, sentence, expressions);
  for (std::size_t first = 0; first < values_.size();) {
    std::size_t last = first + 1;
    while (last < values_.size() && last - first < kMostInCluster &&
           values_[last].span.start - values_[last - 1].span.end <= kWidestGap) {
      ++last;
    }
    compose(text, sentence, first, last, expressions);
    found.insert(found.end(), cluster_.begin(), cluster_.end());
    first = last;
  }
}

void ValueFinder::scan(std::string_view text, TextSpan sentence, Expressions& expressions) {
  const char* const bytes = text.data();
  std::uint32_t at = sentence.start;
  while (at < sentence.end) {
    switch (class_of(bytes[at])) {
      case ByteClass::other:
        at = bytes[at] == '.' || bytes[at] == ':' ? scan_mark(text, sentence, at, expressions) : at + 1;
        break;
      case ByteClass::lead: at += bytes[at] == '\xC2' ? 2 : 3; break;
      case ByteClass::letter: {
        const std::uint32_t start = at;
        while (++at < sentence.end && class_of(bytes[at]) == ByteClass::letter) {
        }
        const Automaton* group = rules_.of_word(text, start, at);
        if (group != nullptr && match_at(*group, text, sentence, start, false, expressions)) {
          at = end_of_match_;
        } else if (at < sentence.end && class_of(bytes[at]) == ByteClass::digit) {
          const bool priced = rules_.vocabulary().is_sign(text.substr(start, at - start));
          at = priced ? scan_figure(text, sentence, at, true, expressions) : end_of_word(text, sentence, at);
        }
        break;
      }
      case ByteClass::digit: at = scan_figure(text, sentence, at, false, expressions); break;
    }
  }
}

// A figure may begin with its point: ".50" in "$.50".
std::uint32_t ValueFinder::scan_mark(std::string_view text, TextSpan sentence, std::uint32_t at,
                                     Expressions& expressions) {
  // What stands in a web address is no value.
  if (text[at] == ':' && text.substr(at, 3) == "://") {
    while (at < sentence.end && text[at] != ' ' && text[at] != '\n' && text[at] != '\t' && text[at] != ')') ++at;
    return at;
  }
  const bool in_figure = at > sentence.start && class_of(text[at - 1]) != ByteClass::other;
  if (in_figure || text[at] != '.' || at + 1 >= sentence.end || class_of(text[at + 1]) != ByteClass::digit)
    return at + 1;
  const Automaton* group = rules_.of_figure();
  return group != nullptr && match_at(*group, text, sentence, at, false, expressions) ? end_of_match_ : at + 1;
}

std::uint32_t ValueFinder::scan_figure(std::string_view text, TextSpan sentence, std::uint32_t at, bool glued,
                                       Expressions& expressions) {
  const Automaton* group = rules_.of_figure();
  if (group != nullptr && match_at(*group, text, sentence, at, glued, expressions)) return end_of_match_;
  return end_of_word(text, sentence, at);
}

bool ValueFinder::match_at(const Automaton& rules, std::string_view text, TextSpan sentence, std::uint32_t start,
                           bool glued, Expressions& expressions) {
  // A figure that letters stand before ("RMB700") begins a word all the same.
  const std::uint32_t from = glued ? start : 0;
  const std::string_view seen = text.substr(from);
  matches_.clear();
  const auto note = [&](std::size_t end, std::span<const std::uint16_t> matching) {
    for (const std::uint16_t rule : matching) {
      const auto known = std::find_if(matches_.begin(), matches_.end(), [&](const Match& m) { return m.rule == rule; });
      const auto here = static_cast<std::uint32_t>(from + end);
      known == matches_.end() ? void(matches_.push_back({here, rule})) : void(known->end = here);
    }
    return true;
  };
  rules.walk(seen, start - from, std::min(sentence.end, start + kReach) - from, note);
  // The longest first; of those that match as much the first in the files.
  std::sort(matches_.begin(), matches_.end(),
            [](const Match& a, const Match& b) { return a.end != b.end ? a.end > b.end : a.rule < b.rule; });
  return std::any_of(matches_.begin(), matches_.end(), [&](const Match& match) {
    return match.end > start && match_rule(match.rule, text, sentence, {start, match.end}, glued, expressions);
  });
}

bool ValueFinder::match_rule(std::uint16_t number, std::string_view text, TextSpan sentence, TextSpan span, bool glued,
                             Expressions& expressions) {
  const ValueRule& rule = rules_.rules()[number];
  const TextSpan matched = span;
  if (const ValuePattern& lead = rule.pieces[ValueRule::left]; lead) {
    const std::uint32_t from = values_.empty() ? sentence.start : values_.back().span.end;
    const TextSpan room{std::max(from, span.start - std::min(span.start, kReachOfContext)), span.start};
    const auto start = match_backwards(lead, {text, sentence.start, room});
    if (!start) return false;
    span.start = *start;
  }
  if (!context_allows(rule, text, sentence, span)) return false;
  if (rule.builder != nullptr) {
    std::array<Groups, 3> groups;
    if (rule.captures_all) {
      groups[ValueRule::right][1] = matched.of(text);
    } else {
      const std::uint32_t from = glued ? matched.start : 0;
      const TextSpan whole{matched.start - from, matched.end - from};
      if (!rule.pieces[ValueRule::right].capture(text.substr(from), whole, groups[ValueRule::right])) return false;
    }
    const std::int32_t expression = build(rule, groups, {}, rules_.vocabulary(), expressions);
    if (expression < 0) return false;
    values_.push_back({span, rule.kind, number, expression, glued});
  }
  end_of_match_ = span.end;
  return true;
}

bool ValueFinder::context_allows(const ValueRule& rule, std::string_view text, TextSpan sentence, TextSpan span) const {
  const std::uint32_t first = std::max(sentence.start, span.start - std::min(span.start, kReachOfContext));
  const Before before{text, sentence.start, {first, span.start}};
  const std::string_view up_to_end = text.substr(0, sentence.end);
  const std::uint32_t last = std::min(sentence.end, span.end + kReachOfContext);
  if (rule.not_after && stands_before(rule.not_after, before)) return false;
  if (rule.not_before && rule.not_before.matches(up_to_end, span.end, last)) return false;
  if (rule.after && !stands_before(rule.after, before)) return false;
  return !rule.before || rule.before.matches(up_to_end, span.end, last);
}

// What a rule may take in around a value of the cluster: up to its neighbours, and not far.
TextSpan ValueFinder::room_before(TextSpan sentence, std::size_t position) const {
  const std::uint32_t end = cluster_[position].span.start;
  const std::uint32_t start = position == 0 ? before_cluster_ : cluster_[position - 1].span.end;
  return {std::max({sentence.start, start, end - std::min(end, kReachOfContext)}), end};
}

TextSpan ValueFinder::room_behind(TextSpan sentence, std::size_t position) const {
  const std::uint32_t start = cluster_[position].span.end;
  const std::uint32_t end = position + 1 == cluster_.size() ? behind_cluster_ : cluster_[position + 1].span.start;
  return {start, std::min({sentence.end, end, start + kReachOfContext})};
}

void ValueFinder::list_candidates(std::string_view text, TextSpan sentence, std::size_t position) {
  const FoundValue& value = cluster_[position];
  const auto add = [&](std::size_t, std::span<const std::uint16_t> rules) {
    for (const std::uint16_t rule : rules) add_candidate(rule, position);
    return true;
  };
  const TextSpan room = room_before(sentence, position);
  const Automaton& leftward = rules_.leftward(value.kind);
  if (!room.empty() && !leftward.empty()) {
    const Before before{text, sentence.start, room};
    leftward.walk(before.view(), before.from(), before.to(), add);
  }
  const TextSpan behind = room_behind(sentence, position);
  const Automaton& rightward = rules_.rightward(value.kind);
  if (!behind.empty() && !rightward.empty()) rightward.walk(text, behind.start, behind.end, add);
  if (position + 1 == cluster_.size()) return;
  const Automaton& between = rules_.between(value.kind, cluster_[position + 1].kind);
  if (between.empty()) return;
  const std::string_view gap = TextSpan{value.span.end, cluster_[position + 1].span.start}.of(text);
  between.walk(gap, 0, gap.size(), add);
}

void ValueFinder::add_candidate(std::uint16_t rule, std::size_t position) {
  const Candidate made{rule, static_cast<std::uint8_t>(position)};
  if (std::find(candidates_.begin(), candidates_.end(), made) == candidates_.end()) candidates_.push_back(made);
}

void ValueFinder::compose(std::string_view text, TextSpan sentence, std::size_t first, std::size_t last,
                          Expressions& expressions) {
  cluster_.assign(values_.begin() + static_cast<std::ptrdiff_t>(first),
                  values_.begin() + static_cast<std::ptrdiff_t>(last));
  before_cluster_ = first == 0 ? sentence.start : values_[first - 1].span.end;
  behind_cluster_ = last == values_.size() ? sentence.end : values_[last].span.start;
  candidates_.clear();
  for (std::size_t i = 0; i < cluster_.size(); ++i) list_candidates(text, sentence, i);
  for (int step = 0; step < kMostSteps && !candidates_.empty(); ++step) {
    // The order of the rules in their files is their order of precedence.
    const auto next =
        std::min_element(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
          return a.rule != b.rule ? a.rule < b.rule : a.position < b.position;
        });
    const Candidate candidate = *next;
    *next = candidates_.back();
    candidates_.pop_back();
    const std::size_t values = cluster_.size();
    if (!apply(candidate, text, sentence, expressions)) {
      --step;
      continue;
    }
    relist_about(text, sentence, candidate.position, values - cluster_.size());
  }
}

// A value has grown, and `gone` values behind it are part of it: what may be done with it and its neighbours is new.
void ValueFinder::relist_about(std::string_view text, TextSpan sentence, std::size_t position, std::size_t gone) {
  const std::size_t first = position == 0 ? 0 : position - 1;
  const std::size_t last = position + gone + 1;  // before the change
  std::erase_if(candidates_, [&](const Candidate& c) { return c.position >= first && c.position <= last; });
  for (Candidate& candidate : candidates_) {
    if (candidate.position > last) candidate.position = static_cast<std::uint8_t>(candidate.position - gone);
  }
  for (std::size_t i = first; i < std::min(cluster_.size(), position + 2); ++i) list_candidates(text, sentence, i);
}

// Matches the pieces of a rule about the values [first, last] of the cluster: from where to where it does.
std::optional<TextSpan> ValueFinder::match_pieces(const ValueRule& rule, std::string_view text, TextSpan sentence,
                                                  std::size_t first, std::size_t last,
                                                  std::array<Groups, 3>& groups) const {
  TextSpan span{cluster_[first].span.start, cluster_[last].span.end};
  if (const ValuePattern& left = rule.pieces[ValueRule::left]; left) {
    const Before before{text, sentence.start, room_before(sentence, first)};
    const auto start = match_backwards(left, before);
    const auto whole = [&] { return TextSpan{*start - before.sentence, before.from()}; };
    if (!start || !left.capture(before.view(), whole(), groups[ValueRule::left])) return std::nullopt;
    span.start = *start;
  }
  if (rule.binary()) {
    const std::string_view gap = TextSpan{cluster_[first].span.end, cluster_[last].span.start}.of(text);
    const TextSpan whole{0, static_cast<std::uint32_t>(gap.size())};
    if (!rule.pieces[ValueRule::between].capture(gap, whole, groups[ValueRule::between])) return std::nullopt;
  }
  if (const ValuePattern& right = rule.pieces[ValueRule::right]; right) {
    const TextSpan behind = room_behind(sentence, last);
    const auto end = right.furthest(text, behind.start, behind.end);
    if (!end || !right.capture(text, {behind.start, *end}, groups[ValueRule::right])) return std::nullopt;
    span.end = *end;
  }
  return span;
}

bool ValueFinder::apply(const Candidate& candidate, std::string_view text, TextSpan sentence,
                        Expressions& expressions) {
  const ValueRule& rule = rules_.rules()[candidate.rule];
  const std::size_t first = candidate.position;
  const std::size_t last = rule.binary() ? first + 1 : first;
  std::array<Groups, 3> groups;
  const std::optional<TextSpan> whole = match_pieces(rule, text, sentence, first, last, groups);
  if (!whole) return false;
  const TextSpan span = *whole;
  if (!context_allows(rule, text, sentence, span)) return false;
  if (rule.builder == nullptr) {  // what it matches is no value
    cluster_.erase(cluster_.begin() + static_cast<std::ptrdiff_t>(first),
                   cluster_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    return true;
  }
  const std::int32_t expression =
      build(rule, groups, std::span(cluster_).subspan(first, last - first + 1), rules_.vocabulary(), expressions);
  if (expression < 0) return false;
  FoundValue& value = cluster_[first];
  value.expression = expression;
  if (!rule.builder->merges) return true;
  value = {span, rule.kind, rule.builder->renames ? candidate.rule : value.rule, expression, false};
  if (rule.binary()) cluster_.erase(cluster_.begin() + static_cast<std::ptrdiff_t>(last));
  return true;
}

}  // namespace copydesk
