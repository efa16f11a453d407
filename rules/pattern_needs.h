// What a text needs to match a pattern, for a prefilter (Matcher): atoms in their order, and how far apart at most.
//
//   {subject:company} <was>? (?:founded|set up) by {person}
//       {"\uE001", …}   then, 0 to 2 blanks later, {" founded ", " set "}, 1 to 2 later {" by "}, 1 later {"\uE002", …}
//
// Of each need at least one atom must stand there. An atom is a slot's character, or letters and digits, lower-case;
// where the pattern lets a match hold them only as the beginning or the end of a word, with a blank on that side
// (atom_index.h knows what that means). Distances count runs of blanks. No need: any text may match. Pure function.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/pattern_tree.h"

namespace copydesk {

// `word_at_start`, `word_at_end`: a match begins, ends at a word's bound.
[[nodiscard]] std::vector<Need> needs_of(const PatternNode& root, bool word_at_start, bool word_at_end);

}  // namespace copydesk
