// A pattern of a rule of values, matched from a place of the text onwards or back.
//
//   ValuePattern month("(?P<month>May|June) of", ValuePattern::Direction::forwards);
//   month.furthest(text, 3, 40)                 // where its longest match from 3 on ends, 40 at the latest
//   Groups groups;
//   month.capture(text, {3, 9}, groups);        // of the match that is all of [3, 9): groups[1] is "May"
//
// An automaton tells how far it matches, a program, asked only where it does, what its groups hold. Both are made when
// they are first asked for: most articles use a fifth of the rules. What can be wrong with a pattern is found at once,
// by fault_of(). Assertions see all of the text. A copy makes its own: each worker has its own. Not for several
// threads.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/text/span.h"
#include "rules/matching/automaton.h"
#include "rules/matching/program.h"

namespace copydesk {

inline constexpr std::size_t kMostCaptures = 8;  // of one pattern, with the whole match
// What the groups of a pattern hold; without data where a group took no part.
using Groups = std::array<std::string_view, kMostCaptures>;

class ValuePattern {
 public:
  using Direction = Automaton::Direction;

  ValuePattern() = default;
  ValuePattern(std::string text, Direction direction);

  [[nodiscard]] explicit operator bool() const { return !text_.empty(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  // The names of its groups, in order, from number 1.
  [[nodiscard]] const std::vector<std::string>& groups() const { return groups_; }
  // What is wrong with a pattern's text, or "".
  [[nodiscard]] static std::string fault_of(const std::string& text);

  // Requires, of all: there is a pattern.
  [[nodiscard]] std::optional<std::uint32_t> furthest(std::string_view text, std::uint32_t from,
                                                      std::uint32_t to) const;
  [[nodiscard]] bool matches(std::string_view text, std::uint32_t from, std::uint32_t to) const;
  // False where `whole` is no match.
  bool capture(std::string_view text, TextSpan whole, Groups& groups) const;

 private:
  std::string text_;
  std::vector<std::string> groups_;
  Automaton automaton_;
  mutable std::optional<Program> program_;
  mutable ProgramRunner runner_;
};

}  // namespace copydesk
