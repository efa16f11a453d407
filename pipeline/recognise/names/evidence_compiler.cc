// Reading the rules of kind "evidence": their patterns, weights and tests.
#include <algorithm>
#include <charconv>
#include <optional>

#include "pipeline/recognise/names/evidence.h"

namespace copydesk::names {
namespace {

constexpr std::array<std::pair<std::string_view, Test>, static_cast<std::size_t>(Test::count_)> kTests = {{
    {"always", Test::always},
    {"repeated", Test::repeated},
    {"own.ordinary", Test::ordinary},
    {"own.seen_lower", Test::seen_lower},
    {"sentence_start_only", Test::sentence_start_only},
    {"heading_only", Test::heading_only},
    {"in_title", Test::in_title},
    {"known.company", Test::known_company},
    {"known.company_ordinary", Test::known_company_ordinary},
    {"known.organisation", Test::known_organisation},
    {"known.person", Test::known_person},
    {"known.city", Test::known_city},
    {"known.region", Test::known_region},
    {"known.country", Test::known_country},
    {"known.nationality", Test::known_nationality},
    {"known.product", Test::known_product},
    {"shortens.company", Test::shortens_company},
    {"shortens.person", Test::shortens_person},
    {"shortens.place", Test::shortens_place},
    {"shortens.product", Test::shortens_product},
    {"shortens.organisation", Test::shortens_organisation},
    {"shortens.other", Test::shortens_other},
    {"listed.company", Test::listed_with_companies},
    {"listed.person", Test::listed_with_people},
    {"listed.place", Test::listed_with_places},
    {"listed.product", Test::listed_with_products},
    {"listed.organisation", Test::listed_with_organisations},
    {"listed.other", Test::listed_with_others},
    {"has_ticker", Test::has_ticker},
    {"is_ticker", Test::is_ticker},
}};

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 20> kLooks = {{
    {"capital", kCapital},
    {"all_upper", kAllUpper},
    {"camel", kCamel},
    {"digits", kDigits},
    {"lower", kLower},
    {"number", kNumber},
    {"mark", kMark},
    {"initial", kInitial},
    {"possessive", kPossessive},
    {"based", kBased},
    {"edge", kEdge},
    {"money", kMoney},
    {"date", kDate},
    {"count", kCount},
    {"domain", kDomain},
    {"hyphen", kHyphen},
    {"glued", kGlued},
    {"address", kAddress},
    {"acronyms", kAcronyms},
    {"people_plural", kPeople},
}};

constexpr std::array<std::string_view, kTypeCount> kTypeNames = {"company", "person", "place", "product",
                                                                 "organisation"};

struct Word {
  std::string_view text;
  std::size_t offset = 0;
};

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t at = text.find_first_not_of(' '); at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    words.push_back({text.substr(at, end - at), at});
    at = std::min(text.find_first_not_of(' ', end), text.size());
  }
  return words;
}

std::optional<std::uint32_t> lexical_bit(std::string_view name) {
  for (std::size_t i = 0; i < lexical_class_count; ++i) {
    if (name == name_of(static_cast<LexicalClass>(i))) return 1U << i;
  }
  return std::nullopt;
}

}  // namespace

class EvidenceCompiler {
 public:
  EvidenceCompiler(WordClassesBuilder& words, std::vector<RuleFault>& faults) : words_(words), faults_(faults) {}

  void add(const RuleDefinition& definition) {
    definition_ = &definition;
    EvidenceRule rule{definition.name, {}, Test::count_};
    EvidenceRules::Pattern pattern;
    for (const RuleProperty& property : definition.properties) {
      if (property.key == "match") {
        read_match(property.value, pattern);
      } else if (property.key == "own") {
        pattern.own = read_elements(property.value, pattern);
      } else if (property.key == "when") {
        read_test(property.value, rule);
      } else if (property.key == "prior" || property.key == "weight") {
        // Priors serve a rule that has no weights yet.
        if (property.key == "weight" || definition.find("weight") == nullptr) read_weights(property.value, rule);
      } else if (property.key != "yes" && property.key != "no") {
        fault(property.key_place, 0, property.key.size(), "evidence has no '" + property.key + "'",
              "match, own, when, prior, weight, yes or no");
      }
    }
    if (rule.test != Test::count_)
      made_.tests_[static_cast<std::size_t>(rule.test)] = static_cast<int>(made_.rules_.size());
    made_.rules_.push_back(std::move(rule));
    made_.patterns_.push_back(std::move(pattern));
  }

  EvidenceRules build() && { return std::move(made_); }
  void start() { made_.tests_.fill(-1); }

 private:
  void fault(const RuleText& where, std::size_t offset, std::size_t length, std::string message, std::string hint) {
    faults_.push_back(
        fault_at(definition_->file, where, offset, length, std::move(message), definition_->name, std::move(hint)));
  }

  void read_match(const RuleText& text, EvidenceRules::Pattern& pattern) {
    std::vector<Element> elements;
    bool after = false;
    for (const Word& word : words_in(text.text)) {
      if (word.text == "X") {
        std::reverse(elements.begin(), elements.end());
        pattern.left = std::move(elements);
        elements.clear();
        after = true;
      } else if (word.text == "'s") {
        pattern.ending = kPossessive;
      } else if (word.text == "-based") {
        pattern.ending = kBased;
      } else {
        elements.push_back(read_element(text, word));
      }
    }
    if (!after) fault(text, 0, text.text.size(), "a match without X", "X stands for the name");
    pattern.right = std::move(elements);
  }

  std::vector<Element> read_elements(const RuleText& text, const EvidenceRules::Pattern&) {
    std::vector<Element> elements;
    for (const Word& word : words_in(text.text)) elements.push_back(read_element(text, word));
    return elements;
  }

  Element read_element(const RuleText& text, const Word& word) {
    Element element;
    std::string_view rest = word.text;
    if (rest == "*") {
      element.gap = true;
      return element;
    }
    if (rest.size() > 1 && rest.starts_with('!')) {
      element.negated = true;
      rest.remove_prefix(1);
    }
    if (rest.size() > 1 && rest.ends_with('?')) {
      element.optional = true;
      rest.remove_suffix(1);
    }
    bool inside = false;  // of "<a|b>", which is <a>|<b>
    for (std::size_t at = 0; at <= rest.size();) {
      const auto end = std::min(rest.find('|', at + 1), rest.size());
      std::string atom(rest.substr(at, end - at));
      if (inside) atom.insert(0, 1, '<');
      inside = atom.size() > 1 && atom.front() == '<' && atom.back() != '>';
      if (inside) atom += '>';
      read_atom(text, word.offset, atom, element);
      at = end + 1;
    }
    return element;
  }

  void read_atom(const RuleText& text, std::size_t offset, std::string_view atom, Element& element) {
    if (atom.size() < 3 || atom.front() != '<' || atom.back() != '>') {
      element.classes.push_back(words_.literal(atom));
      return;
    }
    const std::string_view name = atom.substr(1, atom.size() - 2);
    if (name == "gap") {
      element.gap = true;
      return;
    }
    if (name == "any") {
      element.flags = kAnyToken;
      return;
    }
    if (name == "name") {
      element.name = true;
      return;
    }
    bool known = false;
    if (const auto id = words_.find(name)) {
      element.classes.push_back(*id);
      known = true;
    }
    if (const auto bit = lexical_bit(name)) {
      element.lexical |= *bit;
      known = true;
    }
    for (const auto& [look, flag] : kLooks) {
      if (name != look) continue;
      element.flags |= flag;
      known = true;
    }
    if (known) return;
    const std::string closest = closest_name(name, words_.names());
    fault(text, offset, atom.size(), "unknown class <" + std::string(name) + ">",
          closest.empty() ? "define it with 'words'" : "did you mean <" + closest + ">?");
  }

  void read_test(const RuleText& text, EvidenceRule& rule) {
    std::vector<std::string> known;
    for (const auto& [name, test] : kTests) {
      if (text.text == name) rule.test = test;
      known.emplace_back(name);
    }
    if (rule.test != Test::count_) return;
    fault(text, 0, text.text.size(), "unknown test '" + text.text + "'",
          "did you mean '" + closest_name(text.text, known) + "'?");
  }

  void read_weights(const RuleText& text, EvidenceRule& rule) {
    const std::vector<Word> words = words_in(text.text);
    for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
      const auto type = std::find(kTypeNames.begin(), kTypeNames.end(), words[i].text);
      std::string_view number = words[i + 1].text;
      if (number.starts_with('+')) number.remove_prefix(1);
      float value = 0;
      const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
      if (type == kTypeNames.end() || read.ptr != number.data() + number.size()) {
        fault(text, words[i].offset, words[i].text.size(), "a weight is a type and a number",
              "weight company +1.5 person -0.5");
        return;
      }
      rule.weights[static_cast<std::size_t>(type - kTypeNames.begin())] = value;
    }
  }

  WordClassesBuilder& words_;
  std::vector<RuleFault>& faults_;
  const RuleDefinition* definition_ = nullptr;
  EvidenceRules made_;
};

EvidenceRules EvidenceRules::compile(const RuleSet& rules, WordClassesBuilder& words, std::vector<RuleFault>& faults) {
  EvidenceCompiler compiler(words, faults);
  compiler.start();
  const std::vector<const RuleDefinition*> definitions = rules.of_kind("evidence");
  for (const RuleDefinition* definition : definitions) compiler.add(*definition);
  if (definitions.size() > kMostRules) {
    const RuleDefinition& extra = *definitions[kMostRules];
    faults.push_back(fault_at(extra.file, extra.name_place, 0, extra.name.size(),
                              "more rules of evidence than the recogniser of names takes", extra.name,
                              "at most " + std::to_string(kMostRules)));
  }
  return std::move(compiler).build();
}

}  // namespace copydesk::names
