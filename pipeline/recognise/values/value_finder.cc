#include "pipeline/recognise/values/value_finder.h"

#include <algorithm>
#include <array>

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

re2::StringPiece piece_of(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view_of(re2::StringPiece piece) {
  return piece.data() == nullptr ? std::string_view() : std::string_view(piece.data(), piece.size());
}

// Whether the pattern (ending in $) matches up to the end of `span`, inside it; where it begins. For the
// pattern the text begins with the sentence.
std::optional<std::uint32_t> match_backwards(const RE2& pattern, std::string_view text, std::uint32_t sentence,
                                             TextSpan span, re2::StringPiece* groups, int count) {
  const re2::StringPiece before(text.data() + sentence, span.end - sentence);
  if (!pattern.Match(before, span.start - sentence, span.end - sentence, RE2::UNANCHORED, groups, count))
    return std::nullopt;
  return static_cast<std::uint32_t>(groups[0].data() - text.data());
}

// For the pattern the text begins at `from`: the figure in "RMB700" begins a word there.
std::optional<std::uint32_t> match_onwards(const RE2& pattern, std::string_view text, TextSpan span,
                                           re2::StringPiece* groups, int count, std::uint32_t from = 0) {
  if (!pattern.Match(piece_of(text.substr(from)), span.start - from, span.end - from, RE2::ANCHOR_START, groups, count))
    return std::nullopt;
  return static_cast<std::uint32_t>(groups[0].data() + groups[0].size() - text.data());
}

// The same, but only whether: RE2 need not look for the longest match, nor for where it begins.
bool stands_before(const RE2& pattern, std::string_view text, std::uint32_t sentence, TextSpan span) {
  const re2::StringPiece before(text.data() + sentence, span.end - sentence);
  return pattern.Match(before, span.start - sentence, span.end - sentence, RE2::UNANCHORED, nullptr, 0);
}

bool stands_behind(const RE2& pattern, std::string_view text, TextSpan span) {
  return pattern.Match(piece_of(text), span.start, span.end, RE2::ANCHOR_START, nullptr, 0);
}

std::uint32_t end_of_word(std::string_view text, TextSpan sentence, std::uint32_t at) {
  while (at < sentence.end && (class_of(text[at]) == ByteClass::letter || class_of(text[at]) == ByteClass::digit)) ++at;
  return at;
}

int groups_of(const RE2& pattern) { return pattern.NumberOfCapturingGroups() + 1; }

using Groups = std::array<re2::StringPiece, kMostCaptures>;

Argument argument_of(const ArgumentSource& source, const std::array<Groups, 3>& groups,
                     std::span<const FoundValue> mentions) {
  switch (source.kind) {
    case ArgumentSource::Kind::word: return {.text = source.word};
    case ArgumentSource::Kind::capture:
      return {.text = view_of(groups.at(source.piece).at(static_cast<std::size_t>(source.group)))};
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
        const TriggerGroup* group = rules_.of_word(text, start, at);
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
  const TriggerGroup* group = rules_.of_figure();
  return group != nullptr && match_at(*group, text, sentence, at, false, expressions) ? end_of_match_ : at + 1;
}

std::uint32_t ValueFinder::scan_figure(std::string_view text, TextSpan sentence, std::uint32_t at, bool glued,
                                       Expressions& expressions) {
  const TriggerGroup* group = rules_.of_figure();
  if (group != nullptr && match_at(*group, text, sentence, at, glued, expressions)) return end_of_match_;
  return end_of_word(text, sentence, at);
}

bool ValueFinder::match_at(const TriggerGroup& group, std::string_view text, TextSpan sentence, std::uint32_t start,
                           bool glued, Expressions& expressions) {
  const TextSpan room{start, std::min(sentence.end, start + kReach)};
  re2::StringPiece whole;
  const std::uint32_t from = glued ? start : 0;
  const auto end = match_onwards(group.gate.get(), text, room, &whole, 1, from);
  if (!end || *end == start) return false;
  if (group.which) {
    // Without neighbours that could belong to the word, what matches by itself matches here.
    const bool alone = !glued && (*end == text.size() || class_of(text[*end]) == ByteClass::other);
    group.which.match(view_of(whole), which_);
    for (const int i : which_) {
      const std::uint16_t rule = group.rules[static_cast<std::size_t>(i)];
      if (match_rule(rule, text, sentence, {start, *end}, alone, glued, expressions)) return true;
    }
  } else {
    for (const std::uint16_t rule : group.rules) {
      if (match_rule(rule, text, sentence, {start, *end}, false, glued, expressions)) return true;
    }
  }
  // The longest was refused by its context or its builder: any shorter one, longest first.
  shorter_.clear();
  const auto try_rule = [&](std::uint16_t rule) {
    const auto rule_end =
        match_onwards(rules_.rules()[rule].pieces[ValueRule::right].get(), text, room, &whole, 1, from);
    if (rule_end && *rule_end > start && *rule_end != *end) shorter_.emplace_back(*rule_end, rule);
  };
  if (group.starts) {
    group.starts.match(room.of(text), which_);
    for (const int i : which_) try_rule(group.rules[static_cast<std::size_t>(i)]);
  } else {
    std::for_each(group.rules.begin(), group.rules.end(), try_rule);
  }
  std::stable_sort(shorter_.begin(), shorter_.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  return std::any_of(shorter_.begin(), shorter_.end(), [&](const auto& candidate) {
    return match_rule(candidate.second, text, sentence, {start, candidate.first}, false, glued, expressions);
  });
}

bool ValueFinder::match_rule(std::uint16_t number, std::string_view text, TextSpan sentence, TextSpan span, bool known,
                             bool glued, Expressions& expressions) {
  const ValueRule& rule = rules_.rules()[number];
  std::array<Groups, 3> groups;
  if (known && rule.captures_all) {
    groups[ValueRule::right][1] = piece_of(span.of(text));
  } else if (const RE2& pattern = rule.pieces[ValueRule::right].get();
             !pattern.Match(piece_of(glued ? text.substr(span.start) : text), glued ? 0 : span.start,
                            glued ? span.size() : span.end, RE2::ANCHOR_BOTH, groups[ValueRule::right].data(),
                            groups_of(pattern))) {
    return false;
  }
  if (const LazyPattern& lead = rule.pieces[ValueRule::left]; lead) {
    const std::uint32_t from = values_.empty() ? sentence.start : values_.back().span.end;
    const TextSpan room{std::max(from, span.start - std::min(span.start, kReachOfContext)), span.start};
    const auto start = match_backwards(lead.get(), text, sentence.start, room, groups[ValueRule::left].data(), 1);
    if (!start) return false;
    span.start = *start;
  }
  if (!context_allows(rule, text, sentence, span)) return false;
  if (rule.builder != nullptr) {
    const std::int32_t expression = build(rule, groups, {}, rules_.vocabulary(), expressions);
    if (expression < 0) return false;
    values_.push_back({span, rule.kind, number, expression, glued});
  }
  end_of_match_ = span.end;
  return true;
}

bool ValueFinder::context_allows(const ValueRule& rule, std::string_view text, TextSpan sentence, TextSpan span) const {
  const TextSpan before{std::max(sentence.start, span.start - std::min(span.start, kReachOfContext)), span.start};
  const TextSpan behind{span.end, std::min(sentence.end, span.end + kReachOfContext)};
  const std::string_view up_to_end = text.substr(0, sentence.end);
  if (rule.not_after && stands_before(rule.not_after.get(), text, sentence.start, before)) return false;
  if (rule.not_before && stands_behind(rule.not_before.get(), up_to_end, behind)) return false;
  if (rule.after && !stands_before(rule.after.get(), text, sentence.start, before)) return false;
  return !rule.before || stands_behind(rule.before.get(), up_to_end, behind);
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
  const TextSpan before = room_before(sentence, position);
  const TriggerGroup& leftward = rules_.leftward(value.kind);
  if (!before.empty() && leftward.gate && stands_before(leftward.gate.get(), text, sentence.start, before)) {
    add_matching(leftward, before.of(text), position);
  }
  const TextSpan behind = room_behind(sentence, position);
  const TriggerGroup& rightward = rules_.rightward(value.kind);
  if (!behind.empty() && rightward.gate && stands_behind(rightward.gate.get(), text, behind)) {
    add_matching(rightward, behind.of(text), position);
  }
  if (position + 1 == cluster_.size()) return;
  const std::string_view gap = TextSpan{value.span.end, cluster_[position + 1].span.start}.of(text);
  const TriggerGroup& between = rules_.between(value.kind, cluster_[position + 1].kind);
  if (between.gate && between.gate.get().Match(piece_of(gap), 0, gap.size(), RE2::ANCHOR_BOTH, nullptr, 0)) {
    add_matching(between, gap, position);
  }
}

void ValueFinder::add_candidate(std::uint16_t rule, std::size_t position) {
  candidates_.push_back({rule, static_cast<std::uint8_t>(position)});
}

// The rules of the group that match the text; some may not in its place, which apply() finds out.
void ValueFinder::add_matching(const TriggerGroup& group, std::string_view text, std::size_t position) {
  if (!group.which) {
    for (const std::uint16_t rule : group.rules) add_candidate(rule, position);
    return;
  }
  group.which.match(text, which_);
  for (const int i : which_) add_candidate(group.rules[static_cast<std::size_t>(i)], position);
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

bool ValueFinder::apply(const Candidate& candidate, std::string_view text, TextSpan sentence,
                        Expressions& expressions) {
  const ValueRule& rule = rules_.rules()[candidate.rule];
  const std::size_t first = candidate.position;
  const std::size_t last = rule.binary() ? first + 1 : first;
  std::array<Groups, 3> groups;
  TextSpan span{cluster_[first].span.start, cluster_[last].span.end};
  if (const LazyPattern& left = rule.pieces[ValueRule::left]; left) {
    const auto start = match_backwards(left.get(), text, sentence.start, room_before(sentence, first),
                                       groups[ValueRule::left].data(), groups_of(left.get()));
    if (!start) return false;
    span.start = *start;
  }
  if (rule.binary()) {
    const TextSpan gap{cluster_[first].span.end, cluster_[last].span.start};
    const RE2& between = rule.pieces[ValueRule::between].get();
    const re2::StringPiece inside = piece_of(gap.of(text));
    if (!between.Match(inside, 0, inside.size(), RE2::ANCHOR_BOTH, groups[ValueRule::between].data(),
                       groups_of(between)))
      return false;
  }
  if (const LazyPattern& right = rule.pieces[ValueRule::right]; right) {
    const auto end = match_onwards(right.get(), text, room_behind(sentence, last), groups[ValueRule::right].data(),
                                   groups_of(right.get()));
    if (!end) return false;
    span.end = *end;
  }
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
