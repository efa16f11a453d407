// Scoring: records against annotated articles.
//
//   Result<Score> score = score_records("records.jsonl", "gold/dev");
//   std::fputs(score->table().c_str(), stdout);
//
// A record belongs to the annotation whose file has the same stem as the record's article.source.
// Names are the same by their keys (names.h); dates and money are scored mention by mention: the texts
// overlap, the values are equal. A fact needs its relation, its subject and its object or value, under
// any name of their entities. What an annotation calls optional is neither required nor wrong, what it
// lacks altogether is not scored, and anything given twice is wrong the second time. Beside it are
// counted: the status of facts that either side calls other than stated, qualifiers, modifiers, rates.
// Values; no threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace copydesk {

struct ScoreError {
  std::string article;  // the annotation's stem
  std::string kind;     // "missed", "wrong", "repeated", "conflated"
  std::string what;
};

// What a found item turned out to be. Excused: optional, or not to be counted.
enum class Verdict : std::uint8_t { right, wrong, excused };

// How one layer fared: right, wrong, missed.
struct Tally {
  std::size_t true_positives = 0;
  std::size_t false_positives = 0;
  std::size_t false_negatives = 0;
  std::vector<ScoreError> errors;

  [[nodiscard]] double precision() const;  // 1 where nothing was given
  [[nodiscard]] double recall() const;     // 1 where nothing was asked
  [[nodiscard]] double f1() const;
};

class Score {
 public:
  // "companies", "founders", "dates", "money", "fact founded_by", …, "facts, all", as they first came.
  std::vector<std::pair<std::string, Tally>> layers;
  std::map<std::string, std::size_t> counts;  // "status asked", "status right", …

  Tally& layer(const std::string& name);  // made where it is missing
  [[nodiscard]] std::string table() const;
  [[nodiscard]] std::string errors() const;  // tab-separated: layer, article, kind, what
  [[nodiscard]] std::string json() const;
};

// What each fact of one record (a line of JSON) is by an annotation's text, in the record's order. Excused, beside
// what is optional: every fact, where the annotation says nothing of facts.
[[nodiscard]] Result<std::vector<Verdict>> judge_facts(std::string_view record, std::string_view annotation);

[[nodiscard]] Result<Score> score_records(const std::string& records_path, const std::string& gold_directory);

}  // namespace copydesk
