// What each stage costs on one core, over a directory of articles that is read beforehand.
//
//   build/release/bench/extract_bench ../shared/articles/dev [rules/en]
//
// Prints, for reading, each stage, writing and all of them, MB of source a second and the share of the whole;
// beside them, as an anchor, simdjson's UTF-8 validation of the same bytes; and what the start costs. All by
// processor time, so that a busy machine does not disturb it much. The first round compiles what rules are
// compiled on first use and warms the caches; the second is measured, and must give the same records.
#include <simdjson.h>

#include <chrono>
#include <cstdio>
#include <vector>

#include "base/cpu_clock.h"
#include "corpus/files.h"
#include "corpus/reader.h"
#include "output/record_json.h"
#include "pipeline/run/stages.h"

namespace copydesk {
namespace {

using std::chrono::nanoseconds;

struct Source {
  std::string path;
  std::string bytes;
};

struct Round {
  std::string records;
  std::vector<nanoseconds> stages = std::vector<nanoseconds>(stage_count);
  nanoseconds reading{};
  nanoseconds writing{};
  nanoseconds all{};
};

std::vector<nanoseconds> times_of(const Worker& worker) {
  std::vector<nanoseconds> times;
  for (std::size_t i = 0; i < stage_count; ++i) times.push_back(worker.time_of(static_cast<Stage>(i)));
  return times;
}

Round extract_all(const std::vector<Source>& sources, const Desk& desk, Worker& worker) {
  Round round;
  const std::vector<nanoseconds> before = times_of(worker);
  const auto begin = CpuClock::now();
  for (const Source& source : sources) {
    auto start = CpuClock::now();
    Result<Article> article = read_article(source.path, source.bytes);
    round.reading += CpuClock::now() - start;
    if (!article) continue;
    const Record record = desk.extract(std::move(*article), worker);
    start = CpuClock::now();
    write_record(record, {"bench", desk.rules().digest()}, round.records);
    round.writing += CpuClock::now() - start;
  }
  round.all = CpuClock::now() - begin;
  round.stages = times_of(worker);
  for (std::size_t i = 0; i < stage_count; ++i) round.stages[i] -= before[i];
  return round;
}

double milliseconds(nanoseconds time) { return static_cast<double>(time.count()) / 1e6; }

void print(const Round& round, std::size_t bytes) {
  const auto line = [&](const char* what, nanoseconds time) {
    fmt::print("{:12}{:10.1f} MB/s{:8.1f} %\n", what, static_cast<double>(bytes) / 1e3 / milliseconds(time),
               100 * milliseconds(time) / milliseconds(round.all));
  };
  line("reading", round.reading);
  for (std::size_t i = 0; i < stage_count; ++i) line(name_of(static_cast<Stage>(i)), round.stages[i]);
  line("writing", round.writing);
  line("all", round.all);
}

std::vector<Source> read_all(const std::string& directory) {
  std::vector<Source> sources;
  for (const std::string& path : list_files({directory}).files) {
    if (Result<std::string> text = read_bytes(path)) sources.push_back({path, std::move(*text)});
  }
  return sources;
}

int measure(const std::string& directory, const std::string& rules) {
  const auto opening = CpuClock::now();
  const auto desk = Desk::open(rules);
  if (!desk) return std::puts(desk.error().message.c_str()), 1;
  const auto hiring = CpuClock::now();
  auto worker = Worker::create(**desk);
  if (!worker) return std::puts(worker.error().message.c_str()), 1;
  fmt::print("start        {:9.1f} ms for the desk, {:.1f} ms for each worker\n", milliseconds(hiring - opening),
             milliseconds(CpuClock::now() - hiring));

  const std::vector<Source> sources = read_all(directory);
  std::size_t bytes = 0;
  for (const Source& source : sources) bytes += source.bytes.size();
  const auto validating = CpuClock::now();
  std::size_t valid = 0;
  for (const Source& source : sources) valid += simdjson::validate_utf8(source.bytes) ? 1 : 0;
  const double validation = milliseconds(CpuClock::now() - validating);
  fmt::print("{} articles, {} of them UTF-8, {:.1f} MB\n", sources.size(), valid, static_cast<double>(bytes) / 1e6);
  fmt::print("{:12}{:10.1f} MB/s\n", "validation", static_cast<double>(bytes) / 1e3 / validation);

  const Round first = extract_all(sources, **desk, **worker);
  const Round second = extract_all(sources, **desk, **worker);
  print(second, bytes);
  fmt::print("first use    {:9.1f} ms more in the first round\n", milliseconds(first.all - second.all));
  if (first.records != second.records) return std::puts("the two rounds differ"), 1;
  return 0;
}

}  // namespace
}  // namespace copydesk

int main(int argc, char** argv) {
  if (argc < 2) return std::puts("usage: extract_bench DIRECTORY [RULES]"), 2;
  return copydesk::measure(argv[1], argc > 2 ? argv[2] : COPYDESK_SOURCE_DIR "/rules/en");
}
