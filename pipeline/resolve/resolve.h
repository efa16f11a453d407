// The stage that finds out who is who: groups names into entities and gives anaphors their antecedents.
//
//   Result<ResolveWords> words = ResolveWords::from(rules);     // once, shared by all threads
//   Entities entities = resolve(article, document, segmentation, mentions, *words);
//
// Pure; about linear in the length of the text.
#pragma once

#include "corpus/article.h"
#include "pipeline/recognise/mentions.h"
#include "pipeline/resolve/entities.h"
#include "pipeline/resolve/words.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk {

[[nodiscard]] Entities resolve(const Article& article, const Document& document, const Segmentation& segmentation,
                               const Mentions& mentions, const ResolveWords& words);

}  // namespace copydesk
