// The records of corpus/samples, as they are meant to be: tests/golden, one file a sample, spread out so that
// a change shows as lines of a diff.
//
//   UPDATE_GOLDENS=1 build/debug/tests/run/test_run --gtest_filter='Golden.*'    # then read the diff
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "corpus/files.h"
#include "corpus/reader.h"
#include "output/formats.h"
#include "pipeline/run/stages.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

const std::string samples = COPYDESK_SOURCE_DIR "/corpus/samples";
const fs::path goldens = COPYDESK_SOURCE_DIR "/tests/golden";

// Without what changes with every rule: the engine.
std::string record_of(const std::string& path, const Desk& desk, Worker& worker) {
  Result<std::string> bytes = read_bytes(path);
  EXPECT_TRUE(bytes) << bytes.error().message;
  Result<Article> article =
      read_article(fs::path(path).lexically_relative(COPYDESK_SOURCE_DIR).string(), std::move(*bytes));
  EXPECT_TRUE(article) << article.error().message;
  std::string text;
  write_as(OutputFormat::pretty, desk.extract(std::move(*article), worker), {"golden", "golden"}, text);
  return text;
}

TEST(Golden, RecordsOfTheSamplesAreAsTheyAreMeantToBe) {
  const auto desk = Desk::open(COPYDESK_SOURCE_DIR "/rules/en");
  ASSERT_TRUE(desk) << desk.error().message;
  const auto worker = Worker::create(**desk);
  ASSERT_TRUE(worker) << worker.error().message;
  std::size_t seen = 0;
  for (const std::string& path : list_files({samples}).files) {
    if (fs::path(path).filename() == "README.md" || fs::path(path).parent_path() != samples) continue;
    const fs::path golden = goldens / (fs::path(path).stem().string() + ".json");
    const std::string record = record_of(path, **desk, **worker);
    ++seen;
    if (std::getenv("UPDATE_GOLDENS") != nullptr) {
      std::ofstream(golden) << record;
      continue;
    }
    ASSERT_TRUE(fs::exists(golden)) << "no " << golden << "; make it with UPDATE_GOLDENS=1 and read it";
    EXPECT_EQ(record, test::read_file(golden.string())) << "if that is meant, UPDATE_GOLDENS=1 and read the diff";
  }
  EXPECT_GT(seen, 0U);
  for (const auto& entry : fs::directory_iterator(goldens)) {
    bool used = false;
    for (const auto& sample : fs::directory_iterator(samples)) used |= sample.path().stem() == entry.path().stem();
    EXPECT_TRUE(used) << entry.path() << " belongs to no sample";
  }
}

}  // namespace
}  // namespace copydesk
