// copydesk rules, as its user meets it: output and exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/process.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using test::run;
using test::TemporaryDirectory;
using testing::HasSubstr;

// A copy of the rules that ship, with one more file.
std::string rules_with(const TemporaryDirectory& files, const std::string& more) {
  const std::string directory = files / "rules";
  std::filesystem::copy(COPYDESK_SOURCE_DIR "/rules/en", directory, std::filesystem::copy_options::recursive);
  files.file("rules/zz.rules", more);
  return directory;
}

TEST(RulesCheck, PassesTheRulesThatShip) {
  const auto outcome = run({"rules", "check"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("no errors"));
}

TEST(RulesCheck, ShowsFaultsAndWarningsAndSaysHowMany) {
  const TemporaryDirectory files;
  const std::string directory = rules_with(files, "define zz = never used\n");
  auto outcome = run({"rules", "check", directory});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("zz.rules:1:13: warning: no pattern uses the macro <zz>\n"));
  EXPECT_EQ(run({"rules", "check", "--strict", directory}).exit_code, 1);
  files.file("rules/zz.rules", "rule zz.one : founded_by\n  match  {subject:compagny} was minted by {object:people}\n");
  outcome = run({"rules", "check", directory});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("zz.rules:2:19: unknown slot type 'compagny'\n"));
  EXPECT_THAT(outcome.out, HasSubstr("3 errors"));
}

TEST(RulesTest, RunsEveryExample) {
  const TemporaryDirectory files;
  auto outcome = run({"rules", "test"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("all hold"));
  EXPECT_EQ(outcome.err, "");  // a progress bar is for terminals
  const std::string directory = rules_with(files, run({"rules", "new", "founded_by", "zz.one"}).out);
  EXPECT_EQ(run({"rules", "test", directory}).exit_code, 0);
  std::string rule = run({"rules", "new", "founded_by", "zz.one"}).out;
  rule.replace(rule.find("Veltrix VERBED"), 14, "Veltrix WRONGS");
  files.file("rules/zz.rules", rule);
  outcome = run({"rules", "test", directory});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("this fact was not drawn"));
  EXPECT_THAT(outcome.out, HasSubstr("1 failed"));
}

TEST(RulesNew, AddsToAFile) {
  const TemporaryDirectory files;
  for (const char* name : {"zz.one", "zz.two"})
    EXPECT_EQ(run({"rules", "new", "raised", name, "-o", files / "my.rules"}).exit_code, 0);
  const std::string text = test::read_file(files / "my.rules");
  EXPECT_THAT(text, testing::StartsWith("rule zz.one : raised\n"));
  EXPECT_THAT(text, HasSubstr("\n\nrule zz.two : raised\n"));
  EXPECT_EQ(run({"rules", "new", "raised", "zz.one", "-o", files / "no/such/my.rules"}).exit_code, 1);
}

TEST(RulesNew, KnowsARelationByItsClosestName) {
  EXPECT_THAT(run({"rules", "new", "foundedby", "zz.one"}).err, HasSubstr("did you mean founded_by?"));
}

TEST(RulesList, HasALineForEachRule) {
  const auto outcome = run({"rules", "list"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, testing::ContainsRegex("founding.passive +founded_by +[0-9]+ templates"));
}

}  // namespace
}  // namespace copydesk
