// English numbers, as digits or words, to exact decimals.
//
//   number_value("12,34,567.89")                  // 1234567.89
//   number_value("two hundred and fifty thousand") // 250000
//   number_value("half a million")                 // 500000
//   number_value("2.6 Bn")                         // 2600000000
//   ordinal_value("twenty-first")                  // 21
//
// Letters count in either case; words may be joined by blanks, hyphens and "and". Pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "pipeline/recognise/values.h"

namespace copydesk {

// nullopt where the text is no number or too large for a Decimal.
[[nodiscard]] std::optional<Decimal> number_value(std::string_view text);

// The power of ten of "million", "bn", "crore"; nullopt where it is no such word. Spelling slips of
// the -illions are taken ("biilion").
[[nodiscard]] std::optional<int> scale_power(std::string_view word);

// "tens of millions" is from ten to a hundred million; "six-figure" is 100,000 to a million (exclusive ends).
[[nodiscard]] std::optional<std::pair<Decimal, Decimal>> vague_range(std::string_view text);

// "1st", "third", "twenty-first", "18" (a plain number counts as its ordinal).
[[nodiscard]] std::optional<int> ordinal_value(std::string_view text);

// A whole number of at most nine digits: "8", "twenty", "a".
[[nodiscard]] std::optional<int> whole_number(std::string_view text);

// "nineteen eighty six", "two thousand and twenty", "1986"; nullopt outside 1000 to 2999.
[[nodiscard]] std::optional<int> year_value(std::string_view text);

}  // namespace copydesk
