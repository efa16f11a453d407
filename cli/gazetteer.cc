// copydesk gazetteer: indices of names, made from tables and looked into.
#include "rules/gazetteer.h"

#include <chrono>
#include <memory>

#include "cli/commands.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "rules/gazetteer/lists.h"
#include "rules/gazetteer/source.h"

namespace copydesk {
namespace {

struct BuildOptions {
  std::vector<std::string> inputs;
  std::string output;
  std::string format;
  std::string type = "company";
  std::string rules;
  ColumnMap columns;
  bool no_header = false;
  bool short_names = false;
};

constexpr auto build_examples = R"(examples:
  copydesk gazetteer build companies.tsv -o companies.gaz
      a column "name", and no other that counts
  copydesk gazetteer build gleif.csv -o gleif.gaz --short-names \
      --name Entity.LegalName --country Entity.LegalAddress.Country
  copydesk gazetteer build wikidata.csv -o wikidata.gaz --name itemLabel --other-names altLabels
  copydesk gazetteer build people.jsonl -o people.gaz --type person --name person.name
  copydesk gazetteer build plain.tsv -o plain.gaz --no-header --name 1 --country 3

docs/gazetteers.md shows how to get GLEIF's, the SEC's and Wikidata's exports.)";

struct FindOptions {
  std::string gazetteer;
  std::vector<std::string> phrases;
};

Result<Gazetteer> bundled_gazetteer(const std::string& given) {
  const Result<std::string> directory = find_rules(given);
  if (!directory) return tl::unexpected(directory.error());
  const auto rules = RuleSet::load(*directory);
  if (!rules) return fail("{}", rules.error().front().text());
  return gazetteer_of(*rules);
}

Result<TableFormat> format_for(const std::string& path, const std::string& given) {
  const auto format = format_of(given.empty() ? path : "." + given);
  if (format) return *format;
  if (!given.empty()) return fail("{}: no such format; there are tsv, csv and jsonl", given);
  return fail("{}: its name does not say what it is; add --format tsv, csv or jsonl", path);
}

// Reads one file's names after those that are there, and says what it could not read.
Result<void> add_names(const std::string& path, const BuildOptions& options, std::vector<GazetteerName>& names) {
  const auto format = format_for(path, options.format);
  if (!format) return tl::unexpected(format.error());
  Result<SourceNames> source = read_names(path, *format, options.columns);
  if (!source) return tl::unexpected(source.error());
  for (const std::string& complaint : source->complaints) report(Fault{complaint});
  if (source->skipped != 0) {
    report(Fault{fmt::format("{}: {} of {} records left out", path, source->skipped, source->records)});
  }
  std::move(source->names.begin(), source->names.end(), std::back_inserter(names));
  return {};
}

Result<void> build(BuildOptions options) {
  const auto start = std::chrono::steady_clock::now();
  const auto type = lexical_class_of(options.type);
  if (!type) return fail("{}: no such type; there are company, organisation, person, product, city, …", options.type);
  options.columns.otherwise = *type;
  options.columns.header = !options.no_header;
  const Result<Gazetteer> bundled = bundled_gazetteer(options.rules);
  if (!bundled) return tl::unexpected(bundled.error());

  std::vector<GazetteerName> names;
  for (const std::string& path : options.inputs) {
    if (const auto added = add_names(path, options, names); !added) return added;
  }
  complete_names(names, *bundled, options.short_names);
  const Gazetteer gazetteer = Gazetteer::build(names);
  if (const auto saved = gazetteer.save(options.output); !saved) return saved;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  return print(fmt::format("{}: {} names make {} phrases, {:.1f} MB, in {:.1f} s\n", options.output, names.size(),
                           gazetteer.size(), static_cast<double>(gazetteer.bytes()) / 1e6, seconds.count()));
}

std::string described(const std::string& phrase, const GazetteerEntry& entry) {
  std::string line = phrase + "\t";
  std::string_view separator;
  for (std::size_t i = 0; i < lexical_class_count; ++i) {
    const auto one = static_cast<LexicalClass>(i);
    if (!entry.classes.has(one)) continue;
    line += fmt::format("{}{}", separator, name_of(one));
    separator = " ";
  }
  return line +
         fmt::format("\t{}\t{}\t{}\n", entry.country, entry.canonical, entry.ordinary_word ? "ordinary word" : "");
}

Result<bool> find(const FindOptions& options) {
  Result<Gazetteer> gazetteer =
      options.gazetteer == "bundled" ? bundled_gazetteer("") : Gazetteer::open(options.gazetteer);
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  std::string text;
  bool all = true;
  for (const std::string& phrase : options.phrases) {
    const GazetteerHit hit = gazetteer->find(phrase);
    all = all && hit.entry_count != 0;
    for (std::uint32_t i = 0; i < hit.entry_count; ++i)
      text += described(phrase, gazetteer->entry(hit.first_entry + i));
  }
  if (const auto printed = print(text); !printed) return tl::unexpected(printed.error());
  return all;
}

void add_build(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("build", "Makes an index from tables of names");
  const auto options = std::make_shared<BuildOptions>();
  command->add_option("TABLE", options->inputs, "Files: .tsv, .csv, .jsonl (columns are then paths: entity.name)")
      ->required();
  command->add_option("-o,--output", options->output, "Index to write")->type_name("FILE")->required();
  command->add_option("--format", options->format, "tsv, csv or jsonl, where the file's name does not say");
  command->add_option("--name", options->columns.name, "Column of the name (default: name)")->type_name("COLUMN");
  command->add_option("--other-names", options->columns.other_names, "Columns of more names for the same thing")
      ->type_name("COLUMN")
      ->delimiter(',');
  command->add_option("--separator", options->columns.separator, "Between several names in a cell (default: |)")
      ->type_name("TEXT");
  command->add_option("--canonical", options->columns.canonical, "Column of the name that --name is another name of")
      ->type_name("COLUMN");
  command->add_option("--country", options->columns.country, "Column of the country, a code or a name")
      ->type_name("COLUMN");
  command->add_option("--type", options->type, "What the names are: company (default), person, product, city, …");
  command->add_option("--type-column", options->columns.type, "Column that says what each name is")
      ->type_name("COLUMN");
  command->add_flag("--no-header", options->no_header, "The first line is data; columns are numbers from 1");
  command->add_flag("--short-names", options->short_names,
                    "Companies also without their legal form: Acme for Acme Ltd");
  command->add_option("--rules", options->rules, "Rules whose lists know ordinary words and legal forms")
      ->type_name("DIR");
  command->footer(build_examples);
  command->callback([options, &chosen] {
    chosen = [options] {
      const auto built = build(*options);
      return built ? exit_well : complain(built.error(), exit_failed);
    };
  });
}

void add_find(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("find", "Prints what an index says of phrases: type, country, usual name");
  const auto options = std::make_shared<FindOptions>();
  command->add_option("INDEX", options->gazetteer, "A file that build made, or 'bundled' for the lists of the rules")
      ->required();
  command->add_option("PHRASE", options->phrases, "What to look up")->required();
  command->footer("Exit code 1 where one of the phrases is not in the index.");
  command->callback([options, &chosen] {
    chosen = [options] {
      const auto found = find(*options);
      if (!found) return complain(found.error(), exit_failed);
      return *found ? exit_well : exit_failed;
    };
  });
}

}  // namespace

void add_gazetteer(CLI::App& program, Command& chosen) {
  CLI::App* command =
      program.add_subcommand("gazetteer", "Makes indices of names that extract can use, and looks into them");
  command->require_subcommand(1);
  add_build(*command, chosen);
  add_find(*command, chosen);
}

}  // namespace copydesk
