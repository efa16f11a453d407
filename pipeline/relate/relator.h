// The relate stage: relation rules over sentences whose mentions are typed slots.
//
//   RelationRules rules = RelationRules::read(rule_set, faults);        // shared
//   Relator relator(rules, cues);                                       // one a worker
//   Facts facts = relator.relate(document, sentences, mentions, entities);
//
// A sentence's mentions, anaphors and phrases become placeholders (slotted_text.h), the Matcher picks the rules whose
// words are there, each match becomes candidate facts (fact_builder.h), cues near the match settle their status
// (status.h), and merge.h gathers the candidates. Table rows are read as the sentence "header: cell | header: cell".
// Not thread-safe: a Relator owns compiled patterns and buffers. It stays where it is made.
#pragma once

#include <optional>
#include <vector>

#include "pipeline/relate/fact_builder.h"
#include "pipeline/relate/facts.h"
#include "pipeline/relate/name_margins.h"
#include "pipeline/relate/relation_rules.h"
#include "pipeline/relate/slotted_text.h"
#include "pipeline/relate/status.h"
#include "pipeline/relate/trace.h"
#include "pipeline/resolve/entities.h"
#include "pipeline/segment/segmentation.h"
#include "rules/matching/matcher.h"

namespace copydesk {

class Relator {
 public:
  // `rules` and `cues` must outlive the relator.
  Relator(const RelationRules& rules, const StatusCues& cues);
  Relator(const Relator&) = delete;
  Relator& operator=(const Relator&) = delete;
  ~Relator() = default;

  // Compiles every template and reports those that cannot be (too large, most often); they match nothing.
  [[nodiscard]] std::vector<RuleFault> check();

  // What the last sentence or row looked like to the rules: "□ was founded by ○".
  [[nodiscard]] std::string last_slotted() const { return slotted_.shown(); }

  [[nodiscard]] Facts relate(const Document& document, const Segmentation& sentences, const Mentions& mentions,
                             const Entities& entities, RelateTrace* trace = nullptr);

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

  [[nodiscard]] std::int32_t company_of_heading(const FactContext& context) const;
  void relate_sentences(const FactContext& context, const Segmentation& sentences);
  void relate_tables(const FactContext& context, const Segmentation& sentences);
  // Goes on in slotted_ with `span`; the types of its mentions are added to `types`.
  void append_slotted(const FactContext& context, TextSpan span, MentionTypes& types);
  void cut_margins();
  void replace_in_slotted();  // phrases_
  void link_lists(const FactContext& context);
  void replace_phrases();
  void match_passage(const FactContext& context, const Passage& passage);
  void match_reading(const FactContext& context, const Passage& passage);
  void leave_out_skips();
  void settle_readings(std::size_t first, std::size_t second);

  const RelationRules& rules_;
  NeedIndex needs_;  // of all patterns that slotted_ is matched against
  Matcher matcher_;
  std::vector<TemplateId> templates_;  // Matcher's pattern → rule and template
  StatusFinder status_;
  NameMargins margins_;
  std::optional<Program> list_link_;
  ProgramRunner runner_;
  Matcher phrase_matcher_;
  std::vector<std::size_t> phrase_of_;  // phrase_matcher_'s pattern → phrase
  SlottedText slotted_;
  std::vector<SlottedText::Filler> inside_;
  std::vector<SlottedText::Phrase> phrases_;
  std::vector<StatusFinder::Skip> skips_;
  std::vector<Capture> matches_;  // of the candidates of a reading
  std::vector<CandidateFact> candidates_;
  std::int32_t section_ = -1;  // the company of the heading above; -1 where it names none
};

}  // namespace copydesk
