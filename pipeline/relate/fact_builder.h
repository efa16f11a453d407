// From a rule's match to the facts it states: captures become entities and values, lists are split,
// anaphors are looked up with the resolver, derived facts are added.
//
//   std::vector<CandidateFact> facts;
//   build_facts(context, rule, rule_template, captures, slotted, facts);
//
// A candidate is one statement; merge.h gathers the candidates of an article into its facts. Pure.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/relate/facts.h"
#include "pipeline/relate/relation_rules.h"
#include "pipeline/relate/slotted_text.h"
#include "pipeline/resolve/entities.h"
#include "pipeline/text/document.h"

namespace copydesk {

struct RelateTrace;

// One filled slot.
struct Argument {
  TextSpan span;
  std::int32_t entity = -1;   // names and anaphors
  std::int32_t mention = -1;  // names and values
  float confidence = 1;       // of the anaphor step, where there was one
};

struct CandidateFact {
  Fact fact;               // with its one evidence
  std::uint32_t rule = 0;  // index into RelationRules::all()
  TextSpan match;          // what the template matched
  std::uint32_t sentence = 0;
};

// What the captures are read against. References for the length of one article: a local, never kept.
struct FactContext {
  const Document& document;
  const Mentions& mentions;
  const Entities& entities;
  const RelationRules& rules;
  std::int32_t main_company = -1;  // entity
  RelateTrace* trace = nullptr;    // where to note what happens; most often nowhere
};

// Where a match stands.
struct MatchPlace {
  std::uint32_t rule = 0;
  std::uint32_t sentence = 0;
  TextSpan sentence_span;
  std::int32_t topic = -1;  // the company that a rule with `subject topic` speaks of
};

void build_facts(const FactContext& context, const RelationRule& rule, const RuleTemplate& rule_template,
                 const Captures& captures, const SlottedText& slotted, const MatchPlace& place,
                 std::vector<CandidateFact>& facts);

}  // namespace copydesk
