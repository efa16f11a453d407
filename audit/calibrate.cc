#include "audit/calibrate.h"

#include <algorithm>
#include <set>

#include "audit/score.h"
#include "output/record_json.h"
#include "pipeline/relate/merge.h"

namespace copydesk {

RuleCounter::RuleCounter(const Desk& desk, Worker& worker)
    : desk_(desk), worker_(worker), uses_(desk.relation_rules().all().size()) {
  for (const RelationRule& rule : desk.relation_rules().all()) calibration_[rule.name] = {};
}

RuleCounter::Counted RuleCounter::extract(Article article) {
  RelateTrace trace;
  Counted counted{desk_.extract(std::move(article), worker_, std::nullopt, &trace), {}};
  ++articles_;
  for (const RelateTrace::Match& match : trace.matches) ++uses_[match.rule].matches;
  std::set<std::uint32_t> at_work;
  for (const Fact& fact : counted.record.facts.all) {
    std::set<std::uint32_t> rules;
    for (const CandidateFact& candidate : trace.candidates) {
      if (state_the_same(candidate.fact, fact)) rules.insert(candidate.rule);
    }
    for (const std::uint32_t rule : rules) ++uses_[rule].facts;
    at_work.insert(rules.begin(), rules.end());
    counted.supporters.emplace_back(rules.begin(), rules.end());
  }
  for (const std::uint32_t rule : at_work) ++uses_[rule].articles;
  return counted;
}

void RuleCounter::count(Article article) { extract(std::move(article)); }

Result<void> RuleCounter::count(Article article, const std::string& annotation) {
  const Counted counted = extract(std::move(article));
  std::string record;
  write_record(counted.record, {}, record);
  const auto verdicts = judge_facts(record, annotation);
  if (!verdicts) return tl::unexpected(verdicts.error());
  for (std::size_t i = 0; i < verdicts->size() && i < counted.supporters.size(); ++i) {
    for (const std::uint32_t rule : counted.supporters[i]) {
      RuleCounts& counts = calibration_[desk_.relation_rules().all()[rule].name];
      counts.right += (*verdicts)[i] == Verdict::right ? 1 : 0;
      counts.wrong += (*verdicts)[i] == Verdict::wrong ? 1 : 0;
    }
  }
  return {};
}

}  // namespace copydesk
