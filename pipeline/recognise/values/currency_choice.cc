#include "pipeline/recognise/values/currency_choice.h"

#include <algorithm>
#include <array>

namespace copydesk {
namespace {

// A sign or noun, the currencies it may be (the most used first), and words that speak for each.
struct Witness {
  std::string_view currency;
  std::array<std::string_view, 6> words;
};

struct Ambiguous {
  std::string_view name;
  std::string_view usual;
  std::array<Witness, 6> witnesses;
};

constexpr std::array<Ambiguous, 6> kAmbiguous = {{
    {"$",
     "USD",
     {{{"CAD", {"Canadian dollars", "CAD", "C$", "TSX", "Toronto", "Vancouver"}},
       {"AUD", {"Australian dollars", "AUD", "A$", "ASX:", "Sydney", "Melbourne"}},
       {"NZD", {"New Zealand dollars", "NZD", "NZ$", "NZX", "Auckland", "Wellington"}},
       {"SGD", {"Singapore dollars", "SGD", "S$", "SGX"}},
       {"HKD", {"Hong Kong dollars", "HKD", "HK$", "HKEX"}}}}},
    {"¥", "JPY", {{{"CNY", {"RMB", "yuan", "Chinese", "China", "Beijing", "Shanghai"}}}}},
    {"kr",
     "SEK",
     {{{"NOK", {"Norway", "Norwegian", "NOK", "Oslo"}},
       {"DKK", {"Denmark", "Danish", "DKK", "Copenhagen"}},
       {"ISK", {"Iceland", "Icelandic", "ISK", "Reykjavik"}}}}},
    {"peso",
     "MXN",
     {{{"PHP", {"Philippine", "Manila", "PHP"}},
       {"ARS", {"Argentin", "Buenos Aires"}},
       {"COP", {"Colombia", "Bogot"}},
       {"CLP", {"Chile", "Santiago"}}}}},
    {"Rs",
     "INR",
     {{{"PKR", {"Pakistan", "Karachi", "Islamabad"}},
       {"LKR", {"Sri Lanka", "Colombo"}},
       {"NPR", {"Nepal", "Kathmandu"}}}}},
    {"dinar",
     "KWD",
     {{{"IQD", {"Iraq", "Baghdad"}},
       {"JOD", {"Jordan", "Amman"}},
       {"RSD", {"Serbia", "Belgrade"}},
       {"DZD", {"Algeria", "Algiers"}},
       {"TND", {"Tunisia", "Tunis"}},
       {"BHD", {"Bahrain", "Manama"}}}}},
}};

int count_of(std::string_view text, std::string_view word) {
  int count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; at += word.size()) ++count;
  return count;
}

}  // namespace

std::string chosen_currency(std::string_view name, std::string_view text,
                            const std::vector<MoneyExpression>& /*money*/) {
  const auto ambiguous =
      std::find_if(kAmbiguous.begin(), kAmbiguous.end(), [&](const auto& entry) { return entry.name == name; });
  if (ambiguous == kAmbiguous.end()) return std::string(name);
  if (name == "$") return std::string(ambiguous->usual);
  std::string_view best = ambiguous->usual;
  int most = 0;
  for (const Witness& witness : ambiguous->witnesses) {
    int count = 0;
    for (const std::string_view word : witness.words) count += word.empty() ? 0 : count_of(text, word);
    if (count > most) {
      most = count;
      best = witness.currency;
    }
  }
  return std::string(best);
}

}  // namespace copydesk
