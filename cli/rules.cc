// copydesk rules: what a person who writes rules needs: checks, examples, a skeleton, a list.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "audit/rule_check.h"
#include "audit/rule_examples.h"
#include "audit/rule_skeleton.h"
#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/terminal.h"

namespace copydesk {
namespace {

struct Options {
  std::string directory;
  bool strict = false;
  std::string relation;
  std::string name;
  std::string output;
};

constexpr auto examples = R"(examples:
  copydesk rules check                        every fault in the rules that ship
  copydesk rules check my-rules --strict      and in yours; warnings count as errors
  copydesk rules test my-rules                every 'yes' and 'no' sentence, each with its rule alone
  copydesk rules new founded_by founding.mine >> my-rules/founding.rules
  copydesk rules list                         each rule's name, relation, templates and precision

A directory of rules holds *.rules and lists/*.txt (docs/rules.md); without DIR the rules that extract works by
are meant.)";

constexpr auto check_examples = R"(examples:
  copydesk rules check
  copydesk rules check my-rules
  copydesk rules check my-rules --strict

Exit code: 0 without errors, 1 with some, 2 where DIR is no directory of rules.)";

constexpr auto test_examples = R"(examples:
  copydesk rules test
  copydesk rules test my-rules

Exit code: 0 where every example holds, 1 where one fails, 2 where the rules can't be read.)";

constexpr auto new_examples = R"(examples:
  copydesk rules new founded_by founding.mine
  copydesk rules new raised raising.mine -o my-rules/raising.rules      added at the file's end)";

constexpr auto list_examples = R"(examples:
  copydesk rules list
  copydesk rules list my-rules)";

int finish(const std::string& text, int exit_code) {
  const Result<void> printed = print(text);
  return printed ? exit_code : complain(printed.error(), exit_failed);
}

int check(const Options& options) {
  const Result<std::string> directory = find_rules(options.directory);
  if (!directory) return complain(directory.error(), exit_usage);
  const RuleReport report = check_rules(*directory);
  const bool well = report.errors() == 0 && (!options.strict || report.warnings() == 0);
  return finish(text_of(report.faults) + report.summary(*directory), well ? exit_well : exit_failed);
}

int test(const Options& options) {
  const Result<std::string> directory = find_rules(options.directory);
  if (!directory) return complain(directory.error(), exit_usage);
  ProgressBar bar("rules");
  const auto proof = prove_rules(*directory, [&](std::size_t done, std::size_t all) { bar.show(done, all); });
  bar.clear();
  if (!proof) return finish(text_of(proof.error()), exit_usage);
  const std::string examples_of =
      fmt::format("{} rules with {} 'yes' and {} 'no' sentences", proof->rules, proof->yes, proof->no);
  if (proof->failures.empty()) return finish(fmt::format("{}: {}: all hold\n", *directory, examples_of), exit_well);
  return finish(
      fmt::format("{}{}: {}: {} failed\n", text_of(proof->failures), *directory, examples_of, proof->failures.size()),
      exit_failed);
}

std::vector<std::string> relations() {
  std::vector<std::string> names;
  for (int i = 0; i <= static_cast<int>(Relation::makes); ++i) names.emplace_back(name_of(static_cast<Relation>(i)));
  return names;
}

int make_new(const Options& options) {
  const std::optional<Relation> relation = relation_named(options.relation);
  if (!relation) {
    const std::string close = closest_name(options.relation, relations());
    return complain({fmt::format("{}: is no relation; {}", options.relation,
                                 close.empty() ? fmt::format("there are {}", fmt::join(relations(), ", "))
                                               : "did you mean " + close + "?")},
                    exit_usage);
  }
  const std::string skeleton = rule_skeleton(*relation, options.name);
  if (options.output.empty() || options.output == "-") return finish(skeleton, exit_well);
  std::error_code error;
  const bool more = std::filesystem::file_size(options.output, error) > 0 && !error;
  std::ofstream file(options.output, std::ios::app);
  file << (more ? "\n" : "") << skeleton;
  if (!file.flush()) return complain({options.output + ": cannot be written"}, exit_failed);
  return exit_well;
}

int list(const Options& options) {
  const Result<std::string> directory = find_rules(options.directory);
  if (!directory) return complain(directory.error(), exit_usage);
  std::vector<RuleFault> faults;
  const RuleSet rules = RuleSet::load(*directory, faults);
  const RelationRules read = RelationRules::read(rules, faults);
  std::string text;
  for (const RelationRule& rule : read.all()) {
    const RuleFault place = fault_at(rule.definition->file, rule.definition->name_place, 0, 1, {});
    text +=
        fmt::format("{:28} {:17} {:2} {:9}  {:.2f}  {}:{}\n", rule.name, name_of(rule.relation), rule.templates.size(),
                    rule.templates.size() == 1 ? "template" : "templates", rule.confidence, place.file, place.line);
  }
  if (!faults.empty()) report({"some rules are left out for their faults; copydesk rules check shows them"});
  return finish(text, faults.empty() ? exit_well : exit_failed);
}

CLI::App* add(CLI::App& parent, const char* name, const char* purpose, const char* footer, Command& chosen,
              const std::shared_ptr<Options>& options, int (*run)(const Options&)) {
  CLI::App* command = parent.add_subcommand(name, purpose);
  command->footer(footer);
  command->callback([options, &chosen, run] { chosen = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace

void add_rules(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("rules", "Checks, tests and begins rules");
  command->require_subcommand(1);
  command->footer(examples);
  const auto options = std::make_shared<Options>();
  CLI::App* checking =
      add(*command, "check", "Reports every fault in a directory of rules", check_examples, chosen, options, check);
  checking->add_flag("--strict", options->strict, "Warnings count as errors");
  CLI::App* testing =
      add(*command, "test", "Runs the examples of a directory of rules", test_examples, chosen, options, test);
  CLI::App* listing = add(*command, "list", "Lists the rules of relations", list_examples, chosen, options, list);
  for (CLI::App* with_directory : {checking, testing, listing}) {
    with_directory->add_option("DIR", options->directory, "Directory of rules (default: those that extract works by)");
  }
  CLI::App* making = add(*command, "new", "Writes the beginning of a rule", new_examples, chosen, options, make_new);
  making->add_option("RELATION", options->relation, "founded_by, raised, …")->required();
  making->add_option("NAME", options->name, "The rule's name: founding.mine")->required();
  making->add_option("-o,--output", options->output, "File to add it to")->type_name("FILE");
}

}  // namespace copydesk
