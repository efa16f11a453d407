// copydesk verify: every span of records against the bytes of their sources.
#include "audit/verify.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "corpus/reader.h"

namespace copydesk {
namespace {

struct Options {
  std::vector<std::string> records;
  std::string root;
};

constexpr auto examples = R"(examples:
  copydesk verify records.jsonl                          sources are where extract read them
  copydesk verify records.jsonl --root /data/press       they are below another directory
  copydesk extract posts/ | copydesk verify -

It reads each span anew, without the offset maps that extract used: decoded, repaired as the record
lists it, markup dropped. Exit code 1 where a span is wrong or a source has changed.)";

struct Totals {
  std::size_t records = 0;
  std::size_t spans = 0;
  std::size_t wrong = 0;
};

Result<void> verify_line(const std::string& line, const std::string& where, const ReadSource& read, Totals& totals) {
  const Json record = Json::parse(line, nullptr, false);
  if (record.is_discarded()) return fail("{}: is not JSON", where);
  const RecordCheck check = check_record(record, read);
  ++totals.records;
  totals.spans += check.spans;
  totals.wrong += check.faults.size();
  std::string text;
  for (const std::string& fault : check.faults) {
    text += fmt::format("{}: {}\n", check.source.empty() ? where : check.source, fault);
  }
  return print(text);
}

Result<void> verify_file(const std::string& path, const ReadSource& read, Totals& totals) {
  std::ifstream file;
  if (path != "-") file.open(path);
  std::istream& input = path == "-" ? std::cin : file;
  if (!input || (path != "-" && std::filesystem::is_directory(path))) return fail("{}: cannot be read", path);
  std::size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    if (auto verified = verify_line(line, fmt::format("{}:{}", path, ++number), read, totals); !verified)
      return verified;
  }
  return {};
}

int verify(const Options& options) {
  const std::filesystem::path root = options.root;
  const ReadSource read = [&](const std::string& source) -> Result<std::string> {
    if (source == "-") return fail("was read from standard input; there is no source to hold it against");
    return read_bytes((root / source).string());
  };
  Totals totals;
  for (const std::string& path : options.records) {
    if (const auto verified = verify_file(path, read, totals); !verified)
      return complain(verified.error(), exit_failed);
  }
  const Result<void> printed =
      print(fmt::format("{} records, {} spans: {}\n", totals.records, totals.spans,
                        totals.wrong == 0 ? "every span right" : fmt::format("{} wrong", totals.wrong)));
  if (!printed) return complain(printed.error(), exit_failed);
  return totals.wrong == 0 ? exit_well : exit_failed;
}

}  // namespace

void add_verify(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("verify", "Holds every span of records against its source");
  const auto options = std::make_shared<Options>();
  command->add_option("RECORDS", options->records, "Records as extract writes them (jsonl), or - for standard input")
      ->required();
  command->add_option("--root", options->root, "Directory that the records' sources are relative to")->type_name("DIR");
  command->footer(examples);
  command->callback([options, &chosen] { chosen = [options] { return verify(*options); }; });
}

}  // namespace copydesk
