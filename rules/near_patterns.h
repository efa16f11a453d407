// The ways to fall short of a pattern by one part, for explanations: what a text has that a rule nearly matches, and
// what it lacks.
//
//   {subject:company} <was>? <founded> by {object:people}       its parts: {subject:company}, <founded>, by,
//   {object:people}
//
//   one short    anything in the place of one part: "Acme was founded by ○", the first part lacking
//   cut off      the pattern up to a part:          "□ was founded with", "by" lacking
//
//   for (const NearPattern& near : near_patterns(…)) RE2(near.pattern.re2)
//
// Only such as hold a word that the pattern says: what has a company and a person in it falls short of nothing yet.
// Each is translated anew, so keep them out of a hot path. Pure functions: any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/pattern.h"

namespace copydesk {

struct NearPattern {
  // In a pattern that is one short the slot kSaw captures what stands in the place of the part.
  static constexpr const char* kSaw = "saw";

  Pattern pattern;
  std::string lacks;        // the part as written: "{subject:company}"
  std::size_t matched = 0;  // parts that it holds
  std::size_t parts = 0;    // of so many
  bool cut = false;         // ends where the part should follow
};

// Empty for a pattern with faults.
[[nodiscard]] std::vector<NearPattern> near_patterns(const RuleText& text, const std::string& file,
                                                     const RuleSet& rules, const SlotWriter& slot_writer);

}  // namespace copydesk
