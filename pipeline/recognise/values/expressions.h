// What a phrase says before anything is known of the article: "last quarter", "a year earlier",
// "$5-6m". Value builders make expressions, the resolver turns them into values.
//
// Expressions refer to each other by index into Expressions, which holds those of one document. Values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values.h"
#include "pipeline/recognise/values/calendar.h"

namespace copydesk {

enum class Which : std::uint8_t { none, this_one, last, next, previous, following, same };

// What a date is counted from.
enum class Origin : std::uint8_t {
  publication,
  focus,       // the date last spoken of
  expression,  // `first`
};

struct DateExpression {
  enum class Shape : std::uint8_t {
    fields,  // a year, month, day, weekday, or a unit with its index ("third quarter"); absent fields are 0
    unit,    // "last week": which, unit
    shift,   // count units after (before) its origin
    within,  // first inside second: "the third quarter of last year"
    nth,     // the index-th unit (or weekday) of first
    edge,    // the first or last (index -1) count units of first
    range,   // first to second
    span,    // "the last three months": which, count, unit; with an index, "over the past year": by months, a decade by
             // years
    holiday,  // number `index` of the holidays, in `year` or which
  };
  Shape shape = Shape::fields;
  Which which = Which::none;
  Unit unit = Unit::year;
  Mod mod = Mod::none;
  Origin origin = Origin::publication;
  bool short_year = false;    // `year` has two digits
  bool business = false;      // count counts working days
  bool either_order = false;  // month and day may be the other way round: 04/05/2024
  bool only_ahead = false;    // a date only where the clause looks ahead: "in two years"
  std::int16_t year = 0;
  std::int8_t month = 0;
  std::int8_t day = 0;
  std::int8_t weekday = 0;  // 1 is Monday
  std::int16_t index = 0;   // quarter, half, season (1 is spring), week, decade, century, holiday
  std::int32_t count = 0;
  std::int32_t first = -1;
  std::int32_t second = -1;
};

// "three weeks and two days": up to three counts with their units.
struct DurationExpression {
  struct Part {
    std::int32_t count = 0;
    Unit unit = Unit::day;
  };
  std::array<Part, 3> parts{};
  std::int8_t size = 0;
  bool business = false;
  bool indefinite = false;     // "a year", which may also be a rate
  std::string_view unit_word;  // as written; a part of the document's text
};

struct NumberExpression {
  Decimal low;
  Decimal high;   // as low where it is no range
  int scale = 0;  // the power of ten it was written with: "5 million" is 6
  bool percent = false;
  bool vague = false;  // "tens of millions": a number of no count
  Mod mod = Mod::none;
};

// A currency as written: its ISO code, or, where the article must decide, the sign or noun that
// stands for several ("$", "¥", "kr", "peso").
struct CurrencyName {
  std::array<char, 8> text{};

  CurrencyName() = default;
  explicit CurrencyName(std::string_view name) { name.copy(text.data(), text.size() - 1); }
  [[nodiscard]] std::string_view view() const { return text.data(); }
  friend bool operator==(const CurrencyName&, const CurrencyName&) = default;
};

struct MoneyExpression {
  NumberExpression number;
  CurrencyName currency;
  std::string_view per;  // a part of the document's text
};

struct Expressions {
  std::vector<DateExpression> dates;
  std::vector<DurationExpression> durations;
  std::vector<NumberExpression> numbers;
  std::vector<MoneyExpression> money;

  void clear() {
    dates.clear();
    durations.clear();
    numbers.clear();
    money.clear();
  }
};

}  // namespace copydesk
