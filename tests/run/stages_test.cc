#include "pipeline/run/stages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/reader.h"

namespace copydesk {
namespace {

using testing::HasSubstr;

class StagesTest : public testing::Test {
 protected:
  static Record extracted(const std::string& bytes) {
    const auto desk = Desk::open(COPYDESK_SOURCE_DIR "/rules/en");
    EXPECT_TRUE(desk) << desk.error().message;
    const auto worker = Worker::create(**desk);
    EXPECT_TRUE(worker) << worker.error().message;
    Result<Article> article = read_article("test.md", bytes);
    EXPECT_TRUE(article) << article.error().message;
    using namespace std::chrono_literals;
    return (*desk)->extract(std::move(*article), **worker, 2025y / 3 / 1);
  }
};

TEST_F(StagesTest, TakesAnArticleThroughTheHouse) {
  const Record record =
      extracted("---\ndate: 2024-06-01\n---\n\n# News\n\nThe round closed last year. It was **$5 million**.\n");
  EXPECT_EQ(record.document.text.substr(0, 4), "News");
  EXPECT_EQ(record.sentences.sentences.size(), 3U);
  ASSERT_EQ(record.mentions.dates.size(), 1U);
  EXPECT_EQ(record.mentions.dates[0].value, "2023");
  ASSERT_EQ(record.mentions.money.size(), 1U);
  EXPECT_EQ(record.mentions.money[0].amount, Decimal::parse("5000000"));
}

TEST_F(StagesTest, CountsFromTheReferenceDateWhereTheArticleNamesNone) {
  const Record record = extracted("The round closed last year, the firm said in a statement on its results.\n");
  ASSERT_EQ(record.mentions.dates.size(), 1U);
  EXPECT_EQ(record.mentions.dates[0].value, "2024");
  EXPECT_FALSE(record.article.published);
}

TEST_F(StagesTest, AnArticleInAnotherLanguageHasAWarningAndNoFacts) {
  const Record record = extracted(
      "Das Unternehmen hat im vergangenen Jahr fünf Millionen Euro eingenommen und beschäftigt nach eigenen "
      "Angaben inzwischen mehr als achthundert Menschen in Leipzig und in der Umgebung der Stadt.\n");
  EXPECT_EQ(record.article.language, "de");
  EXPECT_TRUE(record.mentions.all.empty());
  EXPECT_TRUE(record.facts.all.empty());
  EXPECT_THAT(record.document.warnings, testing::Contains(HasSubstr("this one's language is 'de'")));
  EXPECT_FALSE(record.sentences.sentences.empty());
}

TEST_F(StagesTest, ADirectoryWithoutRulesIsAFault) { EXPECT_FALSE(Desk::open("/nowhere/at/all")); }

}  // namespace
}  // namespace copydesk
