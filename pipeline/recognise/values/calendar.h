// The calendar of the values: days, and the periods that news speaks of, in TIMEX3.
//
//   Period third = Period::quarter(2024, 3);
//   third.text();               // "2024-Q3"
//   third.next(2).text();       // "2025-Q1"
//   third.first_day();          // 2024-07-01
//   Period::containing(day, Unit::week).text();   // "2025-W15"
//
// A Period is a unit and its number, counted from a fixed start, so that "two quarters later" is an
// addition. Weeks are ISO 8601's, seasons the northern meteorological ones, a winter bears the year
// of its December. Proleptic Gregorian calendar. Pure values; any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copydesk {

using Day = std::chrono::sys_days;

enum class Unit : std::uint8_t { day, weekend, week, month, season, quarter, half, year, decade, century };

class Period {
 public:
  constexpr Period() = default;
  constexpr Period(Unit unit, std::int32_t number) : unit_(unit), number_(number) {}

  [[nodiscard]] static Period day(Day day);
  // nullopt where the calendar has no such day.
  [[nodiscard]] static std::optional<Period> day(int year, int month, int day);
  [[nodiscard]] static Period month(int year, int month) { return {Unit::month, year * 12 + month - 1}; }
  [[nodiscard]] static Period season(int year, int index) { return {Unit::season, year * 4 + index}; }  // 0 is spring
  [[nodiscard]] static Period quarter(int year, int quarter) { return {Unit::quarter, year * 4 + quarter - 1}; }
  [[nodiscard]] static Period half(int year, int half) { return {Unit::half, year * 2 + half - 1}; }
  [[nodiscard]] static Period year(int year) { return {Unit::year, year}; }
  [[nodiscard]] static Period decade(int year) { return {Unit::decade, year / 10}; }
  [[nodiscard]] static std::optional<Period> iso_week(int year, int week);
  [[nodiscard]] static Period containing(Day day, Unit unit);

  [[nodiscard]] Unit unit() const { return unit_; }
  [[nodiscard]] std::int32_t number() const { return number_; }
  [[nodiscard]] Period next(int count = 1) const { return {unit_, number_ + count}; }
  [[nodiscard]] Day first_day() const;
  [[nodiscard]] Day last_day() const;
  [[nodiscard]] int year() const;   // of its first day, save a week's: that of its Thursday
  [[nodiscard]] int month() const;  // of its first day
  // Which one of its year: the month 1-12, the quarter 1-4, the half 1-2, the season 0-3, the week.
  [[nodiscard]] int index() const;
  [[nodiscard]] bool contains(const Period& other) const;
  [[nodiscard]] std::string text() const;  // TIMEX3; a century is given as its years, see below

  friend bool operator==(const Period&, const Period&) = default;

 private:
  Unit unit_ = Unit::year;
  std::int32_t number_ = 0;
};

// `count` units after `day`; a month or year later is the same day of it, or its last.
[[nodiscard]] Day moved(Day day, Unit unit, int count);

// Monday is 1, Sunday 7.
[[nodiscard]] int weekday_of(Day day);
// The `nth` (1…; -1 is the last) such weekday of a month; nullopt where it has no such one.
[[nodiscard]] std::optional<Day> nth_weekday(int year, int month, int weekday, int nth);
[[nodiscard]] Day easter(int year);  // Western: the algorithm of Meeus, Jones and Butcher

// The day a holiday falls on in a (Gregorian) year, by its rule in rules/en/lists/holidays.txt:
//   07-04            a fixed day
//   11-thursday-4    the fourth Thursday of November; "5-monday-last" the last Monday of May
//   easter-2         two days before Easter; "11-thursday-4+1" the day after Thanksgiving
//   islamic 10-01    the first day of a calendar's month that falls into the year, from ICU's
//                    calendars: islamic (Umm al-Qura), chinese, hebrew, indian where it has one
// nullopt where the rule is not understood.
[[nodiscard]] std::optional<Day> holiday(std::string_view rule, int year);

}  // namespace copydesk
