#include "pipeline/recognise/names/evidence.h"

#include <algorithm>

namespace copydesk::names {
namespace {

constexpr int kLongestGap = 5;

// What a pattern meets beyond the sentence's first and last token.
constexpr NameToken kBeyond{0, 0, 0, kEdge, 0, 0, 0};

}  // namespace

void EvidenceRules::index(const WordClasses& words) {
  set_count_ = words.set_count();
  accept_.clear();
  std::uint32_t rows = 0;
  for (Pattern& pattern : patterns_) {
    for (std::vector<Element>* side : {&pattern.left, &pattern.right, &pattern.own}) {
      for (Element& element : *side) {
        element.row = rows++;
        for (std::size_t set = 0; set < set_count_; ++set) {
          const auto holds = [&](ClassId id) { return words.contains(static_cast<ClassSetId>(set), id); };
          accept_.push_back(std::any_of(element.classes.begin(), element.classes.end(), holds));
        }
      }
    }
  }
  by_left_.assign(set_count_, {});
  by_right_.assign(set_count_, {});
  for (std::size_t i = 0; i < patterns_.size(); ++i) {
    const Pattern& pattern = patterns_[i];
    const auto rule = static_cast<std::uint16_t>(i);
    if (!pattern.right.empty()) {
      index_side(rule, pattern.right, by_right_, always_right_);
    } else if (!pattern.left.empty()) {
      index_side(rule, pattern.left, by_left_, always_left_);
    } else if (pattern.ending != 0) {
      always_right_.push_back(rule);
    } else if (!pattern.own.empty()) {
      own_.push_back(rule);
    }
  }
}

void EvidenceRules::index_side(std::uint16_t rule, const std::vector<Element>& side,
                               std::vector<std::vector<std::uint16_t>>& by_set, std::vector<std::uint16_t>& always) {
  // The elements that may stand next to the name: up to the first that is not optional.
  std::size_t reach = 0;
  while (reach + 1 < side.size() && side[reach].optional) ++reach;
  for (std::size_t i = 0; i <= reach; ++i) {
    const Element& element = side[i];
    if (element.gap || element.name || element.negated || element.flags != 0 || element.lexical != 0) {
      always.push_back(rule);
      for (auto& rules : by_set) std::erase(rules, rule);
      return;
    }
    for (std::size_t set = 0; set < set_count_; ++set) {
      if (accept_[element.row * set_count_ + set] == 0) continue;
      if (by_set[set].empty() || by_set[set].back() != rule) by_set[set].push_back(rule);
    }
  }
}

bool EvidenceRules::accepts(const Element& element, const NameToken& token) const {
  const bool holds = accept_[element.row * set_count_ + token.classes] != 0 || (token.flags & element.flags) != 0 ||
                     (token.lexical & element.lexical) != 0;
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

void EvidenceRules::match_context(const Text& text, const NameSpan& name, std::vector<std::uint16_t>& found) const {
  const std::uint32_t ending = text.tokens[name.last - 1].flags & (kPossessive | kBased);
  const auto attempt = [&](std::uint16_t rule) {
    const Pattern& pattern = patterns_[rule];
    if (pattern.ending != ending && (pattern.ending != 0 || !pattern.right.empty())) return;
    const auto elements = [](const std::vector<Element>& side) {
      return std::pair(side.data(), side.data() + side.size());
    };
    const auto [right, right_end] = elements(pattern.right);
    if (!match_side<1>(text, name, right, right_end, name.last)) return;
    const auto [left, left_end] = elements(pattern.left);
    if (!match_side<-1>(text, name, left, left_end, static_cast<std::int64_t>(name.first) - 1)) return;
    const auto [own, own_end] = elements(pattern.own);
    if (own != own_end && !match_words(text.tokens, own, own_end, name.first, name.last)) return;
    found.push_back(rule);
  };
  const ClassSetId right = name.last < name.end ? text.tokens[name.last].classes : ClassSetId{0};
  const ClassSetId left = name.first > name.begin ? text.tokens[name.first - 1].classes : ClassSetId{0};
  for (const std::uint16_t rule : by_right_[right]) attempt(rule);
  for (const std::uint16_t rule : always_right_) attempt(rule);
  for (const std::uint16_t rule : by_left_[left]) attempt(rule);
  for (const std::uint16_t rule : always_left_) attempt(rule);
}

void EvidenceRules::match_own(const NameTokens& tokens, const NameSpan& name, std::vector<std::uint16_t>& found) const {
  for (const std::uint16_t rule : own_) {
    const Pattern& pattern = patterns_[rule];
    if (match_words(tokens, pattern.own.data(), pattern.own.data() + pattern.own.size(), name.first, name.last)) {
      found.push_back(rule);
    }
  }
}

}  // namespace copydesk::names
