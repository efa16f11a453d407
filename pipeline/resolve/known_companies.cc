#include "pipeline/resolve/known_companies.h"

#include <algorithm>
#include <tuple>

#include "pipeline/resolve/name_form.h"

namespace copydesk {
namespace {

// FNV-1a: 64 bits keep some thousand names apart.
std::uint64_t hash_of(std::string_view key) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

}  // namespace

KnownCompanies::KnownCompanies(const RuleSet& rules, const ResolveWords& words) {
  const auto key_of = [&](std::string_view name) {
    return hash_of(parse_name(name, NameClass::organisation, words).key());
  };
  for (const std::string_view name : {"companies", "companies_listed"}) {
    const WordList* const list = rules.list(name);
    if (list == nullptr) continue;
    for (std::size_t i = 0; i < list->size(); ++i) {
      const std::string_view full_name = list->attribute(i, 1);
      const bool another = !full_name.empty();
      const std::uint64_t key = key_of(list->entry(i));
      company_of_.emplace_back(key, another ? key_of(full_name) : key);
      if (another) company_of_.emplace_back(company_of_.back().second, company_of_.back().second);
    }
  }
  // A name that one list calls another's name and one a name of its own is the other's.
  using Name = std::pair<std::uint64_t, std::uint64_t>;
  std::sort(company_of_.begin(), company_of_.end(), [](const Name& a, const Name& b) {
    const bool a_own = a.first == a.second;
    const bool b_own = b.first == b.second;
    return std::tie(a.first, a_own, a.second) < std::tie(b.first, b_own, b.second);
  });
  const auto same_name = [](const Name& a, const Name& b) { return a.first == b.first; };
  company_of_.erase(std::unique(company_of_.begin(), company_of_.end(), same_name), company_of_.end());
}

std::optional<std::uint64_t> KnownCompanies::company(std::string_view key) const {
  const std::uint64_t hash = hash_of(key);
  const auto at = std::partition_point(company_of_.begin(), company_of_.end(),
                                       [&](const auto& entry) { return entry.first < hash; });
  if (at == company_of_.end() || at->first != hash) return std::nullopt;
  return at->second;
}

}  // namespace copydesk
