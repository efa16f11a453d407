#include "pipeline/resolve/words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace copydesk {
namespace {

constexpr std::array<std::pair<std::string_view, WordTrait>, 31> kTraitNames = {{
    {"company", WordTrait::company},
    {"person", WordTrait::person},
    {"subject", WordTrait::subject},
    {"possessive", WordTrait::possessive},
    {"reflexive", WordTrait::reflexive},
    {"relative", WordTrait::relative},
    {"plural", WordTrait::plural},
    {"speaker", WordTrait::speaker},
    {"feminine", WordTrait::feminine},
    {"masculine", WordTrait::masculine},
    {"weak", WordTrait::weak},
    {"any", WordTrait::any},
    {"group", WordTrait::group},
    {"preposition", WordTrait::preposition},
    {"conjunction", WordTrait::conjunction},
    {"auxiliary", WordTrait::auxiliary},
    {"adverb", WordTrait::adverb},
    {"speech", WordTrait::speech},
    {"determiner", WordTrait::determiner},
    {"rank", WordTrait::rank},
    {"legal", WordTrait::legal},
    {"soft", WordTrait::soft},
    {"descriptor", WordTrait::descriptor},
    {"unit", WordTrait::unit},
    {"soft-unit", WordTrait::soft_unit},
    {"generic", WordTrait::generic},
    {"acronym-stop", WordTrait::acronym_stop},
    {"title", WordTrait::title},
    {"credential", WordTrait::credential},
    {"particle", WordTrait::particle},
    {"tld", WordTrait::tld},
}};

std::optional<WordTrait> trait_named(std::string_view name) {
  const auto* const found =
      std::find_if(kTraitNames.begin(), kTraitNames.end(), [&](const auto& entry) { return entry.first == name; });
  if (found == kTraitNames.end()) return std::nullopt;
  return found->second;
}

// The traits that the properties of an entry name: "company possessive".
Result<WordTraits> traits_in(const WordList& list, std::size_t entry) {
  WordTraits traits;
  std::string_view rest = list.attribute(entry, 0);
  while (!rest.empty()) {
    const std::string_view property = rest.substr(0, rest.find(' '));
    const auto trait = trait_named(property);
    if (!trait) {
      return fail("lists/{}.txt: '{}' has the unknown property '{}'", list.name(), list.entry(entry), property);
    }
    traits.add({*trait});
    rest.remove_prefix(std::min(property.size() + 1, rest.size()));
  }
  return traits;
}

Result<const WordList*> list_named(const RuleSet& rules, std::string_view name) {
  const WordList* const list = rules.list(name);
  if (list == nullptr) return fail("{}: no list lists/{}.txt, which resolution needs", rules.directory(), name);
  return list;
}

Result<void> add_list(const RuleSet& rules, std::string_view name, WordTraits common, WordTable& table) {
  const auto list = list_named(rules, name);
  if (!list) return tl::unexpected(list.error());
  for (std::size_t i = 0; i < (*list)->size(); ++i) {
    auto traits = traits_in(**list, i);
    if (!traits) return tl::unexpected(traits.error());
    traits->add(common);
    table.add((*list)->entry(i), *traits);
  }
  return {};
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::optional<Renaming> renaming_named(std::string_view kind) {
  if (kind == "old") return Renaming::old;
  if (kind == "new") return Renaming::now;
  if (kind == "also") return Renaming::also;
  return std::nullopt;
}

}  // namespace

Result<ResolveWords> ResolveWords::from(const RuleSet& rules) {
  ResolveWords words;
  const auto added =
      add_list(rules, "pronouns", {WordTrait::pronoun}, words.words_)
          .and_then([&] { return add_list(rules, "company_nouns", {WordTrait::company_noun}, words.words_); })
          .and_then([&] { return add_list(rules, "person_nouns", {WordTrait::person_noun}, words.words_); })
          .and_then([&] { return add_list(rules, "function_words", {}, words.words_); })
          .and_then([&] { return add_list(rules, "name_words", {}, words.words_); })
          .and_then([&] { return add_list(rules, "given_name_gender", {}, words.given_names_); });
  if (!added) return tl::unexpected(added.error());
  for (const std::string_view name : {"pronouns", "company_nouns", "person_nouns", "function_words", "name_words"}) {
    const WordList& list = *rules.list(name);
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string_view word = list.entry(i);
      if (words.traits(word).any_of({WordTrait::pronoun, WordTrait::determiner}))
        words.referring_sizes_[initial(word)] |= std::uint64_t{1} << (word.size() % 64);
    }
  }

  const auto sectors = list_named(rules, "sector_nouns");
  if (!sectors) return tl::unexpected(sectors.error());
  for (std::size_t i = 0; i < (*sectors)->size(); ++i) {
    const std::string_view entry = (*sectors)->entry(i);
    for (std::size_t at = 0; at < entry.size();) {
      const std::size_t end = std::min(entry.find(' ', at), entry.size());
      words.words_.add(entry.substr(at, end - at), {WordTrait::descriptor});
      at = end + 1;
    }
  }

  const auto renamings = list_named(rules, "renamings");
  if (!renamings) return tl::unexpected(renamings.error());
  for (std::size_t i = 0; i < (*renamings)->size(); ++i) {
    const std::string_view kind = (*renamings)->attribute(i, 0);
    const auto renaming = renaming_named(kind);
    if (!renaming) {
      return fail("lists/renamings.txt: '{}' must say old, new or also, not '{}'", (*renamings)->entry(i), kind);
    }
    words.renamings_[lower((*renamings)->entry(i))] = *renaming;
  }
  words.known_companies_ = KnownCompanies(rules, words);
  return words;
}

WordTraits ResolveWords::traits(std::string_view word) const { return words_.find(word); }

WordTraits ResolveWords::given_name(std::string_view word) const { return given_names_.find(word); }

Renaming ResolveWords::renaming(std::string_view phrase) const {
  const auto found = renamings_.find(lower(phrase));
  return found == renamings_.end() ? Renaming::none : found->second;
}

}  // namespace copydesk
