// An article's facts as lines for a person, and as rows of CSV.
//
//   posts/dragons.md:4895  Stepfun founded by Jiang Daxin  (date 2023)  0.97
//
// The number is the first byte of the sentence that states the fact. Pure functions: any thread.
#pragma once

#include <string>
#include <string_view>

#include "output/record.h"

namespace copydesk {

void write_fact_lines(const Record& record, std::string& out);

// The first row: the columns' names (docs/record.md says what each holds).
[[nodiscard]] std::string_view csv_header();
// RFC 4180, so lines end in \r\n. A range's ends stand in value and value_high; the span and the text
// are those of the first evidence.
void write_csv_rows(const Record& record, std::string& out);

}  // namespace copydesk
