// The words that resolution knows: pronouns, nouns that stand for a company or a person, what a word
// does inside a name. Read once from the lists of a RuleSet.
//
//   Result<ResolveWords> words = ResolveWords::from(rules);
//   words->traits("Inc").has(WordTrait::legal);
//
// Words are compared without case. Immutable, shared by threads.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "pipeline/resolve/known_companies.h"
#include "pipeline/resolve/word_table.h"
#include "rules/rule_set.h"

namespace copydesk {

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
  // False for most words that are neither pronoun nor determiner, by their first letter and size alone.
  [[nodiscard]] bool may_refer(std::string_view word) const {
    return word.size() < 64 && (referring_sizes_[initial(word)] >> word.size() & 1U) != 0;
  }
  // feminine or masculine, for a given name that is mostly one of them.
  [[nodiscard]] WordTraits given_name(std::string_view word) const;
  [[nodiscard]] const KnownCompanies& known_companies() const { return known_companies_; }
  // What "formerly known as" and the like say of the name after them.
  [[nodiscard]] Renaming renaming(std::string_view phrase) const;

 private:
  static std::size_t initial(std::string_view word) { return static_cast<unsigned char>(word.front()) % 32U; }

  WordTable words_;
  std::array<std::uint64_t, 32> referring_sizes_{};  // by the first letter: a bit for each size of such a word
  WordTable given_names_;
  KnownCompanies known_companies_;
  std::map<std::string, Renaming, std::less<>> renamings_;
};

}  // namespace copydesk
