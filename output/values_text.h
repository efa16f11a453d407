// Values, as each output writes them: JSON members, or words for a person.
//
// Pure functions: any thread.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "output/json_writer.h"
#include "pipeline/recognise/values.h"

namespace copydesk {

// The members of a date ("value", "relative", "mod"), of money ("amount", "currency", "mod", "range",
// "per") and of a count ("number", "mod"), into an open object.
void write_members(const DateValue& date, JsonWriter& json);
void write_members(const MoneyValue& money, JsonWriter& json);
void write_members(const NumberValue& number, JsonWriter& json);

// A date where only its value is asked: a string; an object where it has more to say.
void write_date(const DateValue& date, JsonWriter& json);

// "early 2024", "2021 to 2023"; "more than 2000000000 USD per year", "5000000 to 6000000 EUR"; "approx 800"
[[nodiscard]] std::string text_of(const DateValue& date);
[[nodiscard]] std::string text_of(const MoneyValue& money);
[[nodiscard]] std::string text_of(const NumberValue& number);

// "2025-02-15"
[[nodiscard]] std::string text_of(std::chrono::year_month_day day);

// Two decimals at most: 0.97, 0.9, 1.
[[nodiscard]] std::string confidence_text(double confidence);

// Each run of white space as one blank: the words of a sentence on one line.
[[nodiscard]] std::string on_one_line(std::string_view text);

}  // namespace copydesk
