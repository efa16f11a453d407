#include "bench/made_names.h"

#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_set>

namespace copydesk::bench {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): unlike the standard library's distributions, the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return next() % bound; }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

constexpr std::array<std::string_view, 40> onsets = {
    "b",  "br", "c", "ch", "cl", "d",  "dr", "f",  "fl",  "g", "gr", "h",  "j", "k", "kr", "l", "m", "n",  "p", "pl",
    "pr", "qu", "r", "s",  "sh", "sk", "sl", "st", "str", "t", "th", "tr", "v", "w", "x",  "y", "z", "zh", "",  ""};
constexpr std::array<std::string_view, 14> nuclei = {"a", "e",  "i",  "o",  "u",  "a", "e",
                                                     "o", "ai", "ea", "ia", "ou", "é", "ö"};
constexpr std::array<std::string_view, 16> codas = {"",  "",  "",  "",  "",   "n",  "r",  "l",
                                                    "s", "m", "t", "x", "nd", "rk", "st", "ck"};
constexpr std::array<std::string_view, 16> sectors = {
    "Capital",  "Partners",   "Bank",         "Labs",  "Therapeutics", "Energy", "Software", "Group",
    "Holdings", "Industries", "Technologies", "Foods", "Logistics",    "Media",  "Robotics", "Insurance"};
constexpr std::array<std::string_view, 8> forms = {"Inc.", "Ltd", "GmbH", "S.A.", "AG", "PLC", "LLC", "Corp."};

std::string made_word(Random& random, std::size_t syllables) {
  std::string word;
  for (std::size_t i = 0; i < syllables; ++i) {
    word += onsets[random.below(onsets.size())];
    word += nuclei[random.below(nuclei.size())];
    word += codas[random.below(codas.size())];
  }
  if (static_cast<unsigned char>(word[0]) < 0x80)
    word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  return word;
}

std::string made_name(Random& random, const std::vector<std::string>& given, const std::vector<std::string>& family) {
  const std::size_t kind = random.below(10);
  if (kind < 3) return given[random.below(given.size())] + " " + family[random.below(family.size())];
  std::string name = made_word(random, 2 + random.below(2));
  if (kind < 5) return name + " " + std::string(sectors[random.below(sectors.size())]);
  if (kind < 7)
    return name + " " + std::string(sectors[random.below(sectors.size())]) + " " +
           std::string(forms[random.below(forms.size())]);
  if (kind < 8) return name + " " + made_word(random, 2) + " " + std::string(forms[random.below(forms.size())]);
  if (kind < 9) return family[random.below(family.size())] + " " + std::string(sectors[random.below(sectors.size())]);
  return name;
}

std::vector<std::string> made_words(Random& random, std::size_t count, std::size_t syllables) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) words.push_back(made_word(random, syllables));
  return words;
}

class NameMaker {
 public:
  explicit NameMaker(std::uint64_t seed)
      : random_(seed), given_(made_words(random_, 5000, 2)), family_(made_words(random_, 40000, 2)) {}
  std::string next() { return made_name(random_, given_, family_); }

 private:
  Random random_;
  std::vector<std::string> given_;
  std::vector<std::string> family_;
};

}  // namespace

std::vector<std::string> made_names(std::size_t count) {
  NameMaker maker(20250101);
  std::unordered_set<std::string> seen;
  std::vector<std::string> names;
  while (names.size() < count) {
    std::string name = maker.next();
    if (seen.insert(name).second) names.push_back(std::move(name));
  }
  return names;
}

std::string made_text(std::size_t bytes, const std::vector<std::string>& names, const std::vector<std::string>& words) {
  Random random(7);
  NameMaker strangers(99);
  const double most = std::log(static_cast<double>(words.size()));
  std::string text;
  while (text.size() < bytes) {
    const std::size_t length = 8 + random.below(25);
    for (std::size_t i = 0; i < length; ++i) {
      // A rank whose logarithm is uniform falls by Zipf's law.
      std::string word = words[static_cast<std::size_t>(std::exp(random.unit() * most)) - 1];
      if (random.below(10) == 0) word = random.below(2) == 0 ? names[random.below(names.size())] : strangers.next();
      if (i == 0) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
      text += word;
      if (i + 1 < length) text += random.below(12) == 0 ? ", " : " ";
    }
    text += ".\n";
  }
  return text;
}

}  // namespace copydesk::bench
