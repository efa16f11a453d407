// A name as it is compared: folded words, without what a writer may leave off.
//
//   parse_name("Pelican Pharmaceuticals, Inc.", organisation)   [pelican pharmaceuticals], legal
//   parse_name("the LINQ Group’s", organisation)                [linq]
//   parse_name("Zhipu.ai", organisation)                        [zhipu ai]
//   parse_name("Amazon.com", organisation)                      [amazon]
//   parse_name("A.G.P.", organisation)                          [agp]
//   parse_name("Dr. Justinian C. Lane, Ph.D.", person)          [justinian lane]
//   parse_name("Mukul “Micky” Sharma", person)                  [mukul sharma], nickname micky
//
// Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/resolve/words.h"

namespace copydesk {

// What names can be one: a company and a product may turn out the same, a person and a company not.
enum class NameClass : std::uint8_t { organisation, person, place };

struct NameForm {
  std::vector<std::string> words;      // at least one, unless the name holds no letter or digit
  std::vector<std::string> nicknames;  // persons: words in quotes or brackets
  bool legal = false;                  // had a legal suffix: a complete name
  bool soft = false;                   // had "Group", "Holdings", "Company"
  std::string dropped;                 // initials of the suffixes left off: "g" of "Group"
  std::string first_hump;              // "dario" of "DarioHealth"
  bool domain = false;                 // "Zhipu.ai"
  bool acronym = false;                // one word of two to six capitals: "NEA", "A.G.P."
  bool feminine = false;               // "Ms."
  bool masculine = false;              // "Mr."

  [[nodiscard]] std::string key() const;       // words with blanks between
  [[nodiscard]] std::string squashed() const;  // words without blanks
};

[[nodiscard]] NameForm parse_name(std::string_view surface, NameClass name_class, const ResolveWords& words);

// "new enterprise associates" → "nea"; small words ("of", "and") only where `all`.
[[nodiscard]] std::string initials(const std::vector<std::string>& words, bool all, const ResolveWords& traits);

// What stands between the members of a list.
enum class ListLink : std::uint8_t {
  none,
  comma,        // ", "
  conjunction,  // " and ", ", and ": after the next member a comma begins something else
};
[[nodiscard]] ListLink list_link(std::string_view between);

}  // namespace copydesk
