// The names of an article as discourse sees them: where an entity stands, and in what part of its
// sentence.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/resolve/grouping.h"

namespace copydesk {

struct Site {
  TextSpan span;
  std::uint32_t entity = 0;
  std::uint32_t sentence = 0;
  MentionType type = MentionType::company;
  bool oblique = false;     // after a preposition: "of Acme"
  bool possessive = false;  // "Acme's"
  bool listed = false;      // joined to the name before it by "and" or a comma
};

// One for each outer mention of a company or person, in order.
[[nodiscard]] std::vector<Site> find_sites(const Document& document, const Segmentation& segmentation,
                                           const Mentions& mentions, const Grouping& grouping,
                                           const ResolveWords& words);

// What the article is about: the company it names most, the title and the opening weighing more and
// boilerplate less. `title` is the article's own, where the text may not hold it. -1 where it names none.
[[nodiscard]] std::int32_t main_company(std::string_view title, const Document& document,
                                        const Segmentation& segmentation, const std::vector<Site>& sites,
                                        const Grouping& grouping);

// person → the company they speak for ("Ann Lee, chief executive of Acme", "Acme founder Ann Lee"), -1
// where the article does not say. Indexed by entity.
[[nodiscard]] std::vector<std::int32_t> affiliations(const Document& document, const std::vector<Site>& sites,
                                                     std::size_t entities, const ResolveWords& words);

}  // namespace copydesk
