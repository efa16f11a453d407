// Persons: surnames and given names alone, nicknames, names with and without their middle. And what
// is one name in two classes: "Colliers" taken for a person in one place, for a company in another.
#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <unordered_set>

#include "pipeline/resolve/grouping.h"

namespace copydesk {
namespace {

constexpr std::size_t kMostCandidates = 64;
using FormIds = std::vector<std::uint32_t>;

float total(const Form& form) { return std::accumulate(form.weight.begin(), form.weight.end(), 0.0F); }

// "Maria Lopez" in "Maria Jose Garcia Lopez": the same first and last word, the rest in order.
bool within(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
  if (shorter.size() >= longer.size() || shorter.front() != longer.front() || shorter.back() != longer.back())
    return false;
  auto at = longer.begin();
  for (const std::string& word : shorter) {
    at = std::find(at, longer.end(), word);
    if (at == longer.end()) return false;
    ++at;
  }
  return true;
}

class PeopleLinks {
 public:
  PeopleLinks(NameGraph& graph, const ResolveWords& traits) : graph_(graph), traits_(traits) {
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& form = graph_.forms[f];
      if (!form.several_words()) continue;
      if (form.name_class == NameClass::organisation) company_words_.insert(form.name.words.front());
      if (form.name_class != NameClass::person) continue;
      index(by_given_, form.name.words.front(), f);
      for (const std::string& nickname : form.name.nicknames) index(by_given_, nickname, f);
      // "von Braun" of "Wernher von Braun" is a surname, too.
      index(by_surname_, form.name.words.back(), f);
    }
  }

  void link_full_names() {
    for (const auto& [surname, people] : by_surname_) {
      for (const std::uint32_t a : people) {
        for (const std::uint32_t b : people) {
          if (a != b && within(graph_.forms[a].name.words, graph_.forms[b].name.words)) graph_.unite(a, b);
        }
      }
    }
    // "Lee Kai-Fu" and "Kai-Fu Lee"; "Micky Sharma" and "Mukul “Micky” Sharma".
    std::unordered_map<std::string, std::uint32_t> seen;
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& form = graph_.forms[f];
      if (form.name_class != NameClass::person || !form.several_words()) continue;
      std::vector<std::string> sorted = form.name.words;
      std::sort(sorted.begin(), sorted.end());
      std::string key;
      for (const std::string& word : sorted) key += word + ' ';
      const auto [first, fresh] = seen.emplace(std::move(key), f);
      if (!fresh) graph_.unite(first->second, f);
      for (const std::string& nickname : form.name.nicknames) {
        const std::int32_t other = graph_.find(nickname + ' ' + form.name.words.back(), NameClass::person);
        if (other >= 0) graph_.unite(static_cast<std::uint32_t>(other), f);
      }
    }
  }

  void link_short_names() {
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      Form& form = graph_.forms[f];
      if (form.name_class == NameClass::place) continue;
      if (form.name_class == NameClass::organisation && (form.several_words() || form.name.legal || form.name.soft))
        continue;
      const bool surname_with_particle =
          form.several_words() && traits_.traits(form.name.words.front()).has(WordTrait::particle);
      if (form.several_words() && !surname_with_particle) continue;
      const FormIds people = bearers(form);
      if (people.empty()) continue;
      if (form.name_class == NameClass::organisation && is_company(form, people)) continue;
      const std::uint32_t root = graph_.root(people.front());
      const bool one =
          std::all_of(people.begin(), people.end(), [&](std::uint32_t p) { return graph_.root(p) == root; });
      if (one)
        graph_.unite(f, root);
      else if (form.name_class == NameClass::person)
        form.ambiguous = true;
    }
  }

 private:
  static void index(std::unordered_map<std::string, FormIds>& map, const std::string& word, std::uint32_t form) {
    FormIds& forms = map[word];
    if (forms.size() < kMostCandidates) forms.push_back(form);
  }

  // Surname first: a given name alone is rarer in news.
  [[nodiscard]] FormIds bearers(const Form& form) const {
    FormIds found;
    if (const auto people = by_surname_.find(form.name.words.back()); people != by_surname_.end()) {
      for (const std::uint32_t p : people->second) {
        const auto& words = graph_.forms[p].name.words;
        const auto size = static_cast<std::ptrdiff_t>(form.name.words.size());
        if (static_cast<std::ptrdiff_t>(words.size()) > size &&
            std::equal(form.name.words.begin(), form.name.words.end(), words.end() - size))
          found.push_back(p);
      }
    }
    if (!found.empty() || form.several_words()) return found;
    if (const auto people = by_given_.find(form.name.words.front()); people != by_given_.end()) return people->second;
    return {};
  }

  // Dell before Michael Dell, or beside Dell Technologies, is the company.
  [[nodiscard]] bool is_company(const Form& form, const FormIds& people) const {
    if (company_words_.contains(form.name.words.front())) return true;
    return std::none_of(people.begin(), people.end(),
                        [&](std::uint32_t p) { return graph_.forms[p].first <= form.first; });
  }

  NameGraph& graph_;
  const ResolveWords& traits_;
  std::unordered_map<std::string, FormIds> by_given_;
  std::unordered_map<std::string, FormIds> by_surname_;
  std::unordered_set<std::string> company_words_;  // first words of longer company names
};

}  // namespace

void link_people(NameGraph& graph, const ResolveWords& words) {
  PeopleLinks links(graph, words);
  links.link_full_names();
  links.link_short_names();
}

void link_classes(NameGraph& graph) {
  std::unordered_map<std::string, FormIds> first_words;  // of longer names, in either class
  for (std::uint32_t f = 0; f < graph.forms.size(); ++f) {
    const Form& form = graph.forms[f];
    if (!form.several_words()) continue;
    const bool person = form.name_class == NameClass::person;
    first_words[person ? form.name.words.back() : form.name.words.front()].push_back(f);
  }
  const auto supported = [&](const Form& form) {
    const auto found = first_words.find(form.name.words.front());
    return found != first_words.end() && std::any_of(found->second.begin(), found->second.end(), [&](std::uint32_t f) {
             return graph.forms[f].name_class == form.name_class;
           });
  };
  for (std::uint32_t f = 0; f < graph.forms.size(); ++f) {
    const Form& form = graph.forms[f];
    const std::string key = form.name.key();
    for (const NameClass other_class : {NameClass::organisation, NameClass::person, NameClass::place}) {
      const std::int32_t other = graph.find(key, other_class);
      if (other <= static_cast<std::int32_t>(f)) continue;
      const Form& twin = graph.forms[static_cast<std::size_t>(other)];
      // Ford the man and Ford the maker: both have longer names in the article, or weighty evidence.
      const bool apart = (supported(form) && supported(twin)) || (std::min(total(form), total(twin)) >= 2.0F);
      if (!apart) graph.unite(f, static_cast<std::uint32_t>(other));
    }
  }
}

}  // namespace copydesk
