#include "rules/calibration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace copydesk {
namespace {

TEST(Calibration, APriorHoldsUntilFactsAreSeen) {
  EXPECT_DOUBLE_EQ(confidence_of({0, 0}), 0.8);
  EXPECT_DOUBLE_EQ(confidence_of({5, 0}), 0.9);  // (5 + 4) / (5 + 5)
  EXPECT_DOUBLE_EQ(confidence_of({0, 5}), 0.4);
  EXPECT_NEAR(confidence_of({950, 50}), 0.95, 0.001);
}

// Against the values that textbooks give.
TEST(Calibration, WilsonIntervals) {
  EXPECT_EQ(wilson_interval({0, 0}), std::pair(0.0, 1.0));
  const auto [low, high] = wilson_interval({8, 2});
  EXPECT_NEAR(low, 0.4902, 0.0005);
  EXPECT_NEAR(high, 0.9433, 0.0005);
  EXPECT_NEAR(wilson_interval({10, 0}).first, 0.7225, 0.0005);
  EXPECT_DOUBLE_EQ(wilson_interval({10, 0}).second, 1.0);
  EXPECT_NEAR(wilson_interval({0, 10}).second, 0.2775, 0.0005);
}

TEST(Calibration, IsReadAsItIsWritten) {
  const Calibration calibration = {{"founding.passive", {23, 2}}, {"raising.verb", {0, 0}}};
  const std::string text = calibration_text(calibration, "46 articles of dev");
  EXPECT_THAT(text, testing::StartsWith(
                        "# Facts right and wrong by rule, counted by copydesk audit calibrate on 46 articles of dev."));
  EXPECT_THAT(text, testing::HasSubstr("founding.passive\t23\t2\t0.92\t0.75\t0.98\t0.90\n"));
  EXPECT_THAT(text, testing::HasSubstr("raising.verb\t0\t0\t-\t0.00\t1.00\t0.80\n"));
  std::vector<RuleFault> faults;
  const Calibration read = parse_calibration("calibration.tsv", text, faults);
  EXPECT_TRUE(faults.empty());
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read.at("founding.passive").right, 23U);
  EXPECT_EQ(read.at("founding.passive").wrong, 2U);
}

TEST(Calibration, WhatIsNoCountIsAFault) {
  std::vector<RuleFault> faults;
  const Calibration read = parse_calibration("calibration.tsv", "# x\na.b\t3\t1\r\nc.d\tmany\t1\n\ne.f\n", faults);
  EXPECT_EQ(read.size(), 1U);
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_THAT(faults[0].text(), testing::StartsWith("calibration.tsv:3:1: not a rule and its two counts\n"));
  EXPECT_EQ(faults[1].line, 5U);
}

}  // namespace
}  // namespace copydesk
