// The word lists of a rule set as an index.
//
//   Gazetteer gazetteer = gazetteer_of(rules);
//
// A list's name says what its entries are: companies*.txt are companies, given_names*.txt given
// names (the table stands in lists.cc); other lists stay out. An entry's first attribute is its
// country, its second the name it is another name of. What ordinary_words.txt holds is marked an
// ordinary word wherever it is a name, too. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/gazetteer.h"
#include "rules/rule_set.h"

namespace copydesk {

// What the entries of the list `name` are; nullopt where they are no names.
[[nodiscard]] std::optional<LexicalClass> class_of_list(std::string_view name);

[[nodiscard]] std::vector<GazetteerName> names_of_lists(const RuleSet& rules);

// Differs between lists that make different indices.
[[nodiscard]] std::uint64_t digest_of_lists(const RuleSet& rules);

// The index of the lists: one compiled from just these lists where there is one (DIRECTORY.gaz beside
// the rules, or that of the build tree), mapped; else built in memory, which takes some 60 ms.
[[nodiscard]] Gazetteer gazetteer_of(const RuleSet& rules);

// The same with a choice of files, which need not exist.
[[nodiscard]] Gazetteer gazetteer_of(const RuleSet& rules, const std::vector<std::string>& compiled);

}  // namespace copydesk
