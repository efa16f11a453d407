// The words that resolution knows: pronouns, nouns that stand for a company or a person, what a word
// does inside a name. Read once from the lists of a RuleSet.
//
//   Result<ResolveWords> words = ResolveWords::from(rules);
//   words->traits("Inc").has(WordTrait::legal);
//
// Words are compared without case. Immutable, shared by threads.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "rules/rule_set.h"

namespace copydesk {

// Each is the name of a property in the lists pronouns, company_nouns, person_nouns, function_words,
// name_words and given_name_gender, which say what it means.
enum class WordTrait : std::uint8_t {
  pronoun,
  company,
  person,
  subject,
  possessive,
  reflexive,
  relative,
  plural,
  speaker,
  feminine,
  masculine,
  company_noun,
  weak,
  any,
  person_noun,
  group,
  preposition,
  conjunction,
  auxiliary,
  adverb,
  speech,
  determiner,
  legal,
  soft,
  descriptor,
  unit,
  soft_unit,
  generic,
  acronym_stop,
  title,
  credential,
  particle,
  tld,
};

class WordTraits {
 public:
  constexpr WordTraits() = default;
  constexpr WordTraits(std::initializer_list<WordTrait> traits) {
    for (WordTrait trait : traits) bits_ |= 1ULL << static_cast<unsigned>(trait);
  }
  constexpr void add(WordTraits other) { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool has(WordTrait trait) const { return (bits_ >> static_cast<unsigned>(trait) & 1U) != 0; }
  [[nodiscard]] constexpr bool any_of(WordTraits other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr bool none() const { return bits_ == 0; }
  friend constexpr bool operator==(WordTraits, WordTraits) = default;

 private:
  std::uint64_t bits_ = 0;
};

// What stands between two names of one company or person says which of them is in use.
enum class Renaming : std::uint8_t {
  none,  // no such phrase
  old,   // the second is the old name: "formerly"
  now,   // the second is the new name: "now known as"
  also,  // both are in use: "doing business as"
};

class ResolveWords {
 public:
  // A Fault names the list that is missing or the property that is unknown.
  [[nodiscard]] static Result<ResolveWords> from(const RuleSet& rules);

  // None for a word that no list holds.
  [[nodiscard]] WordTraits traits(std::string_view word) const;
  // What "formerly known as" and the like say of the name after them.
  [[nodiscard]] Renaming renaming(std::string_view phrase) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_map<std::string, WordTraits, Hash, std::equal_to<>> traits_;
  std::unordered_map<std::string, Renaming, Hash, std::equal_to<>> renamings_;
};

}  // namespace copydesk
