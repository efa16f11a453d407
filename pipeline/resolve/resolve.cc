#include "pipeline/resolve/resolve.h"

#include <utility>

#include "pipeline/resolve/discourse.h"
#include "pipeline/resolve/grouping.h"
#include "pipeline/resolve/nameless.h"

namespace copydesk {

Entities resolve(const Article& article, const Document& document, const Segmentation& segmentation,
                 const Mentions& mentions, const ResolveWords& words) {
  Grouping grouping = group_names(document, segmentation, mentions, words);
  Discourse discourse = read_discourse(article, document, segmentation, mentions, grouping, words);
  Entities entities{std::move(grouping.entities), std::move(grouping.of_mention), discourse.main_company,
                    std::move(discourse.anaphors)};
  add_nameless(document, words, grouping.genders, entities);
  return entities;
}

}  // namespace copydesk
