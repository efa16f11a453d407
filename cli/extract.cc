// copydesk extract: articles in, records out.
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <thread>

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "corpus/files.h"
#include "corpus/reader.h"
#include "output/formats.h"
#include "output/output_file.h"
#include "pipeline/run/batch.h"
#include "pipeline/run/resume.h"
#include "pipeline/run/stages.h"

namespace copydesk {
namespace {

struct Options {
  std::vector<std::string> paths;
  OutputFormat format = OutputFormat::jsonl;
  std::string output = "-";
  bool resume = false;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
  SetupOptions setup;
};

constexpr auto examples = R"(examples:
  copydesk extract article.md                            one record, as a line of JSON
  copydesk extract --format pretty article.md            the same, spread out for reading
  copydesk extract --format facts posts/                 one line per fact, for a person
  copydesk extract --format csv posts/ -o facts.csv      one row per fact
  copydesk extract posts/ -o records.jsonl --jobs 8      a corpus into a file
  copydesk extract posts/ -o records.jsonl --resume      go on after an interruption
  cat article.md | copydesk extract -                    from standard input

Exit code: 0 all well, 1 some inputs failed, 2 usage, 130 interrupted.)";

const std::map<std::string, OutputFormat> formats = {{"jsonl", OutputFormat::jsonl},
                                                     {"pretty", OutputFormat::pretty},
                                                     {"facts", OutputFormat::facts},
                                                     {"csv", OutputFormat::csv}};

// What a run is done with: the same for every input.
struct Run {
  const Desk& desk;
  const Engine engine;
  const OutputFormat format;
  const std::optional<std::chrono::year_month_day> reference_date;
};

Finished extract_one(const Run& run, const std::string& path, Worker& worker) {
  Finished finished;
  Result<std::string> bytes = read_bytes(path);
  if (!bytes) return {{}, 0, bytes.error()};
  finished.bytes = bytes->size();
  Result<Article> article = read_article(path, std::move(*bytes));
  if (!article) return {{}, finished.bytes, article.error()};
  const Record record = run.desk.extract(std::move(*article), worker, run.reference_date);
  write_as(run.format, record, run.engine, finished.text);
  return finished;
}

Result<Job> hire_for(const Run& run) {
  Result<std::unique_ptr<Worker>> worker = Worker::create(run.desk);
  if (!worker) return tl::unexpected(worker.error());
  return [&run, worker = std::shared_ptr<Worker>(std::move(*worker))](const std::string& path) {
    return extract_one(run, path, *worker);
  };
}

// Where the run goes on: at its start, or behind what an interrupted one has left.
Result<Resumption> start_of(const Options& options, std::span<const std::string> inputs, const Engine& engine) {
  if (!options.resume) return Resumption{};
  const Result<std::string> part = OutputFile::part_of(options.output);
  if (!part) return tl::unexpected(part.error());
  return resume_from(*part, options.format, inputs, engine);
}

// Puts finished articles into the file and says what went wrong; its counts decide the exit code.
class Writer {
 public:
  Writer(OutputFile& file, std::size_t inputs) : file_(file), progress_(inputs) {}

  bool take(Finished finished) {
    if (finished.fault) {
      progress_.clear();
      report(*finished.fault);
      ++failed_;
    }
    written_ = file_.write(finished.text);
    progress_.advance(finished.bytes, finished.fault.has_value());
    return written_.has_value();
  }

  [[nodiscard]] const Result<void>& written() const { return written_; }
  [[nodiscard]] std::size_t failed() const { return failed_; }

 private:
  OutputFile& file_;
  Progress progress_;
  Result<void> written_;
  std::size_t failed_ = 0;
};

// After an interruption.
int leave(OutputFile& file, const Options& options, std::size_t done, std::size_t inputs) {
  const auto left = file.leave_part();
  if (!left) return complain(left.error(), exit_failed);
  std::string message = fmt::format("interrupted: {} of {} articles are done", done, inputs);
  if (options.output != "-") message += "; the same command with --resume does the rest";
  report({message});
  return exit_interrupted;
}

// `unlisted`: how many paths could not even be listed.
int run_from(const Options& options, const Run& run, std::span<const std::string> inputs, const Resumption& from,
             std::size_t unlisted) {
  Result<OutputFile> file = OutputFile::open(options.output, from.keep);
  if (!file) return complain(file.error(), exit_failed);
  const Interrupts interrupts;
  Writer writer(*file, inputs.size() - from.first);
  if (from.keep == 0) {
    if (const auto written = file->write(header_of(run.format)); !written)
      return complain(written.error(), exit_failed);
  }
  const auto taken = run_batch(
      inputs.subspan(from.first), options.jobs, [&] { return hire_for(run); },
      [&](std::size_t, Finished finished) { return writer.take(std::move(finished)); }, interrupts.stop());
  if (!taken) return complain(taken.error(), exit_failed);
  if (!writer.written()) return complain(writer.written().error(), exit_failed);
  if (from.first + *taken < inputs.size()) return leave(*file, options, from.first + *taken, inputs.size());
  if (const auto finished = file->finish(); !finished) return complain(finished.error(), exit_failed);
  if (from.failed_before > 0) {
    report(
        {fmt::format("{} articles had failed before the interruption; run them alone to see why", from.failed_before)});
  }
  return writer.failed() + from.failed_before + unlisted == 0 ? exit_well : exit_failed;
}

int extract(const Options& options) {
  if (options.resume && (options.output == "-" || options.format == OutputFormat::pretty)) {
    return complain({"--resume needs an output file (-o FILE) and a format of lines (jsonl, facts, csv)"}, exit_usage);
  }
  const Result<Setup> setup = set_up(options.setup);
  if (!setup) return complain(setup.error(), exit_usage);
  const Run run{*setup->desk, {COPYDESK_VERSION, setup->desk->digest()}, options.format, setup->reference_date};
  const Listing listing = list_files(options.paths);
  for (const Fault& fault : listing.faults) report(fault);
  if (const std::string note = listing.note(); !note.empty()) report({note});
  const auto from = start_of(options, listing.files, run.engine);
  if (!from) return complain(from.error(), exit_failed);
  return run_from(options, run, listing.files, *from, listing.faults.size());
}

}  // namespace

void add_extract(CLI::App& program, Command& chosen) {
  CLI::App* command = program.add_subcommand("extract", "Extracts the facts of articles");
  const auto options = std::make_shared<Options>();
  command->add_option("PATH", options->paths, "Files, directories (all .md, .txt and .html below them), or -")
      ->required();
  command->add_option("-f,--format", options->format, "jsonl (one record a line, the default), pretty, facts or csv")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""));
  command->add_option("-o,--output", options->output, "File to write; it is FILE.part until all is done")
      ->type_name("FILE");
  command->add_flag("--resume", options->resume, "Keep what an interrupted run left in FILE.part and do the rest");
  command->add_option("-j,--jobs", options->jobs, "Threads to work on (default: one a processor)")
      ->check(CLI::Range(1U, 1024U).description(""))
      ->type_name("N");
  add_setup_options(*command, options->setup);
  command->footer(examples);
  command->callback([options, &chosen] { chosen = [options] { return extract(*options); }; });
}

}  // namespace copydesk
