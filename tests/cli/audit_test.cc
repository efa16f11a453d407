// copydesk audit: the rules measured against articles.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/process.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using nlohmann::json;
using test::run;
using test::TemporaryDirectory;
using testing::HasSubstr;

constexpr auto article =
    "Veltrix Inc. was founded by Ann Lee. Veltrix Inc. is based in Leeds. Orlo Inc. is based in Paris.\n";
constexpr auto gold = R"({"article": "a.md", "facts": [
  {"relation": "founded_by", "subject": ["Veltrix Inc.", "Veltrix"], "object": ["Ann Lee"]},
  {"relation": "headquartered_in", "subject": ["Veltrix Inc.", "Veltrix"], "object": ["Leeds"]}]})";

// "founding.passive\t1\t0" of the line that begins with `rule`.
std::string counts_of(const std::string& table, const std::string& rule) {
  const auto start = table.find("\n" + rule + "\t");
  if (start == std::string::npos) return {};
  const std::string line = table.substr(start + 1, table.find('\n', start + 1) - start - 1);
  return line.substr(0, line.find('\t', line.find('\t', rule.size() + 1) + 1));
}

TEST(Calibrate, CountsEachRulesRightAndWrongFacts) {
  const TemporaryDirectory files;
  files.file("posts/a.md", article);
  files.file("gold/a.json", gold);
  const auto outcome = run({"audit", "calibrate", files / "gold", "-a", files / "posts", "-o", "-"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(" on 1 article of "));
  EXPECT_EQ(counts_of(outcome.out, "founding.passive"), "founding.passive\t1\t0");
  EXPECT_EQ(counts_of(outcome.out, "seat.based"), "seat.based\t1\t1");
  EXPECT_EQ(counts_of(outcome.out, "staff.employs"), "staff.employs\t0\t0");
}

// The file is made beside the rules; facts then carry its figures, and stay the same facts.
TEST(Calibrate, GivesFactsTheirConfidence) {
  const TemporaryDirectory files;
  const std::string path = files.file("posts/a.md", article);
  files.file("gold/a.json", gold);
  std::filesystem::copy(COPYDESK_SOURCE_DIR "/rules/en", files / "rules", std::filesystem::copy_options::recursive);
  std::filesystem::remove(files / "rules/calibration.tsv");
  const auto facts = [&] { return json::parse(run({"extract", path, "--rules", files / "rules"}).out)["facts"]; };
  const json before = facts();
  ASSERT_EQ(run({"audit", "calibrate", files / "gold", "-a", files / "posts", "--rules", files / "rules"}).exit_code,
            0);
  EXPECT_TRUE(std::filesystem::exists(files / "rules/calibration.tsv"));
  const json after = facts();
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t i = 0; i < after.size(); ++i) {
    EXPECT_EQ(before[i]["confidence"], 0.8);
    EXPECT_EQ(after[i]["relation"], before[i]["relation"]);
    EXPECT_EQ(after[i]["subject"], before[i]["subject"]);
    const bool founded =
        after[i]["relation"] == "founded_by";  // its rule: (1 + 4) / (1 + 5); the other (1 + 4) / (2 + 5)
    EXPECT_EQ(after[i]["confidence"], founded ? 0.83 : 0.71);
  }
}

TEST(Calibrate, SaysWhatItLacks) {
  const TemporaryDirectory files;
  files.file("posts/b.md", article);
  files.file("gold/a.json", gold);
  files.file("bad/b.json", "{");
  EXPECT_EQ(run({"audit", "calibrate", files / "gold"}).exit_code, 2);
  auto outcome = run({"audit", "calibrate", files / "gold", "-a", files / "posts", "-o", "-"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("no article has an annotation of the same stem"));
  outcome = run({"audit", "calibrate", files / "bad", "-a", files / "posts", "-o", "-"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("bad/b.json: the annotation: is not JSON"));
}

TEST(Coverage, CountsHowOftenEachRuleHadASay) {
  const TemporaryDirectory files;
  files.file("posts/a.md", article);
  const auto outcome = run({"audit", "coverage", files / "posts"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, testing::ContainsRegex("seat.based +headquartered_in +[0-9]+ +2 +1\n"));
  EXPECT_THAT(outcome.out, testing::ContainsRegex("staff.employs +employs +0 +0 +0\n"));
  const std::string unused = run({"audit", "coverage", files / "posts", "--unused"}).out;
  EXPECT_THAT(unused, testing::Not(HasSubstr("seat.based")));
  EXPECT_THAT(unused, HasSubstr("staff.employs"));
}

}  // namespace
}  // namespace copydesk
