// How often each rule was right, measured on annotated articles: DIR/calibration.tsv, beside the rules.
//
//   # Facts right and wrong by rule, of 46 articles of dev; made by copydesk audit calibrate. rule, right, wrong, …
//   founding.passive	23	2	0.92	0.75	0.98
//
//   Calibration calibration = parse_calibration(path, text, faults);
//   confidence_of(calibration.at("founding.passive"));    // 0.9
//
// Only the names and the two counts are read: the rest is there for people. Values, pure functions.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/rule_file.h"

namespace copydesk {

inline constexpr std::string_view kCalibrationFile = "calibration.tsv";
// The precision that a rule is taken to have before it has been seen at work, and how many facts that belief weighs.
inline constexpr double kPriorPrecision = 0.8;
inline constexpr double kPriorWeight = 5;

struct RuleCounts {
  std::size_t right = 0;
  std::size_t wrong = 0;

  [[nodiscard]] std::size_t all() const { return right + wrong; }
};

using Calibration = std::map<std::string, RuleCounts, std::less<>>;  // by the rule's name

// The precision to expect: measured, and drawn to the prior while the sample is small. 0.8 for no facts at all.
[[nodiscard]] double confidence_of(const RuleCounts& counts);

// Wilson's score interval of the precision, at 95%: E. B. Wilson, JASA 22 (1927) 209-212. [0, 1] for no facts.
[[nodiscard]] std::pair<double, double> wilson_interval(const RuleCounts& counts);

[[nodiscard]] Calibration parse_calibration(const std::string& path, std::string_view text,
                                            std::vector<RuleFault>& faults);
// `made_from` ends the first line: "46 articles of dev".
[[nodiscard]] std::string calibration_text(const Calibration& calibration, const std::string& made_from);

}  // namespace copydesk
