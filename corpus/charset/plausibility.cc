#include "corpus/charset/plausibility.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

namespace copydesk {
namespace {

// A place in the text: what stands before and behind its character.
class Place {
 public:
  Place(const std::u32string& text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] char32_t here() const { return text_[at_]; }
  [[nodiscard]] char32_t before() const { return at_ > 0 ? text_[at_ - 1] : U'\n'; }
  [[nodiscard]] char32_t behind() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : U'\n'; }

  // The letters of the word that ends before, and of the one that starts behind; at most four.
  [[nodiscard]] std::u32string letters_behind() const {
    std::u32string word;
    for (std::size_t i = at_ + 1; i < text_.size() && word.size() < 4 && u_isalpha(UChar32(text_[i])) != 0; ++i) {
      word += text_[i];
    }
    return word;
  }
  [[nodiscard]] std::size_t letters_before() const {
    std::size_t count = 0;
    while (count < 4 && count < at_ && u_isalpha(UChar32(text_[at_ - count - 1])) != 0) ++count;
    return count;
  }

 private:
  const std::u32string& text_;
  std::size_t at_;
};

bool letter(char32_t c) { return u_isalpha(UChar32(c)) != 0; }
bool foreign_letter(char32_t c) { return c >= 0x80 && letter(c); }
bool upper(char32_t c) { return u_isupper(UChar32(c)) != 0; }
bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool blank(char32_t c) { return c == U' ' || c == U'\n' || c == U'\t' || c == U'\r' || c == 0xA0; }
bool closes(char32_t c) { return blank(c) || (c < 0x80 && u_ispunct(UChar32(c)) != 0) || (c >= 0x2013 && c <= 0x2026); }
bool opens(char32_t c) {
  return blank(c) || c == U'(' || c == U'[' || c == U'-' || c == U'/' || c == U'*' || c == U'#' ||
         (c >= 0x2013 && c <= 0x201C);
}

bool any_of(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

double score_apostrophe(const Place& place) {
  if (place.before() == U')' && (place.behind() == U's' || closes(place.behind()))) return 2;
  if (!letter(place.before()) && !digit(place.before())) return closes(place.behind()) ? 0.5 : -1;
  if (!letter(place.behind())) return closes(place.behind()) ? 1.5 : -1;
  static constexpr std::array<std::u32string_view, 12> endings = {U"s",  U"t", U"d", U"m",  U"re", U"ve",
                                                                  U"ll", U"S", U"T", U"RE", U"VE", U"LL"};
  const std::u32string behind = place.letters_behind();
  if (std::find(endings.begin(), endings.end(), behind) != endings.end()) return 4;
  return place.letters_before() <= 2 ? 2 : 0.3;
}

// Not the rest of a word that lost a letter: "Fern|ndez" has no second word, "visit|https" has one.
bool word_starts(const std::u32string& letters) {
  static constexpr std::u32string_view vowels = U"aeiouyAEIOUY";
  static constexpr auto pairs = std::to_array<std::u32string_view>(
      {U"bl", U"br", U"ch", U"cl", U"cr", U"dr", U"dw", U"fl", U"fr", U"gh", U"gl", U"gn", U"gr",
       U"ht", U"kn", U"ph", U"pl", U"pr", U"ps", U"rh", U"sc", U"sh", U"sk", U"sl", U"sm", U"sn",
       U"sp", U"sq", U"st", U"sw", U"th", U"tr", U"ts", U"tw", U"wh", U"wr", U"ww"});
  if (letters.size() < 2) return letters == U"a" || letters == U"I" || letters == U"A";
  if (any_of(vowels, letters[0]) || any_of(vowels, letters[1])) return true;
  if (upper(letters[1])) return true;  // an acronym
  std::u32string pair = letters.substr(0, 2);
  pair[0] = char32_t(u_tolower(UChar32(pair[0])));
  return std::find(pairs.begin(), pairs.end(), pair) != pairs.end();
}

double score_dash(const Place& place) {
  if (blank(place.before()) && blank(place.behind())) return 3;
  if (digit(place.before()) && digit(place.behind())) return 2.5;
  if (letter(place.before()) && letter(place.behind())) {
    if (place.letters_before() < 2 || !word_starts(place.letters_behind())) return -1;
    return place.here() == U'—' ? 1.2 : 0.5;
  }
  return blank(place.before()) || closes(place.behind()) ? 1 : 0;
}

double score_no_break_space(const Place& place) {
  if (letter(place.before()) && letter(place.behind())) return word_starts(place.letters_behind()) ? 1.8 : -1;
  return 0.8;
}

// Marks, by what they usually stand beside.
double score_mark(const Place& place) {
  const char32_t c = place.here();
  const char32_t before = place.before();
  const char32_t behind = place.behind();
  switch (c) {
    case U'’': return score_apostrophe(place);
    case U'‘': return opens(before) && (letter(behind) || digit(behind)) ? 2 : -2;
    case U'“': return opens(before) && !blank(behind) ? 2.5 : -2;
    case U'”': return !blank(before) && closes(behind) ? 2.5 : -2;
    case U'–':
    case U'—': return score_dash(place);
    case U'…': return !blank(before) || !blank(behind) ? 1.5 : 0;
    case U'®':
    case U'™':
    case U'℠': return (letter(before) || digit(before) || before == U')') && closes(behind) ? 2.5 : -0.5;
    case U'©': return blank(before) || before == U'(' ? 1.5 : -1.5;
    case U'•':
    case U'·':
    case U'●': return blank(before) || blank(behind) ? 1 : -1;
    case 0xA0: return score_no_break_space(place);
    case U'£':
    case U'€':
    case U'¥':
    case U'¢': return digit(before) || digit(behind) ? 2.5 : -1;
    case U'°':
    case U'º':
    case U'ª': return digit(before) ? 2 : -1;
    case U'²':
    case U'³':
    case U'¹': return letter(before) || digit(before) ? 0.8 : -0.5;
    case U'½':
    case U'¼':
    case U'¾': return digit(before) || (blank(before) && closes(behind)) ? 0.8 : -1;
    case U'×':
    case U'±': return digit(behind) || blank(before) ? 1 : -1.5;
    case U'§': return digit(behind) || blank(behind) ? 1 : -1;
    case U'¡':
    case U'¿': return opens(before) && upper(behind) && place.letters_behind().size() > 1 ? 2 : -1.5;
    case U'«': return opens(before) && behind < 0x80 ? 1 : -1.5;
    case U'»': return closes(behind) && before < 0x80 ? 1 : -1.5;
    default: return -2;
  }
}

double score_latin(const Place& place) {
  static constexpr std::u32string_view most_common = U"éáóíñöäüçè";
  static constexpr std::u32string_view common = U"àåêúãõôâîëøæßï";
  const char32_t c = place.here();
  if (upper(c)) {
    if (u_islower(UChar32(place.before())) != 0) return -3;
    if (foreign_letter(place.behind())) return -0.7;
    if (!letter(place.before())) return letter(place.behind()) ? 0.8 : c == U'À' ? 0 : -2;
    return letter(place.behind()) && !upper(place.behind()) ? -1 : 0.5;
  }
  if (!letter(place.before()) && !letter(place.behind())) return c == U'é' || c == U'à' ? 0.5 : -1;
  // Few languages set two letters with marks side by side; other scripts misread always do.
  if (foreign_letter(place.before()) || foreign_letter(place.behind())) return -0.7;
  if (c == U'ÿ') return -1.5;
  if (upper(place.before()) && (upper(place.behind()) || place.letters_before() > 1)) return -2;
  if (!letter(place.before())) return any_of(U"éàöüäå", c) ? 0.3 : -0.5;
  if (!letter(place.behind())) return any_of(U"éáíóàè", c) ? 1.2 : 0.2;
  return any_of(most_common, c) ? 1.7 : any_of(common, c) ? 1 : 0;
}

// Letters of other scripts keep to themselves.
double score_foreign(const Place& place, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  const auto same = [&](char32_t c) { return letter(c) && uscript_getScript(UChar32(c), &status) == script; };
  const auto other = [&](char32_t c) { return letter(c) && !same(c) && c < 0x1100; };
  if (other(place.before()) || other(place.behind())) return -3;
  if (!letter(place.before()) && !letter(place.behind())) return -1;
  if (upper(place.here()) && u_islower(UChar32(place.before())) != 0) return -2;
  if (script == USCRIPT_CYRILLIC) return any_of(U"оеаинтсрвлкмдпу", place.here()) ? 1 : 0.3;
  if (script == USCRIPT_GREEK) return any_of(U"αοιετσνηυρπκμλςόά", place.here()) ? 1 : 0.3;
  if (place.here() >= 0xFF61 && place.here() <= 0xFF9F) return -1;  // half-width kana
  if (script == USCRIPT_HIRAGANA) return 1.5;
  return script == USCRIPT_HAN ? 0.5 : 0.8;
}

double score(const Place& place) {
  const char32_t c = place.here();
  if (c == 0xFFFD || (c >= 0x80 && c < 0xA0)) return -6;
  if ((c >= 0xE000 && c < 0xF900) || (c >= 0xF0000)) return -6;
  if (c >= 0x2500 && c < 0x25A0) return -4;  // box drawing
  if (!letter(c) || c == U'ª' || c == U'º') return score_mark(place);
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(UChar32(c), &status);
  return script == USCRIPT_LATIN ? score_latin(place) : score_foreign(place, script);
}

}  // namespace

double plausibility(const std::u32string& text) {
  double sum = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] >= 0x80) sum += score(Place(text, at));
  }
  return sum;
}

}  // namespace copydesk
