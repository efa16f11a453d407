// Records of real articles hold the schema: the samples', and the annotated articles' where they are there.
#include "tests/output/schema.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "corpus/files.h"
#include "corpus/reader.h"
#include "output/record_json.h"
#include "pipeline/run/stages.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

void expect_schema(const std::string& directory) {
  const auto desk = Desk::open(COPYDESK_SOURCE_DIR "/rules/en");
  ASSERT_TRUE(desk) << desk.error().message;
  const auto worker = Worker::create(**desk);
  ASSERT_TRUE(worker) << worker.error().message;
  std::size_t facts = 0;
  for (const std::string& path : list_files({directory}).files) {
    Result<std::string> bytes = read_bytes(path);
    ASSERT_TRUE(bytes) << bytes.error().message;
    Result<Article> article = read_article(path, std::move(*bytes));
    if (!article) continue;
    std::string line;
    write_record((*desk)->extract(std::move(*article), **worker), {"test", "test"}, line);
    const auto record = nlohmann::json::parse(line);
    facts += record["facts"].size();
    EXPECT_EQ(test::breaches(record), "") << path;
  }
  EXPECT_GT(facts, 0U) << "nothing was held to the schema of facts";
}

TEST(Schema, IsHeldByTheSamples) { expect_schema(COPYDESK_SOURCE_DIR "/corpus/samples"); }

TEST(Schema, IsHeldByAnnotatedArticles) {
  for (const char* set : {"seeds", "dev"}) {
    const std::string directory = test::shared_directory(std::string("articles/") + set);
    if (directory.empty()) GTEST_SKIP() << "no ../shared/articles/" << set;
    expect_schema(directory);
  }
}

}  // namespace
}  // namespace copydesk
