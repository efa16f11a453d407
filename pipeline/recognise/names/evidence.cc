#include "pipeline/recognise/names/evidence.h"

#include <algorithm>
#include <utility>

namespace copydesk::names {
namespace {

constexpr int kLongestGap = 5;

// What a pattern meets beyond the sentence's first and last token.
constexpr NameToken kBeyond{0, 0, 0, kEdge, 0, 0, 0};

// Which of EvidenceRules::contexts_ is for a name with this ending.
std::size_t ending_of(std::uint32_t flags) {
  return ((flags & kPossessive) != 0 ? 1U : 0U) + ((flags & kBased) != 0 ? 2U : 0U);
}

std::vector<Element>::const_iterator first_wanted(const std::vector<Element>& own) {
  return std::find_if(own.begin(), own.end(), [](const Element& e) { return !e.optional && !e.gap; });
}

// Whether the gates of a name's first and last token, of any token and of its size decide all of the pattern:
// "<city>", "* <city>", "<city> <noun>", "* <city> *".
bool own_is_exact(const std::vector<Element>& own) {
  const bool within = own.size() == 3 && own.front().gap && own.back().gap;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i].gap) continue;
    const bool at_end = i == 0 || i + 1 == own.size();
    if (own[i].name || !RuleGate::is_exact_for(own[i]) || (!at_end && !within)) return false;
  }
  return true;
}

}  // namespace

void EvidenceRules::index(const WordClasses& words) {
  index_elements(words);
  const auto gates = {&left_, &right_, &second_left_, &second_right_, &own_first_, &own_last_, &own_any_};
  for (RuleGate* gate : gates) *gate = RuleGate(words.set_count());
  for (std::size_t i = 0; i < patterns_.size(); ++i) index_rule(static_cast<std::uint16_t>(i), patterns_[i], words);
  for (RuleGate* gate : gates) gate->close();
}

void EvidenceRules::index_elements(const WordClasses& words) {
  std::vector<const Element*> elements;
  for (Pattern& pattern : patterns_) {
    for (std::vector<Element>* side : {&pattern.left, &pattern.right, &pattern.own}) {
      for (Element& element : *side) {
        element.number = static_cast<std::uint32_t>(elements.size());
        elements.push_back(&element);
      }
    }
  }
  accept_words_ = elements.size() / 64 + 1;
  accept_.assign(words.set_count() * accept_words_, 0);
  for (std::size_t set = 0; set < words.set_count(); ++set) {
    const auto holds = [&](ClassId id) { return words.contains(static_cast<ClassSetId>(set), id); };
    for (std::size_t i = 0; i < elements.size(); ++i) {
      if (std::any_of(elements[i]->classes.begin(), elements[i]->classes.end(), holds))
        accept_[set * accept_words_ + i / 64] |= std::uint64_t{1} << (i % 64);
    }
  }
}

void EvidenceRules::index_rule(std::uint16_t rule, const Pattern& pattern, const WordClasses& words) {
  left_.let(rule, pattern.left, words);
  right_.let(rule, pattern.right, words);
  second_left_.let_second(rule, pattern.left, words);
  second_right_.let_second(rule, pattern.right, words);
  index_own(rule, pattern.own, words);
  const auto one = [](const std::vector<Element>& side) {
    return side.empty() || (side.size() == 1 && RuleGate::is_exact_for(side.front()));
  };
  if (one(pattern.left) && one(pattern.right) && own_is_exact(pattern.own)) exact_.add(rule);
  if (pattern.left.empty() && pattern.right.empty() && pattern.ending == 0) {
    if (!pattern.own.empty()) own_.add(rule);
    return;
  }
  if (pattern.ending != 0) return contexts_[ending_of(pattern.ending)].add(rule);
  contexts_[0].add(rule);
  if (!pattern.right.empty()) return;  // what follows the name stands behind its ending
  for (std::size_t ending = 1; ending < contexts_.size(); ++ending) contexts_[ending].add(rule);
}

void EvidenceRules::index_own(std::uint16_t rule, const std::vector<Element>& own, const WordClasses& words) {
  own_first_.let(rule, own, words);
  own_last_.let(rule, std::vector<Element>(own.rbegin(), own.rend()), words);
  const auto wanted = first_wanted(own);
  if (wanted == own.end()) {
    own_any_.let_all(rule);
  } else {
    own_any_.let(rule, *wanted, words);
  }
  std::size_t least = 0, most = own.empty() ? kLongestTold : 0;
  for (const Element& element : own) {
    least += element.optional || element.gap ? 0 : 1;
    most += element.gap ? kLongestTold : 1;
  }
  for (std::size_t size = std::min(least, kLongestTold); size <= std::min(most, kLongestTold); ++size)
    own_sizes_[size].add(rule);
}

bool EvidenceRules::accepts(const Element& element, const NameToken& token) const {
  const bool in_class =
      (accept_[token.classes * accept_words_ + element.number / 64] >> (element.number % 64) & 1U) != 0;
  const bool holds = in_class || (token.flags & element.flags) != 0 || (token.lexical & element.lexical) != 0;
  return holds != element.negated;
}

// Matches elements from token `at` on, to the right (Direction 1) or to the left (-1).
template <int Direction>
bool EvidenceRules::match_side(const Text& text, const NameSpan& name, const Element* element, const Element* end,
                               std::int64_t at) const {
  if (element == end) return true;
  const bool inside =
      Direction > 0 ? at < static_cast<std::int64_t>(name.end) : at >= static_cast<std::int64_t>(name.begin);
  const NameToken& token = inside ? text.tokens[static_cast<std::size_t>(at)] : kBeyond;
  if (element->gap) {
    for (int i = 0; i <= kLongestGap; ++i, at += Direction) {
      if (match_side<Direction>(text, name, element + 1, end, at)) return true;
      const bool within =
          Direction > 0 ? at < static_cast<std::int64_t>(name.end) : at >= static_cast<std::int64_t>(name.begin);
      if (!within || (text.tokens[static_cast<std::size_t>(at)].flags & kMark) != 0) return false;
    }
    return false;
  }
  if (element->name) {
    const std::uint32_t other = inside ? text.name_at[static_cast<std::size_t>(at)] : 0;
    if (other != 0) {
      const NameSpan& span = text.names[other - 1];
      const std::int64_t next = Direction > 0 ? span.last : static_cast<std::int64_t>(span.first) - 1;
      if (match_side<Direction>(text, name, element + 1, end, next)) return true;
    }
  } else if ((inside || (element->flags & kEdge) != 0) && accepts(*element, token) &&
             match_side<Direction>(text, name, element + 1, end, at + Direction)) {
    return true;
  }
  return element->optional && match_side<Direction>(text, name, element + 1, end, at);
}

bool EvidenceRules::match_words(const NameTokens& tokens, const Element* element, const Element* end, std::uint32_t at,
                                std::uint32_t last) const {
  if (element == end) return at == last;
  if (element->gap) {
    for (; at <= last; ++at) {
      if (match_words(tokens, element + 1, end, at, last)) return true;
    }
    return false;
  }
  if (at < last && accepts(*element, tokens[at]) && match_words(tokens, element + 1, end, at + 1, last)) return true;
  return element->optional && match_words(tokens, element + 1, end, at, last);
}

bool EvidenceRules::holds(const Pattern& pattern, const Text& text, const NameSpan& name) const {
  const auto elements = [](const std::vector<Element>& side) {
    return std::pair(side.data(), side.data() + side.size());
  };
  const auto [right, right_end] = elements(pattern.right);
  if (!match_side<1>(text, name, right, right_end, name.last)) return false;
  const auto [left, left_end] = elements(pattern.left);
  if (!match_side<-1>(text, name, left, left_end, static_cast<std::int64_t>(name.first) - 1)) return false;
  const auto [own, own_end] = elements(pattern.own);
  return own == own_end || match_words(text.tokens, own, own_end, name.first, name.last);
}

void EvidenceRules::narrow_by_own(const NameTokens& tokens, const NameSpan& name, RuleBits& rules) const {
  rules.keep(own_sizes_[std::min<std::size_t>(name.last - name.first, kLongestTold)]);
  own_first_.narrow(tokens[name.first], false, rules);
  own_last_.narrow(tokens[name.last - 1], false, rules);
  RuleBits held;
  for (std::uint32_t i = name.first; i < name.last; ++i) own_any_.open_for(tokens[i], false, held);
  rules.keep(held);
}

void EvidenceRules::match_context(const Text& text, const NameSpan& name, std::vector<std::uint16_t>& found) const {
  RuleBits rules = contexts_[ending_of(text.tokens[name.last - 1].flags)];
  const auto narrow = [&](const RuleGate& gate, bool inside, std::uint32_t at) {
    gate.narrow(inside ? text.tokens[at] : kBeyond, inside && text.name_at[at] != 0, rules);
  };
  narrow(right_, name.last < name.end, name.last);
  narrow(second_right_, name.last + 1 < name.end, name.last + 1);
  narrow(left_, name.first > name.begin, name.first - 1);
  narrow(second_left_, name.first > name.begin + 1, name.first - 2);
  narrow_by_own(text.tokens, name, rules);
  rules.for_each([&](std::uint16_t rule) {
    if (exact_.has(rule) || holds(patterns_[rule], text, name)) found.push_back(rule);
  });
}

void EvidenceRules::match_own(const NameTokens& tokens, const NameSpan& name, std::vector<std::uint16_t>& found) const {
  RuleBits rules = own_;
  narrow_by_own(tokens, name, rules);
  rules.for_each([&](std::uint16_t rule) {
    const std::vector<Element>& own = patterns_[rule].own;
    if (exact_.has(rule) || match_words(tokens, own.data(), own.data() + own.size(), name.first, name.last))
      found.push_back(rule);
  });
}

}  // namespace copydesk::names
