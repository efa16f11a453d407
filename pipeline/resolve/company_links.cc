// Short forms, initials, domain names and misspellings of companies and products.
#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>

#include "pipeline/resolve/grouping.h"

namespace copydesk {
namespace {

constexpr std::size_t kMostCandidates = 64;  // longer names tried for one short form
constexpr std::size_t kLeastSquashed = 5;    // letters of a name that may be written without blanks
constexpr std::size_t kLeastHump = 4;        // letters of "Dario" in "DarioHealth"
constexpr std::size_t kLeastMisspelled = 7;  // letters of a name that may be misspelt

using FormIds = std::vector<std::uint32_t>;

bool starts_with(const std::vector<std::string>& words, const std::vector<std::string>& prefix) {
  return words.size() > prefix.size() && std::equal(prefix.begin(), prefix.end(), words.begin());
}

bool any_word(const std::vector<std::string>& words, std::size_t from, WordTraits wanted, const ResolveWords& traits) {
  return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(),
                     [&](const std::string& word) { return traits.traits(word).any_of(wanted); });
}

bool all_words(const std::vector<std::string>& words, std::size_t from, WordTraits wanted, const ResolveWords& traits) {
  return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(from), words.end(),
                     [&](const std::string& word) { return traits.traits(word).any_of(wanted); });
}

// May `shorter`, the first words of `longer`, be a short form of it?
bool abbreviates(const NameGraph& graph, std::uint32_t shorter, std::uint32_t longer, const ResolveWords& traits) {
  const Form& s = graph.forms[shorter];
  const Form& l = graph.forms[longer];
  if (graph.contrasted(shorter, longer)) return false;
  const std::size_t common = s.name.words.size();
  // A complete name is no short form: Klene Inc. is not Klene Nanomedicine, though it may be Klene AI.
  if (s.name.legal && (l.name.words.size() > common + 1 || l.name.words.back() != "ai")) return false;
  const bool descriptive = all_words(l.name.words, common, {WordTrait::descriptor}, traits);
  if (s.known && l.known) return s.known == l.known;
  const bool unit = any_word(l.name.words, common, {WordTrait::unit}, traits);
  const bool perhaps_unit = unit || any_word(l.name.words, common, {WordTrait::soft_unit}, traits);
  // A company that everyone knows by its short name has units named after it.
  if (s.known && (!descriptive || perhaps_unit)) return false;
  const bool introduced = s.first == Form::nowhere || l.first <= s.first;
  if (introduced) return !unit || l.name.legal || (descriptive && s.mentions.size() < 3 * l.mentions.size());
  return descriptive && !perhaps_unit;
}

// Of several longer names, the one that the article is about: in its title, or named far more often.
std::optional<std::uint32_t> choose(const NameGraph& graph, const FormIds& candidates) {
  if (candidates.empty()) return std::nullopt;
  const std::uint32_t root = graph.root(candidates.front());
  if (std::all_of(candidates.begin(), candidates.end(), [&](std::uint32_t c) { return graph.root(c) == root; })) {
    return candidates.front();
  }
  FormIds order = candidates;
  const auto size = [&](std::uint32_t f) { return graph.forms[f].mentions.size(); };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (graph.forms[a].in_title != graph.forms[b].in_title) return graph.forms[a].in_title;
    if (size(a) != size(b)) return size(a) > size(b);
    return graph.forms[a].first < graph.forms[b].first;
  });
  const bool titled = graph.forms[order[0]].in_title && !graph.forms[order[1]].in_title;
  const bool earlier = graph.forms[order[0]].first < graph.forms[order[1]].first;
  if (titled || size(order[0]) >= 2 * size(order[1]) || (graph.forms[order[0]].name.legal && earlier)) return order[0];
  return std::nullopt;
}

class CompanyLinks {
 public:
  CompanyLinks(NameGraph& graph, const ResolveWords& traits) : graph_(graph), traits_(traits) {
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      if (graph_.forms[f].name_class != NameClass::organisation) continue;
      FormIds& same_start = by_first_word_[graph_.forms[f].name.words.front()];
      if (same_start.size() < kMostCandidates) same_start.push_back(f);
    }
  }

  // "Asbestos Claims.Law" and "AsbestosClaims.law"; "01.AI" and the misread "O1.AI".
  void link_squashed() {
    std::unordered_map<std::string, std::uint32_t> seen;
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      if (graph_.forms[f].name_class != NameClass::organisation) continue;
      std::string squashed = graph_.forms[f].name.squashed();
      const bool digits = squashed.find_first_of("0123456789") != std::string::npos;
      if (squashed.size() < kLeastSquashed && !digits) continue;
      if (digits && squashed.size() >= 4) std::replace(squashed.begin(), squashed.end(), 'o', '0');
      const auto [first, fresh] = seen.emplace(std::move(squashed), f);
      if (!fresh) graph_.unite(first->second, f);
    }
  }

  // "BofA" and "Bank of America", which the lists know.
  void link_known() {
    std::unordered_map<std::uint64_t, std::uint32_t> seen;
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      Form& form = graph_.forms[f];
      if (form.name_class != NameClass::organisation) continue;
      form.known = traits_.known_companies().company(form.name.key());
      if (!form.known) continue;
      const auto [first, fresh] = seen.emplace(*form.known, f);
      if (!fresh) graph_.unite(first->second, f);
    }
  }

  void link_short_forms() {
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& form = graph_.forms[f];
      if (form.name_class == NameClass::place || form.defined) continue;
      // A person's name is no short form of a company's unless it is one word that no person bears.
      if (form.name_class == NameClass::person && (form.several_words() || graph_.root(f) != f || form.ambiguous))
        continue;
      if (all_words(form.name.words, 0, {WordTrait::generic}, traits_)) continue;
      FormIds candidates;
      for (const std::uint32_t longer : longer_than(form)) {
        if (abbreviates(graph_, f, longer, traits_)) candidates.push_back(longer);
      }
      if (const auto longer = choose(graph_, candidates)) graph_.unite(f, *longer);
    }
  }

  // "Dario" of "DarioHealth".
  void link_first_humps() {
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& form = graph_.forms[f];
      const std::string& hump = form.name.first_hump;
      if (form.name_class != NameClass::organisation || form.several_words() || hump.size() < kLeastHump) continue;
      const std::string_view rest = std::string_view(form.name.words.front()).substr(hump.size());
      if (!traits_.traits(rest).has(WordTrait::descriptor) || traits_.traits(hump).has(WordTrait::generic)) continue;
      const std::int32_t shorter = graph_.find(hump, NameClass::organisation);
      if (shorter >= 0 && !graph_.contrasted(f, static_cast<std::uint32_t>(shorter)))
        graph_.unite(f, static_cast<std::uint32_t>(shorter));
    }
  }

  // "DeepMind" of "Google DeepMind", where Google is named too.
  void link_owned() {
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& longer = graph_.forms[f];
      if (longer.name_class != NameClass::organisation || longer.name.words.size() != 2) continue;
      const std::int32_t owner = graph_.find(longer.name.words[0], NameClass::organisation);
      const std::int32_t owned = graph_.find(longer.name.words[1], NameClass::organisation);
      if (owner < 0 || owned < 0 || graph_.root(f) == graph_.root(static_cast<std::uint32_t>(owner))) continue;
      if (traits_.traits(longer.name.words[1]).any_of({WordTrait::generic, WordTrait::descriptor})) continue;
      graph_.unite(f, static_cast<std::uint32_t>(owned));
    }
  }

  // "The Institute" of "Orlo Institute for Glue".
  void link_nouns() {
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& form = graph_.forms[f];
      if (form.name_class != NameClass::organisation || form.several_words() || form.defined) continue;
      const std::string& noun = form.name.words.front();
      if (!traits_.traits(noun).has(WordTrait::company_noun)) continue;
      FormIds longer;
      for (std::uint32_t l = 0; l < graph_.forms.size(); ++l) {
        const Form& other = graph_.forms[l];
        if (other.name_class != NameClass::organisation || !other.several_words()) continue;
        if (std::find(other.name.words.begin(), other.name.words.end(), noun) != other.name.words.end())
          longer.push_back(l);
      }
      if (const auto one = choose(graph_, longer)) graph_.unite(f, *one);
    }
  }

  // "NEA" of "New Enterprise Associates".
  void link_initials() {
    std::unordered_map<std::string, FormIds> by_initials;
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& form = graph_.forms[f];
      if (form.name_class != NameClass::organisation || !form.several_words() || form.name.acronym) continue;
      for (const bool all : {false, true}) {
        const std::string letters = initials(form.name.words, all, traits_);
        if (letters.size() >= 2) by_initials[letters].push_back(f);
        if (!form.name.dropped.empty()) by_initials[letters + form.name.dropped.front()].push_back(f);
      }
    }
    for (std::uint32_t f = 0; f < graph_.forms.size(); ++f) {
      const Form& form = graph_.forms[f];
      if (!form.name.acronym || form.name_class == NameClass::place) continue;
      if (form.defined || traits_.traits(form.name.words.front()).has(WordTrait::acronym_stop)) continue;
      const auto found = by_initials.find(capitals_of(form.name));
      if (found == by_initials.end()) continue;
      const std::uint32_t root = graph_.root(found->second.front());
      const bool one = std::all_of(found->second.begin(), found->second.end(),
                                   [&](std::uint32_t c) { return graph_.root(c) == root; });
      if (one) graph_.unite(f, root);
    }
  }

 private:
  // "pg" of "P&G".
  static std::string capitals_of(const NameForm& name) {
    std::string letters;
    for (const std::string& word : name.words) {
      if (word != "and") letters += word;
    }
    return letters;
  }

  [[nodiscard]] FormIds longer_than(const Form& form) const {
    const auto found = by_first_word_.find(form.name.words.front());
    FormIds longer;
    if (found == by_first_word_.end()) return longer;
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(longer),
                 [&](std::uint32_t f) { return starts_with(graph_.forms[f].name.words, form.name.words); });
    return longer;
  }

  NameGraph& graph_;
  const ResolveWords& traits_;
  std::unordered_map<std::string, FormIds> by_first_word_;
};

bool one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t same = 0;
  while (same < a.size() && a[same] == b[same]) ++same;
  if (a.size() < b.size()) return a.substr(same) == b.substr(same + 1);
  const bool swapped = same + 1 < a.size() && a[same] == b[same + 1] && a[same + 1] == b[same] &&
                       a.substr(same + 2) == b.substr(same + 2);
  return swapped || a.substr(same + 1) == b.substr(same + 1);
}

// One is the other with a slip of the pen: it stands once, the other more often.
bool is_misspelt(const NameGraph& graph, std::uint32_t a, std::uint32_t b) {
  const Form& first = graph.forms[a];
  const Form& second = graph.forms[b];
  const std::size_t rare = std::min(first.mentions.size(), second.mentions.size());
  const std::size_t common = std::max(first.mentions.size(), second.mentions.size());
  if (rare > 1 || common < 2 || graph.root(a) == graph.root(b) || graph.contrasted(a, b)) return false;
  const std::string first_name = first.name.squashed();
  const std::string second_name = second.name.squashed();
  return first_name.front() == second_name.front() && one_edit_apart(first_name, second_name);
}

}  // namespace

void link_companies(NameGraph& graph, const ResolveWords& words) {
  CompanyLinks links(graph, words);
  links.link_squashed();
  links.link_known();
  links.link_short_forms();
  links.link_first_humps();
  links.link_owned();
  links.link_nouns();
  links.link_initials();
}

void link_misspellings(NameGraph& graph) {
  // One edit leaves the first half of a name or its last half as it was.
  std::unordered_map<std::string, FormIds> by_half;
  const auto plain = [](std::string_view name) {
    return std::all_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  for (std::uint32_t f = 0; f < graph.forms.size(); ++f) {
    const Form& form = graph.forms[f];
    if (form.name_class != NameClass::organisation) continue;
    const std::string name = form.name.squashed();
    if (name.size() < kLeastMisspelled || !plain(name)) continue;
    for (const std::string& half : {name.substr(0, 3) + '*', '*' + name.substr(name.size() - 3)}) {
      FormIds& others = by_half[half];
      for (const std::uint32_t other : others) {
        if (is_misspelt(graph, f, other)) graph.unite(f, other);
      }
      if (others.size() < kMostCandidates) others.push_back(f);
    }
  }
}

}  // namespace copydesk
