// What the words around a date say of when it is: "will open in May", "opened in May".
//
//   ClauseReader clauses(rules, faults);
//   clauses.tense(text, sentence, mention)    // by the nearest cue before the mention, else the first behind it
//
// The cues are the macros <looks_ahead>, <looks_back> and <compares> of rules/en/dates.rules. Belongs to one worker.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values/date_resolver.h"
#include "pipeline/text/span.h"
#include "rules/rule_set.h"

namespace copydesk {

class ClauseReader {
 public:
  ClauseReader(const RuleSet& rules, std::vector<RuleFault>& faults);

  [[nodiscard]] Tense tense(std::string_view text, TextSpan sentence, TextSpan mention) const;
  // Whether the mention stands in a comparison: "up from 76% last quarter".
  [[nodiscard]] bool compared(std::string_view text, TextSpan sentence, TextSpan mention) const;

 private:
  std::unique_ptr<RE2> ahead_;
  std::unique_ptr<RE2> back_;
  std::unique_ptr<RE2> compares_;
};

}  // namespace copydesk
