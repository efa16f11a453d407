#include <algorithm>
#include <array>

#include "pipeline/recognise/values/builders.h"
#include "pipeline/recognise/values/number_words.h"

namespace copydesk {
namespace {

using Arguments = std::span<const Argument>;

std::string_view text_of(Arguments arguments, std::size_t i) {
  return i < arguments.size() ? arguments[i].text : std::string_view();
}

std::int32_t add(Expressions& expressions, const NumberExpression& number) {
  expressions.numbers.push_back(number);
  return static_cast<std::int32_t>(expressions.numbers.size()) - 1;
}

std::int32_t add(Expressions& expressions, const MoneyExpression& money) {
  expressions.money.push_back(money);
  return static_cast<std::int32_t>(expressions.money.size()) - 1;
}

std::optional<NumberExpression> number_of(Arguments arguments, std::size_t i, const Expressions& expressions) {
  if (i >= arguments.size() || arguments[i].kind != ValueKind::number || arguments[i].index < 0) return std::nullopt;
  return expressions.numbers[static_cast<std::size_t>(arguments[i].index)];
}

std::optional<MoneyExpression> money_of(Arguments arguments, std::size_t i, const Expressions& expressions) {
  if (i >= arguments.size() || arguments[i].kind != ValueKind::money || arguments[i].index < 0) return std::nullopt;
  return expressions.money[static_cast<std::size_t>(arguments[i].index)];
}

Mod mod_of(std::string_view word) {
  for (const Mod mod : {Mod::approx, Mod::more_than, Mod::less_than, Mod::up_to, Mod::at_least}) {
    if (name_of(mod) == word) return mod;
  }
  return Mod::none;
}

// number(figures, scale): "2.6", "2.6 Bn", "half a million"
std::int32_t build_number(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::optional<Decimal> value = number_value(text_of(arguments, 0));
  if (!value) return -1;
  NumberExpression number;
  if (const auto scale = text_of(arguments, 1); !scale.empty()) {
    const std::optional<int> power = scale_power(scale);
    if (!power) return -1;
    number.scale = *power;
    *value = value->times_power_of_ten(*power);
  }
  number.low = number.high = *value;
  return add(expressions, number);
}

// range(low, high, scale, scale): "5-6m", "5-6 million"
std::int32_t build_number_range(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const std::optional<Decimal> low = number_value(text_of(arguments, 0));
  const std::optional<Decimal> high = number_value(text_of(arguments, 1));
  if (!low || !high) return -1;
  int power = 0;
  for (const std::size_t i : {2, 3}) {
    if (const auto scale = text_of(arguments, i); !scale.empty()) power = scale_power(scale).value_or(-1);
  }
  if (power < 0) return -1;
  NumberExpression number{low->times_power_of_ten(power), high->times_power_of_ten(power), power};
  return less(number.low, number.high) ? add(expressions, number) : -1;
}

// vague(words): "tens of millions", "six-figure"
std::int32_t build_vague(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const auto range = vague_range(text_of(arguments, 0));
  if (!range) return -1;
  return add(expressions, {.low = range->first, .high = range->second, .vague = true});
}

// percent(number)
std::int32_t build_percent(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::optional<NumberExpression> number = number_of(arguments, 0, expressions);
  if (!number || number->percent) return -1;
  number->percent = true;
  return add(expressions, *number);
}

// times(number, scale): a scale that stands apart, "75 USD million"
std::optional<NumberExpression> scaled(NumberExpression number, std::string_view scale) {
  const std::optional<int> power = scale_power(scale);
  if (!power || number.scale != 0) return std::nullopt;
  number.low = number.low.times_power_of_ten(*power);
  number.high = number.high.times_power_of_ten(*power);
  number.scale = *power;
  return number;
}

// join_numbers(number, number): "between 5 and 6 million"; the first takes the scale of the second
std::optional<NumberExpression> joined(NumberExpression low, const NumberExpression& high) {
  if (low.low != low.high || high.low != high.high || low.vague || high.vague) return std::nullopt;
  // "$500 to 600 million" means millions twice; "900,000 to 1.1 million" has figures enough of its own.
  const Decimal limit = Decimal{1, high.scale};
  if (low.scale == 0 && high.scale != 0 && less(low.low, limit)) {
    const NumberExpression same_scale{low.low.times_power_of_ten(high.scale), low.low.times_power_of_ten(high.scale),
                                      high.scale};
    if (less(same_scale.low, high.low)) low = same_scale;
  }
  NumberExpression range = high;
  range.low = low.low;
  range.percent = high.percent;
  if (high.mod == Mod::none) range.mod = low.mod;
  return less(range.low, range.high) ? std::optional(range) : std::nullopt;
}

std::int32_t build_number_join(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const auto low = number_of(arguments, 0, expressions);
  const auto high = number_of(arguments, 1, expressions);
  if (!low || !high || (low->percent && !high->percent)) return -1;
  const auto range = joined(*low, *high);
  return range ? add(expressions, *range) : -1;
}

// modify(mod, number)
std::int32_t build_modify_number(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::optional<NumberExpression> number = number_of(arguments, 1, expressions);
  if (!number || number->mod != Mod::none) return -1;
  number->mod = mod_of(text_of(arguments, 0));
  return add(expressions, *number);
}

// Of cents and pence.
NumberExpression in_hundredths(NumberExpression number) {
  number.low = number.low.times_power_of_ten(-2);
  number.high = number.high.times_power_of_ten(-2);
  return number;
}

// money(number, currency, scale)
std::int32_t build_money(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  std::optional<NumberExpression> number = number_of(arguments, 0, expressions);
  if (!number || number->percent) return -1;
  const std::string_view name = text_of(arguments, 1);
  MoneyExpression money{.number = *number, .currency = words.currency(name), .per = {}};
  if (money.currency.view().empty()) return -1;
  if (const auto scale = text_of(arguments, 2); !scale.empty()) {
    const auto times = scaled(*number, scale);
    if (!times) return -1;
    money.number = *times;
  }
  if (words.is_minor(name)) money.number = in_hundredths(money.number);
  return add(expressions, money);
}

// amount(figures, currency, scale): "20MUSD", where the parts are glued
std::int32_t build_amount(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const std::array<Argument, 2> figures = {arguments[0], arguments.size() > 2 ? arguments[2] : Argument{}};
  const std::int32_t number = build_number(figures, words, expressions);
  const std::string_view name = text_of(arguments, 1);
  const CurrencyName currency = words.currency(name);
  if (number < 0 || currency.view().empty()) return -1;
  MoneyExpression money{
      .number = expressions.numbers[static_cast<std::size_t>(number)], .currency = currency, .per = {}};
  if (words.is_minor(name)) money.number = in_hundredths(money.number);
  return add(expressions, money);
}

// money_range(money, money): "$40M to $45M"
std::int32_t build_money_range(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const auto low = money_of(arguments, 0, expressions);
  const auto high = money_of(arguments, 1, expressions);
  if (!low || !high || !low->per.empty()) return -1;
  // In "$1,000 to $5,000 CAD" the code is for both.
  const bool same = low->currency == high->currency || low->currency.view() == "$";
  if (!same) return -1;
  const auto range = joined(low->number, high->number);
  if (!range) return -1;
  MoneyExpression money = *high;
  money.number = *range;
  return add(expressions, money);
}

// number_to_money(number, money): "5 to 6 million dollars"; money_to_number(money, number): "$500 to 600 million"
std::int32_t build_number_to_money(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const auto low = number_of(arguments, 0, expressions);
  const auto high = money_of(arguments, 1, expressions);
  if (!low || !high || low->percent) return -1;
  const auto range = joined(*low, high->number);
  if (!range) return -1;
  MoneyExpression money = *high;
  money.number = *range;
  return add(expressions, money);
}

std::int32_t build_money_to_number(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const auto low = money_of(arguments, 0, expressions);
  const auto high = number_of(arguments, 1, expressions);
  if (!low || !high || high->percent || !low->per.empty()) return -1;
  if (high->scale == 0 && low->number.scale != 0) return -1;
  const auto range = joined(low->number, *high);
  if (!range) return -1;
  MoneyExpression money = *low;
  money.number = *range;
  return add(expressions, money);
}

// negative_money(number, currency): "$(0.05)", as accounts write a loss
std::int32_t build_negative_money(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const std::int32_t made = build_money(arguments, words, expressions);
  if (made < 0) return -1;
  MoneyExpression& money = expressions.money[static_cast<std::size_t>(made)];
  if (money.number.low != money.number.high) return -1;
  money.number.low.digits = -money.number.low.digits;
  money.number.high = money.number.low;
  return made;
}

// with_cents(money, money or number): "3 dollars and 50 cents", "15 dollars 50"
std::int32_t build_with_cents(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  const auto whole = money_of(arguments, 0, expressions);
  if (!whole || whole->number.scale != 0 || whole->number.mod != Mod::none || whole->number.low != whole->number.high ||
      whole->number.low.exponent < 0)
    return -1;
  Decimal cents;
  if (const auto money = money_of(arguments, 1, expressions)) {
    cents = money->number.low;
    if (!(money->currency == whole->currency)) return -1;
  } else if (const auto number = number_of(arguments, 1, expressions)) {
    if (number->percent || number->scale != 0) return -1;
    cents = number->low.times_power_of_ten(-2);
  } else {
    return -1;
  }
  if (!less(cents, Decimal{1, 0}) || cents.digits <= 0) return -1;
  const std::optional<Decimal> sum = whole->number.low.plus(cents);
  if (!sum) return -1;
  MoneyExpression money = *whole;
  money.number.low = money.number.high = *sum;
  return add(expressions, money);
}

// in_currency(money, currency): "$99 (USD)", "$5 million Canadian"
std::int32_t build_in_currency(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  std::optional<MoneyExpression> money = money_of(arguments, 0, expressions);
  if (!money) return -1;
  const CurrencyName currency = words.currency(text_of(arguments, 1));
  if (currency.view().empty() || words.is_minor(text_of(arguments, 1))) return -1;
  // "$5 million dollars" says nothing new; a code or full name settles what the sign left open.
  if (currency.view().size() == 3) money->currency = currency;
  return add(expressions, *money);
}

// modify(mod, money, scale): "more than $5 million", "$120+ billion"
std::int32_t build_modify_money(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::optional<MoneyExpression> money = money_of(arguments, 1, expressions);
  if (!money || money->number.mod != Mod::none || money->number.vague) return -1;
  if (const auto scale = text_of(arguments, 2); !scale.empty()) {
    const auto times = scaled(money->number, scale);
    if (!times) return -1;
    money->number = *times;
  }
  money->number.mod = mod_of(text_of(arguments, 0));
  return add(expressions, *money);
}

// vague_money(words): "a six-figure deal", in dollars of the article
std::int32_t build_vague_money(Arguments arguments, const Vocabulary& words, Expressions& expressions) {
  const std::int32_t number = build_vague(arguments, words, expressions);
  if (number < 0) return -1;
  return add(expressions, MoneyExpression{.number = expressions.numbers[static_cast<std::size_t>(number)],
                                          .currency = words.currency("$"),
                                          .per = {}});
}

// "annually" and "annum" are the year's, "common share" is a share.
std::string_view rate_noun(std::string_view word) {
  struct Noun {
    std::string_view word;
    std::string_view noun;
  };
  static constexpr std::array<Noun, 22> nouns = {{{"annually", "year"},
                                                  {"yearly", "year"},
                                                  {"annum", "year"},
                                                  {"apiece", "unit"},
                                                  {"yr", "year"},
                                                  {"mo", "month"},
                                                  {"hr", "hour"},
                                                  {"wk", "week"},
                                                  {"sqft", "square foot"},
                                                  {"annual", "year"},
                                                  {"monthly", "month"},
                                                  {"weekly", "week"},
                                                  {"daily", "day"},
                                                  {"hourly", "hour"},
                                                  {"quarterly", "quarter"},
                                                  {"common share", "share"},
                                                  {"ordinary share", "share"},
                                                  {"diluted share", "share"},
                                                  {"nightly", "night"},
                                                  {"sq. ft.", "square foot"},
                                                  {"sq ft", "square foot"},

                                                  {"troy ounce", "ounce"}}};
  const std::string key = folded(word);
  for (const Noun& noun : nouns) {
    if (noun.word == key || folded(noun.word) == key) return noun.noun;
  }
  return word;
}

// per(money, noun)
std::int32_t build_per(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::optional<MoneyExpression> money = money_of(arguments, 0, expressions);
  if (!money || !money->per.empty()) return -1;
  money->per = rate_noun(text_of(arguments, 1));
  return add(expressions, *money);
}

// per_duration(money, duration): "$5 a year"
std::int32_t build_per_duration(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::optional<MoneyExpression> money = money_of(arguments, 0, expressions);
  if (!money || !money->per.empty() || arguments[1].kind != ValueKind::duration || arguments[1].index < 0) return -1;
  const DurationExpression& span = expressions.durations[static_cast<std::size_t>(arguments[1].index)];
  if (!span.indefinite) return -1;
  money->per = span.unit_word;
  return add(expressions, *money);
}

// negative(money)
std::int32_t build_negative(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::optional<MoneyExpression> money = money_of(arguments, 0, expressions);
  if (!money || money->number.low != money->number.high || money->number.low.digits < 0) return -1;
  if (const auto scale = text_of(arguments, 1); !scale.empty()) {
    const auto times = scaled(money->number, scale);
    if (!times) return -1;
    money->number = *times;
  }
  money->number.low.digits = -money->number.low.digits;
  money->number.high = money->number.low;
  return add(expressions, *money);
}

std::int32_t build_same_money(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  return money_of(arguments, 0, expressions) ? arguments[0].index : -1;
}

struct DurationWord {
  std::string_view word;
  Unit unit;
  int times;
  bool business;
};

constexpr std::array<DurationWord, 13> kDurations = {{
    {"day", Unit::day, 1, false},
    {"business day", Unit::day, 1, true},
    {"working day", Unit::day, 1, true},
    {"trading day", Unit::day, 1, true},
    {"week", Unit::week, 1, false},
    {"fortnight", Unit::week, 2, false},
    {"month", Unit::month, 1, false},
    {"quarter", Unit::quarter, 1, false},
    {"half-year", Unit::half, 1, false},
    {"year", Unit::year, 1, false},
    {"decade", Unit::decade, 1, false},
    {"century", Unit::century, 1, false},
    {"weekend", Unit::weekend, 1, false},
}};

// duration(count, unit)
std::int32_t build_duration(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  std::string word = folded(text_of(arguments, 1));
  if (word == "centuries") word = "century";
  for (const std::string_view kind : {"fiscal ", "financial ", "calendar "}) {
    if (word.starts_with(kind)) word.erase(0, kind.size());
  }
  if (word.ends_with('s')) word.pop_back();
  const auto unit =
      std::find_if(kDurations.begin(), kDurations.end(), [&](const auto& known) { return known.word == word; });
  if (unit == kDurations.end()) return -1;
  std::optional<int> count = whole_number(text_of(arguments, 0));
  Unit counted = unit->unit;
  // "half a decade" is five years, "half a year" six months.
  if (!count && folded(text_of(arguments, 0)).starts_with("half")) {
    if (counted != Unit::decade && counted != Unit::year) return -1;
    count = counted == Unit::decade ? 5 : 6;
    counted = counted == Unit::decade ? Unit::year : Unit::month;
  }
  if (!count || *count > 20000) return -1;
  const std::string count_word = folded(text_of(arguments, 0));
  DurationExpression duration{.size = 1,
                              .business = unit->business,
                              .indefinite = count_word == "a" || count_word == "an",
                              .unit_word = text_of(arguments, 1)};
  duration.parts[0] = {*count * unit->times, counted};
  expressions.durations.push_back(duration);
  return static_cast<std::int32_t>(expressions.durations.size()) - 1;
}

// plus(duration, duration): "three months and two days"
std::int32_t build_duration_sum(Arguments arguments, const Vocabulary& /*words*/, Expressions& expressions) {
  for (const Argument& argument : arguments) {
    if (argument.kind != ValueKind::duration || argument.index < 0) return -1;
  }
  DurationExpression sum = expressions.durations[static_cast<std::size_t>(arguments[0].index)];
  const DurationExpression more = expressions.durations[static_cast<std::size_t>(arguments[1].index)];
  if (sum.size + more.size > 3 || more.parts[0].unit >= sum.parts.at(static_cast<std::size_t>(sum.size - 1)).unit)
    return -1;
  for (std::int8_t i = 0; i < more.size; ++i)
    sum.parts.at(static_cast<std::size_t>(sum.size++)) = more.parts.at(static_cast<std::size_t>(i));
  expressions.durations.push_back(sum);
  return static_cast<std::int32_t>(expressions.durations.size()) - 1;
}

constexpr std::array<BuilderEntry, 24> kBuilders = {{
    {"number", ValueKind::number, 1, 2, build_number},
    {"range", ValueKind::number, 2, 4, build_number_range},
    {"vague", ValueKind::number, 1, 1, build_vague},
    {"percent", ValueKind::number, 1, 1, build_percent},
    {"join", ValueKind::number, 2, 2, build_number_join},
    {"modify", ValueKind::number, 2, 2, build_modify_number},
    {"money", ValueKind::money, 2, 3, build_money},
    {"join", ValueKind::money, 2, 2, build_money_range},
    {"number_to_money", ValueKind::money, 2, 2, build_number_to_money},
    {"money_to_number", ValueKind::money, 2, 2, build_money_to_number},
    {"with_cents", ValueKind::money, 2, 2, build_with_cents},
    {"in_currency", ValueKind::money, 2, 2, build_in_currency, true, false},
    {"modify", ValueKind::money, 2, 3, build_modify_money},
    {"vague_money", ValueKind::money, 1, 1, build_vague_money},
    {"amount", ValueKind::money, 2, 3, build_amount},
    {"per", ValueKind::money, 2, 2, build_per},
    {"rate", ValueKind::money, 2, 2, build_per, false},
    {"rate_duration", ValueKind::money, 2, 2, build_per_duration, false},
    {"per_duration", ValueKind::money, 2, 2, build_per_duration},
    {"negative_money", ValueKind::money, 2, 3, build_negative_money},
    {"negative", ValueKind::money, 1, 2, build_negative},
    {"same", ValueKind::money, 1, 1, build_same_money, true, false},
    {"duration", ValueKind::duration, 2, 2, build_duration},
    {"plus", ValueKind::duration, 2, 2, build_duration_sum},
}};

}  // namespace

std::span<const BuilderEntry> amount_builders() { return kBuilders; }

namespace {

template <class Visit>
void each_builder(ValueKind kind, Visit visit) {
  for (const std::span<const BuilderEntry> entries : {date_builders(), amount_builders()}) {
    for (const BuilderEntry& entry : entries) {
      if (entry.kind == kind && entry.build != nullptr) visit(entry);
    }
  }
}

}  // namespace

const BuilderEntry* builder_named(ValueKind kind, std::string_view name) {
  const BuilderEntry* found = nullptr;
  each_builder(kind, [&](const BuilderEntry& entry) {
    if (entry.name == name) found = &entry;
  });
  return found;
}

std::vector<std::string> builder_names(ValueKind kind) {
  std::vector<std::string> names;
  each_builder(kind, [&](const BuilderEntry& entry) { names.emplace_back(entry.name); });
  return names;
}

}  // namespace copydesk
