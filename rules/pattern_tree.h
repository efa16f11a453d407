// A pattern of the rules as a tree: what its text says, before RE2 hears of it (pattern.h has the language).
//
//   Node root = read_pattern(text, file, rule, rules, slot_writer, slot_types, faults);
//   root.branches.front();      // its parts, in order
//   write_pattern(root).re2;
//
// Values; pure functions: any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/pattern.h"

namespace copydesk {

struct PatternNode;
using PatternSequence = std::vector<PatternNode>;

// One part of a pattern: what it matches and how often.
struct PatternNode {
  enum class Kind : std::uint8_t { literal, klass, blank, slot, group, raw };

  Kind kind = Kind::literal;
  std::string text = {};  // literal: UTF-8 as written; klass, raw: RE2 text; slot: its type's RE2 text
  std::string slot = {};  // slots: the capture's name
  std::string type = {};
  std::vector<PatternSequence> branches = {};  // groups
  std::string repeat = {};                     // "", "?", "{0,3}", …, with a lazy "?" behind
  std::uint16_t most_blanks = 0;               // raw, slot: as many runs of blanks its text may match
  bool gap = false;                            // a built-in gap: shortest first
  bool optional = false;
  std::string written = {};  // as it stands in the rule file, its repeat included

  [[nodiscard]] bool wraps() const { return kind != Kind::klass && !(kind == Kind::literal && text.size() == 1); }
};

// The tree of `text`, a group of its alternatives. Where `faults` gains any, the tree is of no use.
[[nodiscard]] PatternNode read_pattern(const RuleText& text, const std::string& file, const std::string& rule,
                                       const RuleSet& rules, const SlotWriter& slot_writer,
                                       const std::vector<std::string>& slot_types, std::vector<RuleFault>& faults);

[[nodiscard]] Pattern write_pattern(const PatternNode& root);

}  // namespace copydesk
