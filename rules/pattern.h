// The pattern language of the rules, translated to RE2's.
//
//   {subject:company}<aside>? <was>? <founded> by {object:people}
//
//   blanks        one or more white-space characters of any kind; an optional part between blanks
//                 takes one of them with it, so "a (?:b)? c" is "a c" or "a b c"; " ?" may be missing;
//                 blanks on both sides of a '|' and at the ends of a pattern are for the reader only
//   letters       lower-case ones match either case, upper-case ones only themselves
//   ' " -         match every apostrophe, quote, hyphen or dash
//   <name>        a macro or word list, or a slot type without a capture;  <aside>, <descriptor> and
//                 <gap> are built in (docs/rules.md)
//   {name:type}   a capture; what a type stands for is the caller's business, save that a type which
//                 names a macro or list captures what that matches;  {type} is {type:type}
//   the rest      RE2's syntax: (?:…) | ? {m,n} [class] \d \b ^ $; unbounded repeats of anything that
//                 can cross words are refused
//
//   Pattern pattern = *translate(text, "founding.rules", rules, slot_writer, faults);
//   RE2 compiled(pattern.re2);
//
// Pure functions; no state, any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_set.h"

namespace copydesk {

// Inside an RE2 class: white space of any kind, the no-break and typographic spaces with it. Every "\s" of a
// pattern comes to mean this.
inline constexpr std::string_view kBlankClass = R"(\s\x{A0}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000})";

struct Slot {
  std::string name;
  std::string type;
  bool required = true;  // false inside an optional part or one of several alternatives
};

// One of what a text needs to match (pattern_needs.h).
struct Need {
  std::vector<std::string> any;
  // Runs of blanks between the need before, or the beginning of a match, and this one.
  std::uint16_t least = 0;
  std::uint16_t most = 0;
  double rarity = 0;  // the higher, the more seldom it is met
};
inline constexpr std::uint16_t kAnyBlanks = 0xFFFF;

struct Pattern {
  std::string re2;          // with a named group (?P<name>…) for each slot
  std::vector<Slot> slots;  // in the order they stand
  std::vector<Need> needs;  // in the order they stand
  // Some text matches without a word that the pattern says: mentions and gaps alone. Such a rule would fire anywhere.
  bool wordless = false;
};

// RE2 text for a literal in either case. Not "(?i:…)" throughout: with it "k" and "s" also stand for the Kelvin
// sign and the long s, which triples the program's size.
[[nodiscard]] std::string either_case(std::string_view text);

// RE2 text for a slot type, without the capturing group.
struct SlotText {
  std::string re2;
  std::uint16_t most_blanks = 0;  // as many runs of blanks it may match
};
// nullopt where the type is unknown.
using SlotWriter = std::function<std::optional<SlotText>(std::string_view type)>;

// nullopt where the pattern has a fault; `faults` says which. `slot_types` are named in the hint of
// an unknown type.
[[nodiscard]] std::optional<Pattern> translate(const RuleText& text, const std::string& file, const std::string& rule,
                                               const RuleSet& rules, const SlotWriter& slot_writer,
                                               const std::vector<std::string>& slot_types,
                                               std::vector<RuleFault>& faults);

}  // namespace copydesk
