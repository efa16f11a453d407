// Fast ways over what is plain: most of an article needs no look at single characters.
//
//   for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at + size)) …
#pragma once

#include <cstddef>
#include <string_view>

namespace copydesk {

// The first byte at or behind `from` for which `odd(unsigned char)` holds, else text.size(). The
// chunk's loop has a fixed length and no exit, so that compilers turn it into vector code.
template <class Odd>
[[nodiscard]] inline std::size_t skip_until(std::string_view text, std::size_t from, Odd odd) {
  constexpr std::size_t chunk = 32;
  for (; from + chunk <= text.size(); from += chunk) {
    unsigned char any = 0;
    for (std::size_t i = 0; i < chunk; ++i) any |= odd(static_cast<unsigned char>(text[from + i]));
    if (any) break;
  }
  while (from < text.size() && !odd(static_cast<unsigned char>(text[from]))) ++from;
  return from;
}

// To the next character that is not ASCII.
[[nodiscard]] inline std::size_t skip_ascii(std::string_view text, std::size_t from) {
  return skip_until(text, from, [](unsigned char byte) -> unsigned char { return byte >= 0x80; });
}

// To the next character that is neither printable ASCII nor '\n' nor '\t'.
[[nodiscard]] inline std::size_t skip_plain(std::string_view text, std::size_t from) {
  return skip_until(text, from, [](unsigned char byte) -> unsigned char {
    return (static_cast<unsigned char>(byte - 0x20) >= 0x5F) & (byte != '\n') & (byte != '\t');
  });
}

// To the next code point from U+0300 on: what comes before never changes under NFC by itself.
[[nodiscard]] inline std::size_t skip_latin(std::string_view text, std::size_t from) {
  return skip_until(text, from, [](unsigned char byte) -> unsigned char { return byte >= 0xCC; });
}

}  // namespace copydesk
