#include <unicode/calendar.h>

#include <array>
#include <charconv>
#include <memory>

#include "pipeline/recognise/values/calendar.h"

namespace copydesk {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

// Reads a rule from its front.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool take(std::string_view word) {
    if (!text_.starts_with(word)) return false;
    text_.remove_prefix(word.size());
    return true;
  }
  [[nodiscard]] std::optional<int> number() {
    int value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error != std::errc{}) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return value;
  }
  // "+1", "-2", or nothing at the end.
  [[nodiscard]] std::optional<int> shift() {
    if (text_.empty()) return 0;
    const bool minus = text_.front() == '-';
    if (!minus && text_.front() != '+') return std::nullopt;
    text_.remove_prefix(1);
    const std::optional<int> count = number();
    if (!count || !text_.empty()) return std::nullopt;
    return minus ? -*count : *count;
  }

 private:
  std::string_view text_;
};

std::optional<Day> shifted(std::optional<Day> day, Reader& reader) {
  const std::optional<int> shift = reader.shift();
  if (!day || !shift) return std::nullopt;
  return *day + days{*shift};
}

// The first day in `year` on which the calendar shows this month (1-based) and day.
std::optional<Day> day_of_calendar(const char* locale, int month, int day, int year) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale(locale), status));
  if (U_FAILURE(status)) return std::nullopt;
  const Period whole = Period::year(year);
  for (Day at = whole.first_day(); at <= whole.last_day(); at += days{1}) {
    calendar->setTime(static_cast<UDate>(at.time_since_epoch().count()) * U_MILLIS_PER_DAY, status);
    if (calendar->get(UCAL_MONTH, status) == month - 1 && calendar->get(UCAL_DATE, status) == day &&
        calendar->get(UCAL_IS_LEAP_MONTH, status) == 0) {
      return U_SUCCESS(status) ? std::optional(at) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<Day> of_other_calendar(Reader& reader, const char* locale, int year) {
  const std::optional<int> month = reader.number();
  if (!month || !reader.take("-")) return std::nullopt;
  const std::optional<int> day = reader.number();
  if (!day) return std::nullopt;
  return shifted(day_of_calendar(locale, *month, *day, year), reader);
}

}  // namespace

std::optional<Day> holiday(std::string_view rule, int year) {
  Reader reader(rule);
  if (reader.take("easter")) return shifted(easter(year), reader);
  if (reader.take("islamic ")) return of_other_calendar(reader, "en@calendar=islamic-umalqura", year);
  if (reader.take("chinese ")) return of_other_calendar(reader, "en@calendar=chinese", year);
  if (reader.take("hebrew ")) return of_other_calendar(reader, "en@calendar=hebrew", year);
  const std::optional<int> month = reader.number();
  if (!month || *month < 1 || *month > 12 || !reader.take("-")) return std::nullopt;
  for (std::size_t i = 0; i < kWeekdays.size(); ++i) {
    if (!reader.take(kWeekdays.at(i))) continue;
    if (!reader.take("-")) return std::nullopt;
    const std::optional<int> nth = reader.take("last") ? std::optional(-1) : reader.number();
    if (!nth) return std::nullopt;
    return shifted(nth_weekday(year, *month, static_cast<int>(i) + 1, *nth), reader);
  }
  const std::optional<int> number = reader.number();
  if (!number) return std::nullopt;
  const std::optional<Period> day = Period::day(year, *month, *number);
  return day ? shifted(day->first_day(), reader) : std::nullopt;
}

}  // namespace copydesk
