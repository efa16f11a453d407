// A rule file, read but not yet understood: definitions with their properties, each with its place.
//
//   define founded = (?:co-?)?founded | set up        a macro, used as <founded>
//
//   rule founding.passive : founded_by                a definition: kind, name, head
//     match  {subject:company} <was>? <founded>       its properties, indented: key, text;
//            by {object:people}                       a line indented deeper goes on with the text
//     yes    Stepfun, founded by Jiang Daxin, grew.
//            => Stepfun founded_by Jiang Daxin        what an example expects, a line each
//
// A line whose first character is '#' is a comment, and so is what follows two blanks and "# ". What a kind or a
// key means is the business of the stage that reads it (docs/rules.md). Errors carry file, line,
// column and a hint. Values; immutable once read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace copydesk {

// Text from a rule file that remembers where each of its pieces stood (1-based; columns in bytes).
struct RuleText {
  struct Piece {
    std::uint32_t offset = 0;  // in text
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };
  std::string text;
  std::vector<Piece> pieces;  // by offset, the first at 0
};

struct RuleProperty {
  std::string key;
  RuleText key_place;
  RuleText value;
  std::vector<RuleText> expected;  // the "=>" lines below it, without the arrow
};

struct RuleDefinition {
  std::string kind;  // "rule", "date", "money", "name", …
  std::string name;  // "founding.passive"
  std::string head;  // what stands after the colon: "founded_by"; may be empty
  std::string file;
  RuleText name_place;
  RuleText head_place;
  std::vector<RuleProperty> properties;

  [[nodiscard]] const RuleProperty* find(std::string_view key) const;  // the first of that key, or nullptr
};

struct RuleMacro {
  std::string name;
  std::string file;
  RuleText pattern;
};

// A fault in a rule file, for the person who can mend it.
struct RuleFault {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 1;  // of what the carets mark, in bytes
  std::string message;
  std::string rule;         // the definition's name, may be empty
  std::string hint;         // may be empty
  std::string source_line;  // the line as written; may be empty (RuleSet fills it in)
  bool warning = false;     // the rules work, but hardly as their author means

  // "rules/en/x.rules:14:34: unknown slot type 'compagny'", the line, a caret, the rule and the hint.
  [[nodiscard]] std::string text() const;
};

struct RuleFile {
  std::string path;
  std::string source;
  std::vector<RuleMacro> macros;
  std::vector<RuleDefinition> definitions;
};

// Reads one file's text. Every fault in it is reported in `faults`; what could be read is returned.
[[nodiscard]] RuleFile parse_rule_file(std::string path, std::string source, std::vector<RuleFault>& faults);

// A fault at `length` bytes from `offset` of `where`.
[[nodiscard]] RuleFault fault_at(const std::string& file, const RuleText& where, std::size_t offset, std::size_t length,
                                 std::string message, std::string rule = {}, std::string hint = {});

// All of them, one after the other, as a terminal shows them.
[[nodiscard]] std::string text_of(const std::vector<RuleFault>& faults);

// The member of `known` closest to `word` by edit distance (at most two edits), or "".
[[nodiscard]] std::string closest_name(std::string_view word, const std::vector<std::string>& known);

}  // namespace copydesk
