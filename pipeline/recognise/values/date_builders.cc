#include <algorithm>
#include <array>

#include "pipeline/recognise/values/builders.h"
#include "pipeline/recognise/values/number_words.h"

namespace copydesk {
namespace {

using Shape = DateExpression::Shape;
using Arguments = std::span<const Argument>;

std::int32_t add(Expressions& expressions, const DateExpression& date) {
  expressions.dates.push_back(date);
  return static_cast<std::int32_t>(expressions.dates.size()) - 1;
}

// What an argument captured; "_" holds a place in the rule and is nothing.
std::string_view text_of(Arguments arguments, std::size_t i) {
  return i < arguments.size() && arguments[i].text != "_" ? arguments[i].text : std::string_view();
}
bool is_date(Arguments arguments, std::size_t i) {
  return arguments[i].kind == ValueKind::date && arguments[i].index >= 0;
}
const DateExpression& date_of(Arguments arguments, std::size_t i, const Expressions& expressions) {
  return expressions.dates[static_cast<std::size_t>(arguments[i].index)];
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2024", "'24", "24", "two thousand and four". False where it is no year.
bool set_year(std::string_view text, DateExpression& date) {
  while (!text.empty() && !is_digit(text.front()) && static_cast<unsigned char>(text.front()) >= 0x80)
    text.remove_prefix(1);
  if (text.starts_with('\'')) text.remove_prefix(1);
  if (text.empty()) return false;
  if (is_digit(text.front()) && text.size() <= 2) {
    date.year = static_cast<std::int16_t>(whole_number(text).value_or(0));
    date.short_year = true;
    return text.size() == 2;
  }
  const std::optional<int> year = year_value(text);
  if (!year) return false;
  date.year = static_cast<std::int16_t>(*year);
  return true;
}

struct UnitWord {
  std::string_view word;
  Unit unit;
  int times;
};

// Singular; a plural's -s is dropped first.
constexpr std::array<UnitWord, 19> kUnits = {{
    {"day", Unit::day, 1},         {"business day", Unit::day, 1}, {"working day", Unit::day, 1},
    {"trading day", Unit::day, 1}, {"weekend", Unit::weekend, 1},  {"week", Unit::week, 1},
    {"workweek", Unit::week, 1},   {"fortnight", Unit::week, 2},   {"month", Unit::month, 1},
    {"season", Unit::season, 1},   {"quarter", Unit::quarter, 1},  {"trimester", Unit::quarter, 1},
    {"half", Unit::half, 1},       {"semester", Unit::half, 1},    {"half-year", Unit::half, 1},
    {"year", Unit::year, 1},       {"decade", Unit::decade, 1},    {"century", Unit::century, 1},
    {"period", Unit::quarter, 1},
}};

const UnitWord* unit_of(std::string_view text) {
  std::string word = folded(text);
  if (word == "centuries") word = "century";
  for (const std::string_view kind : {"fiscal ", "financial ", "calendar ", "reporting "}) {
    if (word.starts_with(kind)) word.erase(0, kind.size());
  }
  if (word.ends_with("'s")) word.resize(word.size() - 2);
  if (word.ends_with("’s")) word.resize(word.size() - 4);
  if (word.ends_with('s')) word.pop_back();
  const auto found =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const UnitWord& unit) { return unit.word == word; });
  return found == kUnits.end() ? nullptr : &*found;
}

struct WhichWord {
  std::string_view word;
  Which which;
};

constexpr std::array<WhichWord, 21> kWhich = {{
    {"this", Which::this_one},
    {"current", Which::this_one},
    {"present", Which::this_one},
    {"ongoing", Which::this_one},
    {"last", Which::last},
    {"past", Which::last},
    {"recent", Which::last},
    {"latest", Which::last},
    {"next", Which::next},
    {"coming", Which::next},
    {"upcoming", Which::next},
    {"previous", Which::previous},
    {"prior", Which::previous},
    {"preceding", Which::previous},
    {"earlier", Which::previous},
    {"following", Which::following},
    {"subsequent", Which::following},
    {"same", Which::same},
    {"that", Which::same},
    {"before", Which::previous},
    {"after", Which::following},
}};

// The last of its words that says which: "earlier this" is "this".
Which which_of(std::string_view text) {
  const std::string words = folded(text);
  Which which = Which::none;
  std::size_t at = 0;
  while (at < words.size()) {
    const auto end = std::min(words.find(' ', at), words.size());
    const std::string_view word = std::string_view(words).substr(at, end - at);
    for (const WhichWord& known : kWhich) {
      if (known.word == word) which = known.which;
    }
    at = end + 1;
  }
  return which;
}

Mod mod_of(std::string_view word) {
  for (const Mod mod : {Mod::early, Mod::mid, Mod::late, Mod::before, Mod::after, Mod::approx}) {
    if (name_of(mod) == word) return mod;
  }
  return Mod::none;
}

bool set_day(std::string_view text, DateExpression& date) {
  const std::optional<int> day = ordinal_value(text);
  if (!day || *day < 1 || *day > 31) return false;
  date.day = static_cast<std::int8_t>(*day);
  date.unit = Unit::day;
  return true;
}

bool exists(const DateExpression& date) {
  if (date.unit != Unit::day || date.day == 0 || date.month == 0) return true;
  // 2000 is a leap year: 29 February stands where the year is not known.
  return Period::day(date.year == 0 || date.short_year ? 2000 : date.year, date.month, date.day).has_value();
}

// date(year, month, day, weekday)
std::int32_t build_date(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  DateExpression date{.unit = Unit::year};
  if (const auto year = text_of(arguments, 0); !year.empty() && !set_year(year, date)) return -1;
  if (const auto month = text_of(arguments, 1); !month.empty()) {
    const int number = is_digit(month.front()) ? whole_number(month).value_or(0) : words.month(month);
    if (number < 1 || number > 12) return -1;
    date.month = static_cast<std::int8_t>(number);
    date.unit = Unit::month;
  }
  if (const auto day = text_of(arguments, 2); !day.empty() && !set_day(day, date)) return -1;
  if (const auto weekday = text_of(arguments, 3); !weekday.empty()) {
    date.weekday = static_cast<std::int8_t>(words.weekday(weekday));
    date.unit = Unit::day;
  }
  return exists(date) ? add(expressions, date) : -1;
}

// numeric_date(first, second, year): month first, as in the United States, unless it can't be.
std::int32_t build_numeric(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  DateExpression date{.unit = Unit::day};
  int month = whole_number(text_of(arguments, 0)).value_or(0);
  int day = whole_number(text_of(arguments, 1)).value_or(0);
  if (month > 12) std::swap(month, day);
  if (month < 1 || month > 12 || day < 1 || day > 31) return -1;
  date.month = static_cast<std::int8_t>(month);
  date.day = static_cast<std::int8_t>(day);
  date.either_order = month <= 12 && day <= 12;
  if (const auto year = text_of(arguments, 2); !year.empty() && !set_year(year, date)) return -1;
  return exists(date) ? add(expressions, date) : -1;
}

// weekday(weekday, which)
std::int32_t build_weekday(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  DateExpression date{.which = which_of(text_of(arguments, 1)), .unit = Unit::day};
  date.weekday = static_cast<std::int8_t>(words.weekday(text_of(arguments, 0)));
  const std::string which = folded(text_of(arguments, 1));
  // The nearest, even yesterday or tomorrow: "this past Friday", "the coming Friday".
  if (which.ends_with("past") || which.ends_with("coming")) date.index = 1;
  return date.weekday == 0 ? -1 : add(expressions, date);
}

// month(which, month): "this January", "next June"
std::int32_t build_month(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  DateExpression date{.which = which_of(text_of(arguments, 0)), .unit = Unit::month};
  date.month = static_cast<std::int8_t>(words.month(text_of(arguments, 1)));
  return date.month == 0 ? -1 : add(expressions, date);
}

// unit(which, unit): "last week", "the current quarter"
std::int32_t build_unit(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const UnitWord* unit = unit_of(text_of(arguments, 1));
  if (unit == nullptr) return -1;
  // A period is as long as what was last spoken of.
  return add(expressions, {.shape = Shape::unit,
                           .which = which_of(text_of(arguments, 0)),
                           .unit = unit->unit,
                           .count = unit->word == "period" ? -1 : 0});
}

// unit_after(which, unit): one further, "the week after next", "the year before last"
std::int32_t build_unit_after(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const UnitWord* unit = unit_of(text_of(arguments, 1));
  if (unit == nullptr) return -1;
  return add(expressions,
             {.shape = Shape::unit, .which = which_of(text_of(arguments, 0)), .unit = unit->unit, .count = 2});
}

// The days of a unit up to today, or from today on.
std::int32_t part_at_today(Which which, Unit unit, bool up_to, Expressions& expressions) {
  const std::int32_t today = add(expressions, {.shape = Shape::shift, .unit = Unit::day, .count = 0});
  const std::int32_t whole = add(expressions, {.shape = Shape::unit, .which = which, .unit = unit});
  const std::int16_t edge = up_to ? 1 : -1;
  const std::int32_t day = add(expressions, {.shape = Shape::nth, .unit = Unit::day, .index = edge, .first = whole});
  return add(expressions,
             {.shape = Shape::range, .unit = Unit::day, .first = up_to ? day : today, .second = up_to ? today : day});
}

// rest(unit): "the rest of the year"; to_date(unit): "year to date"
template <bool up_to>
std::int32_t build_part_at_today(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const UnitWord* unit = unit_of(text_of(arguments, 0));
  return unit == nullptr ? -1 : part_at_today(Which::this_one, unit->unit, up_to, expressions);
}

std::int32_t build_indexed(Unit unit, int most, Arguments arguments, Expressions& expressions) {
  const std::optional<int> index = ordinal_value(text_of(arguments, 0));
  if (!index || *index > most || *index == 0) return -1;
  DateExpression date{.unit = unit, .index = static_cast<std::int16_t>(*index == -1 ? most : *index)};
  if (const auto year = text_of(arguments, 1); !year.empty() && !set_year(year, date)) return -1;
  return add(expressions, date);
}

// quarter(index, year), half(index, year), week(index, year)
std::int32_t build_quarter(Arguments a, const Vocabulary& /*words*/, Expressions& e) {
  return build_indexed(Unit::quarter, 4, a, e);
}
// quarters(first, last, year): "the first and second quarters of 2019"
std::int32_t build_quarters(Arguments a, const Vocabulary& /*words*/, Expressions& e) {
  const std::array<Argument, 2> start = {a[0], a[2]};
  const std::array<Argument, 2> end = {a[1], a[2]};
  const std::int32_t first = build_indexed(Unit::quarter, 4, start, e);
  const std::int32_t second = build_indexed(Unit::quarter, 4, end, e);
  if (first < 0 || second < 0) return -1;
  return add(e, {.shape = Shape::range, .unit = Unit::quarter, .first = first, .second = second});
}
std::int32_t build_half(Arguments a, const Vocabulary& /*words*/, Expressions& e) {
  return build_indexed(Unit::half, 2, a, e);
}
std::int32_t build_week(Arguments a, const Vocabulary& /*words*/, Expressions& e) {
  return build_indexed(Unit::week, 53, a, e);
}

// season(name, year, which)
std::int32_t build_season(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  static constexpr std::array<std::string_view, 5> names = {"spring", "summer", "fall", "winter", "autumn"};
  const std::string name = folded(text_of(arguments, 0));
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return -1;
  const auto index = found - names.begin();
  DateExpression date{.which = which_of(text_of(arguments, 2)),
                      .unit = Unit::season,
                      .index = static_cast<std::int16_t>(index == 4 ? 3 : index + 1)};
  if (const auto year = text_of(arguments, 1); !year.empty() && !set_year(year, date)) return -1;
  return add(expressions, date);
}

// decade(text): "1990s", "'90s", "nineties"
std::int32_t build_decade(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const std::string_view text = text_of(arguments, 0);
  std::string digits;
  for (const char c : text) {
    if (is_digit(c)) digits += c;
  }
  DateExpression date{.unit = Unit::decade};
  if (digits.empty()) {
    std::string word = folded(text);
    if (!word.ends_with("ies")) return -1;
    word.replace(word.size() - 3, 3, "y");
    digits = std::to_string(whole_number(word).value_or(0));
  }
  date.year = static_cast<std::int16_t>(std::stoi(digits));
  date.short_year = digits.size() == 2;
  return add(expressions, date);
}

// century(index)
std::int32_t build_century(Arguments a, const Vocabulary& /*words*/, Expressions& e) {
  return build_indexed(Unit::century, 30, a, e);
}

// day_offset(count): 0 is today
std::int32_t build_day_offset(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const std::string_view text = text_of(arguments, 0);
  const int count = text == "-1" ? -1 : text == "-2" ? -2 : text == "1" ? 1 : text == "2" ? 2 : 0;
  return add(expressions, {.shape = Shape::shift, .unit = Unit::day, .count = count});
}

// A shift by each of a duration's parts, the first from `origin`.
std::int32_t shifted(const DurationExpression& span, int sign, Origin origin, std::int32_t from,
                     Expressions& expressions) {
  std::int32_t index = from;
  for (std::int8_t i = 0; i < span.size; ++i) {
    const auto& part = span.parts.at(static_cast<std::size_t>(i));
    index = add(expressions, {.shape = Shape::shift,
                              .unit = part.unit,
                              .origin = i == 0 ? origin : Origin::expression,
                              .business = span.business,
                              .count = sign * part.count,
                              .first = index});
  }
  return index;
}

const DurationExpression* duration_of(Arguments arguments, std::size_t i, const Expressions& expressions) {
  if (i >= arguments.size() || arguments[i].kind != ValueKind::duration || arguments[i].index < 0) return nullptr;
  return &expressions.durations[static_cast<std::size_t>(arguments[i].index)];
}

// ago(duration), hence(duration): from the publication; earlier(duration), later(duration): from the date last spoken
// of
template <int sign, Origin origin>
std::int32_t build_shift(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const DurationExpression* span = duration_of(arguments, 0, expressions);
  if (span == nullptr) return -1;
  const DurationExpression copy = *span;
  return shifted(copy, sign, origin, -1, expressions);
}

// in(duration): a duration as often as a date, unless the clause looks ahead
std::int32_t build_in(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const DurationExpression* span = duration_of(arguments, 0, expressions);
  if (span == nullptr || (span->indefinite && span->parts[0].unit >= Unit::year)) return -1;
  const DurationExpression copy = *span;
  const std::int32_t index = shifted(copy, 1, Origin::publication, -1, expressions);
  expressions.dates[static_cast<std::size_t>(index)].only_ahead = true;
  return index;
}

// before(duration, date), after(duration, date)
template <int sign>
std::int32_t build_shift_from(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const DurationExpression* span = duration_of(arguments, 0, expressions);
  if (span == nullptr || !is_date(arguments, 1)) return -1;
  const DurationExpression copy = *span;
  return shifted(copy, sign, Origin::expression, arguments[1].index, expressions);
}

// span(which, duration): "the next three days", "the last year and two months"
std::int32_t build_span(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const DurationExpression* span = duration_of(arguments, 1, expressions);
  if (span == nullptr) return -1;
  const Which which = which_of(text_of(arguments, 0));
  if (span->size != 1) {
    if (which == Which::next || which == Which::following) return -1;
    const DurationExpression copy = *span;
    const std::int32_t today = add(expressions, {.shape = Shape::shift, .unit = Unit::day, .count = 0});
    const std::int32_t start = shifted(copy, -1, Origin::expression, today, expressions);
    return add(expressions, {.shape = Shape::range, .unit = Unit::day, .first = start, .second = today});
  }
  const auto& part = span->parts[0];
  return add(
      expressions,
      {.shape = Shape::span, .which = which, .unit = part.unit, .business = span->business, .count = part.count});
}

// rolling(which, unit): the year or decade up to the publication, "over the past year"
std::int32_t build_rolling(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const UnitWord* unit = unit_of(text_of(arguments, 1));
  if (unit == nullptr) return -1;
  return add(
      expressions,
      {.shape = Shape::span, .which = which_of(text_of(arguments, 0)), .unit = unit->unit, .index = 1, .count = 1});
}

// part(mod, date): early, mid, late, before, after, approx
std::int32_t build_part(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 1)) return -1;
  DateExpression date = date_of(arguments, 1, expressions);
  const Mod mod = mod_of(text_of(arguments, 0));
  const bool part = mod == Mod::early || mod == Mod::mid || mod == Mod::late;
  // There is no early part of a day, nor of a "late March".
  if (date.mod != Mod::none || (part && date.unit == Unit::day && date.shape != Shape::range)) return -1;
  date.mod = mod;
  return add(expressions, date);
}

// same(date): the words about it belong to the mention, and change nothing
std::int32_t build_same(Arguments arguments, const Vocabulary& /*words*/, Expressions& /*expressions*/) {
  return is_date(arguments, 0) ? arguments[0].index : -1;
}

// definite(date): "the" belongs to what names one of many: "the third quarter", "the 1990s", "the weekend"
std::int32_t build_definite(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0)) return -1;
  const DateExpression& date = date_of(arguments, 0, expressions);
  const bool plain =
      date.shape == Shape::fields && (date.unit == Unit::day || date.unit == Unit::month || date.unit == Unit::year);
  return plain && date.mod == Mod::none ? -1 : arguments[0].index;
}

// range(date, date)
std::int32_t build_range(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || !is_date(arguments, 1)) return -1;
  const DateExpression& first = date_of(arguments, 0, expressions);
  const DateExpression& second = date_of(arguments, 1, expressions);
  if (first.shape == Shape::range || second.shape == Shape::range) return -1;
  if (first.shape == Shape::span || second.shape == Shape::span) return -1;
  return add(expressions,
             {.shape = Shape::range, .unit = second.unit, .first = arguments[0].index, .second = arguments[1].index});
}

// days_of(year, month, first day, last day): "5-7 January 2024", "January 5 and 7"
std::int32_t build_days(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const std::array<Argument, 3> start = {arguments[0], arguments[1], arguments[2]};
  const std::array<Argument, 3> end = {arguments[0], arguments[1], arguments[3]};
  const std::int32_t first = build_date(start, words, expressions);
  const std::int32_t second = build_date(end, words, expressions);
  if (first < 0 || second < 0) return -1;
  if (expressions.dates[static_cast<std::size_t>(first)].day >= expressions.dates[static_cast<std::size_t>(second)].day)
    return -1;
  return add(expressions, {.shape = Shape::range, .unit = Unit::day, .first = first, .second = second});
}

// year_range(year, year): "2019-20"
std::int32_t build_year_range(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  DateExpression first{.unit = Unit::year};
  DateExpression second{.unit = Unit::year};
  if (!set_year(text_of(arguments, 0), first) || !set_year(text_of(arguments, 1), second)) return -1;
  if (first.short_year) first.year = static_cast<std::int16_t>(2000 + first.year);
  first.short_year = false;
  if (second.short_year) second.year = static_cast<std::int16_t>(first.year / 100 * 100 + second.year);
  second.short_year = false;
  if (second.year <= first.year || second.year - first.year > 150) return -1;
  const std::int32_t start = add(expressions, first);
  const std::int32_t end = add(expressions, second);
  return add(expressions, {.shape = Shape::range, .unit = Unit::year, .first = start, .second = end});
}

// within(date, date): "the third quarter of last year"
std::int32_t build_within(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || !is_date(arguments, 1)) return -1;
  const DateExpression& part = date_of(arguments, 0, expressions);
  const DateExpression& whole = date_of(arguments, 1, expressions);
  if (whole.shape == Shape::range || whole.shape == Shape::span || whole.unit <= part.unit) return -1;
  const bool fields = part.shape == Shape::fields && part.year == 0;
  const bool unit = part.shape == Shape::unit && (part.which == Which::same || part.which == Which::none);
  const bool feast = part.shape == Shape::holiday && part.year == 0;
  if (!fields && !unit && !feast) return -1;
  // "Monday of next week", "the 15th of next month", "March last year".
  const bool day_only = fields && part.unit == Unit::day && part.month == 0;
  if (day_only && whole.unit != (part.day != 0 ? Unit::month : Unit::week)) return -1;
  DateExpression date{.shape = Shape::within,
                      .unit = part.unit,
                      .mod = part.mod,
                      .first = arguments[0].index,
                      .second = arguments[1].index};
  return add(expressions, date);
}

// containing(unit, date): "the week of April 10", "the year ended March 31"
std::int32_t build_containing(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const UnitWord* unit = unit_of(text_of(arguments, 0));
  if (unit == nullptr || !is_date(arguments, 1) || date_of(arguments, 1, expressions).unit >= unit->unit) return -1;
  return add(
      expressions,
      {.shape = Shape::within, .which = Which::none, .unit = unit->unit, .first = -1, .second = arguments[1].index});
}

// nth(index, unit, date): "the first week of 2015", "the 15th day of next month"
std::int32_t build_nth(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const std::optional<int> index = ordinal_value(text_of(arguments, 0));
  if (!index || !is_date(arguments, 2)) return -1;
  DateExpression date{.shape = Shape::nth, .index = static_cast<std::int16_t>(*index), .first = arguments[2].index};
  const DateExpression& whole = date_of(arguments, 2, expressions);
  if (const UnitWord* unit = unit_of(text_of(arguments, 1)); unit != nullptr) {
    date.unit = unit->unit;
  } else {
    date.weekday = static_cast<std::int8_t>(words.weekday(text_of(arguments, 1)));
    if (date.weekday == 0) return -1;
    date.unit = Unit::day;
  }
  return date.unit < whole.unit ? add(expressions, date) : -1;
}

// nth_weekday(index, weekday, month): "the second Tuesday of May"
std::int32_t build_nth_weekday(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const std::optional<int> index = ordinal_value(text_of(arguments, 0));
  if (!index || !is_date(arguments, 1) || !is_date(arguments, 2)) return -1;
  const DateExpression& day = date_of(arguments, 1, expressions);
  if (day.shape != Shape::fields || day.weekday == 0 || day.day != 0 || day.which != Which::none) return -1;
  if (date_of(arguments, 2, expressions).unit <= Unit::week) return -1;
  return add(expressions, {.shape = Shape::nth,
                           .unit = Unit::day,
                           .weekday = day.weekday,
                           .index = static_cast<std::int16_t>(*index),
                           .first = arguments[2].index});
}

// edge(first or last, duration, date): "the first nine months of the year"
std::int32_t build_edge(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const DurationExpression* span = duration_of(arguments, 1, expressions);
  if (span == nullptr || span->size != 1) return -1;
  const bool last = folded(text_of(arguments, 0)) != "first" && folded(text_of(arguments, 0)) != "opening";
  const auto part = span->parts[0];
  // "The first nine months" are a year's; "the first ten years" are of anything.
  if (arguments.size() == 2 && part.unit >= Unit::year) return -1;
  DateExpression date{
      .shape = Shape::edge, .unit = part.unit, .index = static_cast<std::int16_t>(last ? -1 : 1), .count = part.count};
  if (arguments.size() > 2) {
    if (!is_date(arguments, 2) || date_of(arguments, 2, expressions).unit <= part.unit) return -1;
    date.first = arguments[2].index;
  } else {
    date.first = add(expressions, {.shape = Shape::unit, .which = Which::same, .unit = Unit::year});
  }
  return add(expressions, date);
}

// share_year(date, date): in "February 7 and May 20, 2024" both are of that year
std::int32_t build_share_year(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || !is_date(arguments, 1)) return -1;
  DateExpression first = date_of(arguments, 0, expressions);
  const DateExpression& second = date_of(arguments, 1, expressions);
  if (first.shape != Shape::fields || first.year != 0 || second.shape != Shape::fields || second.year == 0) return -1;
  if (first.unit != second.unit || (first.month == 0 && first.index == 0) || first.which != Which::none) return -1;
  const auto order = [](const DateExpression& date) { return date.month * 32 + date.day + date.index; };
  if (order(first) >= order(second)) return -1;
  first.year = second.year;
  first.short_year = second.short_year;
  return exists(first) ? add(expressions, first) : -1;
}

// share_whole_year(date, date): "fourth quarter and full year 2024": the quarter is of that year
std::int32_t build_share_whole_year(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || !is_date(arguments, 1)) return -1;
  DateExpression part = date_of(arguments, 0, expressions);
  const DateExpression& year = date_of(arguments, 1, expressions);
  if (part.shape != Shape::fields || part.year != 0 || part.which != Which::none || part.index == 0) return -1;
  if (year.shape != Shape::fields || year.unit != Unit::year || year.year == 0 || part.unit >= year.unit) return -1;
  part.year = year.year;
  part.short_year = year.short_year;
  return add(expressions, part);
}

// joined(date, date): two namings of one day, "Monday, January 5"; the second counts
std::int32_t build_joined(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || !is_date(arguments, 1)) return -1;
  const DateExpression& first = date_of(arguments, 0, expressions);
  DateExpression second = date_of(arguments, 1, expressions);
  if (first.shape != Shape::fields || first.weekday == 0 || first.day != 0 || second.unit != Unit::day) return -1;
  if (second.shape != Shape::fields || second.weekday != 0 || second.day == 0) return -1;
  second.weekday = first.weekday;
  return add(expressions, second);
}

// weekday_after(date, weekday): "two months from today on Tuesday": the first such day on or after it
std::int32_t build_weekday_after(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || !is_date(arguments, 1)) return -1;
  const DateExpression& date = date_of(arguments, 0, expressions);
  const DateExpression& day = date_of(arguments, 1, expressions);
  if (date.shape != Shape::shift || date.first < 0) return -1;
  if (day.shape != Shape::fields || day.weekday == 0 || day.day != 0) return -1;
  return add(expressions,
             {.shape = Shape::nth, .unit = Unit::day, .weekday = day.weekday, .first = arguments[0].index});
}

// weekend_of(date): the weekend about or after a day
std::int32_t build_weekend_of(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || date_of(arguments, 0, expressions).unit != Unit::day) return -1;
  return add(expressions, {.shape = Shape::within, .unit = Unit::weekend, .first = -1, .second = arguments[0].index});
}

// months(year, first month, last month): "Jan-Feb 2017"; in "Nov-Feb 2017" it began the year before
std::int32_t build_months(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  DateExpression first{.unit = Unit::month, .month = static_cast<std::int8_t>(words.month(text_of(arguments, 1)))};
  DateExpression last{.unit = Unit::month, .month = static_cast<std::int8_t>(words.month(text_of(arguments, 2)))};
  if (first.month == 0 || last.month == 0 || !set_year(text_of(arguments, 0), last)) return -1;
  const std::int32_t start = add(expressions, first);
  const std::int32_t end = add(expressions, last);
  return add(expressions, {.shape = Shape::range, .unit = Unit::month, .first = start, .second = end});
}

// week_day(week, weekday): "next week Wednesday"
std::int32_t build_week_day(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || !is_date(arguments, 1)) return -1;
  const DateExpression& week = date_of(arguments, 0, expressions);
  const DateExpression& day = date_of(arguments, 1, expressions);
  if (week.shape != Shape::unit || week.unit != Unit::week) return -1;
  if (day.shape != Shape::fields || day.weekday == 0 || day.day != 0) return -1;
  return add(expressions,
             {.shape = Shape::within, .unit = Unit::day, .first = arguments[1].index, .second = arguments[0].index});
}

// unit_part(mod, unit): "the end of the year"
std::int32_t build_unit_part(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const UnitWord* unit = unit_of(text_of(arguments, 1));
  if (unit == nullptr) return -1;
  return add(expressions, {.shape = Shape::unit, .unit = unit->unit, .mod = mod_of(text_of(arguments, 0))});
}

// range_to_now(date): "between August 2019 and now"
std::int32_t build_range_to_now(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0)) return -1;
  const std::int32_t now = add(expressions, {.shape = Shape::shift, .unit = Unit::day, .count = 0});
  return add(expressions, {.shape = Shape::range, .unit = Unit::day, .first = arguments[0].index, .second = now});
}

// numeric_range(first, second, first, second, year): "10/1-11/7"
std::int32_t build_numeric_range(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const std::array<Argument, 2> start = {arguments[0], arguments[1]};
  const std::array<Argument, 3> end = {arguments[2], arguments[3], arguments.size() > 4 ? arguments[4] : Argument{}};
  const std::int32_t first = build_numeric(start, words, expressions);
  const std::int32_t second = build_numeric(end, words, expressions);
  if (first < 0 || second < 0) return -1;
  return add(expressions, {.shape = Shape::range, .unit = Unit::day, .first = first, .second = second});
}

// numeric_days(day, day): "5/1/2019-5/7/2020", each with its separators
std::int32_t build_numeric_days(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  std::array<std::int32_t, 2> ends{};
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string_view text = text_of(arguments, i);
    const auto first = text.find_first_of("/-.");
    const auto second = text.find_last_of("/-.");
    if (first == second) return -1;
    const std::array<Argument, 3> parts = {Argument{.text = text.substr(0, first)},
                                           Argument{.text = text.substr(first + 1, second - first - 1)},
                                           Argument{.text = text.substr(second + 1)}};
    ends.at(i) = build_numeric(parts, words, expressions);
    if (ends.at(i) < 0) return -1;
  }
  return add(expressions, {.shape = Shape::range, .unit = Unit::day, .first = ends[0], .second = ends[1]});
}

// holiday(name, year, which)
std::int32_t build_holiday(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const int index = words.holiday(text_of(arguments, 0));
  if (index < 0) return -1;
  DateExpression date{.shape = Shape::holiday,
                      .which = which_of(text_of(arguments, 2)),
                      .unit = Unit::day,
                      .index = static_cast<std::int16_t>(index)};
  if (const auto year = text_of(arguments, 1); !year.empty() && !set_year(year, date)) return -1;
  return add(expressions, date);
}

// holiday_days(name, year): "Memorial Day weekend 2024"
std::int32_t build_holiday_days(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const std::int32_t day = build_holiday(arguments, words, expressions);
  return day < 0 ? -1 : add(expressions, {.shape = Shape::edge, .unit = Unit::day, .index = 3, .first = day});
}

// holiday_weekend(date): Labor Day weekend is Saturday to Monday, Thanksgiving's Thursday to Sunday
std::int32_t build_holiday_weekend(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  if (!is_date(arguments, 0) || date_of(arguments, 0, expressions).shape != Shape::holiday) return -1;
  return add(expressions, {.shape = Shape::edge, .unit = Unit::day, .index = 3, .first = arguments[0].index});
}

// from_for(duration, date): "two weeks starting May 20"
std::int32_t build_from_for(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const DurationExpression* span = duration_of(arguments, 0, expressions);
  if (span == nullptr || span->size != 1 || !is_date(arguments, 1)) return -1;
  const auto part = span->parts[0];
  return add(expressions,
             {.shape = Shape::edge, .unit = part.unit, .index = 2, .count = part.count, .first = arguments[1].index});
}

constexpr std::array<BuilderEntry, 51> kBuilders = {{
    {"date", ValueKind::date, 1, 4, build_date},
    {"numeric_date", ValueKind::date, 2, 3, build_numeric},
    {"weekday", ValueKind::date, 1, 2, build_weekday},
    {"month", ValueKind::date, 2, 2, build_month},
    {"unit", ValueKind::date, 2, 2, build_unit},
    {"unit_after", ValueKind::date, 2, 2, build_unit_after},
    {"rest", ValueKind::date, 1, 1, build_part_at_today<false>},
    {"to_date", ValueKind::date, 1, 1, build_part_at_today<true>},
    {"quarter", ValueKind::date, 1, 2, build_quarter},
    {"quarters", ValueKind::date, 3, 3, build_quarters},
    {"half", ValueKind::date, 1, 2, build_half},
    {"week", ValueKind::date, 1, 2, build_week},
    {"season", ValueKind::date, 1, 3, build_season},
    {"decade", ValueKind::date, 1, 1, build_decade},
    {"century", ValueKind::date, 1, 1, build_century},
    {"day_offset", ValueKind::date, 1, 1, build_day_offset},
    {"ago", ValueKind::date, 1, 1, build_shift<-1, Origin::publication>},
    {"hence", ValueKind::date, 1, 1, build_shift<1, Origin::publication>},
    {"in", ValueKind::date, 1, 1, build_in},
    {"earlier", ValueKind::date, 1, 1, build_shift<-1, Origin::focus>},
    {"later", ValueKind::date, 1, 1, build_shift<1, Origin::focus>},
    {"before", ValueKind::date, 2, 2, build_shift_from<-1>},
    {"after", ValueKind::date, 2, 2, build_shift_from<1>},
    {"span", ValueKind::date, 2, 2, build_span},
    {"rolling", ValueKind::date, 2, 2, build_rolling},
    {"part", ValueKind::date, 2, 2, build_part},
    {"same", ValueKind::date, 1, 1, build_same, true, false},
    {"definite", ValueKind::date, 1, 1, build_definite, true, false},
    {"range", ValueKind::date, 2, 2, build_range},
    {"days", ValueKind::date, 4, 4, build_days},
    {"year_range", ValueKind::date, 2, 2, build_year_range},
    {"within", ValueKind::date, 2, 2, build_within},
    {"containing", ValueKind::date, 2, 2, build_containing},
    {"nth_weekday", ValueKind::date, 3, 3, build_nth_weekday},
    {"holiday_days", ValueKind::date, 2, 2, build_holiday_days},
    {"nth", ValueKind::date, 3, 3, build_nth},
    {"edge", ValueKind::date, 2, 3, build_edge},
    {"share_year", ValueKind::date, 2, 2, build_share_year, false},
    {"share_whole_year", ValueKind::date, 2, 2, build_share_whole_year, false},
    {"joined", ValueKind::date, 2, 2, build_joined},
    {"holiday", ValueKind::date, 1, 3, build_holiday},
    {"weekday_after", ValueKind::date, 2, 2, build_weekday_after},
    {"weekend_of", ValueKind::date, 1, 1, build_weekend_of},
    {"months", ValueKind::date, 3, 3, build_months},
    {"week_day", ValueKind::date, 2, 2, build_week_day},
    {"unit_part", ValueKind::date, 2, 2, build_unit_part},
    {"range_to_now", ValueKind::date, 1, 1, build_range_to_now},
    {"numeric_days", ValueKind::date, 2, 2, build_numeric_days},
    {"numeric_range", ValueKind::date, 4, 5, build_numeric_range},
    {"holiday_weekend", ValueKind::date, 1, 1, build_holiday_weekend},
    {"from_for", ValueKind::date, 2, 2, build_from_for},
}};

}  // namespace

std::span<const BuilderEntry> date_builders() { return kBuilders; }

}  // namespace copydesk
