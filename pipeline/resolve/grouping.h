// Grouping: which names of an article are one.
//
//   Grouping grouping = group_names(document, segmentation, mentions, words);
//   grouping.entities[grouping.of_mention[7]].name       // "Pelican Pharmaceuticals, Inc."
//
// One by the same words ("MiniMax", "Minimax", "The Minimax Group"), by definition ('Soopra AI
// ("Soopra")', "formerly Blue Fin"), as a short form ("Pelican"), by initials, as a domain name, as a
// surname or given name, as a misspelling. Never two companies that share a generic word, nor a
// parent and its unit. Pure, in about linear time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/resolve/entities.h"
#include "pipeline/resolve/name_graph.h"
#include "pipeline/resolve/words.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk {

// A noun that the article gives to one company: ("the Company").
struct DefinedNoun {
  std::string noun;  // lower case
  std::uint32_t entity = 0;
  std::uint32_t start = 0;  // where it is defined
};

enum class Gender : std::uint8_t { unknown, feminine, masculine };

struct Grouping {
  std::vector<Entity> entities;          // by first mention
  std::vector<std::int32_t> of_mention;  // mention → entity, -1 for values
  std::vector<std::uint32_t> outer;      // name mentions that no other name mention contains
  std::vector<Gender> genders;           // of each entity: persons', by "Ms." or the given name
  std::vector<DefinedNoun> nouns;        // by noun, then start
};

[[nodiscard]] Grouping group_names(const Document& document, const Segmentation& segmentation, const Mentions& mentions,
                                   const ResolveWords& words);

// The steps of it, in order; each unites forms of the graph.
void link_definitions(NameGraph& graph, const Document& document, const Segmentation& segmentation,
                      const Mentions& mentions, const ResolveWords& words);
void link_classes(NameGraph& graph);
void link_people(NameGraph& graph, const ResolveWords& words);
void link_companies(NameGraph& graph, const ResolveWords& words);
void link_misspellings(NameGraph& graph);

}  // namespace copydesk
