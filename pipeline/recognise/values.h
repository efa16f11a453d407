// The values that mentions carry: dates in TIMEX3, exact amounts of money, counts.
//
// All are plain values, compared and copied freely; no threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace copydesk {

// An exact decimal, digits × 10^exponent; canonical: no trailing zeros in digits, 0 is {0, 0}.
//   Decimal::parse("2.5")->times_power_of_ten(6).text()   // "2500000"
struct Decimal {
  std::int64_t digits = 0;
  std::int32_t exponent = 0;

  // "1234.50" and "-3"; plain ASCII digits with one optional point; nullopt where it is no such
  // number or does not fit 18 digits.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
  [[nodiscard]] Decimal times_power_of_ten(int power) const;
  [[nodiscard]] std::optional<Decimal> times(const Decimal& other) const;  // nullopt on overflow
  [[nodiscard]] std::optional<Decimal> plus(const Decimal& other) const;   // nullopt on overflow
  [[nodiscard]] std::string text() const;                                  // plain notation, as JSON wants it
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

[[nodiscard]] bool less(const Decimal& a, const Decimal& b);

enum class Mod : std::uint8_t { none, early, mid, late, before, after, approx, more_than, less_than, up_to, at_least };

[[nodiscard]] std::string_view name_of(Mod mod);  // "" for none, else as the record spells it

// TIMEX3 text. Exactly one of: `value`; `start` and `end`; neither, and `relative` says in the
// article's own words what could not be resolved.
struct DateValue {
  std::string value;  // "2024-12", "2024-Q3", "199X", …
  std::string start;
  std::string end;
  Mod mod = Mod::none;
  std::string relative;
  friend bool operator==(const DateValue&, const DateValue&) = default;
};

struct MoneyValue {
  std::optional<Decimal> amount;                     // in units of the currency
  std::optional<std::pair<Decimal, Decimal>> range;  // then amount is empty
  std::string currency;                              // ISO 4217, or the token's own code for crypto
  Mod mod = Mod::none;
  std::string per;  // "share", "year", …
  friend bool operator==(const MoneyValue&, const MoneyValue&) = default;
};

struct NumberValue {
  Decimal number;
  bool percent = false;
  Mod mod = Mod::none;
  friend bool operator==(const NumberValue&, const NumberValue&) = default;
};

}  // namespace copydesk
