// RuleGate says which rules one token lets through: those that want nothing of it, or what it has.
//
//   RuleGate behind(words.set_count());
//   behind.let(7, pattern.right, words);           // once for each rule: what it wants of the token behind a name
//   behind.close();                                // once, before it is asked
//   RuleBits rules = all;
//   behind.narrow(tokens[name.last], false, rules);   // those that may still hold
//
// A gate asks less than the rule itself does, never more. Immutable once filled, so any number of threads may
// read it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/recognise/names/name_tokens.h"
#include "pipeline/recognise/names/word_classes.h"

namespace copydesk::names {

inline constexpr std::uint32_t kAnyToken = ~(kEdge | kOrdinary | kJoins);  // the flags of an element that takes any

// One place of a rule's pattern: what the token there must be.
struct Element {
  std::vector<ClassId> classes;
  std::uint32_t number = 0;  // of all elements of all rules
  std::uint32_t flags = 0;
  std::uint32_t lexical = 0;
  bool optional = false;
  bool negated = false;
  bool name = false;  // another name, whole
  bool gap = false;   // any number of tokens, in context at most five
};

// A bit for each rule: a line of the cache.
inline constexpr std::size_t kMostRules = 512;
struct alignas(64) RuleBits {
  std::array<std::uint64_t, kMostRules / 64> words{};

  [[nodiscard]] bool has(std::size_t rule) const { return (words[rule / 64] >> (rule % 64) & 1U) != 0; }
  auto operator<=>(const RuleBits&) const = default;
  void add(std::size_t rule) { words[rule / 64] |= std::uint64_t{1} << (rule % 64); }
  void add(const RuleBits& other) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] |= other.words[i];
  }
  void keep(const RuleBits& other) {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] &= other.words[i];
  }
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (std::uint64_t rest = words[i]; rest != 0; rest &= rest - 1) {
        visit(static_cast<std::uint16_t>(i * 64 + static_cast<std::size_t>(__builtin_ctzll(rest))));
      }
    }
  }
};

class RuleGate {
 public:
  RuleGate() = default;
  explicit RuleGate(std::size_t set_count) : by_set_(set_count) {}

  // The rule wants one of these: the token's element is the first that is not optional, or one before it.
  void let(std::uint16_t rule, std::span<const Element> elements, const WordClasses& words);
  // The same of the token after that one, or before it on a name's left.
  void let_second(std::uint16_t rule, std::span<const Element> elements, const WordClasses& words);
  // The rule wants one element, wherever it stands.
  void let(std::uint16_t rule, const Element& element, const WordClasses& words);
  void let_all(std::uint16_t rule) { any_.add(rule); }
  // Keeps equal sets of rules once: so all that is asked stays in the cache.
  void close();

  // Whether a token that the gate lets through is what the element wants.
  [[nodiscard]] static bool is_exact_for(const Element& element) {
    return !element.optional && !element.gap && !element.negated && element.flags != kAnyToken;
  }

  // Adds the rules that let the token through to `open`; `name`: another name stands there.
  void open_for(const NameToken& token, bool name, RuleBits& open) const;
  // Takes away from `rules` those that do not let the token through.
  void narrow(const NameToken& token, bool name, RuleBits& rules) const {
    RuleBits open;
    open_for(token, name, open);
    rules.keep(open);
  }

 private:
  RuleBits any_;   // rules that take any token
  RuleBits name_;  // rules that take another name
  std::array<RuleBits, 32> by_flag_;
  std::array<RuleBits, 32> by_lexical_;
  std::vector<RuleBits> by_set_;       // until it is closed; then each different one
  std::vector<std::uint16_t> of_set_;  // of a class set: in by_set_
  std::uint32_t flags_ = 0;            // that some rule asks for
  std::uint32_t lexical_ = 0;
};

}  // namespace copydesk::names
