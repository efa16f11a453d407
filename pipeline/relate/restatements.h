// What else in a fact's sentence stands for its subject or object: each such pair of spans is one more
// evidence, so that whoever looks for a name finds the fact beside it.
//
//   Harbour Games (formerly Brill) is a studio based in Leeds, England, and moved its staff there.
//     drawn     Harbour Games – Leeds, England
//     restated  Harbour Games – Leeds   Harbour Games – England   Brill – Leeds …   its – Leeds …
//
// Facts about sums and counts are left as drawn. Looked at are the names and anaphors of the two entities, and the
// parts of a place's name. The rule's own pair comes first; what follows has its confidence times that of the anaphors.
// At most kMostSpans spans a side are taken, so a sentence full of pronouns costs no more than its length. Pure.
#pragma once

#include <cstddef>

#include "pipeline/relate/fact_builder.h"
#include "pipeline/relate/facts.h"

namespace copydesk {

inline constexpr std::size_t kMostSpans = 6;

void add_restatements(const FactContext& context, Facts& facts);

}  // namespace copydesk
