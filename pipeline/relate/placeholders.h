// The private-use code points that stand for mentions, anaphors and phrases in slotted text, where each is one byte
// (rules/matching/plain_text.h), and the slot types that take them.
//
//   U+E000 + bits   a name; bits: company 1, person 2, place 4, product 8 (an ambiguous one has several)
//   U+E010 …        a date, an amount of money, a number
//   U+E020 …        an anaphor: company 1, person 2; + 4 possessive ("its", "whose"), + 8 relative ("which", "who")
//   U+E02F          the words between two members of a list: ", and the "
//   U+E030 …        a phrase of the rule files, in their order ("role", "founder")
//
//   code_point_of(MentionTypes{MentionType::company})     // U+E001
//   Slots slots(rules, faults); slots.write("company")->re2    // "[\\x{E001}\\x{E003}…]"
//
// Such code points are screened out of articles by normalise, so they can't be forged. Pure; Slots is
// immutable.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "rules/pattern.h"
#include "rules/rule_set.h"

namespace copydesk {

inline constexpr char32_t kNameBits = 0x0F;  // company, person, place, product

[[nodiscard]] constexpr bool is_name(char32_t code_point) { return (code_point & ~kNameBits) == 0xE000; }

enum class AnaphorForm : std::uint8_t { plain, possessive, relative };

[[nodiscard]] char32_t code_point_of(MentionTypes types);
[[nodiscard]] char32_t anaphor_code_point(MentionTypes readings, AnaphorForm form);
[[nodiscard]] char32_t phrase_code_point(std::size_t phrase);
inline constexpr char32_t kListLink = 0xE02F;
// "its", "their", "whose" … are possessive; "which", "who", "that" relative.
[[nodiscard]] AnaphorForm form_of_anaphor(std::string_view text);

// A phrase of the rule files: words that the templates take as one, such as a role with its ranks.
//   phrase role
//     match  (?:senior )?vice president | …
struct PhraseRule {
  std::string name;
  std::vector<Pattern> patterns;
};

// What may stand at the margins of a name or an amount (name_margins.h), as RE2 text: the macros company_trailer,
// person_trailer, person_leader and money_trailer; empty where there is no such macro.
struct Margins {
  std::string company_trailer;
  std::string person_trailer;
  std::string person_leader;
  std::string money_trailer;
};

// What a slot takes.
struct SlotType {
  MentionTypes types;  // empty for phrases and anaphor words
  bool list = false;
};

// Writes slots as RE2 text.
class Slots {
 public:
  Slots(const RuleSet& rules, std::vector<RuleFault>& faults);

  // "company", "people", "companies/people": names and the anaphors that may stand for them; with '!',
  // names alone. "stretch": up to a dozen words that hold no name. "date", "money", "number". "anaphor", "possessive",
  // "relative": such a word, of a company or a person. "without_company", "without_person": words of a clause among
  // which no such name or pronoun stands. A phrase's name. nullopt for anything else.
  [[nodiscard]] std::optional<SlotText> write(std::string_view type) const;
  [[nodiscard]] static std::optional<SlotType> type_named(std::string_view name);
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] const std::vector<PhraseRule>& phrases() const { return phrases_; }
  // What stands between two members of a list, as RE2 text: the macros list_aside and list_separator.
  [[nodiscard]] const std::string& list_link() const { return list_link_; }
  [[nodiscard]] const Margins& margins() const { return margins_; }

 private:
  std::vector<std::string> names_;
  std::vector<PhraseRule> phrases_;
  std::string list_link_;
  Margins margins_;
};

}  // namespace copydesk
