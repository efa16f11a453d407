// The words of months, weekdays, currencies and holidays: which there are, and what they stand for.
//
//   Vocabulary words(rules);
//   words.pattern_of("month");       // RE2 text for the slot type
//   words.triggers_of("month");      // the lower-case words a match of it may begin with
//   words.month("Sept.");            // 9
//   words.currency("Swiss francs");  // CHF
//
// Names, symbols and codes come from ICU's CLDR data for English; what CLDR lacks ("Sept", "C$",
// "bucks") from the lists calendar_words, currencies and holidays beside the rules. Immutable, so any
// number of threads may read it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values/expressions.h"
#include "rules/rule_set.h"

namespace copydesk {

class Vocabulary {
 public:
  explicit Vocabulary(const RuleSet& rules);

  [[nodiscard]] static const std::vector<std::string>& slot_types();
  [[nodiscard]] std::optional<std::string> pattern_of(std::string_view slot_type) const;
  [[nodiscard]] std::vector<std::string> triggers_of(std::string_view slot_type) const;

  [[nodiscard]] int month(std::string_view word) const;    // 0 where it is none
  [[nodiscard]] int weekday(std::string_view word) const;  // 0 where it is none
  // The currency of a name, symbol or code; empty where it is none.
  [[nodiscard]] CurrencyName currency(std::string_view name) const;
  [[nodiscard]] bool is_minor(std::string_view name) const;  // cents, pence
  [[nodiscard]] bool is_sign(std::string_view word) const;   // a code or symbol as written: "RMB", "Rs"
  // Index into holiday_rules(); -1 where it is none.
  [[nodiscard]] int holiday(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& holiday_rules() const { return holiday_rules_; }

 private:
  using Numbers = std::map<std::string, int, std::less<>>;

  void read_calendar();
  void read_currencies();
  void add_currency_nouns(const std::map<std::string, std::vector<std::string>>& users);
  void read_lists(const RuleSet& rules);

  Numbers months_;  // by lower-case name, full names and abbreviations without their point
  Numbers weekdays_;
  Numbers holidays_;
  std::vector<std::string> full_names_;                       // of months and weekdays, lower-case
  std::map<std::string, CurrencyName, std::less<>> names_;    // lower-case, singular and plural
  std::map<std::string, CurrencyName, std::less<>> minor_;    // "cents", "pence"
  std::map<std::string, CurrencyName, std::less<>> symbols_;  // as written
  std::map<std::string, CurrencyName, std::less<>> codes_;
  std::vector<std::string> holiday_rules_;
};

// Lower-case ASCII letters, white space as one blank, without a point at the end.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace copydesk
