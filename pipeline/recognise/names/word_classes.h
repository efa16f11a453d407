// WordClasses says which of the rules' word classes a word belongs to, by one look into a hash table.
//
//   words raise_verb                     # rules/en/names.rules
//     are   raised raises secured
//   words plain_verb
//     list  ordinary_words v             # the entries of lists/ordinary_words.txt whose attribute has a v
//
//   WordClassesBuilder builder(rules, faults);
//   ClassId raising = *builder.find("raise_verb");
//   WordClasses words = std::move(builder).build();
//   words.contains(words.of(word_hash("Raised")), raising);        // true: case does not matter
//
// A word's classes form a set; there are few different sets, and a word carries the number of its
// own. Immutable once built, so any number of threads may read it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_set.h"

namespace copydesk::names {

using ClassId = std::uint16_t;
using ClassSetId = std::uint16_t;  // 0: the empty set

// FNV-1a of bytes with A-Z folded, with a final mix: words are short, and the table needs all 64 bits.
class WordHasher {
 public:
  constexpr void add(unsigned char byte) {
    if (byte >= 'A' && byte <= 'Z') byte |= 0x20U;
    hash_ = (hash_ ^ byte) * 0x100000001b3U;
  }
  [[nodiscard]] constexpr std::uint64_t value() const {
    const std::uint64_t mixed = (hash_ ^ hash_ >> 32U) * 0xd6e8feb86659fd93U;
    return mixed ^ (mixed >> 32U);
  }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

// Of a word with the curly apostrophe made straight.
[[nodiscard]] constexpr std::uint64_t word_hash(std::string_view word) {
  WordHasher hasher;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool curly = word[i] == '\xe2' && word.substr(i, 3) == "\xe2\x80\x99";
    hasher.add(curly ? '\'' : static_cast<unsigned char>(word[i]));
    if (curly) i += 2;
  }
  return hasher.value();
}

class WordClasses {
 public:
  [[nodiscard]] ClassSetId of(std::uint64_t hash) const {
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].tag == tag_of(hash)) return slots_[at].set;
      if (slots_[at].tag == 0) return 0;
    }
  }
  // Brings what of() reads on its way from memory.
  void fetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }
  [[nodiscard]] bool contains(ClassSetId set, ClassId id) const {
    return (sets_[set * words_per_set_ + id / 64] >> (id % 64) & 1U) != 0;
  }
  [[nodiscard]] std::size_t set_count() const { return words_per_set_ == 0 ? 0 : sets_.size() / words_per_set_; }

 private:
  friend class WordClassesBuilder;
  struct Slot {
    std::uint32_t tag = 0;  // of the hash; 0: free
    ClassSetId set = 0;
  };
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U) | 1U; }

  std::vector<Slot> slots_;
  std::uint64_t mask_ = 0;
  std::vector<std::uint64_t> sets_;  // words_per_set_ each
  std::size_t words_per_set_ = 0;
};

class WordClassesBuilder {
 public:
  // Reads every definition of kind "words"; what is wrong with them goes to `faults`.
  WordClassesBuilder(const RuleSet& rules, std::vector<RuleFault>& faults);
  [[nodiscard]] std::optional<ClassId> find(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> names() const;
  // The class that holds just this word, made where there is none.
  [[nodiscard]] ClassId literal(std::string_view word);
  [[nodiscard]] WordClasses build() &&;

 private:
  void add(std::string_view word, ClassId id);
  void read(const RuleDefinition& definition, const RuleSet& rules, std::vector<RuleFault>& faults);

  // A word, in an open table; a free slot has hash 0.
  struct Word {
    std::uint64_t hash = 0;
    ClassSetId set = 0;
  };
  [[nodiscard]] Word& place_of(std::uint64_t hash);
  void grow();
  [[nodiscard]] ClassSetId with(ClassSetId set, ClassId id);

  std::map<std::string, ClassId, std::less<>> ids_;
  std::map<std::string, ClassId, std::less<>> literals_;
  ClassId next_ = 0;
  std::vector<Word> words_ = std::vector<Word>(1U << 17U);
  std::size_t word_count_ = 0;
  std::vector<std::vector<ClassId>> sets_{{}};  // each sorted
  std::map<std::vector<ClassId>, ClassSetId> numbers_{{{}, 0}};
  // What each set becomes with `added_` in it, 0 where that is not known yet: lists come class by class.
  std::vector<ClassSetId> grown_;
  ClassId added_ = 0;
};

}  // namespace copydesk::names
