// The rules that ship: every file is read without a fault, every template compiles.
#include <gtest/gtest.h>

#include "pipeline/relate/relator.h"

namespace copydesk {
namespace {

TEST(EnglishRules, HaveNoFaults) {
  const auto rule_set = RuleSet::load(COPYDESK_SOURCE_DIR "/rules/en");
  ASSERT_TRUE(rule_set) << text_of(rule_set.error());
  std::vector<RuleFault> faults;
  const RelationRules rules = RelationRules::read(*rule_set, faults);
  const StatusCues cues = StatusCues::read(*rule_set, faults);
  EXPECT_TRUE(faults.empty()) << text_of(faults);
  ASSERT_FALSE(rules.all().empty());
  EXPECT_FALSE(cues.all.empty());
  std::vector<RuleFault> refused = Relator(rules, cues).check();
  rule_set->show_lines(refused);
  EXPECT_TRUE(refused.empty()) << text_of(refused);
}

}  // namespace
}  // namespace copydesk
