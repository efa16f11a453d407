// Decides which currency a sign or noun of several stands for in an article: "$", "¥", "kr", "peso".
//
//   CurrencyChoice choice(rules);
//   choice.of("$", text, false);    // "CAD" in a story from Toronto that writes US$ for the other kind
//
// By the article's own evidence, in this order: what it declares ("all amounts in Canadian dollars"), its
// dateline (unless it marks that currency elsewhere: who writes C$ means another by $), the words that
// speak for each, the one whose exchange alone it names, then the usual one. The evidence is the list currency_evidence
// beside the rules. Immutable once made, so any number of threads may read it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_set.h"

namespace copydesk {

class CurrencyChoice {
 public:
  explicit CurrencyChoice(const RuleSet& rules);

  // The ISO code; `name` itself where it is no sign of several; empty where there is neither evidence nor a
  // usual currency (30 pounds may be a weight; millions of them are `large` and money).
  [[nodiscard]] std::string of(std::string_view name, std::string_view text, bool large) const;

  // The currency in which the world prices what is sold by such a unit ("ounce"), wherever the article was written,
  // unless it declares another; empty where there is none.
  [[nodiscard]] std::string of_unit(std::string_view name, std::string_view unit, std::string_view text) const;

 private:
  struct Candidate {
    std::string currency;
    bool usual = false;
    bool usual_large = false;
    std::vector<std::string> declared = {};
    std::vector<std::string> prefixes = {};
    std::vector<std::string> datelines = {};
    std::vector<std::string> home = {};  // one of these must stand somewhere for the dateline to count
    std::vector<std::string> words = {};
    std::vector<std::string> units = {};     // of what is priced in it: "ounce"
    std::vector<std::string> listings = {};  // its exchanges, and for the usual currency what speaks for it
  };

  // Words, any of which may stand in a text: most of its bytes begin none of them.
  class AnyWords {
   public:
    void add(std::string_view word);
    [[nodiscard]] bool stand_in(std::string_view text) const;

   private:
    std::vector<std::string> words_;
    std::array<std::uint8_t, 256> begins_{};
  };

  struct Name {
    std::vector<Candidate> candidates;
    AnyWords evidence;  // most articles have none
  };

  [[nodiscard]] static const Candidate* listed(const std::vector<Candidate>& candidates, std::string_view text);
  [[nodiscard]] static std::string choose(const std::vector<Candidate>& candidates, std::string_view text, bool large);

  std::map<std::string, Name, std::less<>> names_;
};

}  // namespace copydesk
