#include <csignal>

#include "cli/commands.h"

namespace copydesk {
namespace {

constexpr auto examples = R"(examples:
  copydesk extract article.md                        one record, as a line of JSON
  copydesk extract --format facts posts/             one line per fact, for a person
  copydesk extract posts/ -o records.jsonl           a corpus into a file
  copydesk verify records.jsonl                      hold every span against its source
  copydesk score records.jsonl gold/                 score against annotations
  copydesk rules test                                run the examples of every rule

copydesk COMMAND --help says more of each.)";

int run(int argc, char** argv) {
  CLI::App program("Reads news articles and writes down the facts in them, each with the bytes that state it.",
                   "copydesk");
  program.set_version_flag("--version", "copydesk " COPYDESK_VERSION);
  program.require_subcommand(1);
  program.footer(examples);

  Command chosen;
  add_extract(program, chosen);
  add_inspect(program, chosen);
  add_verify(program, chosen);
  add_score(program, chosen);
  add_rules(program, chosen);
  add_audit(program, chosen);
  add_gazetteer(program, chosen);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? exit_well : exit_usage;
  }
  return chosen();
}

}  // namespace
}  // namespace copydesk

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over its limit is an error like a full disk, not an end
  return copydesk::run(argc, argv);
}
