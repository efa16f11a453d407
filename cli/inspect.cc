// copydesk inspect: what one stage made of an article.
#include <map>
#include <memory>

#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "corpus/files.h"
#include "corpus/reader.h"
#include "output/inspection.h"
#include "pipeline/run/stages.h"

namespace copydesk {
namespace {

struct Options {
  std::vector<std::string> paths;
  InspectedStage stage = InspectedStage::text;
  bool plain = false;
  SetupOptions setup;
};

constexpr auto examples = R"(examples:
  copydesk inspect --stage text article.md               the blocks of the clean text
  copydesk inspect --stage sentences --plain article.md  a sentence a line
  copydesk inspect --stage mentions article.md           names, dates, money and numbers, with their evidence
  copydesk inspect --stage entities article.md           who is who, and what "it" and "he" stand for
  copydesk inspect --stage facts --plain article.md

Each line of JSON has "source", "span" (bytes of the file) and "text".)";

const std::map<std::string, InspectedStage> stages = {
    {"text", InspectedStage::text},         {"sentences", InspectedStage::sentences},
    {"tokens", InspectedStage::tokens},     {"mentions", InspectedStage::mentions},
    {"entities", InspectedStage::entities}, {"facts", InspectedStage::facts}};

Result<std::string> inspected(const Options& options, const std::string& path, const Setup& setup, Worker& worker) {
  Result<std::string> bytes = read_bytes(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<Article> article = read_article(path, std::move(*bytes));
  if (!article) return tl::unexpected(article.error());
  const Record record = setup.desk->extract(std::move(*article), worker, setup.reference_date);
  std::string text;
  if (options.plain)
    write_stage_plain(options.stage, record, text);
  else
    write_stage(options.stage, record, text);
  return text;
}

int inspect(const Options& options) {
  const Result<Setup> setup = set_up(options.setup);
  if (!setup) return complain(setup.error(), exit_usage);
  const auto worker = Worker::create(*setup->desk);
  if (!worker) return complain(worker.error(), exit_usage);
  const Listing listing = list_files(options.paths);
  std::size_t failed = listing.faults.size();
  for (const Fault& fault : listing.faults) report(fault);
  if (const std::string note = listing.note(); !note.empty()) report({note});
  for (const std::string& path : listing.files) {
    const Result<std::string> text = inspected(options, path, *setup, **worker);
    if (!text) {
      report(text.error());
      ++failed;
      continue;
    }
    if (const auto printed = print(*text); !printed) return complain(printed.error(), exit_failed);
  }
  return failed == 0 ? exit_well : exit_failed;
}

}  // namespace

void add_inspect(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("inspect", "Shows what a stage made of articles");
  const auto options = std::make_shared<Options>();
  command->add_option("PATH", options->paths, "Files, directories, or - for standard input")->required();
  command->add_option("-s,--stage", options->stage, "text, sentences, tokens, mentions, entities or facts")
      ->required()
      ->type_name("STAGE")
      ->transform(CLI::CheckedTransformer(stages, CLI::ignore_case).description(""));
  command->add_flag("--plain", options->plain, "For reading instead of JSON lines");
  add_setup_options(*command, options->setup);
  command->footer(examples);
  command->callback([options, &chosen] { chosen = [options] { return inspect(*options); }; });
}

}  // namespace copydesk
