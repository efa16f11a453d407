#include "pipeline/recognise/values.h"

#include <array>
#include <limits>

namespace copydesk {
namespace {

constexpr int kMostDigits = 18;

Decimal canonical(std::int64_t digits, std::int32_t exponent) {
  if (digits == 0) return {};
  for (; digits % 10 == 0; digits /= 10) ++exponent;
  return {digits, exponent};
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t digits = 0;
  std::int32_t exponent = 0;
  int significant = 0;
  bool point = false;
  bool any = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    any = true;
    if (significant > 0 || c != '0') ++significant;
    if (significant > kMostDigits) return std::nullopt;
    digits = digits * 10 + (c - '0');
    if (point) --exponent;
  }
  if (!any) return std::nullopt;
  return canonical(negative ? -digits : digits, exponent);
}

Decimal Decimal::times_power_of_ten(int power) const { return digits == 0 ? *this : Decimal{digits, exponent + power}; }

std::optional<Decimal> Decimal::times(const Decimal& other) const {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(digits, other.digits, &product)) return std::nullopt;
  return canonical(product, exponent + other.exponent);
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const {
  const Decimal& finer = exponent <= other.exponent ? *this : other;
  const Decimal& coarser = exponent <= other.exponent ? other : *this;
  std::int64_t scaled = coarser.digits;
  for (std::int32_t e = coarser.exponent; scaled != 0 && e > finer.exponent; --e) {
    if (__builtin_mul_overflow(scaled, std::int64_t{10}, &scaled)) return std::nullopt;
  }
  std::int64_t sum = 0;
  if (__builtin_add_overflow(scaled, finer.digits, &sum)) return std::nullopt;
  return canonical(sum, finer.exponent);
}

std::string Decimal::text() const {
  std::string number = std::to_string(digits < 0 ? -digits : digits);
  if (exponent > 0) {
    number.append(static_cast<std::size_t>(exponent), '0');
  } else if (exponent < 0) {
    const auto decimals = static_cast<std::size_t>(-exponent);
    if (number.size() <= decimals) number.insert(0, decimals + 1 - number.size(), '0');
    number.insert(number.size() - decimals, 1, '.');
  }
  return digits < 0 ? "-" + number : number;
}

bool less(const Decimal& a, const Decimal& b) {
  const bool swap = a.exponent > b.exponent;
  const Decimal& finer = swap ? b : a;
  const Decimal& coarser = swap ? a : b;
  std::int64_t scaled = coarser.digits;
  for (std::int32_t e = coarser.exponent; scaled != 0 && e > finer.exponent; --e) {
    // Past 64 bits the coarser one is the greater in size.
    if (__builtin_mul_overflow(scaled, std::int64_t{10}, &scaled))
      return swap ? coarser.digits < 0 : coarser.digits > 0;
  }
  return swap ? scaled < finer.digits : finer.digits < scaled;
}

std::string_view name_of(Mod mod) {
  static constexpr std::array<std::string_view, 11> names = {
      "", "early", "mid", "late", "before", "after", "approx", "more_than", "less_than", "up_to", "at_least"};
  return names.at(static_cast<std::size_t>(mod));
}

}  // namespace copydesk
