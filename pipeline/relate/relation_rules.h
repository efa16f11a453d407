// The relation rules of a RuleSet, understood: their templates translated, their slots checked
// against the schema of their relation.
//
//   rule founding.passive : founded_by
//     match   {subject:company}<aside>? <was>? <founded> (?:in {date:date})? by {object:people}
//     also    founded_on subject date
//     yes     …
//
//   std::vector<RuleFault> faults;
//   RelationRules rules = RelationRules::read(rule_set, faults);
//
// Immutable once read; share it between threads. Each worker compiles its own Matcher from it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/relate/facts.h"
#include "pipeline/relate/placeholders.h"
#include "pipeline/text/document.h"
#include "rules/pattern.h"
#include "rules/rule_set.h"

namespace copydesk {

// What a slot of a pattern takes, and what for.
struct SlotUse {
  enum class Role : std::uint8_t {
    subject,
    object,
    date,
    period,
    investors,
    lead_investors,
    price,
    amount,
    role,
    round,
    measure,
    former,
    total,
    other
  };
  Role role = Role::other;
  MentionTypes types;  // empty: text
  bool list = false;
};

// A second fact that a match states: `also founded_on subject date`.
struct DerivedFact {
  Relation relation = Relation::founded_on;
  SlotUse::Role subject = SlotUse::Role::subject;
  SlotUse::Role object = SlotUse::Role::date;
};

// One template of a rule.
struct RuleTemplate {
  Pattern pattern;
  std::vector<SlotUse> slots;  // beside pattern.slots
  RuleText source;             // as written
  MentionTypes required;       // every type that a required slot names alone
};

struct RelationRule {
  std::string name;
  Relation relation = Relation::founded_by;
  std::vector<RuleTemplate> templates;
  std::vector<DerivedFact> also;
  Qualifiers constants;          // `set role CEO`, `set measure revenue`, `set former true`
  std::vector<BlockKind> zones;  // `in heading table`; empty: everywhere but boilerplate
  int priority = 0;
  bool topic_subject = false;     // `subject topic`: a template may leave its subject out
  bool namesake_subject = false;  // `subject namesake`: the company whose name the object's name begins with
  Status status = Status::stated;
  double confidence = kPriorPrecision;         // measured precision (rules/calibration.h)
  const RuleDefinition* definition = nullptr;  // its source, for the examples
};

class RelationRules {
 public:
  // Rules with faults are left out and their faults reported. `rules` must outlive the result.
  [[nodiscard]] static RelationRules read(const RuleSet& rules, std::vector<RuleFault>& faults);

  [[nodiscard]] const std::vector<RelationRule>& all() const { return rules_; }
  [[nodiscard]] const std::vector<PhraseRule>& phrases() const { return phrases_; }
  [[nodiscard]] const std::string& list_link() const { return list_link_; }
  [[nodiscard]] const Margins& margins() const { return margins_; }
  // Whether the name can't be a product's: lists/unmade.txt has its head ("Global Summit") or what its label follows
  // ("Series B").
  [[nodiscard]] bool is_unmade(std::string_view name) const;
  // The same with one rule alone: its examples are its own.
  [[nodiscard]] RelationRules only(std::size_t rule) const;

 private:
  std::vector<RelationRule> rules_;
  std::vector<PhraseRule> phrases_;
  std::string list_link_;
  Margins margins_;
  std::unordered_set<std::string> unmade_;  // folded
};

}  // namespace copydesk
