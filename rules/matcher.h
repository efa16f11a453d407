// A Matcher runs many patterns over a short plain text (plain_text.h) at the cost of the few that can match it.
//
//   Matcher matcher;
//   matcher.add(pattern);                                    // 0, 1, 2, … in the order added
//   matcher.compile();
//   for (int id : matcher.candidates(text)) matcher.for_each_match(id, text, [&](const Captures& c) { … });
//
// Every pattern needs some words and slots (Pattern::needs); one pass of an AtomIndex finds those that a text
// has, and only the patterns that have all they need are tried. What patterns share is held against the text
// once, so a pattern more costs a few bit operations a text. Where a pattern says what it begins with (a slot, most
// often) it is tried there alone: automata that are anchored have few states, and building states is what a search
// of new text costs. A pattern is compiled when it is first tried: start-up pays for none. Not RE2::Set: with bounded
// gaps it runs out of its memory budget and falls back in silence, 100 times slower; not FilteredRE2: working out its
// filter for 100 patterns with long alternations takes 200 ms. One a worker, built on the worker's thread: a shared RE2
// contends on its lock.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/atom_index.h"
#include "rules/pattern.h"

namespace copydesk {

// A capture as half-open byte offsets into the text; nullopt where its group took no part.
struct Capture {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};
// The whole match first, then one per slot in the order of Pattern::slots.
using Captures = std::vector<std::optional<Capture>>;

// A pattern's RE2 text compiled for plain text; what RE2 refuses says so with ok() and error().
[[nodiscard]] std::unique_ptr<RE2> plain_re2(const std::string& pattern);

class Matcher {
 public:
  void add(const Pattern& pattern);
  void compile();
  // RE2's message where it refuses pattern `id`, "" where all is well. Compiles it.
  [[nodiscard]] std::string error_of(int id);

  // The patterns that `text` may match, ascending. Valid until the next call.
  [[nodiscard]] const std::vector<int>& candidates(std::string_view text);
  // Every match of pattern `id`: after each, matching is tried again from behind its first slot, so
  // that "A bought B, which owns C" is read from B on as well. At most `kMostMatches` a text.
  template <class Visitor>
  void for_each_match(int id, std::string_view text, Visitor&& visit) {
    std::size_t from = 0;
    for (int i = 0; i < kMostMatches && match(id, text, from); ++i) {
      visit(captures_);
      from = next_start(from);
      if (from > text.size()) break;
    }
  }

 private:
  static constexpr int kMostMatches = 64;
  bool match(int id, std::string_view text, std::size_t from);
  [[nodiscard]] std::size_t next_start(std::size_t from) const;

  // A pattern, compiled when it is first tried.
  struct Entry {
    Pattern pattern;
    std::unique_ptr<RE2> re2;
  };
  const RE2& compiled(Entry& entry);
  [[nodiscard]] bool match_from(const Entry& entry, std::string_view text, std::size_t from, RE2::Anchor anchor);

  std::vector<Entry> entries_;
  // A clause is a set of atoms, one of which a pattern needs; patterns share clauses. Sets of them are bits in
  // words_ words.
  std::vector<std::vector<std::uint32_t>> clauses_of_;  // of each atom
  std::vector<std::uint64_t> needed_;                   // of each pattern
  std::vector<std::uint64_t> met_;                      // by the text
  std::size_t words_ = 0;
  std::unique_ptr<AtomIndex> atoms_;
  std::vector<int> found_atoms_;
  std::vector<int> candidates_;
  std::vector<re2::StringPiece> groups_;
  Captures captures_;
};

}  // namespace copydesk
