// Counting each rule's facts: right and wrong against annotations (its precision), and how often it had a say.
//
//   RuleCounter counter(desk, worker);
//   counter.count(std::move(article));                        // how often each rule matched
//   counter.count(std::move(article), annotation_text);       // and how often it was right
//   counter.calibration();                                    // right and wrong by rule
//
// A fact counts for every rule that stated it, whether or not merging kept that rule's evidence, so that the
// figures do not depend on earlier ones. What an annotation calls optional counts for none; a fact given twice is
// wrong the second time, as in score.h. One thread's own.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/run/stages.h"
#include "rules/calibration.h"

namespace copydesk {

struct RuleUse {
  std::size_t matches = 0;   // of its templates
  std::size_t facts = 0;     // of records, that it stated
  std::size_t articles = 0;  // in which it stated one
};

class RuleCounter {
 public:
  // Both must outlive the counter.
  RuleCounter(const Desk& desk, Worker& worker);

  void count(Article article);
  [[nodiscard]] Result<void> count(Article article, const std::string& annotation);

  [[nodiscard]] const Calibration& calibration() const { return calibration_; }  // of every rule, seen or not
  [[nodiscard]] const std::vector<RuleUse>& uses() const { return uses_; }       // beside desk.relation_rules()
  [[nodiscard]] std::size_t articles() const { return articles_; }

 private:
  // The rules that stated each fact of the record: a set for each, ascending.
  using Supporters = std::vector<std::vector<std::uint32_t>>;
  struct Counted {
    Record record;
    Supporters supporters;
  };
  Counted extract(Article article);

  const Desk& desk_;
  Worker& worker_;
  Calibration calibration_;
  std::vector<RuleUse> uses_;
  std::size_t articles_ = 0;
};

}  // namespace copydesk
