// The anaphors that reading an article in order left without an antecedent.
//
//   "He runs Orlo. … Mr. Bob Ray was at Drax before."     "He" is Bob Ray: the only man whom the text names    (only)
//   "It was founded in 1990 by Ann Lee."                  no company stands in the text: a company "It"    (nameless)
//
// A nameless entity has no mentions, its name is the first of its anaphors, and the record holds it only where a fact
// needs it. Where a text names several that may be meant, the anaphor stays without one. Pure; linear.
#pragma once

#include <vector>

#include "pipeline/resolve/entities.h"
#include "pipeline/resolve/grouping.h"
#include "pipeline/resolve/words.h"
#include "pipeline/text/document.h"

namespace copydesk {

// `genders` are those of `entities.all`.
void resolve_leftovers(const Document& document, const ResolveWords& words, const std::vector<Gender>& genders,
                       Entities& entities);

}  // namespace copydesk
