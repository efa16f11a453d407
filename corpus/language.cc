#include "corpus/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace copydesk {
namespace {

constexpr std::size_t enough = 1024;
constexpr int fewest_words = 12;

// Words that only English has in such numbers.
bool is_english_word(std::string_view word) {
  switch (word.size()) {
    case 2: return word == "of" || word == "to" || word == "by" || word == "is";
    case 3: return word == "the" || word == "and" || word == "for" || word == "The";
    case 4: return word == "that" || word == "with" || word == "from";
    default: return false;
  }
}

bool is_letter(char c) {
  const char small = char(c | 0x20);
  return (small >= 'a' && small <= 'z') || c < 0;
}

}  // namespace

std::string language_of(std::string_view text) {
  text = text.substr(0, enough);
  int words = 0;
  int english = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end > at) {
      ++words;
      english += is_english_word(text.substr(at, end - at)) ? 1 : 0;
    }
    // Most articles have said enough by now.
    if (words >= 64 && english * 8 >= words) return "en";
    at = end + 1;
  }
  // A short line of names in Latin letters passes for any language; other scripts tell at once.
  const auto foreign = std::count_if(text.begin(), text.end(), [](char c) { return c < 0; });
  if (words < fewest_words && foreign * 2 <= std::ptrdiff_t(text.size())) return "und";
  // In press articles 98% have more; Dutch and Danish, which share some of the words, have less than half.
  if (english * 11 >= words) return "en";

  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  int bytes = 0;
  bool reliable = false;
  CLD2::DetectLanguageSummary(text.data(), int(text.size()), true, languages.data(), percents.data(), &bytes,
                              &reliable);
  const CLD2::Language first = languages[0];
  if (!reliable || first == CLD2::UNKNOWN_LANGUAGE || first == CLD2::TG_UNKNOWN_LANGUAGE) return "und";
  const std::string code = CLD2::LanguageCode(first);
  return code.substr(0, code.find('-'));
}

}  // namespace copydesk
