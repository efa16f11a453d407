// The companies that the word lists know, and which of their names are one company's.
//
//   known.company("amazon web services") == known.company("aws")     // the list says so
//   known.company("zarbo labs")                                      // nullopt
//
// From lists/companies*.txt, which may be missing: an entry's second attribute is the name that it is
// another name of. Keys are those of NameForm::key(). Immutable; O(log names).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule_set.h"

namespace copydesk {

class ResolveWords;

class KnownCompanies {
 public:
  KnownCompanies() = default;
  KnownCompanies(const RuleSet& rules, const ResolveWords& words);

  // Equal for names of one company; nullopt where no list has the name.
  [[nodiscard]] std::optional<std::uint64_t> company(std::string_view key) const;

 private:
  std::vector<std::pair<std::uint64_t, std::uint64_t>> company_of_;  // hash of a name → of its main name
};

}  // namespace copydesk
