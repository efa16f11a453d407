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

// Of a word's bytes with A-Z folded and the curly apostrophe made straight. FNV-1a with a final mix:
// words are short, and the table needs all 64 bits.
[[nodiscard]] constexpr std::uint64_t word_hash(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (std::size_t i = 0; i < word.size(); ++i) {
    auto byte = static_cast<unsigned char>(word[i]);
    if (byte >= 'A' && byte <= 'Z') byte |= 0x20U;
    if (byte == 0xe2 && word.substr(i, 3) == "\xe2\x80\x99") {
      byte = '\'';
      i += 2;
    }
    hash = (hash ^ byte) * 0x100000001b3U;
  }
  hash ^= hash >> 32U;
  hash *= 0xd6e8feb86659fd93U;
  return hash ^ (hash >> 32U);
}

class WordClasses {
 public:
  [[nodiscard]] ClassSetId of(std::uint64_t hash) const {
    for (std::size_t at = hash & mask_;; at = (at + 1) & mask_) {
      if (slots_[at].tag == tag_of(hash)) return slots_[at].set;
      if (slots_[at].tag == 0) return 0;
    }
  }
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

  std::map<std::string, ClassId, std::less<>> ids_;
  std::map<std::string, ClassId, std::less<>> literals_;
  std::map<std::uint64_t, std::vector<ClassId>> words_;
  ClassId next_ = 0;
};

}  // namespace copydesk::names
