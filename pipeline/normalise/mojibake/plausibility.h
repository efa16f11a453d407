// How surprising a text is, character by character, to one who has read much: the measure by which
// a repair of its encoding is judged.
//
//   Reader reader;
//   int bits = 0;
//   for (char32_t c : U"Ã©") bits += reader.surprise(trait_of(c));   // 27; U"é": 8
//
// Bits, roughly: minus the binary logarithm of how often one meets the character where it stands. The
// figures are estimates from how alphabets, punctuation and signs are used in European languages,
// and deliberately few; no word, and no sequence of mojibake, is in them.
#pragma once

#include <cstdint>

namespace copydesk {

// What a character looks like to the reader.
enum class Look : std::uint8_t {
  space,
  digit,
  letter,
  mark,     // a combining mark
  stop,     // punctuation that stands anywhere: commas, dashes, ellipses
  opening,  // quotes, ¿
  closing,  // quotes
  sign,     // currency, ™, °, ½
  stray,    // what hardly anybody types: ¬ ¦ ¨ and the like
  box,      // line drawing
  control,
  lost,  // U+FFFD
};

struct Trait {
  char32_t c = U' ';
  Look look = Look::space;
  bool upper = false;
  std::uint8_t script = 0;  // of letters and marks; 0 is Latin
  std::uint8_t bits = 3;    // its surprise where nothing leads to it
};

[[nodiscard]] Trait trait_of(char32_t c);

// Remembers of what was read only what bears on what may follow.
class Reader {
 public:
  // The surprise of reading `c` next.
  int surprise(const Trait& c);

 private:
  [[nodiscard]] bool goes_on(const Trait& c) const;  // with the script of the last letter
  [[nodiscard]] int bits_in_script(const Trait& c) const;

  Trait before_{};           // the last character
  Trait earlier_{};          // the one before it
  std::uint8_t script_ = 0;  // of the last letter
  bool alone_ = false;       // whether it might be the only one of its word, and no word is spelt so
};

}  // namespace copydesk
