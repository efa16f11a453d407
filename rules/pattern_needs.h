// What a text needs to match a pattern, for a prefilter (Matcher): of each clause at least one atom.
//
//   {subject:company} <was>? (?:founded|set up) by {person}     {" founded ", " set "}, {" by "}, {"\uE001", …}, …
//
// An atom is a slot's character, or letters and digits, lower-case; where the pattern lets a match hold them only as
// the beginning or the end of a word, with a blank on that side (atom_index.h knows what that means). No clause: any
// text may match. Pure function.
#pragma once

#include <string>
#include <vector>

#include "rules/pattern_tree.h"

namespace copydesk {

// `word_at_start`, `word_at_end`: a match begins, ends at a word's bound. The clauses that are seldom met stand first.
[[nodiscard]] std::vector<std::vector<std::string>> needs_of(const PatternNode& root, bool word_at_start,
                                                             bool word_at_end);

}  // namespace copydesk
