#include "pipeline/recognise/values/calendar.h"

#include <fmt/format.h>

#include <array>

namespace copydesk {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr Day kFirstMonday = Day{days{4}};  // 1970-01-05

constexpr std::int32_t floored(std::int32_t value, std::int32_t divisor) {
  return value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}

Day day_of(int year, int month, int day) {
  return Day{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
             std::chrono::day{static_cast<unsigned>(day)}};
}

Day first_of_month(std::int32_t number) {
  const std::int32_t year = floored(number, 12);
  return day_of(year, number - year * 12 + 1, 1);
}

// Units that are a whole number of months.
constexpr int months_of(Unit unit) {
  switch (unit) {
    case Unit::month: return 1;
    case Unit::season:
    case Unit::quarter: return 3;
    case Unit::half: return 6;
    case Unit::year: return 12;
    case Unit::decade: return 120;
    case Unit::century: return 1200;
    case Unit::day:
    case Unit::weekend:
    case Unit::week: return 0;
  }
  return 0;
}

std::int32_t week_number(Day day) { return floored(static_cast<std::int32_t>((day - kFirstMonday).count()), 7); }

// The month number (year * 12 + month - 1) a unit made of months starts with.
std::int32_t first_month(Unit unit, std::int32_t number) {
  const std::int32_t month = number * months_of(unit);
  if (unit == Unit::season) return month + 2;    // spring starts in March
  if (unit == Unit::century) return month + 12;  // the 20th starts with 1901, but see text()
  return month;
}

}  // namespace

Period Period::day(Day day) { return {Unit::day, static_cast<std::int32_t>(day.time_since_epoch().count())}; }

std::optional<Period> Period::day(int year, int month, int day) {
  const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Period::day(Day{date});
}

std::optional<Period> Period::iso_week(int year, int week) {
  if (week < 1 || week > 53) return std::nullopt;
  // The week with the year's first Thursday, that is with 4 January, is the first.
  const Period found{Unit::week, week_number(day_of(year, 1, 4)) + week - 1};
  if (found.year() != year) return std::nullopt;
  return found;
}

Period Period::containing(Day day, Unit unit) {
  switch (unit) {
    case Unit::day: return Period::day(day);
    case Unit::weekend:
    case Unit::week: return {unit, week_number(day)};
    default: break;
  }
  const year_month_day date{day};
  std::int32_t month = static_cast<int>(date.year()) * 12 + static_cast<std::int32_t>(unsigned{date.month()}) - 1;
  if (unit == Unit::season) month -= 2;
  if (unit == Unit::century) month -= 12;
  return {unit, floored(month, months_of(unit))};
}

Day Period::first_day() const {
  switch (unit_) {
    case Unit::day: return Day{days{number_}};
    case Unit::weekend: return kFirstMonday + days{number_ * 7 + 5};
    case Unit::week: return kFirstMonday + days{number_ * 7};
    default: return first_of_month(first_month(unit_, number_));
  }
}

Day Period::last_day() const {
  switch (unit_) {
    case Unit::day: return Day{days{number_}};
    case Unit::weekend: return first_day() + days{1};
    default: return next().first_day() - days{1};
  }
}

int Period::year() const {
  const Day day = unit_ == Unit::week || unit_ == Unit::weekend ? kFirstMonday + days{number_ * 7 + 3} : first_day();
  return static_cast<int>(year_month_day{day}.year());
}

int Period::month() const { return static_cast<int>(unsigned{year_month_day{first_day()}.month()}); }

int Period::index() const {
  switch (unit_) {
    case Unit::day: return static_cast<int>(unsigned{year_month_day{first_day()}.day()});
    case Unit::weekend:
    case Unit::week: return number_ - week_number(day_of(year(), 1, 4)) + 1;
    case Unit::month: return number_ - floored(number_, 12) * 12 + 1;
    case Unit::season: return number_ - floored(number_, 4) * 4;
    case Unit::quarter: return number_ - floored(number_, 4) * 4 + 1;
    case Unit::half: return number_ - floored(number_, 2) * 2 + 1;
    case Unit::year:
    case Unit::decade:
    case Unit::century: return number_;
  }
  return 0;
}

bool Period::contains(const Period& other) const {
  return first_day() <= other.first_day() && other.last_day() <= last_day();
}

std::string Period::text() const {
  static constexpr std::array<std::string_view, 4> seasons = {"SP", "SU", "FA", "WI"};
  switch (unit_) {
    case Unit::day: return fmt::format("{:04}-{:02}-{:02}", year(), month(), index());
    case Unit::weekend: return fmt::format("{:04}-W{:02}-WE", year(), index());
    case Unit::week: return fmt::format("{:04}-W{:02}", year(), index());
    case Unit::month: return fmt::format("{:04}-{:02}", year(), month());
    case Unit::season:
      return fmt::format("{:04}-{}", floored(number_, 4), seasons.at(static_cast<std::size_t>(index())));
    case Unit::quarter: return fmt::format("{:04}-Q{}", year(), index());
    case Unit::half: return fmt::format("{:04}-H{}", year(), index());
    case Unit::year: return fmt::format("{:04}", number_);
    case Unit::decade: return fmt::format("{:03}X", number_);
    case Unit::century: return fmt::format("{:02}", number_);
  }
  return {};
}

Day moved(Day day, Unit unit, int count) {
  if (unit == Unit::day) return day + days{count};
  if (unit == Unit::week || unit == Unit::weekend) return day + days{7 * count};
  const year_month_day date{day};
  const auto month = date.year() / date.month() + std::chrono::months{months_of(unit) * count};
  const year_month_day same{month.year(), month.month(), date.day()};
  if (same.ok()) return Day{same};
  return Day{month / std::chrono::last};
}

int weekday_of(Day day) { return static_cast<int>(std::chrono::weekday{day}.iso_encoding()); }

std::optional<Day> nth_weekday(int year, int month, int weekday, int nth) {
  if (nth == -1) {
    const Day last = Period::month(year, month).last_day();
    return last - days{(weekday_of(last) - weekday + 7) % 7};
  }
  const Day first = day_of(year, month, 1);
  const Day found = first + days{(weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1)};
  if (nth < 1 || !Period::month(year, month).contains(Period::day(found))) return std::nullopt;
  return found;
}

Day easter(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return day_of(year, n / 31, n % 31 + 1);
}

}  // namespace copydesk
