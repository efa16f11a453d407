// The formats that records are written in.
//
//   jsonl    one record per article and line (record_json.h)
//   pretty   the same, spread out for reading
//   facts    one line per fact, for a person:
//            posts/dragons.md:4895  Stepfun founded by Jiang Daxin  (date 2023)  0.97
//   csv      one row per fact, RFC 4180, the first row names the columns
//
// Pure functions: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "output/record_json.h"

namespace copydesk {

enum class OutputFormat : std::uint8_t { jsonl, pretty, facts, csv };

// What stands once, before all records: the columns' names of CSV, else nothing.
[[nodiscard]] std::string_view header_of(OutputFormat format);

// Appends one article's share, whole lines; nothing for an article without facts in facts and CSV.
void write_as(OutputFormat format, const Record& record, const Engine& engine, std::string& out);

// The source of the article that a line (without its end) belongs to, spelt as `source_as_written`
// spells it; nullopt where the line is none of this format, and for the formats whose records are
// not lines (pretty).
[[nodiscard]] std::optional<std::string> source_of_line(OutputFormat format, std::string_view line);
[[nodiscard]] std::string source_as_written(OutputFormat format, std::string_view source);

}  // namespace copydesk
