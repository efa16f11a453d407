// What the words around a date say of when it is: "will open in May", "opened in May".
//
//   ClauseReader clauses(rules, faults);
//   clauses.tense(text, sentence, mention)    // by the nearest cue before the mention, else the first behind it
//
// The cues are the macros <looks_ahead>, <looks_back>, <until> (directly before the date) and <compares>
// of rules/en/dates.rules. Belongs to one worker.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "pipeline/text/span.h"
#include "rules/rule_set.h"

namespace copydesk {

enum class Tense : std::uint8_t { unknown, past, future };

class ClauseReader {
 public:
  ClauseReader(const RuleSet& rules, std::vector<RuleFault>& faults);

  [[nodiscard]] Tense tense(std::string_view text, TextSpan sentence, TextSpan mention) const;
  // Whether the mention stands in a comparison: "up from 76% last quarter".
  [[nodiscard]] bool compared(std::string_view text, TextSpan sentence, TextSpan mention) const;

 private:
  std::unique_ptr<RE2> ahead_;
  std::unique_ptr<RE2> back_;
  std::unique_ptr<RE2> until_;
  std::unique_ptr<RE2> compares_;
};

// The clause about one mention, read when it is asked for.
struct Clause {
  const ClauseReader& reader;
  std::string_view text;
  TextSpan sentence;
  TextSpan mention;

  [[nodiscard]] Tense tense() const { return reader.tense(text, sentence, mention); }
  [[nodiscard]] bool compared() const { return reader.compared(text, sentence, mention); }
  // Whether the date sets the scene for its sentence: "In 2021, …".
  [[nodiscard]] bool opens_sentence() const;
};

}  // namespace copydesk
