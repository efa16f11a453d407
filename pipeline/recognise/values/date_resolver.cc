#include "pipeline/recognise/values/date_resolver.h"

#include <algorithm>

namespace copydesk {
namespace {

using std::chrono::days;
using Shape = DateExpression::Shape;

constexpr std::uint32_t kReachOfDay = 400;  // bytes: two or three sentences
constexpr std::uint32_t kReachOfYear = 400;
constexpr double kClearlyPast = -2;

Day next_business_day(Day day, int step) {
  do day += days{step};
  while (weekday_of(day) > 5);
  return day;
}

bool has_own_year(const DateExpression& date) {
  if (date.shape != Shape::fields && date.shape != Shape::holiday) return true;
  return date.year != 0 || date.which != Which::none;
}

int sign_of(Which which) {
  switch (which) {
    case Which::last:
    case Which::previous: return -1;
    case Which::next:
    case Which::following: return 1;
    case Which::none:
    case Which::this_one:
    case Which::same: return 0;
  }
  return 0;
}

// Weeks belong to the year or month that has their Thursday.
Period first_unit_in(const Period& whole, Unit unit) {
  const Day first = whole.first_day();
  if (unit == Unit::week || unit == Unit::weekend) return Period::containing(first + days{3}, unit);
  return Period::containing(first, unit);
}

Period last_unit_in(const Period& whole, Unit unit) {
  const Day last = whole.last_day();
  if (unit == Unit::week || unit == Unit::weekend) return Period::containing(last - days{3}, unit);
  return Period::containing(last, unit);
}

}  // namespace

std::optional<DateValue> DateResolver::resolve(std::int32_t expression, const Clause& clause) {
  clause_ = &clause;
  lean_.reset();
  if (clause.sentence.start != focus_sentence_) {
    scene_year_.reset();
    sentence_quarter_.reset();
    sentence_year_.reset();
  }
  const DateExpression& date = at(expression);
  if ((date.only_ahead && !looks_ahead()) || is_any_day(date) || is_any_period(date)) return std::nullopt;
  DateValue value;
  value.mod = date.mod;
  const Found found = find(date);
  if (!found) {
    value.relative = clause.mention.of(clause.text);
    return value;
  }
  if (found->first.unit() == Unit::century) {
    const int start = found->first.number() * 100;
    value.start = Period::year(start).text();
    value.end = Period::year(start + 99).text();
  } else if (found->first == found->last) {
    value.value = found->first.text();
  } else {
    value.start = found->first.text();
    value.end = found->last.text();
  }
  remember(date, *found);
  return value;
}

// "Previous year", "the same period last year": what something is held against is not what is spoken of then.
bool DateResolver::compares(const DateExpression& date) const {
  if (date.shape == Shape::unit) return date.which == Which::previous && date.unit >= Unit::month;
  return date.shape == Shape::within && date.first >= 0 && at(date.first).shape == Shape::unit;
}

// "The next day" is one where a day was spoken of a moment ago; else it is any.
bool DateResolver::is_any_day(const DateExpression& date) const {
  if (date.shape != Shape::unit || date.unit != Unit::day) return false;
  if (date.which != Which::next && date.which != Which::following) return false;
  return !focus_ || focus_->unit() != Unit::day || clause_->mention.start > focus_end_ + kReachOfDay;
}

// "The same period" is one where a month or more was spoken of; a day is no period.
bool DateResolver::is_any_period(const DateExpression& date) const {
  return date.shape == Shape::unit && date.count == -1 && (!focus_ || focus_->unit() == Unit::day);
}

// "By the end of the first quarter" in that quarter is its own, though the article compares it with a year before.
bool DateResolver::runs_now(const DateExpression& date, const Period& known) const {
  if (!published_ || !looks_ahead()) return false;
  const Period now = Period::containing(*published_, Unit::quarter);
  return now.index() == date.index && known.last_day() < now.first_day();
}

void DateResolver::remember(const DateExpression& date, const Extent& extent) {
  if (focus_ && compares(date)) return;
  const Period& period = extent.last;
  if (clause_->sentence.start != focus_sentence_ || !focus_) focus_sentence_ = clause_->sentence.start;
  focus_ = period;
  focus_end_ = clause_->mention.end;
  if (period.unit() == Unit::year && clause_->opens_sentence()) scene_year_ = period.year();
  const bool named = date.shape == Shape::fields || date.shape == Shape::within;
  if (named && date.year != 0) {
    sentence_year_ = std::max(sentence_year_.value_or(0), period.year());
    remember_year(period.year());
  }
  if (period.unit() != Unit::quarter || !named) return;
  if (!sentence_quarter_ || sentence_quarter_->number() < period.number()) sentence_quarter_ = period;
  // The latest that is not yet to come, else (a fiscal year's) what there is.
  const auto better = [&](const std::optional<Period>& known) {
    if (!known || !published_) return true;
    const bool ahead = period.first_day() > *published_;
    const bool known_ahead = known->first_day() > *published_;
    return ahead == known_ahead ? known->number() < period.number() : known_ahead;
  };
  if (better(main_quarter_)) main_quarter_ = period;
  auto& known = quarters_.at(static_cast<std::size_t>(period.index() - 1));
  if (date.year != 0 && better(known)) known = period;
}

void DateResolver::remember_year(int year) {
  const bool near = recent_year_ && clause_->mention.start < recent_year_end_ + kReachOfYear;
  const bool ahead = published_ && Period::year(year).first_day() > *published_;
  if ((near && year < *recent_year_) || ahead) return;
  recent_year_ = year;
  recent_year_end_ = clause_->mention.end;
}

std::optional<Period> DateResolver::focus_in_sentence() const {
  return focus_ && focus_sentence_ == clause_->sentence.start ? focus_ : std::nullopt;
}

// Of the sentence; what comes before that of a paragraph, which compares it with others, is before its latest.
std::optional<int> DateResolver::year_spoken_of(Which which) const {
  if (sentence_year_ && focus_in_sentence()) return sentence_year_;
  const bool near = recent_year_ && clause_->mention.start < recent_year_end_ + kReachOfYear;
  return which == Which::previous && near ? recent_year_ : std::nullopt;
}

std::optional<Period> DateResolver::quarter_spoken_of() const {
  return sentence_quarter_ && focus_sentence_ == clause_->sentence.start ? sentence_quarter_ : main_quarter_;
}

double DateResolver::lean() const {
  if (!lean_) lean_ = clause_->lean();
  return *lean_;
}

DateResolver::Found DateResolver::find(const DateExpression& date) {
  switch (date.shape) {
    case Shape::fields: return find_fields(date);
    case Shape::unit: return find_unit(date);
    case Shape::shift: return find_shift(date);
    case Shape::within: return find_within(date);
    case Shape::nth: return find_nth(date);
    case Shape::edge: return find_edge(date);
    case Shape::range: return find_range(date);
    case Shape::span: return find_span(date);
    case Shape::holiday: return find_holiday(date);
  }
  return std::nullopt;
}

int DateResolver::full_year(const DateExpression& date) const {
  if (!date.short_year) return date.year;
  // A two-digit year lies at most twenty years ahead.
  const int now = published_ ? Period::day(*published_).year() : 2000;
  const int year = now / 100 * 100 + date.year;
  return year > now + 20 ? year - 100 : year;
}

template <class Make>
DateResolver::Found DateResolver::choose(Which which, int reach, Make make) const {
  if (!published_) return std::nullopt;
  const int now = Period::day(*published_).year();
  std::optional<Period> past;
  std::optional<Period> future;
  for (int year = now - reach; year <= now + reach; ++year) {
    const std::optional<Period> period = make(year);
    if (!period) continue;
    const bool holds = period->contains(Period::day(*published_));
    const bool strict =
        which == Which::last || which == Which::next || which == Which::previous || which == Which::following;
    if (holds && strict) continue;
    if (period->first_day() <= *published_) past = period;
    if (period->last_day() >= *published_ && !future) future = period;
  }
  if (!past || !future) return past ? Found({*past, *past}) : future ? Found({*future, *future}) : std::nullopt;
  bool ahead = sign_of(which) > 0;
  if (sign_of(which) == 0) {
    const auto until_future = static_cast<double>((future->first_day() - *published_).count());
    const auto since_past = static_cast<double>((*published_ - past->last_day()).count());
    // News speaks of what is near: three months count as much as a faint cue, a year as much as a clear one.
    // Quarters and halves are spoken of from further off: there the clause decides, and nearness where it is silent.
    const bool coarse = past->unit() == Unit::quarter || past->unit() == Unit::half || past->unit() == Unit::year;
    // A weekday that fits again after years only is of the near one, whatever the clause says.
    const double most = std::abs(since_past - until_future) > 730 ? 8 : 3.5;
    const double nearness = std::clamp((since_past - until_future) / 90, -most, most);
    // A quarter just over is what companies report on: only a clear cue leads past it.
    const double reported = past->unit() == Unit::quarter && since_past > 0 && since_past < 80 ? 2 : 0;
    const double doubt = lean() == 0 ? (since_past > 2 * until_future ? 1 : 0) : lean() - reported;
    ahead = (coarse ? doubt : lean() + nearness) > 0.3;
  }
  if (which == Which::this_one && !looks_back()) {
    const std::optional<Period> own = make(now);
    if (own) return Extent{*own, *own};
  }
  const Period& chosen = ahead ? *future : *past;
  return Extent{chosen, chosen};
}

DateResolver::Found DateResolver::find_fields(const DateExpression& date) {
  switch (date.unit) {
    case Unit::day: return find_day(date);
    case Unit::year: {
      const Period year = Period::year(full_year(date));
      return Extent{year, year};
    }
    case Unit::decade: return find_decade(date);
    case Unit::century: {
      const Period century{Unit::century, date.index - 1};
      return Extent{century, century};
    }
    default: return find_indexed(date);
  }
}

// A month, quarter, half, season or week of a year.
DateResolver::Found DateResolver::find_indexed(const DateExpression& date) const {
  const auto make = [&](int year) -> std::optional<Period> {
    switch (date.unit) {
      case Unit::month: return Period::month(year, date.month);
      case Unit::quarter: return Period::quarter(year, date.index);
      case Unit::half: return Period::half(year, date.index);
      case Unit::season: return Period::season(year, date.index - 1);
      case Unit::week: return Period::iso_week(year, date.index);
      default: return std::nullopt;
    }
  };
  const auto of_year = [&](int year) -> Found {
    const std::optional<Period> period = make(year);
    return period ? Found({*period, *period}) : std::nullopt;
  };
  if (date.year != 0) return of_year(full_year(date));
  if (date.which == Which::none) {
    if (date.unit == Unit::quarter) {
      const auto& known = quarters_.at(static_cast<std::size_t>(date.index - 1));
      if (known && !runs_now(date, *known)) return Extent{*known, *known};
    }
    if (scene_year_ && focus_in_sentence()) return of_year(*scene_year_);
    if (date.unit == Unit::week && published_) return of_year(Period::day(*published_).year());
  }
  return choose(date.which, 2, make);
}

DateResolver::Found DateResolver::find_decade(const DateExpression& date) const {
  int year = date.year;
  if (date.short_year) {
    const int now = published_ ? Period::day(*published_).year() : 2000;
    year += now / 100 * 100;
    if (year > now) year -= 100;
  }
  const Period decade = Period::decade(year);
  return Extent{decade, decade};
}

DateResolver::Found DateResolver::find_day(const DateExpression& date) {
  if (date.month == 0) return date.day == 0 ? find_weekday(date) : find_day_of_month(date);
  const auto make = [&](int year) -> std::optional<Period> {
    const std::optional<Period> day = Period::day(year, date.month, date.day);
    // "Monday, July 15" is of a year in which that is a Monday.
    if (day && date.year == 0 && date.weekday != 0 && weekday_of(day->first_day()) != date.weekday) return std::nullopt;
    return day;
  };
  if (date.year != 0) {
    std::optional<Period> day = make(full_year(date));
    if (day && date.either_order && published_) {
      // 04/05/2024 is 5 April, unless the article came out about 4 May.
      const std::optional<Period> other = Period::day(full_year(date), date.day, date.month);
      const auto away = [&](const Period& period) { return std::abs((period.first_day() - *published_).count()); };
      if (other && away(*day) > 60 && away(*other) <= 31) day = other;
    }
    return day ? Found({*day, *day}) : std::nullopt;
  }
  if (scene_year_ && focus_in_sentence() && date.which == Which::none) {
    if (const std::optional<Period> day = make(*scene_year_)) return Extent{*day, *day};
  }
  // Leap days come round every four years, eight about 1900; a date on its weekday within eleven.
  return choose(date.which, date.weekday != 0 || date.day == 29 ? 11 : 2, make);
}

DateResolver::Found DateResolver::find_weekday(const DateExpression& date) const {
  if (!published_) return std::nullopt;
  const Day today = *published_;
  const int ahead = (date.weekday - weekday_of(today) + 7) % 7;
  const int behind = ahead == 0 ? 0 : 7 - ahead;
  const Day in_week = Period::containing(today, Unit::week).first_day() + days{date.weekday - 1};
  Day day = today;
  switch (date.which) {
    case Which::last:
      day = today - days{behind == 0 ? 7 : behind};
      // Nobody calls yesterday "last Wednesday", but "this past Wednesday" it is.
      if (date.index == 0 && behind <= 2 && behind > 0 && weekday_of(today) > date.weekday) day -= days{7};
      break;
    case Which::previous: day = in_week - days{7}; break;
    case Which::following:
      day = in_week + days{7};
      if (focus_ && focus_->unit() == Unit::day) {
        const Day from = focus_->first_day() + days{1};
        day = from + days{(date.weekday - weekday_of(from) + 7) % 7};
      }
      break;
    case Which::next: day = date.index == 0 ? in_week + days{7} : today + days{ahead == 0 ? 7 : ahead}; break;
    // "This Friday" is to come unless the clause says clearly that it was.
    case Which::this_one: day = lean() < kClearlyPast ? today - days{behind} : today + days{ahead}; break;
    case Which::none:
    case Which::same: day = looks_ahead() ? today + days{ahead == 0 ? 7 : ahead} : today - days{behind}; break;
  }
  return Extent{Period::day(day), Period::day(day)};
}

// "the 18th", "Tuesday the 13th"
DateResolver::Found DateResolver::find_day_of_month(const DateExpression& date) const {
  if (!published_) return std::nullopt;
  const Period now = Period::containing(*published_, Unit::month);
  std::optional<Period> past;
  std::optional<Period> future;
  for (int step = -14; step <= 14; ++step) {
    const Period month = now.next(step);
    const std::optional<Period> day = Period::day(month.year(), month.month(), date.day);
    if (!day || (date.weekday != 0 && weekday_of(day->first_day()) != date.weekday)) continue;
    if (day->first_day() <= *published_) past = day;
    if (day->first_day() >= *published_ && !future) future = day;
  }
  if (!past && !future) return std::nullopt;
  bool ahead = looks_ahead();
  if (lean() == 0 && past && future) ahead = future->first_day() - *published_ < *published_ - past->first_day();
  const Period& day = !past || (ahead && future) ? *future : *past;
  return Extent{day, day};
}

DateResolver::Found DateResolver::find_unit(const DateExpression& date) const {
  const bool period = date.count == -1;  // "the same period": as long as what was spoken of
  if (period && !focus_) return std::nullopt;
  const Unit unit = period ? focus_->unit() : date.unit;
  std::optional<Period> base;
  if (published_) base = Period::containing(*published_, unit);
  if (unit == Unit::quarter && !period) {
    const bool spoken = date.which == Which::previous || date.which == Which::following || date.which == Which::same ||
                        (date.which == Which::last && clause_->compared()) ||
                        (date.which == Which::this_one && looks_back());
    if (const std::optional<Period> quarter = quarter_spoken_of(); quarter && spoken) {
      const Period found = quarter->next(sign_of(date.which));
      return Extent{found, found};
    }
  }
  if (unit == Unit::year && (date.which == Which::previous || date.which == Which::following)) {
    if (const std::optional<int> year = year_spoken_of(date.which)) {
      const Period found = Period::year(*year).next(sign_of(date.which));
      return Extent{found, found};
    }
  }
  // "The next day" is the day after what was spoken of, "next week" is the reader's.
  const bool next_day = date.which == Which::next && unit == Unit::day;
  const bool to_focus =
      next_day || date.which == Which::previous || date.which == Which::following || date.which == Which::same;
  if (focus_ && to_focus) {
    if (focus_->unit() <= unit) base = Period::containing(focus_->first_day(), unit);
  } else if (date.which == Which::none && focus_in_sentence()) {
    base = Period::containing(focus_->first_day(), unit);
  }
  if (!base) return std::nullopt;
  // "By the end of the year it had fifty", where the article's year has not ended: of the year spoken of.
  if (unit == Unit::year && date.which == Which::none && date.mod == Mod::late && published_ && focus_ &&
      clause_->mention.start < focus_end_ + kReachOfYear && focus_->year() < base->year() && looks_back()) {
    base = Period::year(focus_->year());
  }
  Period found = base->next(sign_of(date.which) * std::max(date.count, 1));
  // "Over the weekend" of a Monday's paper is past.
  if (unit == Unit::weekend && date.which == Which::none && published_ && looks_back() &&
      found.first_day() > *published_) {
    found = found.next(-1);
  }
  return Extent{found, found};
}

DateResolver::Found DateResolver::find_shift(const DateExpression& date) {
  std::optional<Period> base;
  bool keeps_grain = false;
  if (date.origin == Origin::expression) {
    const Found from = find(at(date.first));
    if (!from) return std::nullopt;
    base = from->first;
    keeps_grain = base->unit() <= date.unit;
  } else if (date.origin == Origin::focus && focus_) {
    base = focus_;
    // "a year earlier" after "the third quarter" is a quarter.
    keeps_grain = base->unit() < date.unit && base->unit() >= Unit::month;
    if (base->unit() == Unit::day && date.unit <= Unit::week) keeps_grain = true;
  } else if (date.origin == Origin::focus && date.count > 0 && !looks_ahead()) {
    return std::nullopt;  // "two years later it was sold": later than nothing that is known
  } else if (published_) {
    base = Period::day(*published_);
    // "in two weeks" is a day, "two weeks ago" a week.
    keeps_grain = date.unit == Unit::week && date.count > 0;
  }
  if (!base) return std::nullopt;
  if (date.business) {
    Day day = base->first_day();
    for (int i = 0; i < std::abs(date.count) && i < 5000; ++i) day = next_business_day(day, date.count < 0 ? -1 : 1);
    return Extent{Period::day(day), Period::day(day)};
  }
  const Period shifted = keeps_grain ? Period::containing(moved(base->first_day(), date.unit, date.count), base->unit())
                                     : Period::containing(base->first_day(), date.unit).next(date.count);
  return Extent{shifted, shifted};
}

DateResolver::Found DateResolver::find_within(const DateExpression& date) {
  const Found whole = find(at(date.second));
  if (!whole) return std::nullopt;
  const Period& outer = whole->first;
  if (date.first < 0) {  // the week, month or weekend about a day
    const Period inner = Period::containing(outer.first_day(), date.unit);
    return Extent{inner, inner};
  }
  DateExpression part = at(date.first);
  if (part.shape == Shape::unit) return find_same_of(part, at(date.second), outer);
  if (part.shape == Shape::fields && part.unit == Unit::day && part.month == 0) {
    for (Day day = outer.first_day(); day <= outer.last_day(); day += days{1}) {
      const bool right = (part.weekday == 0 || weekday_of(day) == part.weekday) &&
                         (part.day == 0 || Period::day(day).index() == part.day);
      if (right) return Extent{Period::day(day), Period::day(day)};
    }
    return std::nullopt;
  }
  if (outer.unit() != Unit::year) return std::nullopt;
  part.year = static_cast<std::int16_t>(outer.year());
  part.short_year = false;
  return find(part);
}

// "the same quarter last year", "the same period of 2019"
DateResolver::Found DateResolver::find_same_of(const DateExpression& part, const DateExpression& year,
                                               const Period& outer) const {
  std::optional<Period> base = focus_;
  if (part.unit == Unit::quarter && part.count != -1) {
    base = quarter_spoken_of();
    // With no quarter named, it is the last one that is over.
    if (!base && published_) base = Period::containing(*published_, Unit::quarter).next(-1);
  }
  if (!base) return std::nullopt;
  const Unit unit = part.count == -1 ? base->unit() : part.unit;
  if (unit == Unit::year || (base->unit() > unit && base->unit() != Unit::day)) return Extent{outer, outer};
  const Period same = Period::containing(base->first_day(), unit);
  // "Last year" is the year before that of what is compared, also where an article looks back.
  const bool year_before = year.shape == Shape::unit && (year.which == Which::last || year.which == Which::previous);
  const int years = year_before ? -1 : outer.year() - same.year();
  const Period found = Period::containing(moved(same.first_day(), Unit::year, years), unit);
  return Extent{found, found};
}

DateResolver::Found DateResolver::find_nth(const DateExpression& date) {
  const Found whole = find(at(date.first));
  if (!whole) return std::nullopt;
  const Period& outer = whole->first;
  if (date.weekday != 0) {
    const Day from = outer.first_day();
    Day day = from + days{(date.weekday - weekday_of(from) + 7) % 7 + 7 * std::max(date.index - 1, 0)};
    if (date.index == -1) day = outer.last_day() - days{(weekday_of(outer.last_day()) - date.weekday + 7) % 7};
    if (date.index != 0 && !outer.contains(Period::day(day))) return std::nullopt;
    return Extent{Period::day(day), Period::day(day)};
  }
  const Period found =
      date.index == -1 ? last_unit_in(outer, date.unit) : first_unit_in(outer, date.unit).next(date.index - 1);
  if (found.first_day() > outer.last_day()) return std::nullopt;
  return Extent{found, found};
}

// index 1: the first `count` units; -1: the last; 2: as many from that day on.
DateResolver::Found DateResolver::find_edge(const DateExpression& date) {
  const Found whole = find(at(date.first));
  if (!whole) return std::nullopt;
  Period outer = whole->first;
  if (date.index == 2) {
    const Day end = moved(outer.first_day(), date.unit, date.count) - days{1};
    return Extent{Period::day(outer.first_day()), Period::day(end)};
  }
  if (date.index == 3) {  // the days about a holiday
    const Day day = outer.first_day();
    const Period weekend = Period::containing(weekday_of(day) == 1 ? day - days{1} : day, Unit::weekend);
    return Extent{Period::day(std::min(day, weekend.first_day())), Period::day(std::max(day, weekend.last_day()))};
  }
  if (date.index == -1) {
    const Period last = last_unit_in(outer, date.unit);
    return Extent{last.next(1 - date.count), last};
  }
  // "the first nine months" are over unless the clause looks ahead.
  const bool given = at(date.first).shape == Shape::unit && at(date.first).which == Which::same;
  if (given && published_ && !looks_ahead() &&
      first_unit_in(outer, date.unit).next(date.count - 1).first_day() > *published_) {
    outer = outer.next(-1);
  }
  const Period first = first_unit_in(outer, date.unit);
  return Extent{first, first.next(date.count - 1)};
}

DateResolver::Found DateResolver::find_range(const DateExpression& date) {
  const DateExpression& start = at(date.first);
  const DateExpression& end = at(date.second);
  const bool start_known = has_own_year(start);
  const bool end_known = has_own_year(end);
  // The end without a year is the first such after the start, the start the last such before the end.
  const auto with_year = [&](DateExpression part, int year) {
    part.year = static_cast<std::int16_t>(year);
    part.short_year = false;
    return find(part);
  };
  const bool recurs = !start_known && !end_known && end.shape == Shape::fields && end.month != 0;
  Found first = start_known || (!end_known && !recurs) ? find(start) : std::nullopt;
  Found last = end_known || recurs ? find(end) : std::nullopt;
  if (!start_known && (end_known || recurs) && last) {
    first = with_year(start, last->first.year());
    if (first && first->first.first_day() > last->first.first_day()) first = with_year(start, last->first.year() - 1);
  } else if (!end_known && first) {
    const bool plain = end.shape == Shape::fields && (end.month != 0 || end.index != 0);
    last = plain || end.shape == Shape::holiday ? with_year(end, first->first.year()) : find(end);
    if (plain && last && last->first.first_day() < first->first.first_day())
      last = with_year(end, first->first.year() + 1);
  }
  if (!first || !last || first->first.first_day() > last->last.last_day()) return std::nullopt;
  return Extent{first->first, last->last};
}

DateResolver::Found DateResolver::find_span(const DateExpression& date) const {
  if (!published_) return std::nullopt;
  const Day today = *published_;
  const int sign = date.which == Which::next || date.which == Which::following ? 1 : -1;
  if (sign > 0 && looks_back()) return std::nullopt;  // "she fought over the next six years": which, is not said
  if (date.index != 0) {                              // "over the past year": in the grain below its unit
    const bool year = date.unit == Unit::year;
    const Period now = Period::containing(today, year ? Unit::month : Unit::year);
    // A decade just over is meant as such: in 2011 the past decade is the 2000s.
    const Period decade = Period::containing(today, Unit::decade);
    if (!year && sign < 0 && now.year() - decade.year() < 2) return Extent{decade.next(-1), decade.next(-1)};
    const Period other = now.next(sign * (year ? 12 : 10));
    return sign > 0 ? Extent{now, other} : Extent{other, now};
  }
  if (date.business) {
    Day first = next_business_day(today, sign);
    Day last = first;
    for (int i = 1; i < date.count && i < 5000; ++i) last = next_business_day(last, sign);
    if (sign < 0) std::swap(first, last);
    return Extent{Period::day(first), Period::day(last)};
  }
  if (date.unit == Unit::quarter || (date.unit >= Unit::year && sign > 0)) {
    const Period now = Period::containing(today, date.unit);
    return sign > 0 ? Extent{now.next(1), now.next(date.count)} : Extent{now.next(-date.count), now.next(-1)};
  }
  const Day other = moved(today, date.unit, sign * date.count);
  return sign > 0 ? Extent{Period::day(today + days{1}), Period::day(other)}
                  : Extent{Period::day(other), Period::day(today)};
}

DateResolver::Found DateResolver::find_holiday(const DateExpression& date) const {
  const std::string& rule = words_.holiday_rules().at(static_cast<std::size_t>(date.index));
  const auto make = [&](int year) -> std::optional<Period> {
    const std::optional<Day> day = holiday(rule, year);
    return day ? std::optional(Period::day(*day)) : std::nullopt;
  };
  if (date.year != 0) {
    const std::optional<Period> day = make(full_year(date));
    return day ? Found({*day, *day}) : std::nullopt;
  }
  return choose(date.which, 2, make);
}

}  // namespace copydesk
