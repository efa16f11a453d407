#include "cli/setup.h"

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace copydesk {
namespace {

namespace fs = std::filesystem;

bool is_directory(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

// /usr/local/bin/copydesk → /usr/local/share/copydesk/rules/en, so that an installation can be moved.
std::string rules_beside_program() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? std::string() : (program.parent_path().parent_path() / "share/copydesk/rules/en").string();
}

}  // namespace

void add_setup_options(CLI::App& command, SetupOptions& options) {
  command
      .add_option("--reference-date", options.reference_date,
                  "Day that relative dates count from in articles that name no day of publication")
      ->type_name("YYYY-MM-DD");
  command.add_option("--rules", options.rules, "Directory of rules to work by")->type_name("DIR");
  command
      .add_option("--gazetteer", options.gazetteers,
                  "Names to know beside the rules' lists (gazetteer build makes them)")
      ->type_name("FILE")
      ->delimiter(',');
}

Result<Setup> set_up(const SetupOptions& options) {
  Setup setup;
  if (!options.reference_date.empty()) {
    const auto day = parse_day(options.reference_date);
    if (!day) return tl::unexpected(day.error());
    setup.reference_date = *day;
  }
  const Result<std::string> directory = find_rules(options.rules);
  if (!directory) return tl::unexpected(directory.error());
  auto desk = Desk::open(*directory, options.gazetteers);
  if (!desk) return tl::unexpected(desk.error());
  setup.desk = std::move(*desk);
  return setup;
}

Result<std::string> find_rules(const std::string& given) {
  if (!given.empty()) {
    if (!is_directory(given)) return fail("{}: is no directory of rules", given);
    return given;
  }
  if (const char* variable = std::getenv("COPYDESK_RULES"); variable != nullptr && *variable != '\0') {
    if (!is_directory(variable)) return fail("{}: is no directory of rules (COPYDESK_RULES names it)", variable);
    return std::string(variable);
  }
  for (const std::string& place :
       {rules_beside_program(), std::string(COPYDESK_INSTALLED_RULES), std::string(COPYDESK_SOURCE_RULES)}) {
    if (is_directory(place)) return place;
  }
  return fail("no rules found; give their directory with --rules DIR or in COPYDESK_RULES");
}

Result<std::chrono::year_month_day> parse_day(const std::string& text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  const auto number = [&](std::size_t from, std::size_t to, auto& value) {
    return std::from_chars(text.data() + from, text.data() + to, value).ptr == text.data() + to;
  };
  const bool spelt = text.size() == 10 && text[4] == '-' && text[7] == '-' && number(0, 4, year) &&
                     number(5, 7, month) && number(8, 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!spelt || !date.ok()) return fail("{}: is no day; write it as 2025-02-15", text);
  return date;
}

}  // namespace copydesk
