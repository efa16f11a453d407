// What several commands need before they can start: the rules, and values given as options.
#pragma once

#include <chrono>
#include <string>

#include "base/result.h"

namespace copydesk {

// The directory of rules to use: `given` (--rules), else $COPYDESK_RULES, else the one installed beside
// the running program, else the one of the source tree it was built from.
[[nodiscard]] Result<std::string> find_rules(const std::string& given);

// "2025-02-15"
[[nodiscard]] Result<std::chrono::year_month_day> parse_day(const std::string& text);

}  // namespace copydesk
