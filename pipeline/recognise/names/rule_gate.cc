#include "pipeline/recognise/names/rule_gate.h"

#include <algorithm>
#include <map>
#include <utility>

namespace copydesk::names {
namespace {

template <class Visit>
void for_each_bit(std::uint32_t bits, Visit visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(__builtin_ctz(bits)));
}

}  // namespace

void RuleGate::let(std::uint16_t rule, std::span<const Element> elements, const WordClasses& words) {
  for (const Element& element : elements) {
    let(rule, element, words);
    if (!element.optional) return;
  }
  let_all(rule);
}

void RuleGate::let_second(std::uint16_t rule, std::span<const Element> elements, const WordClasses& words) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    // A gap or a name may take any number of tokens.
    if (elements[i].gap || elements[i].name) return let_all(rule);
    let(rule, elements.subspan(i + 1), words);
    if (!elements[i].optional) return;
  }
  let_all(rule);
}

void RuleGate::let(std::uint16_t rule, const Element& element, const WordClasses& words) {
  if (element.gap || element.negated || element.flags == kAnyToken) return let_all(rule);
  if (element.name) return name_.add(rule);
  for (std::size_t set = 0; set < by_set_.size(); ++set) {
    const auto holds = [&](ClassId id) { return words.contains(static_cast<ClassSetId>(set), id); };
    if (std::any_of(element.classes.begin(), element.classes.end(), holds)) by_set_[set].add(rule);
  }
  for_each_bit(element.flags, [&](std::size_t bit) { by_flag_[bit].add(rule); });
  for_each_bit(element.lexical, [&](std::size_t bit) { by_lexical_[bit].add(rule); });
  flags_ |= element.flags;
  lexical_ |= element.lexical;
}

void RuleGate::close() {
  std::map<RuleBits, std::uint16_t> numbers;
  std::vector<RuleBits> different;
  of_set_.clear();
  for (const RuleBits& rules : by_set_) {
    const auto [at, fresh] = numbers.emplace(rules, static_cast<std::uint16_t>(different.size()));
    if (fresh) different.push_back(rules);
    of_set_.push_back(at->second);
  }
  by_set_ = std::move(different);
}

void RuleGate::open_for(const NameToken& token, bool name, RuleBits& open) const {
  open.add(any_);
  open.add(by_set_[of_set_[token.classes]]);
  if (name) open.add(name_);
  for_each_bit(token.flags & flags_, [&](std::size_t bit) { open.add(by_flag_[bit]); });
  for_each_bit(token.lexical & lexical_, [&](std::size_t bit) { open.add(by_lexical_[bit]); });
}

}  // namespace copydesk::names
