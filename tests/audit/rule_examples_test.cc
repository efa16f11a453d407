// Every example of every relation rule that ships.
#include "audit/rule_examples.h"

#include <gtest/gtest.h>

namespace copydesk {
namespace {

std::string text_of(const std::vector<RuleFault>& faults) {
  std::string out;
  for (const RuleFault& fault : faults) out += fault.text();
  return out;
}

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

}  // namespace
}  // namespace copydesk
