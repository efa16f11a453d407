// A Matcher runs many patterns over a short plain text (plain_text.h) at the cost of the few that can match it.
//
//   Matcher matcher;
//   matcher.add(pattern);                                    // 0, 1, 2, … in the order added
//   matcher.compile();
//   for (int id : matcher.candidates(text)) matcher.for_each_match(id, text, [&](const Captures& c) { … });
//
// Every pattern needs some words and slots (Pattern::needs); one pass of an AtomIndex finds those that a text has, and
// only the patterns that have all they need are tried, by a Program (program.h). A pattern is looked at only where the
// text has the one that is seldom met of what it needs, so that a pattern more costs next to nothing. It is compiled
// when it is first tried: start-up pays for none. Not RE2: its automata have to be built first, and with a thousand
// patterns and sentences of every form are never built up: it took 10 times as long. One a worker.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/matching/atom_index.h"
#include "rules/matching/program.h"
#include "rules/pattern.h"

namespace copydesk {

class Matcher {
 public:
  void add(const Pattern& pattern);
  void compile();
  // What is wrong with pattern `id`, "" where all is well. Compiles it.
  [[nodiscard]] std::string error_of(int id);

  // The patterns that `text` may match, ascending. Valid until the next call.
  [[nodiscard]] const std::vector<int>& candidates(std::string_view text);
  // Every match of pattern `id` in the text last given to candidates(): after each, matching is tried again from behind
  // its first slot, so that "A bought B, which owns C" is read from B on as well. At most `kMostMatches` a text.
  template <class Visitor>
  void for_each_match(int id, std::string_view text, Visitor&& visit) {
    const Program* program = compiled(entries_[static_cast<std::size_t>(id)]);
    std::size_t from = 0;
    for (int i = 0; program != nullptr && i < kMostMatches && runner_.search(*program, text, from, beginnings_); ++i) {
      visit(runner_.captures());
      from = next_start(runner_.captures(), from);
      if (from > text.size()) break;
    }
  }

 private:
  static constexpr int kMostMatches = 64;

  // A pattern, compiled when it is first tried.
  struct Entry {
    Pattern pattern;
    std::optional<Result<Program>> program;
  };
  // nullptr where it does not compile.
  static const Program* compiled(Entry& entry);
  static std::size_t next_start(const Captures& captures, std::size_t from);
  [[nodiscard]] bool meets_all(std::size_t id) const;

  std::vector<Entry> entries_;
  // A clause is a set of atoms, one of which a pattern needs; patterns share clauses. Sets of them are bits in
  // words_ words.
  std::vector<std::vector<std::uint32_t>> clauses_of_;  // of each atom
  std::vector<std::vector<int>> patterns_of_;           // of each clause: those that meet no other one as seldom
  std::vector<int> without_clause_;                     // patterns that need nothing
  std::vector<std::uint64_t> needed_;                   // of each pattern
  std::vector<std::uint64_t> met_;                      // by the text
  std::vector<std::uint32_t> met_clauses_;
  std::size_t words_ = 0;
  std::unique_ptr<AtomIndex> atoms_;
  std::vector<int> found_atoms_;
  std::vector<int> candidates_;
  Beginnings beginnings_;
  ProgramRunner runner_;
};

}  // namespace copydesk
