// Discourse: what each anaphor of an article stands for.
//
// Reads the article once, in order, and remembers what a reader would: the subject of this sentence
// and the last, the heading it stands under, what the article is about, who spoke and for whom, which
// people were named last. Each anaphor takes the first antecedent that its kind of word allows; the
// rule that gave it is named in Anaphor::rule, and docs/resolution.md lists them.
//
// Pure; linear.
#pragma once

#include <vector>

#include "corpus/article.h"
#include "pipeline/resolve/anaphors.h"
#include "pipeline/resolve/grouping.h"

namespace copydesk {

struct Discourse {
  std::int32_t main_company = -1;  // entity; what the article is about
  std::vector<Anaphor> anaphors;   // as Entities::anaphors
};

[[nodiscard]] Discourse read_discourse(const Article& article, const Document& document,
                                       const Segmentation& segmentation, const Mentions& mentions,
                                       const Grouping& grouping, const ResolveWords& words);

}  // namespace copydesk
