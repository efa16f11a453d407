// Stretches of text that, as bytes of a charset, spell one character in UTF-8.
//
//   Line line(text, {0, 7});                                    // "cafÃ©"
//   reading_at(line, 2, Codecs::windows_1252, 1);            // Ã© as é, taking 2 characters
//
// Also where something was lost on the way: a byte turned into U+FFFD or '?' (the character is then
// U+FFFD), or the byte A0, a no-break space, turned into a blank.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/normalise/mojibake/codecs.h"
#include "pipeline/text/span.h"

namespace copydesk {

// A line's characters beyond ASCII, and two of ASCII on either side of each: the rest of a line bears
// on no repair.
struct Line {
  struct Char {
    char32_t c = 0;
    TextSpan span;
  };
  Line(std::string_view text, TextSpan line);

  std::string_view text;  // the whole text, in which spans count
  std::vector<Char> chars;
};

struct Reading {
  char32_t meant = 0;
  std::uint8_t taken = 0;    // characters of the line
  std::uint8_t doubt = 0;    // bits: what must have been lost on the way
  bool keeps_blank = false;  // `meant` is followed by the blank that was taken for its last byte
};

[[nodiscard]] std::optional<Reading> reading_at(const Line& line, std::size_t at, Codecs::Name codec, int layers);

// Whether a misreading by any charset may start at the character at text[at], which is not ASCII.
// Never false where reading_at() finds something, fast for text as it should be.
[[nodiscard]] bool may_be_misread(std::string_view text, std::size_t at);

}  // namespace copydesk
