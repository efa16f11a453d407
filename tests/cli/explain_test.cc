// copydesk explain: what it prints, and how it fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using nlohmann::json;
using test::run;
using test::TemporaryDirectory;
using testing::HasSubstr;

constexpr auto article = "Veltrix Inc. raised $5 million.\n\nOrlo Inc. was founded with the help of Ann Lee.\n";

TEST(Explain, ShowsMentionsRulesAndMissesOfALine) {
  const TemporaryDirectory files;
  const auto outcome = run({"explain", files.file("a.md", article), "--line", "1"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Veltrix Inc.  company"));
  EXPECT_THAT(outcome.out, HasSubstr("=> Veltrix Inc. raised $5 million"));
  EXPECT_THAT(outcome.out, testing::Not(HasSubstr("Orlo")));
}

TEST(Explain, SaysWhatTheNearestRuleLacked) {
  const TemporaryDirectory files;
  const auto outcome =
      run({"explain", files.file("a.md", article), "--at", "founded with", "-r", "founded_by", "--json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const json sentences = json::parse(outcome.out).at("sentences");
  ASSERT_EQ(sentences.size(), 1U);
  ASSERT_FALSE(sentences[0].at("misses").empty());
  for (const json& miss : sentences[0].at("misses")) {
    EXPECT_FALSE(miss.at("needed").get<std::string>().empty()) << miss;
    EXPECT_FALSE(miss.at("saw").get<std::string>().empty()) << miss;
  }
}

TEST(Explain, SaysWhatItCanNotExplain) {
  const TemporaryDirectory files;
  const std::string path = files.file("a.md", article);
  const auto nowhere = run({"explain", path, "--at", "no such words"});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_THAT(nowhere.err, HasSubstr("no sentence"));
  const auto relation = run({"explain", path, "-r", "founded"});
  EXPECT_EQ(relation.exit_code, 2);
  EXPECT_THAT(relation.err, HasSubstr("is no relation"));
  EXPECT_EQ(run({"explain", files / "missing.md"}).exit_code, 1);
}

}  // namespace
}  // namespace copydesk
