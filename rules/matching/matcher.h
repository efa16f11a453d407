// A Matcher runs many patterns over a short plain text (plain_text.h) at the cost of the few that can match it.
//
//   NeedIndex needs;
//   Matcher matcher(needs);                                  // several may share one index
//   matcher.add(pattern);                                    // 0, 1, 2, … in the order added
//   needs.compile();
//   matcher.compile();
//   needs.read(text);
//   for (const Matcher::Candidate& candidate : matcher.candidates())
//     matcher.for_each_match(candidate, [&](const Captures& captures) { … });
//
// Every pattern needs some words and slots, in an order and not too far apart (pattern_needs.h). A pattern is looked at
// only where the text has what is seldom met of what it needs, so that a pattern more costs next to nothing, and is
// tried, by a Program (program.h), only where all the rest follows. It is compiled when it is first tried: start-up
// pays for none. Not RE2: its automata have to be built first, and with a thousand patterns and sentences of every form
// are never built up: it took 10 times as long. One a worker.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/matching/need_index.h"
#include "rules/matching/program.h"
#include "rules/pattern.h"

namespace copydesk {

class Matcher {
 public:
  // `needs` must outlive the matcher.
  explicit Matcher(NeedIndex& needs) : needs_(needs) {}
  void add(const Pattern& pattern);
  void compile();
  // What is wrong with pattern `id`, "" where all is well. Compiles it.
  [[nodiscard]] std::string error_of(int id);

  // A pattern that the text may match.
  struct Candidate {
    int id = 0;
    Chunks beginnings = 0;  // where a match would begin
  };
  // Of the text that the index read last, by id. Valid until the next call.
  [[nodiscard]] const std::vector<Candidate>& candidates();
  // Every match of a candidate in that text: after each, matching is tried again from behind its first slot, so that
  // "A bought B, which owns C" is read from B on as well. At most `kMostMatches` a text.
  template <class Visitor>
  void for_each_match(Candidate candidate, Visitor&& visit) {
    const Program* program = compiled(entries_[static_cast<std::size_t>(candidate.id)]);
    const std::string_view text = needs_.text();
    std::size_t from = 0;
    for (int i = 0; program != nullptr && i < kMostMatches &&
                    runner_.search(*program, text, from, needs_.beginnings(), candidate.beginnings);
         ++i) {
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
  // Where a match of a pattern may begin, by what it needs.
  [[nodiscard]] Chunks beginnings_of(int id);

  // A pattern's need; the patterns' one after the other.
  struct Step {
    std::uint32_t need = 0;
    std::uint16_t least = 0;
    std::uint16_t most = 0;
  };

  NeedIndex& needs_;
  std::vector<Entry> entries_;
  std::vector<Step> steps_;
  std::vector<std::uint32_t> first_step_;  // of each pattern; then their number
  // Of each atom, those that need it, or another, most seldom met of all: from first_pattern_ on, in patterns_.
  std::vector<std::uint32_t> first_pattern_;
  std::vector<int> patterns_;
  std::vector<int> without_need_;        // patterns that any text may match
  std::vector<std::uint32_t> tried_in_;  // pattern → number of the last text
  std::uint32_t text_number_ = 0;
  std::vector<Candidate> candidates_;
  ProgramRunner runner_;
};

}  // namespace copydesk
