// What stands at the margins of a name in slotted text and says no more than what it is called: marks, tickers,
// other names in brackets, letters behind a person's name, a title before it; and an amount in another currency
// behind one.
//
//   □® (NASDAQ: VLX) (“□” or “the Company”), led by Dr. ○, Ph.D.,   →   □, led by ○,
//
// The margins are the macros company_trailer, person_trailer, person_leader and money_trailer of the rule files;
// without a macro nothing is cut. A bracket goes only with what it holds, so a fact in it ("(founded in 1998)") stays.
// Not thread-safe: one a worker.
#pragma once

#include <optional>
#include <vector>

#include "pipeline/relate/relation_rules.h"
#include "pipeline/relate/slotted_text.h"
#include "rules/matching/program.h"

namespace copydesk {

class NameMargins {
 public:
  explicit NameMargins(const Margins& margins);

  // Appends to `cuts` what to delete around the names of `slotted`, by start, none overlapping.
  void find(const SlottedText& slotted, std::vector<SlottedText::Phrase>& cuts);

 private:
  std::optional<Program> company_trailer_;
  std::optional<Program> person_trailer_;
  std::optional<Program> person_leader_;
  std::optional<Program> money_trailer_;
  ProgramRunner runner_;
};

}  // namespace copydesk
