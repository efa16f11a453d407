// Gathers an article's candidate facts into its facts: the one place where overlapping and repeated
// readings are decided.
//
// The policy, in order:
//   1. Of two rules of one relation that give one object in a sentence to different subjects, the one of
//      higher priority is kept; at equal priority both stay.
//   2. A fact stated twice (same relation, subject and object or value, both denied or neither) is one fact with
//      an evidence for each statement; a later statement fills qualifiers that an earlier one left open.
//   3. Statements of the same fact in the same place by several rules are one evidence: the surest rule's.
//   4. A fact's confidence is its best evidence's; contradictory facts both stay.
//   5. Order: first evidence's start, relation, subject's start, object's start, rule.
//
// Pure.
#pragma once

#include <vector>

#include "pipeline/relate/fact_builder.h"
#include "pipeline/relate/facts.h"
#include "pipeline/relate/relation_rules.h"

namespace copydesk {

[[nodiscard]] Facts merge_facts(std::vector<CandidateFact> candidates, const RelationRules& rules);

// Whether two candidates are statements of one fact (policy 2).
[[nodiscard]] bool state_the_same(const Fact& a, const Fact& b);

}  // namespace copydesk
