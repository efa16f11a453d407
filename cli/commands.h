// The commands, a file each. Each adds its subcommand to the program and, when that is chosen, sets
// what is to be run.
//
//   Command chosen;
//   add_extract(program, chosen);
//   program.parse(argc, argv);
//   return chosen();
//
// A command returns the exit code: 0 all well, 1 something failed, 2 usage, 130 interrupted.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace copydesk {

inline constexpr int exit_well = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_interrupted = 130;  // 128 + SIGINT, as shells have it

using Command = std::function<int()>;

void add_extract(CLI::App& program, Command& chosen);
void add_inspect(CLI::App& program, Command& chosen);
void add_verify(CLI::App& program, Command& chosen);
void add_score(CLI::App& program, Command& chosen);
void add_rules(CLI::App& program, Command& chosen);
void add_audit(CLI::App& program, Command& chosen);
void add_gazetteer(CLI::App& program, Command& chosen);

}  // namespace copydesk
