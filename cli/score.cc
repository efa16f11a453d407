// copydesk score: how well records agree with annotated articles.
#include "audit/score.h"

#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace copydesk {
namespace {

struct Options {
  std::string records;
  std::string gold;
  bool errors = false;
  bool json = false;
};

constexpr auto examples = R"(examples:
  copydesk score records.jsonl gold/dev
  copydesk score records.jsonl gold/dev --errors     what was missed, wrong, repeated or conflated
  copydesk score records.jsonl gold/dev --json

A record belongs to the annotation whose file has the same stem as the record's source.)";

int score(const Options& options) {
  const Result<Score> score = score_records(options.records, options.gold);
  if (!score) return complain(score.error(), exit_failed);
  std::string text = options.json ? score->json() : score->table();
  if (options.errors && !options.json) text += score->errors();
  const Result<void> printed = print(text);
  return printed ? exit_well : complain(printed.error(), exit_failed);
}

}  // namespace

void add_score(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("score", "Scores records against annotated articles");
  const auto options = std::make_shared<Options>();
  command->add_option("RECORDS", options->records, "Records as extract writes them (jsonl)")->required();
  command->add_option("GOLDDIR", options->gold, "Directory with one annotation (.json) per article")->required();
  command->add_flag("--errors", options->errors, "List every error behind the table");
  command->add_flag("--json", options->json, "Print JSON instead of a table");
  command->footer(examples);
  command->callback([options, &chosen] { chosen = [options] { return score(*options); }; });
}

}  // namespace copydesk
