// What a character is to the tokenizer. ASCII by table, the rest by the Unicode category.
//
//   classes_of('A')                                    // letter_upper
//   CodePoint dash = code_point(text, at, end);        // {U+2013, 3 bytes, mark}
//
// Pure functions and a constant table: any thread may call them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace copydesk {

enum CharacterClass : std::uint8_t {
  letter_upper = 1,
  letter_lower = 2,
  letter_other = 4,  // without case, and marks that combine with a letter
  digit = 8,
  blank = 16,
  mark = 32,  // punctuation
  sign = 64,  // symbols, controls, and bytes that are no UTF-8
  beyond_ascii = 128,
};
constexpr std::uint8_t any_letter = letter_upper | letter_lower | letter_other;
constexpr std::uint8_t in_word = any_letter | digit;

namespace detail {
constexpr std::uint8_t ascii_class(unsigned c) {
  if (c >= 'A' && c <= 'Z') return letter_upper;
  if (c >= 'a' && c <= 'z') return letter_lower;
  if (c >= '0' && c <= '9') return digit;
  if (c == ' ' || (c >= '\t' && c <= '\r')) return blank;
  if (c >= 0x80) return beyond_ascii;
  return std::string_view("!\"'(),-./:;?[]{}_").find(static_cast<char>(c)) != std::string_view::npos ? mark : sign;
}

constexpr std::array<std::uint8_t, 256> make_class_table() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 0; c < table.size(); ++c) table[c] = ascii_class(c);
  return table;
}
}  // namespace detail

constexpr std::array<std::uint8_t, 256> class_table = detail::make_class_table();

// One byte's class; beyond_ascii says that code_point() knows more.
[[nodiscard]] constexpr std::uint8_t classes_of(char byte) { return class_table[static_cast<unsigned char>(byte)]; }

struct CodePoint {
  char32_t value = 0;
  std::uint8_t bytes = 1;
  std::uint8_t classes = sign;
};

// The character at text[at], at < end. A byte that begins no UTF-8 sequence within `end` is a sign of its own.
[[nodiscard]] CodePoint code_point(std::string_view text, std::uint32_t at, std::uint32_t end);

[[nodiscard]] bool opens_quotation(char32_t c);  // “ ‘ « „ and the like; not the straight ones
[[nodiscard]] bool closes_quotation(char32_t c);
[[nodiscard]] bool is_bullet(char32_t c);

}  // namespace copydesk
