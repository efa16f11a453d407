// Evidence says what a text gives away about a name: each piece is a rule of rules/en/names.rules.
//
//   evidence verb.raise                        # X stands for the name
//     match   X <adverb>? <raise_verb>
//     prior   company +1.5                      # what its author expects
//     weight  company +1.83 person -0.42       # log-odds against "no name of these types", fitted
//     yes     Mariner quietly raised $4 million.  => Mariner
//
// A rule has one or more of
//   match   tokens before and after X: <class>, word, word|word, , ( ) and other marks; `?` after an
//           element makes it optional, `!` before it stands for one token that is not; <gap> is up to
//           five tokens of any kind but . ; ( ), <name> another name; 's and -based, right after X, are its ending
//   own     the tokens of the name itself, `*` any number of them
//   when    a test the recogniser makes ("repeated", "listed.company", …; kTests)
// and holds where all of them do. A class is one of "words" definitions, of the gazetteer
// (given_name, surname, city, region, country, nationality, company, organisation, …) or of a token's
// look (capital, all_upper, camel, digits, lower, number, initial, domain, possessive, based, money, date, count,
// edge).
//
// The tokens beside the name and its own rule out nearly all rules at once (RuleGate), so that a name costs
// only the rules that may hold. Immutable once compiled, so any number of threads may read it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/recognise/names/name_tokens.h"
#include "pipeline/recognise/names/rule_gate.h"
#include "pipeline/recognise/names/word_classes.h"
#include "rules/rule_set.h"

namespace copydesk::names {

inline constexpr std::size_t kTypeCount = kNameTypes;  // company, person, place, product, organisation

// What the recogniser itself finds out about a name (property `when`).
enum class Test : std::uint8_t {
  always,
  repeated,             // stands in the document three times or more
  ordinary,             // each of its words is an ordinary word
  seen_lower,           // each of its words stands in the document without a capital, too
  sentence_start_only,  // never seen but at the start of a sentence
  heading_only,         // never seen but in headings or other Title Case
  in_title,             // stands in the document's title
  known_company,        // the gazetteer has the whole name as …
  known_company_ordinary,
  known_organisation,
  known_person,
  known_city,
  known_region,
  known_country,
  known_nationality,
  known_product,
  shortens_company,  // the first words, or the initials, of a longer name that is a company
  shortens_person,   // the last or first word of a longer name that is a person
  shortens_place,
  shortens_product,
  shortens_organisation,
  shortens_other,
  listed_with_companies,  // stands in a list beside names that are
  listed_with_people,
  listed_with_places,
  listed_with_products,
  listed_with_organisations,
  listed_with_others,
  has_ticker,  // a ticker symbol stands behind it
  is_ticker,
  count_
};

struct EvidenceRule {
  std::string name;
  std::array<float, kTypeCount> weights{};
  Test test = Test::count_;  // count_: none
};

// A name in the text: tokens [first, last) of sentence tokens [begin, end).
struct NameSpan {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class EvidenceRules {
 public:
  // Reads the definitions of kind "evidence"; `words` gains the words that they spell out.
  [[nodiscard]] static EvidenceRules compile(const RuleSet& rules, WordClassesBuilder& words,
                                             std::vector<RuleFault>& faults);
  // Must be called once, with what `words` built, before matching.
  void index(const WordClasses& words);

  struct Text {
    const NameTokens& tokens;
    const std::vector<NameSpan>& names;
    const std::vector<std::uint32_t>& name_at;  // per token: 1 + the name that covers it, or 0
  };

  // Appends the rules with a `match` that hold for this mention, in order.
  void match_context(const Text& text, const NameSpan& name, std::vector<std::uint16_t>& found) const;
  // Appends the rules with `own` alone that hold for its words, in order.
  void match_own(const NameTokens& tokens, const NameSpan& name, std::vector<std::uint16_t>& found) const;
  // The rule of a test, or -1.
  [[nodiscard]] int rule_of(Test test) const { return tests_[static_cast<std::size_t>(test)]; }
  [[nodiscard]] const std::vector<EvidenceRule>& rules() const { return rules_; }

 private:
  friend class EvidenceCompiler;
  static constexpr std::size_t kLongestTold = 8;
  struct Pattern {
    std::vector<Element> left;   // of match, away from the name
    std::vector<Element> right;  // of match, away from the name
    std::vector<Element> own;
    std::uint32_t ending = 0;  // kPossessive or kBased: what must stand on the name
  };

  [[nodiscard]] bool accepts(const Element& element, const NameToken& token) const;
  void narrow_by_own(const NameTokens& tokens, const NameSpan& name, RuleBits& rules) const;
  [[nodiscard]] bool holds(const Pattern& pattern, const Text& text, const NameSpan& name) const;
  template <int Direction>
  [[nodiscard]] bool match_side(const Text& text, const NameSpan& name, const Element* element, const Element* end,
                                std::int64_t at) const;
  [[nodiscard]] bool match_words(const NameTokens& tokens, const Element* element, const Element* end, std::uint32_t at,
                                 std::uint32_t last) const;
  void index_elements(const WordClasses& words);
  void index_own(std::uint16_t rule, const std::vector<Element>& own, const WordClasses& words);
  void index_rule(std::uint16_t rule, const Pattern& pattern, const WordClasses& words);

  std::vector<EvidenceRule> rules_;
  std::vector<Pattern> patterns_;
  std::array<int, static_cast<std::size_t>(Test::count_)> tests_{};
  std::vector<std::uint64_t> accept_;    // class set × bit for each element: whether the set holds one of its classes
  std::size_t accept_words_ = 0;         // of a class set
  RuleGate left_, right_;                // by the token before the name, and behind it
  RuleGate second_left_, second_right_;  // by the next ones outwards
  RuleGate own_first_, own_last_, own_any_;
  std::array<RuleBits, kLongestTold + 1> own_sizes_{};  // by the number of the name's tokens; the last: or more
  RuleBits exact_{};                                    // rules that hold where all gates let them through
  std::array<RuleBits, 4> contexts_{};  // rules with a match, by what stands on the name: nothing, 's, -based
  RuleBits own_{};                      // rules with own alone
};

}  // namespace copydesk::names
