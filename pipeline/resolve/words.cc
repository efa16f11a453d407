#include "pipeline/resolve/words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace copydesk {
namespace {

constexpr std::size_t kLongestWord = 24;

constexpr std::array<std::pair<std::string_view, WordTrait>, 30> kTraitNames = {{
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

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

Result<ResolveWords> ResolveWords::from(const RuleSet& rules) {
  static constexpr std::array<std::pair<std::string_view, WordTraits>, 6> lists = {{
      {"pronouns", {WordTrait::pronoun}},
      {"company_nouns", {WordTrait::company_noun}},
      {"person_nouns", {WordTrait::person_noun}},
      {"function_words", {}},
      {"name_words", {}},
      {"given_name_gender", {}},
  }};
  ResolveWords words;
  for (const auto& [name, common] : lists) {
    const WordList* const list = rules.list(name);
    if (list == nullptr) return fail("{}: no list lists/{}.txt, which resolution needs", rules.directory(), name);
    for (std::size_t i = 0; i < list->entries.size(); ++i) {
      WordTraits& traits = words.traits_[lower(list->entries[i])];
      traits.add(common);
      if (list->attributes[i].empty()) continue;
      std::string_view rest = list->attributes[i].front();
      while (!rest.empty()) {
        const std::string_view property = rest.substr(0, rest.find(' '));
        const auto trait = trait_named(property);
        if (!trait) {
          return fail("lists/{}.txt: '{}' has the unknown property '{}'", name, list->entries[i], property);
        }
        traits.add({*trait});
        rest.remove_prefix(std::min(property.size() + 1, rest.size()));
      }
    }
  }
  const WordList* const renamings = rules.list("renamings");
  if (renamings == nullptr) return fail("{}: no list lists/renamings.txt, which resolution needs", rules.directory());
  for (std::size_t i = 0; i < renamings->entries.size(); ++i) {
    const auto& columns = renamings->attributes[i];
    const std::string_view kind = columns.empty() ? std::string_view() : std::string_view(columns.front());
    const Renaming renaming = kind == "old"    ? Renaming::old
                              : kind == "new"  ? Renaming::now
                              : kind == "also" ? Renaming::also
                                               : Renaming::none;
    if (renaming == Renaming::none) {
      return fail("lists/renamings.txt: '{}' must say old, new or also, not '{}'", renamings->entries[i], kind);
    }
    words.renamings_[lower(renamings->entries[i])] = renaming;
  }
  return words;
}

WordTraits ResolveWords::traits(std::string_view word) const {
  if (word.size() > kLongestWord) return {};
  std::array<char, kLongestWord> folded{};
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char c = word[i];
    folded[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  const auto found = traits_.find(std::string_view(folded.data(), word.size()));
  return found == traits_.end() ? WordTraits() : found->second;
}

Renaming ResolveWords::renaming(std::string_view phrase) const {
  const auto found = renamings_.find(lower(phrase));
  return found == renamings_.end() ? Renaming::none : found->second;
}

}  // namespace copydesk
