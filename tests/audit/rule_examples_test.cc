// Every example of every relation rule that ships.
#include "audit/rule_examples.h"

#include <gtest/gtest.h>

namespace copydesk {
namespace {

TEST(RelationRules, ProveThemselves) {
  const auto rule_set = RuleSet::load(COPYDESK_SOURCE_DIR "/rules/en");
  ASSERT_TRUE(rule_set) << text_of(rule_set.error());
  std::vector<RuleFault> faults;
  const RelationRules rules = RelationRules::read(*rule_set, faults);
  ASSERT_TRUE(faults.empty()) << text_of(faults);
  const auto segmenter = Segmenter::open(COPYDESK_SOURCE_DIR "/rules/en/lists");
  ASSERT_TRUE(segmenter) << segmenter.error().message;
  const auto words = ResolveWords::from(*rule_set);
  ASSERT_TRUE(words) << words.error().message;
  auto values = ValueRecogniser::create(*rule_set);
  ASSERT_TRUE(values) << text_of(values.error());
  RuleProver prover(rules, *segmenter, *words, std::move(*values));
  for (std::size_t i = 0; i < rules.all().size(); ++i) {
    std::vector<RuleFault> failures = prover.prove(i);
    rule_set->show_lines(failures);
    EXPECT_TRUE(failures.empty()) << text_of(failures);
  }
}

TEST(StatusCues, ProveThemselves) {
  const auto rule_set = RuleSet::load(COPYDESK_SOURCE_DIR "/rules/en");
  ASSERT_TRUE(rule_set) << text_of(rule_set.error());
  std::vector<RuleFault> faults;
  const StatusCues cues = StatusCues::read(*rule_set, faults);
  ASSERT_TRUE(faults.empty()) << text_of(faults);
  std::vector<RuleFault> failures = prove_cues(cues);
  rule_set->show_lines(failures);
  EXPECT_TRUE(failures.empty()) << text_of(failures);
}

TEST(StatusCues, AnExampleThatLiesIsAFault) {
  const auto rules =
      RuleSet::parse({{"x.rules", "status a : planned\n  match  will\n  yes    It did.\n  no     It will.\n"}});
  ASSERT_TRUE(rules);
  std::vector<RuleFault> faults;
  const StatusCues cues = StatusCues::read(*rules, faults);
  ASSERT_TRUE(faults.empty()) << text_of(faults);
  EXPECT_EQ(prove_cues(cues).size(), 2U);
}

}  // namespace
}  // namespace copydesk
