// What several commands need before they can start: the rules they work by, and the day that
// relative dates count from.
#pragma once

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/run/stages.h"

namespace copydesk {

struct Setup {
  std::unique_ptr<const Desk> desk;
  std::optional<std::chrono::year_month_day> reference_date;
};

// The values of --rules, --gazetteer and --reference-date; all may be empty.
struct SetupOptions {
  std::string rules;
  std::vector<std::string> gazetteers;
  std::string reference_date;
};

void add_setup_options(CLI::App& command, SetupOptions& options);
[[nodiscard]] Result<Setup> set_up(const SetupOptions& options);

// The directory of rules to use: `given` (--rules), else $COPYDESK_RULES, else the one installed beside
// the running program, else the one of the source tree it was built from.
[[nodiscard]] Result<std::string> find_rules(const std::string& given);

// "2025-02-15"
[[nodiscard]] Result<std::chrono::year_month_day> parse_day(const std::string& text);

}  // namespace copydesk
