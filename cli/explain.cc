// copydesk explain: why a sentence gave the facts it gave, and none other.
#include "audit/explain.h"

#include <memory>

#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "corpus/reader.h"

namespace copydesk {
namespace {

struct Options {
  std::string path;
  std::string relation;
  bool json = false;
  ExplanationWish wish;
  SetupOptions setup;
};

constexpr auto examples = R"(examples:
  copydesk explain article.md --at "founded by"          the sentences that hold these words
  copydesk explain article.md --line 12                  those of a line of the file
  copydesk explain article.md --line 12 -r founded_by    only rules of one relation
  copydesk explain article.md --json                     all sentences, for a program

Of each sentence: its mentions and what made them so, the rules that matched with their slots and facts, and the
rules that came nearest: how much of the sentence they matched, which part they lacked, and what stood there.)";

int explain(const Options& options) {
  ExplanationWish wish = options.wish;
  if (!options.relation.empty()) {
    wish.relation = relation_named(options.relation);
    if (!wish.relation)
      return complain({options.relation + ": is no relation; copydesk rules list names them"}, exit_usage);
  }
  const Result<Setup> setup = set_up(options.setup);
  if (!setup) return complain(setup.error(), exit_usage);
  const auto worker = Worker::create(*setup->desk);
  if (!worker) return complain(worker.error(), exit_usage);
  Result<std::string> bytes = read_bytes(options.path);
  if (!bytes) return complain(bytes.error(), exit_failed);
  Result<Article> article = read_article(options.path, std::move(*bytes));
  if (!article) return complain(article.error(), exit_failed);
  Explainer explainer(*setup->desk, **worker);
  const Explanation explanation = explainer.explain(std::move(*article), wish, setup->reference_date);
  if (explanation.sentences.empty() && !options.json)
    return complain({fmt::format("{}: {}", options.path,
                                 wish.at.empty() && wish.line == 0 ? "has no sentence to explain"
                                                                   : "no sentence of its text stands there")},
                    exit_failed);
  const auto printed = print(options.json ? explanation_json(explanation) : explanation_text(explanation));
  return printed ? exit_well : complain(printed.error(), exit_failed);
}

}  // namespace

void add_explain(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("explain", "Says why sentences gave facts, or gave none");
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->path, "An article, or - for standard input")->required();
  command->add_option("--at", options->wish.at, "Sentences that hold this text")->type_name("TEXT");
  command->add_option("--line", options->wish.line, "Sentences in this line of the file, from 1")->type_name("N");
  command->add_option("-r,--relation", options->relation, "Rules of this relation alone")->type_name("RELATION");
  command->add_option("--misses", options->wish.misses, "Nearest misses a sentence, at most (default 5)")
      ->type_name("N");
  command->add_flag("--json", options->json, "Print JSON instead of text");
  add_setup_options(*command, options->setup);
  command->footer(examples);
  command->callback([options, &chosen] { chosen = [options] { return explain(*options); }; });
}

}  // namespace copydesk
