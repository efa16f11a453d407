// The ways a Score shows itself.
#include <fmt/format.h>

#include <algorithm>

#include "audit/python_text.h"
#include "audit/score.h"

namespace copydesk {

double Tally::precision() const {
  const std::size_t given = true_positives + false_positives;
  return given == 0 ? 1.0 : static_cast<double>(true_positives) / static_cast<double>(given);
}

double Tally::recall() const {
  const std::size_t asked = true_positives + false_negatives;
  return asked == 0 ? 1.0 : static_cast<double>(true_positives) / static_cast<double>(asked);
}

double Tally::f1() const {
  const double p = precision();
  const double r = recall();
  return p + r == 0 ? 0.0 : 2 * p * r / (p + r);
}

Tally& Score::layer(const std::string& name) {
  const auto found = std::ranges::find(layers, name, &std::pair<std::string, Tally>::first);
  return found != layers.end() ? found->second : layers.emplace_back(name, Tally()).second;
}

std::string Score::table() const {
  std::vector<const std::pair<std::string, Tally>*> rows;
  for (const auto& layer : layers) rows.push_back(&layer);
  std::ranges::sort(rows, {}, [](const auto* row) { return std::pair(row->first.starts_with("fact "), row->first); });
  std::string table = fmt::format("{:26}{:>7}{:>7}{:>7}{:>6}{:>6}{:>6}\n", "", "P", "R", "F1", "tp", "fp", "fn");
  for (const auto* row : rows) {
    const Tally& t = row->second;
    table += fmt::format("{:26}{:7.3f}{:7.3f}{:7.3f}{:6}{:6}{:6}\n", row->first, t.precision(), t.recall(), t.f1(),
                         t.true_positives, t.false_positives, t.false_negatives);
  }
  for (const auto& [name, count] : counts) table += fmt::format("{:26}{}\n", name, count);
  return table;
}

std::string Score::errors() const {
  std::map<std::string, const Tally*> sorted;
  for (const auto& [name, tally] : layers) sorted[name] = &tally;
  std::string lines;
  for (const auto& [name, tally] : sorted) {
    for (const ScoreError& error : tally->errors) {
      lines += fmt::format("{}\t{}\t{}\t{}\n", name, error.article, error.kind, error.what);
    }
  }
  return lines;
}

std::string Score::json() const {
  Json report = Json::object();
  for (const auto& [name, tally] : layers) {
    report[name] = {{"p", tally.precision()},     {"r", tally.recall()},         {"f1", tally.f1()},
                    {"tp", tally.true_positives}, {"fp", tally.false_positives}, {"fn", tally.false_negatives}};
  }
  report["side"] = counts;
  return json_text(report, true) + '\n';
}

}  // namespace copydesk
