// copydesk audit: what the rules are worth, held against articles.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "audit/calibrate.h"
#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "corpus/files.h"
#include "corpus/reader.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::vector<std::string> gold;
  std::vector<std::string> articles;
  std::string output;
  bool unused = false;
  SetupOptions setup;
};

constexpr auto examples = R"(examples:
  copydesk audit calibrate gold/ --articles posts/     each rule's precision, into a file beside the rules
  copydesk audit coverage posts/                       how often each rule had a say
  copydesk audit coverage posts/ --unused              and which had none)";

constexpr auto calibrate_examples = R"(examples:
  copydesk audit calibrate gold/ --articles posts/
  copydesk audit calibrate gold/a gold/b -a posts/a -a posts/b -o -      to standard output

An article belongs to the annotation whose file has the same stem. Facts carry what the file says as their
confidence: a rule's precision, drawn to 0.8 while it has stated few facts.)";

constexpr auto coverage_examples = R"(examples:
  copydesk audit coverage posts/
  copydesk audit coverage posts/ --unused

Columns: rule, relation, matches of its templates, facts stated, articles with one.)";

Result<std::string> contents_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail("{}: cannot be read", path.string());
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

Result<Article> article_at(const std::string& path) {
  Result<std::string> bytes = read_bytes(path);
  if (!bytes) return tl::unexpected(bytes.error());
  return read_article(path, std::move(*bytes));
}

// stem → article
std::map<std::string, std::string> by_stem(const std::vector<std::string>& paths) {
  std::map<std::string, std::string> found;
  for (const std::string& path : list_files(paths).files) found.emplace(fs::path(path).stem().string(), path);
  return found;
}

// The annotations of a directory, in the order of their names.
Result<std::vector<fs::path>> annotations_in(const std::string& directory) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (error) return fail("{}: cannot be listed: {}", directory, error.message());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// "dev", and for a folder that is called gold the one it stands in.
std::string name_of_directory(const std::string& directory) {
  fs::path path = fs::path(directory).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  if (path.filename() == "gold" && path.has_parent_path()) path = path.parent_path();
  return path.filename().string();
}

Result<std::string> count_all(const Options& options, RuleCounter& counter) {
  const std::map<std::string, std::string> articles = by_stem(options.articles);
  std::string made_from;
  for (const std::string& directory : options.gold) {
    const auto annotations = annotations_in(directory);
    if (!annotations) return tl::unexpected(annotations.error());
    const std::size_t before = counter.articles();
    ProgressBar bar("articles of " + directory);
    for (std::size_t i = 0; i < annotations->size(); ++i) {
      const auto found = articles.find((*annotations)[i].stem().string());
      if (found == articles.end()) continue;
      const Result<std::string> annotation = contents_of((*annotations)[i]);
      if (!annotation) return tl::unexpected(annotation.error());
      Result<Article> article = article_at(found->second);
      if (!article) return tl::unexpected(article.error());
      if (const auto counted = counter.count(std::move(*article), *annotation); !counted)
        return fail("{}: {}", (*annotations)[i].string(), counted.error().message);
      bar.show(i + 1, annotations->size());
    }
    made_from += fmt::format("{}{} {} of {}", made_from.empty() ? "" : ", ", counter.articles() - before,
                             counter.articles() - before == 1 ? "article" : "articles", name_of_directory(directory));
  }
  if (counter.articles() == 0) return fail("no article has an annotation of the same stem");
  return made_from;
}

int calibrate(const Options& options) {
  const Result<Setup> setup = set_up(options.setup);
  if (!setup) return complain(setup.error(), exit_usage);
  const auto worker = Worker::create(*setup->desk);
  if (!worker) return complain(worker.error(), exit_usage);
  RuleCounter counter(*setup->desk, **worker);
  const Result<std::string> made_from = count_all(options, counter);
  if (!made_from) return complain(made_from.error(), exit_failed);
  const std::string text = calibration_text(counter.calibration(), *made_from);
  if (options.output == "-") {
    const auto printed = print(text);
    return printed ? exit_well : complain(printed.error(), exit_failed);
  }
  const std::string path = options.output.empty()
                               ? (fs::path(setup->desk->rules().directory()) / kCalibrationFile).string()
                               : options.output;
  std::ofstream file(path, std::ios::trunc);
  if (!(file << text).flush()) return complain({path + ": cannot be written"}, exit_failed);
  report({fmt::format("{}: {} rules measured on {}", path, counter.calibration().size(), *made_from)});
  return exit_well;
}

int coverage(const Options& options) {
  const Result<Setup> setup = set_up(options.setup);
  if (!setup) return complain(setup.error(), exit_usage);
  const auto worker = Worker::create(*setup->desk);
  if (!worker) return complain(worker.error(), exit_usage);
  RuleCounter counter(*setup->desk, **worker);
  const Listing listing = list_files(options.articles);
  std::size_t failed = listing.faults.size();
  for (const Fault& fault : listing.faults) report(fault);
  ProgressBar bar("articles");
  for (std::size_t i = 0; i < listing.files.size(); ++i) {
    Result<Article> article = article_at(listing.files[i]);
    if (article) {
      counter.count(std::move(*article));
    } else {
      report(article.error());
      ++failed;
    }
    bar.show(i + 1, listing.files.size());
  }
  bar.clear();
  std::string text;
  const std::vector<RelationRule>& rules = setup->desk->relation_rules().all();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RuleUse& use = counter.uses()[i];
    if (options.unused && use.facts > 0) continue;
    text += fmt::format("{:28} {:17} {:7} {:7} {:7}\n", rules[i].name, name_of(rules[i].relation), use.matches,
                        use.facts, use.articles);
  }
  const auto printed = print(text);
  if (!printed) return complain(printed.error(), exit_failed);
  return failed == 0 ? exit_well : exit_failed;
}

}  // namespace

void add_audit(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("audit", "Measures the rules against articles");
  command->require_subcommand(1);
  command->footer(examples);
  const auto options = std::make_shared<Options>();

  CLI::App* calibrating = command->add_subcommand("calibrate", "Measures each rule's precision against annotations");
  calibrating->add_option("GOLDDIR", options->gold, "Directories with one annotation (.json) per article")->required();
  calibrating->add_option("-a,--articles", options->articles, "The articles annotated: files or directories")
      ->required()
      ->type_name("PATH");
  calibrating->add_option("-o,--output", options->output, "File to write (default: calibration.tsv beside the rules)")
      ->type_name("FILE");
  calibrating->footer(calibrate_examples);
  calibrating->callback([options, &chosen] { chosen = [options] { return calibrate(*options); }; });

  CLI::App* covering = command->add_subcommand("coverage", "Counts how often each rule has a say");
  covering->add_option("PATH", options->articles, "Files or directories")->required();
  covering->add_flag("--unused", options->unused, "Only rules that stated no fact");
  covering->footer(coverage_examples);
  covering->callback([options, &chosen] { chosen = [options] { return coverage(*options); }; });

  for (CLI::App* one : {calibrating, covering}) add_setup_options(*one, options->setup);
}

}  // namespace copydesk
