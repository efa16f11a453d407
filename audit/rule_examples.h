// Rules that prove themselves: runs the 'yes' and 'no' sentences of every relation rule.
//
//   RuleProver prover(relation_rules, segmenter, words, std::move(values));
//   for (const RuleFault& failure : prover.prove(7)) fmt::print("{}", failure.text());
//
// An example goes through the stages with its rule alone. The names after "=>" are given as certain
// mentions, of the type that their place in the fact asks for; dates, money and numbers are recognised.
//
//   yes    Veltrix, founded in 2019 by Ann Lee, sells radios.
//          => Veltrix founded_by Ann Lee; date 2019          must be drawn by this rule
//   no     Veltrix, founded by custom in 2019, hired Ann Lee.
//          => Veltrix founded_by Ann Lee                     must not be drawn; gives the names
//
// After ';' stand qualifiers as the record spells them. The article is of 15 June 2025. In an example of
// a rule for tables, "header: cell | header: cell" is read as a table's row. Not thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/relate/relation_rules.h"
#include "pipeline/relate/status.h"
#include "pipeline/resolve/words.h"
#include "pipeline/segment/segmenter.h"
#include "rules/rule_set.h"

namespace copydesk {

// The examples of the status cues that fail: a 'yes' must hold a cue of its definition, a 'no' none.
[[nodiscard]] std::vector<RuleFault> prove_cues(const StatusCues& cues);

class RuleProver {
 public:
  // All but `values` must outlive the prover.
  RuleProver(const RelationRules& rules, const Segmenter& segmenter, const ResolveWords& words, ValueRecogniser values)
      : rules_(rules), segmenter_(segmenter), words_(words), values_(std::move(values)) {}

  // The examples of rule `index` that fail, each with its place and what was drawn instead.
  [[nodiscard]] std::vector<RuleFault> prove(std::size_t index);

 private:
  const RelationRules& rules_;
  const Segmenter& segmenter_;
  const ResolveWords& words_;
  ValueRecogniser values_;
  StatusCues no_cues_;
};

// What came of all examples of a directory of rules, those of status cues among them.
struct Proof {
  std::vector<RuleFault> failures;  // with the lines they point at
  std::size_t rules = 0;            // with examples, cues included
  std::size_t yes = 0;
  std::size_t no = 0;
};

// `progress(done, all)` is called after each rule. Faults instead of a proof where the rules can't be read.
[[nodiscard]] tl::expected<Proof, std::vector<RuleFault>> prove_rules(
    const std::string& directory, const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace copydesk
