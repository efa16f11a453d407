// The rules of dates, money and numbers, compiled for one worker.
//
// A rule is either read from the text at its trigger word,
//
//   date quarter.of_year                           a word that may begin it, then RE2 anchored there
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
// backwards from the slot, the right one onwards. Nothing is ever searched for through a sentence.
//
// Belongs to one worker: RE2 objects are not shared (their lock would be contended).
#pragma once

#include <re2/re2.h>

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values/builders.h"
#include "rules/pattern.h"
#include "rules/rule_set.h"

namespace copydesk {

inline constexpr std::size_t kMostCaptures = 8;  // of one piece of a pattern

// Where a builder's argument comes from.
struct ArgumentSource {
  enum class Kind : std::uint8_t { word, capture, mention };
  Kind kind = Kind::word;
  std::string word;         // word: as it stands in the rule
  std::size_t piece = 0;    // capture: index into ValueRule::pieces
  int group = 0;            // capture: RE2's number of it
  std::size_t mention = 0;  // mention: 0 or 1
};

struct ValueRule {
  enum Piece : std::size_t { left = 0, between = 1, right = 2 };  // a triggered rule has its pattern in `right`

  std::string name;
  ValueKind kind = ValueKind::nothing;
  const BuilderEntry* builder = nullptr;  // nullptr: what it matches is no value ("value none")
  std::vector<ArgumentSource> arguments;
  std::array<std::unique_ptr<RE2>, 3> pieces;
  std::unique_ptr<RE2> not_after;                                                // must not match up to the start
  std::unique_ptr<RE2> not_before;                                               // must not match from the end
  std::unique_ptr<RE2> after;                                                    // must match up to the start
  std::unique_ptr<RE2> before;                                                   // must match from the end
  std::array<ValueKind, 2> mentions = {ValueKind::nothing, ValueKind::nothing};  // none: a triggered rule

  [[nodiscard]] bool triggered() const { return mentions[0] == ValueKind::nothing; }
  [[nodiscard]] bool binary() const { return mentions[1] != ValueKind::nothing; }
};

// Rules that share a trigger, in the order of the files, and one pattern that tells whether any matches.
struct TriggerGroup {
  std::unique_ptr<RE2> gate;
  std::vector<std::uint16_t> rules;
};

class ValueRules {
 public:
  // Faults are those of the rules; nothing is compiled when there are any.
  [[nodiscard]] static tl::expected<ValueRules, std::vector<RuleFault>> compile(const RuleSet& rules);

  [[nodiscard]] const std::vector<ValueRule>& rules() const { return rules_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

  // The group a word (by its hash, see hash_of) or a figure triggers; nullptr for none.
  [[nodiscard]] const TriggerGroup* of_word(std::uint64_t hash) const {
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      const Slot& slot = table_[at];
      if (slot.group == kNoGroup) return nullptr;
      if (slot.hash == hash) return &groups_[slot.group];
    }
  }
  [[nodiscard]] const TriggerGroup* of_figure() const {
    return figure_group_ == kNoGroup ? nullptr : &groups_[figure_group_];
  }

  // Rules over one mention of a kind, over two that stand next to each other.
  [[nodiscard]] const TriggerGroup& leftward(ValueKind kind) const {
    return leftward_.at(static_cast<std::size_t>(kind));
  }
  [[nodiscard]] const TriggerGroup& rightward(ValueKind kind) const {
    return rightward_.at(static_cast<std::size_t>(kind));
  }
  [[nodiscard]] const TriggerGroup& between(ValueKind first, ValueKind second) const {
    return between_.at(static_cast<std::size_t>(first)).at(static_cast<std::size_t>(second));
  }

 private:
  static constexpr std::uint16_t kNoGroup = 0xFFFF;
  static constexpr std::size_t kKinds = 4;
  struct Slot {
    std::uint64_t hash = 0;
    std::uint16_t group = kNoGroup;
  };
  friend class ValueRulesCompiler;

  explicit ValueRules(const RuleSet& rules) : vocabulary_(rules) {}

  Vocabulary vocabulary_;
  std::vector<ValueRule> rules_;
  std::vector<TriggerGroup> groups_;
  std::vector<Slot> table_;
  std::size_t mask_ = 0;
  std::uint16_t figure_group_ = kNoGroup;
  std::array<TriggerGroup, kKinds> leftward_;
  std::array<TriggerGroup, kKinds> rightward_;
  std::array<std::array<TriggerGroup, kKinds>, kKinds> between_;
};

// FNV-1a over lower-case letters, one byte at a time.
inline constexpr std::uint64_t kHashSeed = 14695981039346656037ULL;
[[nodiscard]] constexpr std::uint64_t hash_more(std::uint64_t hash, unsigned char c) {
  return (hash ^ (c >= 'A' && c <= 'Z' ? c | 0x20U : c)) * 1099511628211ULL;
}
[[nodiscard]] constexpr std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = kHashSeed;
  for (const char c : word) hash = hash_more(hash, static_cast<unsigned char>(c));
  return hash ^ (hash >> 32);
}

}  // namespace copydesk
