// The relate stage: relation rules over sentences whose mentions are typed slots.
//
//   RelationRules rules = RelationRules::read(rule_set, faults);        // shared
//   Relator relator(rules, cues);                                       // one a worker
//   Facts facts = relator.relate(document, sentences, mentions, entities);
//
// A sentence's mentions become placeholders (slotted_text.h), the Matcher picks the rules whose words
// are there, each match becomes candidate facts (fact_builder.h), cues near the match settle their
// status (status.h), and merge.h gathers the candidates. Table rows are read as the sentence
// "header: cell | header: cell". Not thread-safe: a Relator owns compiled automata and buffers.
#pragma once

#include <memory>
#include <vector>

#include "pipeline/relate/fact_builder.h"
#include "pipeline/relate/facts.h"
#include "pipeline/relate/relation_rules.h"
#include "pipeline/relate/slotted_text.h"
#include "pipeline/relate/status.h"
#include "pipeline/resolve/entities.h"
#include "pipeline/segment/segmentation.h"
#include "rules/matcher.h"

namespace copydesk {

class Relator {
 public:
  // `rules` and `cues` must outlive the relator.
  Relator(const RelationRules& rules, const StatusCues& cues);

  [[nodiscard]] Facts relate(const Document& document, const Segmentation& sentences, const Mentions& mentions,
                             const Entities& entities);

 private:
  struct TemplateId {
    std::uint32_t rule = 0;
    std::uint32_t index = 0;
  };
  // One text to match: a sentence or a table's row.
  struct Passage {
    MatchPlace place;
    BlockKind zone = BlockKind::paragraph;
    MentionTypes types;  // of its mentions
  };

  void relate_sentences(const FactContext& context, const Segmentation& sentences);
  void relate_tables(const FactContext& context, const Segmentation& sentences);
  void append_block(const FactContext& context, const Block& block, MentionTypes& types);
  void match_passage(const FactContext& context, const Passage& passage);

  const RelationRules& rules_;
  Matcher matcher_;
  std::vector<TemplateId> templates_;  // Matcher's pattern → rule and template
  StatusFinder status_;
  SlottedText slotted_;
  std::vector<std::uint32_t> inside_;
  std::vector<CandidateFact> candidates_;
};

}  // namespace copydesk
