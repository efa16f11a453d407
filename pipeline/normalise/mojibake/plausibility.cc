#include "pipeline/normalise/mojibake/plausibility.h"

#include <utf8proc.h>

#include <array>
#include <string_view>

namespace copydesk {
namespace {

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }
bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

constexpr std::u32string_view frequent = U"éáíóñüöçäã";
constexpr std::u32string_view common = U"èøåôêïëúõà";
constexpr std::u32string_view less_common = U"æìòùûîâąćęłńśźżčěřšůžýğışţțșăőűđāēīūœ";
constexpr std::u32string_view uncommon = U"ßďňťģķļņėįųðþÿŕĺľō";
constexpr std::u32string_view quotes_and_dashes = U"’“”‘–—…";
constexpr std::u32string_view obsolete = U"ſ";  // since about 1800
// Letters that are words.
constexpr std::u32string_view one_letter_words = U"àéèáóíòúåöÅÀÉ";
constexpr std::u32string_view known_signs = U"£€®™©°•·";
constexpr std::u32string_view other_signs = U"½¼¾²³±×÷§¥¢µªº¹†‡‰′″";
constexpr std::u32string_view strays = U"¦¬¨¯´¸¶¤ˆ˜¯ƒ";

enum Script : std::uint8_t { latin, greek, cyrillic, armenian, hebrew, arabic, east_asian, thai, georgian, other };

Script script_of(char32_t c) {
  if (c < 0x370 || between(c, 0x1E00, 0x1EFF) || between(c, 0x2C60, 0x2C7F) || between(c, 0xA720, 0xA7FF)) return latin;
  if (c < 0x400 || between(c, 0x1F00, 0x1FFF)) return greek;
  if (c < 0x530) return cyrillic;
  if (c < 0x590) return armenian;
  if (c < 0x600) return hebrew;
  if (c < 0x780) return arabic;
  if (between(c, 0x0E00, 0x0E7F)) return thai;
  if (between(c, 0x10A0, 0x10FF)) return georgian;
  if (between(c, 0x3040, 0x30FF) || between(c, 0x4E00, 0x9FFF) || between(c, 0xAC00, 0xD7A3)) return east_asian;
  if (between(c, 0xFB1D, 0xFB4F)) return hebrew;
  return other;
}

// Each of the scripts of India and its neighbours counts as one.
std::uint8_t script_number(char32_t c) {
  const Script script = script_of(c);
  if (script != other || c < 0x900 || c > 0x1FFF) return script;
  return static_cast<std::uint8_t>(other + 1 + (c - 0x900) / 0x80);
}

int bits_of_letter(char32_t c, bool upper) {
  const auto lower = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
  const int capital = upper ? 2 : 0;
  if (c < 0x80) return 4 + capital / 2;
  if (c == U'Ã' || c == U'Â') return 14;
  if (is_in(frequent, lower)) return 8 + capital;
  if (is_in(common, lower)) return 9 + capital;
  if (is_in(less_common, lower) || c == U'İ') return 10 + capital;
  if (is_in(uncommon, lower)) return 11 + capital;
  if (is_in(obsolete, c)) return 34;
  if (script_of(c) == latin)
    return between(lower, 0x1EA0, 0x1EF9) || lower == U'ơ' || lower == U'ư' ? 12 + capital : 20;
  // In use today; other letters of a script are for its historians.
  if (between(c, 0x386, 0x3CE)) return 13;
  const bool in_use = between(c, 0x401, 0x45F) || between(c, 0x490, 0x4F9) || between(c, 0x5D0, 0x5EA) ||
                      between(c, 0x620, 0x64A) || between(c, 0x660, 0x6D3) || between(c, 0x900, 0xDFF) ||
                      between(c, 0xE01, 0xE5B) || script_of(c) == east_asian;
  return in_use ? 15 : 20;
}

Trait letter(char32_t c, utf8proc_category_t category) {
  const bool upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
  return {c, Look::letter, upper, script_number(c), static_cast<std::uint8_t>(bits_of_letter(c, upper))};
}

Trait plain(char32_t c, Look look, int bits) { return {c, look, false, 0, static_cast<std::uint8_t>(bits)}; }

Trait trait_of_ascii(char32_t c) {
  if (between(c, 'a', 'z')) return letter(c, UTF8PROC_CATEGORY_LL);
  if (between(c, 'A', 'Z')) return letter(c, UTF8PROC_CATEGORY_LU);
  if (between(c, '0', '9')) return plain(c, Look::digit, 5);
  if (c == ' ' || c == '\t' || c == '\n') return plain(c, Look::space, 3);
  return c < ' ' || c == 0x7F ? plain(c, Look::control, 20) : plain(c, Look::stop, 6);
}

int bits_of_punctuation(char32_t c) {
  if (is_in(quotes_and_dashes, c)) return 7;
  if (is_in(U"«»„¡¿", c)) return 10;
  return between(c, 0x2000, 0x206F) ? 13 : 14;
}

Trait trait_of_punctuation(char32_t c, utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PS: return plain(c, Look::opening, bits_of_punctuation(c));
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PE: return plain(c, Look::closing, bits_of_punctuation(c));
    default: return plain(c, c == U'¡' || c == U'¿' ? Look::opening : Look::stop, bits_of_punctuation(c));
  }
}

Trait fresh_trait_of(char32_t c) {
  if (c < 0x80) return trait_of_ascii(c);
  if (c == 0xFFFD) return plain(c, Look::lost, 14);
  if (is_in(known_signs, c)) return plain(c, Look::sign, c == U'•' || c == U'·' ? 10 : 9);
  if (is_in(other_signs, c)) return plain(c, Look::sign, 11);
  if (is_in(strays, c)) return plain(c, Look::stray, 14);
  if (between(c, 0x2500, 0x259F)) return plain(c, Look::box, 15);
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO: return letter(c, category);
    case UTF8PROC_CATEGORY_LM: return plain(c, Look::stray, between(c, 0x2B0, 0x2FF) ? 16 : 22);
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC: return {c, Look::mark, false, script_number(c), 15};
    case UTF8PROC_CATEGORY_ME: return plain(c, Look::mark, 20);
    case UTF8PROC_CATEGORY_ND: return {c, Look::letter, false, script_number(c), 15};
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return plain(c, Look::sign, 14);
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO: return trait_of_punctuation(c, category);
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SO: return plain(c, Look::sign, 13);
    case UTF8PROC_CATEGORY_SC: return plain(c, Look::sign, is_in(U"₹₩₽₿₺₫₱", c) ? 10 : 14);
    case UTF8PROC_CATEGORY_SK: return plain(c, Look::stray, 16);
    case UTF8PROC_CATEGORY_ZS: return plain(c, Look::space, c == 0xA0 ? 9 : 12);
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return plain(c, Look::space, 14);
    case UTF8PROC_CATEGORY_CC: return plain(c, Look::control, 20);
    case UTF8PROC_CATEGORY_CF: return plain(c, Look::control, c == 0x200B || c == 0xFEFF || c == 0xAD ? 13 : 18);
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN: return plain(c, Look::control, 24);
  }
  return plain(c, Look::control, 24);
}

// Those of the letters and signs that European text consists of, looked up once: 0.1 ms.
class CommonTraits {
 public:
  CommonTraits() {
    for (char32_t c = 0; c < latin_.size(); ++c) latin_[c] = fresh_trait_of(c);
    for (char32_t c = 0; c < signs_.size(); ++c) signs_[c] = fresh_trait_of(first_sign + c);
  }
  [[nodiscard]] const Trait* find(char32_t c) const {
    if (c < latin_.size()) return &latin_[c];
    return between(c, first_sign, first_sign + signs_.size() - 1) ? &signs_[c - first_sign] : nullptr;
  }

 private:
  static constexpr char32_t first_sign = 0x2000;
  std::array<Trait, 0x480> latin_;
  std::array<Trait, 0x300> signs_;
};

bool is_ascii(const Trait& trait) { return trait.c < 0x80; }

// Scripts that are written without blanks between words of theirs and Latin ones.
bool mixes_freely(std::uint8_t script) { return script == east_asian || script == thai; }

int letter_after_letter(const Trait& earlier, const Trait& before, const Trait& c) {
  if (before.script != c.script) {
    if (mixes_freely(before.script) || mixes_freely(c.script)) return 2;
    if (before.c == U'μ' && earlier.look == Look::digit) return 0;  // 5 μg
    return before.script == greek || c.script == greek ? 2 : 10;    // formulas
  }
  if (is_ascii(before) && is_ascii(c)) return 0;
  if (!before.upper && c.upper) return 7;
  if (before.upper && !c.upper && earlier.look == Look::letter && earlier.upper) return 5;
  return 0;
}

int letter_after_closing(const Trait& before, const Trait& c) {
  if (before.c != U'’') return 5;
  return c.c == U's' ? -4 : 0;  // Acme’s
}

int letter_after_sign(const Trait& before, const Trait& c) {
  const bool math = utf8proc_category(static_cast<utf8proc_int32_t>(before.c)) == UTF8PROC_CATEGORY_SM;
  if (math && (is_ascii(c) || c.script == greek)) return 0;
  return before.c == U'°' || before.c == U'µ' ? 2 : 5;
}

int letter_after(const Trait& earlier, const Trait& before, const Trait& c) {
  switch (before.look) {
    case Look::letter: return letter_after_letter(earlier, before, c);
    case Look::digit: return is_ascii(c) || c.c == U'μ' ? 0 : 4;
    case Look::closing: return letter_after_closing(before, c);
    case Look::sign: return letter_after_sign(before, c);
    case Look::stray:
    case Look::box: return 4;
    default: return 0;
  }
}

int other_after(const Trait& before, const Trait& c) {
  const bool after_letter = before.look == Look::letter;
  const bool after_odd = !is_ascii(before) && !is_ascii(c) && !after_letter;
  switch (c.look) {
    case Look::space: return before.look == Look::opening && !is_ascii(before) && before.c != U'«' ? 3 : 0;
    case Look::opening:
      if (after_letter) return c.c == U'“' ? 4 : 6;  // Germans close with it
      return after_odd && before.look == Look::sign ? 3 : 0;
    case Look::closing:
      if (before.look == Look::space) return is_in(U"’»", c.c) ? 0 : 4;
      return after_odd && before.look == Look::sign ? 2 : 0;
    case Look::sign:
      if (after_letter) return is_in(U"®™©°²³ªº", c.c) ? 0 : 3;
      return after_odd ? 3 : 0;
    case Look::stray:
      if (after_letter) return 4;
      return after_odd ? 3 : 0;
    case Look::box: return after_letter ? 6 : 0;
    case Look::mark: return after_letter || before.look == Look::mark ? 2 : 8;
    default: return 0;
  }
}

}  // namespace

Trait trait_of(char32_t c) {
  static const CommonTraits common;
  const Trait* known = common.find(c);
  return known != nullptr ? *known : fresh_trait_of(c);
}

// The surprise of the character alone, given the script one is reading.
int Reader::bits_in_script(const Trait& c) const {
  if (!goes_on(c)) return c.bits;
  if (c.script == east_asian) return 10;
  return c.upper ? 8 : 6;
}

bool Reader::goes_on(const Trait& c) const { return c.script != latin && c.script == script_ && c.bits <= 15; }

int Reader::surprise(const Trait& c) {
  const bool after_letter = before_.look == Look::letter || before_.look == Look::mark;
  const bool ends_word = c.look != Look::letter && c.look != Look::digit && c.look != Look::mark;
  int bits = alone_ && ends_word ? 4 : 0;
  alone_ = false;
  if (c.c == before_.c && !is_ascii(c) && c.look != Look::letter) {
    bits += 3;  // lines are drawn and quotes doubled with one sign
  } else if (c.look == Look::box && before_.look == Look::box) {
    bits += 7;
  } else if (c.look == Look::letter) {
    bits += bits_in_script(c) + letter_after(earlier_, before_, c);
    alone_ = !goes_on(c) && c.script != greek && !is_ascii(c) && before_.look != Look::letter &&
             !is_in(one_letter_words, c.c);
    script_ = c.script;
  } else if (c.look == Look::mark && c.script != latin && c.script == script_ && after_letter) {
    bits += 5;
  } else {
    bits += c.bits + other_after(before_, c);
  }
  earlier_ = before_;
  before_ = c;
  return bits;
}

}  // namespace copydesk
