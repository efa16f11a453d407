// Who a text speaks of and never names: the "it" of "It was founded in 1990 by Ann Lee." where no company stands.
//
//   add_nameless(document, words, genders, entities);
//   // entities.all.back()    company "It", without mentions; the anaphor's rule is "nameless"
//
// An anaphor that has no antecedent gets an entity of its own kind only where the text names none that it could mean:
// a passage, a caption, an "About us". Such an entity has no mentions, its name is the first of its anaphors, and the
// record holds it only where a fact needs it. Pure; linear.
#pragma once

#include <vector>

#include "pipeline/resolve/entities.h"
#include "pipeline/resolve/grouping.h"
#include "pipeline/resolve/words.h"
#include "pipeline/text/document.h"

namespace copydesk {

// `genders` are those of `entities.all`.
void add_nameless(const Document& document, const ResolveWords& words, const std::vector<Gender>& genders,
                  Entities& entities);

}  // namespace copydesk
