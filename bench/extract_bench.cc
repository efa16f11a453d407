// How fast each stage is on one core, over a directory of articles that is read beforehand.
//
//   build/release/bench/extract_bench ../shared/articles/dev [rules/en]
//
// Prints MB of source a second for reading, each stage and writing, and for all together; beside them, as an
// anchor, simdjson's UTF-8 validation of the same bytes. Two rounds over the articles must give the same
// records.
#include <simdjson.h>

#include <chrono>
#include <cstdio>
#include <vector>

#include "corpus/files.h"
#include "corpus/reader.h"
#include "output/record_json.h"
#include "pipeline/run/stages.h"

namespace copydesk {
namespace {

using Clock = std::chrono::steady_clock;

struct Source {
  std::string path;
  std::string bytes;
};

struct Round {
  std::string records;
  std::chrono::nanoseconds reading{};
  std::chrono::nanoseconds writing{};
};

void print_speed(const char* what, std::size_t bytes, std::chrono::nanoseconds time) {
  fmt::print("{:12}{:10.1f} MB/s\n", what, static_cast<double>(bytes) * 1e3 / static_cast<double>(time.count()));
}

Round extract_all(const std::vector<Source>& sources, const Desk& desk, Worker& worker) {
  Round round;
  for (const Source& source : sources) {
    auto start = Clock::now();
    Result<Article> article = read_article(source.path, source.bytes);
    round.reading += Clock::now() - start;
    if (!article) continue;
    const Record record = desk.extract(std::move(*article), worker);
    start = Clock::now();
    write_record(record, {"bench", desk.rules().digest()}, round.records);
    round.writing += Clock::now() - start;
  }
  return round;
}

int measure(const std::string& directory, const std::string& rules) {
  const auto opening = Clock::now();
  const auto desk = Desk::open(rules);
  if (!desk) return std::puts(desk.error().message.c_str()), 1;
  auto worker = Worker::create(**desk);
  if (!worker) return std::puts(worker.error().message.c_str()), 1;
  fmt::print("start-up    {:10.1f} ms\n", std::chrono::duration<double, std::milli>(Clock::now() - opening).count());

  std::vector<Source> sources;
  std::size_t bytes = 0;
  for (const std::string& path : list_files({directory}).files) {
    Result<std::string> text = read_bytes(path);
    if (!text) continue;
    bytes += text->size();
    sources.push_back({path, std::move(*text)});
  }
  const auto validating = Clock::now();
  std::size_t valid = 0;
  for (const Source& source : sources) valid += simdjson::validate_utf8(source.bytes) ? 1 : 0;
  fmt::print("{} articles, {} of them UTF-8, {:.1f} MB\n", sources.size(), valid, static_cast<double>(bytes) / 1e6);
  print_speed("validation", bytes, Clock::now() - validating);

  const Round first = extract_all(sources, **desk, **worker);
  worker = Worker::create(**desk);
  const auto start = Clock::now();
  const Round second = extract_all(sources, **desk, **worker);
  const auto all = Clock::now() - start;
  print_speed("reading", bytes, second.reading);
  for (std::size_t i = 0; i < stage_count; ++i) {
    print_speed(name_of(static_cast<Stage>(i)), bytes, (*worker)->time_of(static_cast<Stage>(i)));
  }
  print_speed("writing", bytes, second.writing);
  print_speed("all", bytes, all);
  if (first.records != second.records) return std::puts("the two rounds differ"), 1;
  return 0;
}

}  // namespace
}  // namespace copydesk

int main(int argc, char** argv) {
  if (argc < 2) return std::puts("usage: extract_bench DIRECTORY [RULES]"), 2;
  return copydesk::measure(argv[1], argc > 2 ? argv[2] : COPYDESK_SOURCE_DIR "/rules/en");
}
