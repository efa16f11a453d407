// Finds the dates, amounts of money and numbers of a document, and what they mean.
//
//   ValueRecogniser recogniser = *ValueRecogniser::create(rules);        // one per worker, or a copy of one
//   recogniser.recognise({.published = 2025y/1/14}, document, sentences, mentions);
//   mentions.dates[0].value;      // "2025-01-10" for "last Friday"
//
// Rules of the kinds date, money, number and duration say how values are written (docs/values.md);
// builders, calendar and resolver say what they mean. Durations, ages and clock times are recognised
// so that they are taken for nothing else. The mentions made do not overlap each other; each carries
// its rule's name as evidence. Time is linear in the text. Not for several threads at once.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"
#include "rules/rule_set.h"

namespace copydesk {

// What the values of an article depend on beside its text.
struct ValueContext {
  std::optional<std::chrono::year_month_day> published;
};

class ValueRecogniser {
 public:
  // All faults of the rules of values, each with its place.
  [[nodiscard]] static tl::expected<ValueRecogniser, std::vector<RuleFault>> create(const RuleSet& rules);

  // Adds the document's values to `out` and sorts out.all by start, longest first.
  void recognise(const ValueContext& context, const Document& document, const Segmentation& sentences, Mentions& out);

  // A copy need not read the rules again; what it matches with, it compiles for itself.
  ValueRecogniser(const ValueRecogniser& other);
  ValueRecogniser& operator=(const ValueRecogniser&) = delete;
  ValueRecogniser(ValueRecogniser&&) noexcept;
  ValueRecogniser& operator=(ValueRecogniser&&) noexcept;
  ~ValueRecogniser();

 private:
  class Impl;
  explicit ValueRecogniser(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace copydesk
