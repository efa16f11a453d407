// What `copydesk rules check` says of rules with faults: each fault with its place, marked in the line.
#include "audit/rule_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "audit/rule_examples.h"
#include "audit/rule_skeleton.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

// The rules that ship, in a directory of their own, so that a test can add to them.
class RuleCheck : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "copydesk-rules-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    fs::copy(COPYDESK_SOURCE_DIR "/rules/en", root_, fs::copy_options::recursive);
  }
  void TearDown() override { fs::remove_all(root_); }

  void add(const std::string& rules) const { std::ofstream(root_ / "zz.rules") << rules; }

  // The faults of the file added, without its directory and the lines.
  [[nodiscard]] std::vector<std::string> faults() const {
    std::vector<std::string> shown;
    for (const RuleFault& fault : check_rules(root_.string()).faults) {
      if (!fault.file.ends_with("zz.rules")) continue;
      shown.push_back(fmt::format("{}:{} {}{}{}{}", fault.line, fault.column, fault.warning ? "warning: " : "",
                                  fault.message, fault.hint.empty() ? "" : "; ", fault.hint));
    }
    return shown;
  }

  fs::path root_;
};

constexpr auto proof = R"(
  yes    Veltrix was minted by Ann Lee.
         => Veltrix founded_by Ann Lee
  no     Veltrix was minted; Ann Lee saw it.
         => Veltrix founded_by Ann Lee
)";

std::string rule(const std::string& match) { return "rule zz.rule : founded_by\n  match  " + match + proof; }

TEST_F(RuleCheck, TheRulesThatShipHaveNoErrors) {
  const RuleReport report = check_rules(root_.string());
  EXPECT_EQ(report.errors(), 0U) << text_of(report.faults);
  EXPECT_GT(report.rules, 40U);
  EXPECT_GT(report.templates, report.rules);
  EXPECT_THAT(report.summary("rules/en"), HasSubstr("no errors"));
}

TEST_F(RuleCheck, AMisspeltSlot) {
  add(rule("{subject:compagny} was minted by {object:people}"));
  EXPECT_THAT(faults(), ElementsAre("2:19 unknown slot type 'compagny'; did you mean 'company'?"));
}

TEST_F(RuleCheck, AnUnknownList) {
  add(rule("{subject:company} <deal_advrb>? minted by {object:people}"));
  EXPECT_THAT(faults(), ElementsAre("2:28 unknown macro or list <deal_advrb>; did you mean <deal_adverb>?"));
}

TEST_F(RuleCheck, PlaceholdersAlone) {
  add(rule("{subject:company},? <descriptor>? {object:people}"));
  EXPECT_THAT(faults(), ElementsAre("2:10 this template can match mentions alone; a word, a list of words or a phrase "
                                    "must be there whatever else is"));
}

TEST_F(RuleCheck, OptionalWordsAreNoWords) {
  add(rule("{subject:company} (?:minted by|, )? {object:people}"));
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("this template can match mentions alone")));
}

TEST_F(RuleCheck, APhraseThatMatchesNothing) {
  add("phrase zz\n  match  (?:some)? (?:thing)?\n" + rule("{subject:company} minted <zz> {object:people}"));
  EXPECT_THAT(faults(),
              ElementsAre("2:10 this pattern can match the empty text; at least one part must not be optional"));
}

TEST_F(RuleCheck, AProgramOverItsBound) {
  add(rule("{subject:company} (?:(?:<gap> minted ){1,60}<gap> ){1,60}by {object:people}"));
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("2:10 this template does not compile: too large")));
}

TEST_F(RuleCheck, ARuleWithoutExamples) {
  add("rule zz.rule : founded_by\n  match  {subject:company} was minted by {object:people}\n");
  EXPECT_THAT(faults(), ElementsAre("1:6 a rule without a 'yes' example; add a sentence it must match",
                                    "1:6 a rule without a 'no' example; add a sentence it must not match"));
}

TEST_F(RuleCheck, AnUnreachableTemplate) {
  add(rule(
      "{subject:company} was minted by {object:people}\n  match  {subject:company}  was minted by {object:people}"));
  EXPECT_THAT(faults(),
              ElementsAre(testing::MatchesRegex("3:10 warning: this template is never reached; .*zz.rules:2 in "
                                                "rule zz.rule matches the same")));
}

TEST_F(RuleCheck, AMacroWithoutUse) {
  add("define minting = minted | coined\n" + rule("{subject:company} was minted by {object:people}"));
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("1:18 warning: no pattern uses the macro <minting>")));
}

TEST_F(RuleCheck, AnUnknownKindRelationAndProperty) {
  add("rul zz.one : founded_by\n\nrule zz.two : foundedby\n  match  x\n\n" +
      std::string("rule zz.three : founded_by\n  mach   {subject:company} minted {object:people}") + proof);
  EXPECT_THAT(faults(), ElementsAre("1:1 unknown kind of definition 'rul'; did you mean 'rule'?",
                                    "3:15 unknown relation 'foundedby'; did you mean 'founded_by'?",
                                    "7:3 unknown property 'mach'; did you mean 'match'?"));
}

TEST_F(RuleCheck, FaultsOfAllKindsAreReportedTogether) {
  add("oops\n" + rule("{subject:compagny} was (minted by {object:people}"));
  EXPECT_THAT(faults(),
              ElementsAre("1:1 a definition needs a kind and a name; write 'rule NAME : RELATION' or 'define NAME = "
                          "PATTERN'",
                          HasSubstr("3:19 unknown slot type"), HasSubstr("3:33 this '(' is never closed")));
}

TEST_F(RuleCheck, AFaultIsMarkedInItsLine) {
  add(rule("{subject:compagny} was minted by {object:people}"));
  EXPECT_THAT(text_of(check_rules(root_.string()).faults),
              HasSubstr("    2 |   match  {subject:compagny} was minted by {object:people}\n"
                        "      |                   ^^^^^^^^\n"
                        "   in rule zz.rule; did you mean 'company'?\n"));
}

TEST_F(RuleCheck, NoSuchDirectory) {
  const RuleReport report = check_rules("/nowhere");
  EXPECT_FALSE(report.readable);
  EXPECT_EQ(report.errors(), 1U);
}

// Every relation's skeleton holds no fault, and its examples hold.
TEST_F(RuleCheck, SkeletonsPass) {
  std::string all;
  for (int i = 0; i <= static_cast<int>(Relation::makes); ++i)
    all += rule_skeleton(static_cast<Relation>(i), "zz.r" + std::to_string(i)) + "\n";
  for (const auto& file : fs::directory_iterator(root_)) {
    const std::string name = file.path().filename().string();
    if (name.ends_with(".rules") && name != "common.rules" && name != "dates.rules" && name != "money.rules" &&
        name != "numbers.rules" && name != "names.rules")
      fs::remove(file.path());
  }
  add(all);
  EXPECT_THAT(faults(), testing::IsEmpty());
  const auto proven = prove_rules(root_.string(), [](std::size_t, std::size_t) {});
  ASSERT_TRUE(proven) << text_of(proven.error());
  EXPECT_TRUE(proven->failures.empty()) << text_of(proven->failures);
  EXPECT_EQ(proven->rules, 12U);
}

}  // namespace
}  // namespace copydesk
