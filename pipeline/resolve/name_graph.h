// The names of an article and which of them are one: the working table of grouping.
//
// Mentions whose names compare equal share a Form; linking unites forms until each set is one
// company, person, place or product.
//
//   NameGraph graph = NameGraph::of(document, segmentation, mentions, words);
//   link_definitions(graph, …); link_companies(graph, …); link_people(graph, …);
//   graph.root(graph.form_of[7])                       // the set that mention 7 is in
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/resolve/name_form.h"
#include "pipeline/resolve/words.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk {

[[nodiscard]] NameClass class_of(MentionType type);

struct Form {
  static constexpr std::uint32_t nowhere = UINT32_MAX;

  NameForm name;
  NameClass name_class = NameClass::organisation;
  std::vector<std::uint32_t> mentions;     // ascending
  std::array<float, kNameTypes> weight{};  // evidence for each type
  std::uint32_t first = nowhere;           // start of the first mention that is not in a title or heading
  std::optional<std::uint64_t> known;      // which company of the lists it is
  bool in_title = false;
  bool former = false;     // a name no longer in use: "formerly Red Snapper"
  bool defined = false;    // the article defines it: ("ASC")
  bool ambiguous = false;  // a short form of several: its mentions are given out one by one

  [[nodiscard]] bool several_words() const { return name.words.size() > 1; }
};

// A short name for a company that the article itself introduces.
struct DefinedName {
  std::uint32_t form = 0;  // of the company
  std::string word;        // "company" of ("the Company"), lower case; else the surface: "ASC"
  std::uint32_t start = 0;
};

class NameGraph {
 public:
  std::vector<Form> forms;
  std::vector<std::int32_t> form_of;     // mention → form, -1 for values
  std::vector<std::int32_t> surface_of;  // mention → number of its text as written, -1 for values
  std::size_t surface_count = 0;
  std::vector<std::uint32_t> outer;      // name mentions that no other name mention contains, in order
  std::vector<DefinedName> nouns;        // "the Company"
  std::vector<DefinedName> short_names;  // "ASC"

  [[nodiscard]] static NameGraph of(const Document& document, const Segmentation& segmentation,
                                    const Mentions& mentions, const ResolveWords& words);

  // -1 where no mention has that name.
  [[nodiscard]] std::int32_t find(const std::string& key, NameClass name_class) const;
  [[nodiscard]] std::uint32_t root(std::uint32_t form) const;
  void unite(std::uint32_t a, std::uint32_t b);
  // Two names that the article sets beside each other, and so tells apart: "Acme and Acme Records".
  void contrast(std::uint32_t a, std::uint32_t b);
  [[nodiscard]] bool contrasted(std::uint32_t a, std::uint32_t b) const;

 private:
  std::unordered_map<std::string, std::array<std::int32_t, 3>> by_key_;  // by NameClass
  mutable std::vector<std::uint32_t> parent_;                            // union-find with path halving
  std::unordered_set<std::uint64_t> contrasted_;
};

}  // namespace copydesk
