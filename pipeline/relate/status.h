// The status of a fact by the words around it: "plans to acquire" is planned, "is reportedly in talks
// to buy" rumoured, "denied that it had bought" denied.
//
//   status acquire.planned : planned           (rules/en/status.rules)
//     match  (?:plan|plans|planning) to
//     skip   (?:plans|is planning) to
//     yes    Acme plans to buy Brill.                      a sentence with the cue in it
//     no     Acme bought Brill under the plan of 2019.
//
// A cue counts for a match that it stands in, or before in the same clause. Of several cues the
// strongest holds: denied, then rumoured, then planned. What is to be skipped is left out in a second reading of the
// sentence, "Acme buy Brill", so that rules need not know how a verb is put off or denied; what it says then holds for
// whatever matches around it, and "stated" that it says nothing and stays ("not only"). What is to
// be omitted is left out, too, and is no more than a manner of speaking ("is pleased to announce"). StatusCues is
// immutable and shared; a StatusFinder is a worker's own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/relate/facts.h"
#include "rules/matching/matcher.h"
#include "rules/pattern.h"
#include "rules/rule_set.h"

namespace copydesk {

struct StatusCues {
  struct Cue {
    std::string name;
    Status status = Status::stated;
    Pattern pattern;
    const RuleDefinition* definition = nullptr;
    bool omitted = false;  // "omit": left out, whatever the status
  };
  std::vector<Cue> all;
  std::vector<Cue> skips;

  [[nodiscard]] static StatusCues read(const RuleSet& rules, std::vector<RuleFault>& faults);
};

class StatusFinder {
 public:
  // `needs` is to read the slotted sentences; both must outlive the finder. compile() when `needs` is compiled.
  StatusFinder(const StatusCues& cues, NeedIndex& needs);
  void compile();

  // Notes the cues of the sentence that the index read last.
  void read();
  // The status of what matched at `match` of the sentence read last.
  [[nodiscard]] Status status_of(Capture match) const;
  // Whether a cue inside a match stands in a clause set off by commas, "Acme, which plans to grow, bought Brill", and
  // so says nothing of the match.
  [[nodiscard]] bool is_aside(Capture cue, Capture match) const;
  // What a second reading of the sentence that the index read last leaves out, by start, none overlapping.
  struct Skip {
    Capture at;
    Status status = Status::stated;
    bool omitted = false;
  };
  void find_skips(std::vector<Skip>& skips);

 private:
  struct Found {
    Capture at;
    Status status = Status::stated;
  };

  const StatusCues& cues_;
  NeedIndex& needs_;
  Matcher matcher_;
  Matcher skip_matcher_;
  std::string_view text_;  // of the sentence being read: valid between read() and the next
  std::vector<Found> found_;
};

}  // namespace copydesk
