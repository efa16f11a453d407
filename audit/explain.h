// Why a fact was drawn from a sentence, and why none was: its mentions, the rules that matched, and those that came
// nearest with what they lacked.
//
//   Explainer explainer(desk, worker);
//   Explanation why = explainer.explain(std::move(article), {.at = "founded by"});
//   fmt::print("{}", explanation_text(why));
//
// A near miss is a template that a sentence matches but for one part, or up to a part (rules/near_patterns.h). Making
// an Explainer translates every template a dozen times (a second or so); it is one thread's own.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/run/stages.h"
#include "rules/near_patterns.h"

namespace copydesk {

// Which sentences, and how much of them.
struct ExplanationWish {
  std::string at = {};                              // those that hold this text; all, where it is empty
  std::size_t line = 0;                             // those that stand in this line of the file (from 1); 0: all
  std::optional<Relation> relation = std::nullopt;  // rules of this relation alone
  std::size_t misses = 5;                           // at most, a sentence
};

struct ExplainedMention {
  SourceSpan span;
  std::string text;
  std::string type;      // "company", "date"; "anaphor"; "unknown name"
  std::string meaning;   // the entity's name, the value, whom an anaphor stands for
  std::string evidence;  // what was weighed: "own.suffix +2.1, verb.raise +1.4"
};

struct ExplainedSlot {
  std::string name;  // "subject"
  std::string text;
};

struct ExplainedFact {
  std::string text;  // "Veltrix founded_by Ann Lee"
  std::string status;
  std::string id;    // the record's fact: "f3"; "" where it gave way
  std::string fate;  // "kept", "also stated, more surely, by founding.title", "gave way to …"
  double confidence = 0;
};

struct FiredRule {
  std::string rule;
  std::string place;  // "rules/en/founding.rules:24"
  std::vector<ExplainedSlot> slots;
  std::vector<ExplainedFact> facts;
  std::string why_none;  // where there are none
};

struct NearMiss {
  std::string rule;
  std::string relation;
  std::string place;
  std::size_t matched = 0;  // parts of its template
  std::size_t parts = 0;
  std::string reached;  // what it matched of the text
  std::string needed;   // the part as the rule writes it
  std::string saw;      // what stands there, with what it was taken for
};

struct ExplainedSentence {
  SourceSpan span;
  std::size_t line = 0;  // of the file
  std::string zone;      // "paragraph"
  std::string text;
  std::string seen;  // as the rules see it: "[company] was founded by [person]"
  std::vector<ExplainedMention> mentions;
  std::vector<FiredRule> fired;
  std::vector<NearMiss> misses;  // the nearest first
};

struct Explanation {
  std::string source;
  std::vector<ExplainedSentence> sentences;
};

// A way to fall short of a rule's template.
struct NearTemplate {
  std::uint32_t rule = 0;  // index into RelationRules::all()
  std::uint32_t rule_template = 0;
  NearPattern pattern;
};

class Explainer {
 public:
  // Both must outlive the explainer.
  Explainer(const Desk& desk, Worker& worker);

  [[nodiscard]] Explanation explain(Article article, const ExplanationWish& wish,
                                    std::optional<std::chrono::year_month_day> reference = std::nullopt);

 private:
  const Desk& desk_;
  Worker& worker_;
  std::vector<NearTemplate> near_;
  NeedIndex needs_;
  Matcher matcher_;  // of near_, in its order
};

// For a person, and as JSON (docs/explain.md).
[[nodiscard]] std::string explanation_text(const Explanation& explanation);
[[nodiscard]] std::string explanation_json(const Explanation& explanation);

}  // namespace copydesk
