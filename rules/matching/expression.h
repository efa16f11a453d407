// A regular expression over bytes as a tree: RE2's syntax as far as rules use it.
//
//   Result<Expression> tree = read_expression(R"(\bfounded (?:by|with) (?P<object>[\x81\x83]))");
//   Result<Expression> year = read_expression("(?P<year>2\\d{3})[–-]\\d\\d", Encoding::utf8);
//
//   characters    a  \.  \x81  \x{2014}  [a-z\s]  [^;]  .  \d \D \s \S \w \W        of ASCII, as RE2 has them
//   groups        (…)  (?P<name>…)  (?:…)  (?i:…)      the last in either case of ASCII
//   repeats       ?  *  +  {2}  {2,}  {2,5}, and lazy with a '?' behind
//   assertions    ^ and $ for the ends of the text, \b \B
//
// A character is a byte, or, where the text is UTF-8, the bytes of a code point: a class of them becomes alternatives
// of sequences. Case is ASCII's in both. Anything else is a fault. A value; pure function: any thread.
#pragma once

#include <array>
#include <bit>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace copydesk {

using ByteSet = std::bitset<256>;

// A set's bits, 64 a word.
using ByteWords = std::array<std::uint64_t, 4>;
static_assert(sizeof(ByteWords) == sizeof(ByteSet) && std::is_trivially_copyable_v<ByteSet>);
[[nodiscard]] inline ByteWords words_of(const ByteSet& set) { return std::bit_cast<ByteWords>(set); }

struct Expression {
  enum class Kind : std::uint8_t { bytes, sequence, alternatives, repeat, capture, assertion };
  enum class Assertion : std::uint8_t { begin, end, word_boundary, no_word_boundary };
  static constexpr std::uint32_t kNoLimit = 0xFFFFFFFF;

  Kind kind = Kind::sequence;
  Assertion assertion = Assertion::begin;
  bool greedy = true;        // repeats: as many as can be, else as few
  std::uint32_t least = 0;   // repeats
  std::uint32_t most = 0;    // repeats: kNoLimit where there is none
  std::uint32_t number = 0;  // captures: from 1, by their opening bracket
  ByteSet bytes = {};        // one byte, any of these
  std::vector<Expression> parts = {};
};

// RE2's "\w", what "\b" goes by.
[[nodiscard]] constexpr bool is_word_byte(unsigned char byte) {
  const unsigned char lower = byte | 0x20;
  return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
}

// What a character of the expression and of the text is.
enum class Encoding : std::uint8_t { bytes, utf8 };

[[nodiscard]] Result<Expression> read_expression(std::string_view text, Encoding encoding = Encoding::bytes);

}  // namespace copydesk
