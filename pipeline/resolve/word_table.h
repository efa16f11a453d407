// A WordTable gives the traits of a word in a few nanoseconds: it is asked for every token of a text.
//
//   WordTable table;
//   table.add("Which", {WordTrait::relative});
//   table.find("which").has(WordTrait::relative);      // true: case does not matter
//   table.find("witch").none();                        // true
//
// Words of more than WordKey::kLongest bytes are in no table. A hash table with linear probing; a byte of each hash
// stands in an array of its own, so that most words that are not in the table cost one look at it. Reading is
// thread-safe.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/word_key.h"

namespace copydesk {

// Each is the name of a property in the lists pronouns, company_nouns, person_nouns, function_words,
// name_words and given_name_gender (and, for descriptor, sector_nouns), which say what it means.
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
  rank,
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

class WordTable {
 public:
  WordTable() : marks_(kSmallest, 0), slots_(kSmallest) {}
  void add(std::string_view word, WordTraits traits);
  [[nodiscard]] WordTraits find(std::string_view word) const;  // none for a word that is not in it

 private:
  static constexpr std::size_t kSmallest = 64;
  struct Slot {
    WordKey key;
    WordTraits traits;
  };
  [[nodiscard]] std::size_t place_of(const WordKey& key) const;  // where it is, or would go
  void grow();

  std::vector<std::uint8_t> marks_;  // 0: empty; else 1 + seven bits of the hash
  std::vector<Slot> slots_;          // a power of two
  std::size_t used_ = 0;
};

}  // namespace copydesk
