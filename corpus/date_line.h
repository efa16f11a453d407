// Dates as articles' heads and front matter write them: one date, whole, in English or in figures.
//
//   find_date("*09:57 AM, Tuesday, February 04, 2025*")->date      // 2025-02-04, [19, 36)
//   find_date("2025-02-15T10:00:00Z")->date                       // 2025-02-15
//   is_date_line("Published on Feb. 4, 2025 at 9 am ET")           // true
//
// "02/04/2025" is month first unless that can't be. No state. The article's own dates are found by
// rule files in `recognise`; this reads only what stands around the article.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "pipeline/text/span.h"

namespace copydesk {

struct DateFound {
  std::chrono::year_month_day date;
  TextSpan span;  // in the text given
};

// The first whole date in the first 400 bytes.
[[nodiscard]] std::optional<DateFound> find_date(std::string_view text);

// Nothing but a date, with weekday, time, time zone and words like "published" or "4 min read".
[[nodiscard]] bool is_date_line(std::string_view text);

}  // namespace copydesk
