// The rules of dates, money and numbers, compiled for one worker.
//
// A rule is either read from the text at its trigger word,
//
//   date quarter.of_year                           a word that may begin it, the pattern matched from there
//     trigger  first | second | third | fourth
//     match    {index:ordinal} quarter of {year:year}
//     value    quarter(index, year)
//
// or put together from values already found, at most two of them:
//
//   money range.to                                 left | first slot | between | second slot | right
//     match    {low:money} to {high:money}
//     value    join(low, high)
//
// The pattern of the second sort is cut at its mention slots; each piece is matched by itself, the left one
// backwards from the slot, the right one onwards. Nothing is ever searched for through a sentence: rules that may be
// tried at the same place are one automaton, whose ids are their numbers, and few bytes tell which of them match.
//
// Belongs to one worker, as its automata do.
#pragma once

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values/builders.h"
#include "pipeline/recognise/values/value_pattern.h"
#include "rules/pattern.h"
#include "rules/rule_set.h"

namespace copydesk {

// What a word is looked up by among the triggers: its first eight letters, in either case, and its length. Words
// that agree in both share their rules, which the rules' patterns then tell apart. The word is [start, end) of text.
[[nodiscard]] inline std::uint64_t word_key(std::string_view text, std::size_t start, std::size_t end) {
  const std::size_t size = end - start;
  std::uint64_t letters = 0;
  if (start + sizeof letters <= text.size()) {
    std::memcpy(&letters, text.data() + start, sizeof letters);
    if (size < sizeof letters) letters &= (std::uint64_t{1} << (8 * size)) - 1;
  } else {
    std::memcpy(&letters, text.data() + start, std::min(size, sizeof letters));
  }
  return (letters | 0x2020202020202020ULL) ^ static_cast<std::uint64_t>(size) * 0x9E3779B97F4A7C15ULL;
}

// Where a builder's argument comes from.
struct ArgumentSource {
  enum class Kind : std::uint8_t { word, capture, mention };
  Kind kind = Kind::word;
  std::string word;         // word: as it stands in the rule
  std::size_t piece = 0;    // capture: index into ValueRule::pieces
  int group = 0;            // capture: its number
  std::size_t mention = 0;  // mention: 0 or 1
};

struct ValueRule {
  enum Piece : std::size_t { left = 0, between = 1, right = 2 };  // a triggered rule has its pattern in `right`

  std::string name;
  ValueKind kind = ValueKind::nothing;
  const BuilderEntry* builder = nullptr;  // nullptr: what it matches is no value ("value none")
  std::vector<ArgumentSource> arguments;
  std::array<ValuePattern, 3> pieces;
  ValuePattern not_after;     // must not match up to the start
  ValuePattern not_before;    // must not match from the end
  ValuePattern after;         // must match up to the start
  ValuePattern before;        // must match from the end
  bool captures_all = false;  // a triggered rule whose one capture is all it matches
  std::array<ValueKind, 2> mentions = {ValueKind::nothing, ValueKind::nothing};  // none: a triggered rule

  [[nodiscard]] bool triggered() const { return mentions[0] == ValueKind::nothing; }
  [[nodiscard]] bool binary() const { return mentions[1] != ValueKind::nothing; }
};

class ValueRules {
 public:
  // Faults are those of the rules; nothing is compiled when there are any.
  [[nodiscard]] static tl::expected<ValueRules, std::vector<RuleFault>> compile(const RuleSet& rules);

  [[nodiscard]] const std::vector<ValueRule>& rules() const { return rules_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

  // The rules that the word [start, end) of the text or a figure triggers; nullptr for none.
  [[nodiscard]] const Automaton* of_word(std::string_view text, std::size_t start, std::size_t end) const {
    const std::uint64_t key = word_key(text, start, end);
    const std::uint64_t mixed = mix(key);
    if (!may_trigger_.test(mixed % may_trigger_.size())) return nullptr;
    for (std::size_t at = mixed & mask_;; at = (at + 1) & mask_) {
      const Slot& slot = table_[at];
      if (slot.group == kNoGroup) return nullptr;
      if (slot.word == key) return &groups_[slot.group];
    }
  }
  [[nodiscard]] const Automaton* of_figure() const {
    return figure_group_ == kNoGroup ? nullptr : &groups_[figure_group_];
  }

  // Rules over one mention of a kind, over two that stand next to each other.
  [[nodiscard]] const Automaton& leftward(ValueKind kind) const { return leftward_.at(static_cast<std::size_t>(kind)); }
  [[nodiscard]] const Automaton& rightward(ValueKind kind) const {
    return rightward_.at(static_cast<std::size_t>(kind));
  }
  [[nodiscard]] const Automaton& between(ValueKind first, ValueKind second) const {
    return between_.at(static_cast<std::size_t>(first)).at(static_cast<std::size_t>(second));
  }

 private:
  static constexpr std::uint16_t kNoGroup = 0xFFFF;
  static constexpr std::size_t kKinds = 4;
  struct Slot {
    std::uint64_t word = 0;
    std::uint16_t group = kNoGroup;
  };
  friend class ValueRulesCompiler;

  explicit ValueRules(const RuleSet& rules) : vocabulary_(rules) {}
  [[nodiscard]] static std::uint64_t mix(std::uint64_t key) { return key * 0xD6E8FEB86659FD93ULL >> 32U; }

  Vocabulary vocabulary_;
  std::vector<ValueRule> rules_;
  std::vector<Automaton> groups_;
  std::vector<Slot> table_;
  std::bitset<8192> may_trigger_;  // by the mixed key: most words are ruled out without a look into the table
  std::size_t mask_ = 0;
  std::uint16_t figure_group_ = kNoGroup;
  std::array<Automaton, kKinds> leftward_;
  std::array<Automaton, kKinds> rightward_;
  std::array<std::array<Automaton, kKinds>, kKinds> between_;
};

}  // namespace copydesk
