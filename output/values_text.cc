#include "output/values_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace copydesk {
namespace {

bool is_blank(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

void write_mod(Mod mod, JsonWriter& json) {
  if (mod != Mod::none) json.key("mod").string(name_of(mod));
}

void write_value(const DateValue& date, JsonWriter& json) {
  if (!date.value.empty()) return json.string(date.value);
  if (date.start.empty() && date.end.empty()) return json.null();
  json.begin_object();
  json.key("start").string(date.start);
  json.key("end").string(date.end);
  json.end_object();
}

// "more_than" → "more than "
std::string words_of(Mod mod) {
  std::string words(name_of(mod));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words.empty() ? words : words + ' ';
}

}  // namespace

void write_members(const DateValue& date, JsonWriter& json) {
  json.key("value");
  write_value(date, json);
  if (!date.relative.empty()) json.key("relative").string(date.relative);
  write_mod(date.mod, json);
}

void write_members(const MoneyValue& money, JsonWriter& json) {
  json.key("amount");
  if (money.amount)
    json.literal(money.amount->text());
  else
    json.null();
  json.key("currency");
  if (money.currency.empty())
    json.null();
  else
    json.string(money.currency);
  write_mod(money.mod, json);
  if (money.range) {
    json.key("range").begin_array();
    json.literal(money.range->first.text());
    json.literal(money.range->second.text());
    json.end_array();
  }
  if (!money.per.empty()) json.key("per").string(money.per);
}

void write_members(const NumberValue& number, JsonWriter& json) {
  json.key("number").literal(number.number.text());
  write_mod(number.mod, json);
}

void write_date(const DateValue& date, JsonWriter& json) {
  const bool resolved = !date.value.empty() || !date.start.empty() || !date.end.empty();
  if (resolved && date.mod == Mod::none) return write_value(date, json);
  json.begin_object();
  write_members(date, json);
  json.end_object();
}

std::string text_of(const DateValue& date) {
  if (!date.value.empty()) return words_of(date.mod) + date.value;
  if (!date.start.empty() || !date.end.empty())
    return fmt::format("{}{} to {}", words_of(date.mod), date.start, date.end);
  return fmt::format("“{}”", date.relative);
}

std::string text_of(const MoneyValue& money) {
  std::string text = words_of(money.mod);
  if (money.range)
    text += fmt::format("{} to {}", money.range->first.text(), money.range->second.text());
  else if (money.amount)
    text += money.amount->text();
  if (!money.currency.empty()) text += ' ' + money.currency;
  if (!money.per.empty()) text += " per " + money.per;
  return text;
}

std::string text_of(const NumberValue& number) {
  return words_of(number.mod) + number.number.text() + (number.percent ? "%" : "");
}

std::string text_of(std::chrono::year_month_day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string confidence_text(double confidence) {
  return fmt::format("{}", std::round(std::clamp(confidence, 0.0, 1.0) * 100) / 100);
}

std::string on_one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (char byte : text) {
    if (!is_blank(byte))
      line += byte;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace copydesk
