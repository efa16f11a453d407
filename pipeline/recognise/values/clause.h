// What the words around a date say of when it is: "will open in May", "opened in May".
//
//   ClauseReader clauses(rules, faults);
//   clauses.lean(text, sentence, mention)    // above 0 where they look ahead, below where they look back
//
// The cues are the macros <looks_ahead>, <looks_back>, <maybe_back> (participles, which say less), <until>
// (directly before the date) and <compares> of rules/en/dates.rules; the nearer a cue, the more it weighs.
// Belongs to one worker.
#pragma once

#include <string_view>
#include <vector>

#include "pipeline/recognise/values/value_pattern.h"
#include "pipeline/text/span.h"
#include "rules/rule_set.h"

namespace copydesk {

class ClauseReader {
 public:
  ClauseReader(const RuleSet& rules, std::vector<RuleFault>& faults);

  // About the log-odds that the date is to come: 0 where nothing tells, 4 beside a clear cue.
  [[nodiscard]] double lean(std::string_view text, TextSpan sentence, TextSpan mention) const;
  // Whether the mention stands in a comparison: "up from 76% last quarter".
  [[nodiscard]] bool compared(std::string_view text, TextSpan sentence, TextSpan mention) const;

 private:
  [[nodiscard]] double lean_before(std::string_view text) const;
  [[nodiscard]] double lean_behind(std::string_view text) const;

  ValuePattern ahead_;
  ValuePattern back_;
  ValuePattern maybe_back_;
  ValuePattern until_;
  ValuePattern has_been_;
  ValuePattern was_over_;
  ValuePattern was_until_;
  ValuePattern compares_;
};

// The clause about one mention, read when it is asked for.
struct Clause {
  const ClauseReader& reader;
  std::string_view text;
  TextSpan sentence;
  TextSpan mention;

  [[nodiscard]] double lean() const { return reader.lean(text, sentence, mention); }
  [[nodiscard]] bool compared() const { return reader.compared(text, sentence, mention); }
  // Whether the date sets the scene for its sentence: "In 2021, …".
  [[nodiscard]] bool opens_sentence() const;
};

}  // namespace copydesk
