// A Matcher runs many patterns over a short text at the cost of the few that can match it.
//
//   Matcher matcher;
//   std::vector<RuleFault> …; matcher.add(pattern.re2);      // 0, 1, 2, … in the order added
//   matcher.compile();
//   for (int id : matcher.candidates(text)) matcher.for_each_match(id, text, [&](const Captures& c) { … });
//
// Every pattern needs some words; which, RE2's FilteredRE2 works out, and one pass of an AtomIndex
// finds those that a text has. Only the patterns whose words are there are tried.
// Not RE2::Set: with bounded gaps it runs out of its memory budget and falls back in silence, 100
// times slower. One a worker, built on the worker's thread: a shared RE2 contends on its lock.
#pragma once

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/atom_index.h"

namespace copydesk {

// A capture as half-open byte offsets into the text; nullopt where its group took no part.
struct Capture {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};
// The whole match first, then one per slot in the order of Pattern::slots.
using Captures = std::vector<std::optional<Capture>>;

class Matcher {
 public:
  // RE2's message where it refuses the pattern, "" where all is well.
  [[nodiscard]] std::string add(const std::string& re2);
  void compile();

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

  re2::FilteredRE2 filter_{kShortestAtom};
  static constexpr int kShortestAtom = 3;
  std::unique_ptr<AtomIndex> atoms_;
  std::vector<int> found_atoms_;
  std::vector<int> candidates_;
  std::vector<re2::StringPiece> groups_;
  Captures captures_;
  int size_ = 0;
};

}  // namespace copydesk
