#include "rules/gazetteer/lists.h"

#include <array>
#include <utility>

#include "rules/gazetteer/digest.h"

namespace copydesk {
namespace {

// A list belongs to the first class whose name begins its own: companies.txt, companies_listed.txt.
constexpr std::array<std::pair<std::string_view, LexicalClass>, 16> list_classes = {{
    {"companies", LexicalClass::company},
    {"organisations", LexicalClass::organisation},
    {"given_names", LexicalClass::given_name},
    {"surnames", LexicalClass::surname},
    {"people", LexicalClass::person},
    {"cities", LexicalClass::city},
    {"regions", LexicalClass::region},
    {"us_states", LexicalClass::region},
    {"countries", LexicalClass::country},
    {"nationalities", LexicalClass::nationality},
    {"products", LexicalClass::product},
    {"legal_suffixes", LexicalClass::legal_suffix},
    {"sector_nouns", LexicalClass::sector_noun},
    {"titles", LexicalClass::title},
    {"honorifics", LexicalClass::honorific},
    {"ordinary_words", LexicalClass::common_word},
}};

// The lists that make names, in order of their names.
std::vector<std::pair<const WordList*, LexicalClass>> lists_of_names(const RuleSet& rules) {
  std::vector<std::pair<const WordList*, LexicalClass>> found;
  for (const auto& [name, list] : rules.lists()) {
    if (const auto what = class_of_list(name)) found.emplace_back(&list, *what);
  }
  return found;
}

}  // namespace

std::optional<LexicalClass> class_of_list(std::string_view name) {
  for (const auto& [beginning, what] : list_classes) {
    if (name.starts_with(beginning)) return what;
  }
  return std::nullopt;
}

std::vector<GazetteerName> names_of_lists(const RuleSet& rules) {
  std::vector<GazetteerName> names;
  for (const auto& [list, what] : lists_of_names(rules)) {
    const bool ordinary = what == LexicalClass::common_word;
    for (std::size_t i = 0; i < list->size(); ++i) {
      GazetteerName& name = names.emplace_back(GazetteerName{std::string(list->entry(i)), what, "", "", ordinary});
      if (ordinary) continue;  // a word's attributes are its uses
      name.country = list->attribute(i, 0);
      name.canonical = list->attribute(i, 1);
    }
  }
  return names;
}

std::uint64_t digest_of_lists(const RuleSet& rules) {
  gazetteer::Digest digest;
  for (const auto& [list, what] : lists_of_names(rules)) {
    digest.add(name_of(what));
    digest.add(list->text());
  }
  return digest.value();
}

Gazetteer gazetteer_of(const RuleSet& rules) {
  std::string directory = rules.directory();
  while (directory.ends_with('/')) directory.pop_back();
  return gazetteer_of(rules, {directory + ".gaz", COPYDESK_BUILT_GAZETTEER});
}

Gazetteer gazetteer_of(const RuleSet& rules, const std::vector<std::string>& compiled) {
  const std::uint64_t digest = digest_of_lists(rules);
  for (const std::string& path : compiled) {
    if (Result<Gazetteer> opened = Gazetteer::open(path); opened && opened->digest() == digest) return *opened;
  }
  return Gazetteer::build(names_of_lists(rules), digest);
}

}  // namespace copydesk
