// NameRecogniser finds the companies, people, places and products that a document names, by weighed
// evidence (rules/en/names.rules), with or without a gazetteer of known names.
//
//   Result<NameRecogniser> names = NameRecogniser::create(rules, gazetteer);
//   names->recognise(document, segmentation, mentions);     // adds to the dates and money there
//   evidence_of(mentions, mentions.all[4]);                 // "own.suffix +2.1, verb.raise +1.4"
//
// How: capitals give candidates (candidates.h); equal names form groups, whose evidence is pooled
// (name_groups.h); a group's chances are the softmax of its weighed evidence for each type and for
// none; groups then lend each other evidence (a surname to a full name, lists of names) and are
// weighed again. The weights are logistic regression's (scripts/fit_weights.py).
//
// One per worker: it owns scratch space. Copies share the compiled rules. Linear in the document's
// size; allocates nothing once its scratch space has grown.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/recognise/mentions.h"
#include "pipeline/recognise/names/candidates.h"
#include "pipeline/recognise/names/evidence.h"
#include "pipeline/recognise/names/name_groups.h"
#include "pipeline/recognise/names/name_tokens.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"
#include "rules/gazetteer.h"
#include "rules/rule_set.h"

namespace copydesk {

class NameRecogniser {
 public:
  [[nodiscard]] static Result<NameRecogniser> create(const RuleSet& rules, Gazetteer gazetteer);

  // Adds names to `mentions`, whose values (dates, money, numbers) are left as they are; `all` is
  // sorted before and after.
  void recognise(const Document& document, const Segmentation& segmentation, Mentions& mentions);

  // What the last call weighed, names rejected included; for fitting the weights.
  [[nodiscard]] const std::vector<names::Candidate>& candidates() const { return candidates_; }
  [[nodiscard]] const names::NameGroup& group_of(std::size_t candidate) const { return groups_[group_of_[candidate]]; }
  [[nodiscard]] std::size_t group_number(std::size_t candidate) const { return group_of_[candidate]; }
  [[nodiscard]] const std::vector<names::EvidenceRule>& rules() const { return model_->evidence.rules(); }
  [[nodiscard]] TextSpan span_of(const names::Candidate& candidate) const {
    return {tokens_[candidate.span.first].start, tokens_[candidate.span.last - 1].end};
  }

 private:
  struct Model {
    names::WordClasses words;
    names::SpanClasses classes;
    names::EvidenceRules evidence;
    Gazetteer gazetteer;
    std::shared_ptr<const std::vector<std::string>> rule_names;
  };
  explicit NameRecogniser(std::shared_ptr<const Model> model)
      : model_(std::move(model)),
        tokens_(model_->classes.glue_word, model_->classes.ordinary, model_->classes.joins_names) {}

  void drop_tickers();
  void settle_weak(std::string_view text);
  [[nodiscard]] bool ends_in_suffix(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] bool unglue(std::string_view text, names::Candidate& candidate);
  void settle(const names::Candidate& weak, std::vector<names::Candidate>& settled) const;
  void group_candidates();
  void gather_evidence();
  void test_groups();
  void test_gazetteer();
  void link_short_forms();
  void link_defined();
  void find_lists(const Document& document, const Segmentation& segmentation);
  [[nodiscard]] bool follows_in_list(std::size_t candidate) const;
  void weigh();
  void lend_evidence();
  void lend_in_lists();
  void set(names::NameGroup& group, names::Test test, float value) const;
  void emit(Mentions& mentions);
  void join_places(const Document& document, Mentions& mentions) const;

  struct ShortForm {
    std::uint32_t shorter = 0;  // groups
    std::uint32_t longer = 0;
    enum class Kind : std::uint8_t { first_words, last_word, initials, defined } kind = Kind::first_words;
  };

  std::shared_ptr<const Model> model_;
  names::NameTokens tokens_;
  std::vector<names::Candidate> candidates_;
  std::vector<names::Candidate> settled_;
  std::vector<std::uint32_t> group_of_;
  std::vector<names::NameGroup> groups_;  // group_count_ of them are in use
  std::size_t group_count_ = 0;
  names::GroupTable table_;
  std::vector<std::uint32_t> known_counts_;  // settle_weak: strong places of each key
  std::vector<names::NameSpan> spans_;
  std::vector<std::uint32_t> name_at_;
  std::vector<std::uint16_t> found_;
  std::vector<ShortForm> short_forms_;
  std::vector<std::array<float, names::kTypeCount + 1>> lent_;  // per group
  std::vector<std::uint32_t> list_of_;                          // per candidate: number of its list, 0 for none
  std::uint32_t list_count_ = 0;
};

}  // namespace copydesk
