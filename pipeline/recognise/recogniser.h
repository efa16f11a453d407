// Recogniser makes a document's mentions: its dates, amounts of money and numbers, then its names.
//
//   Result<Recogniser> recogniser = Recogniser::create(rules, gazetteer);     // one per worker, or a copy of one
//   Mentions mentions = recogniser->recognise({.published = 2025y/1/14}, document, sentences);
//
// Copies share what the names' rules compile to, and need not read those of values again. Names do not overlap
// dates and money; a number inside a name ("Motel 6") goes. One thread each.
#pragma once

#include <utility>

#include "base/result.h"
#include "pipeline/recognise/mentions.h"
#include "pipeline/recognise/names/name_recogniser.h"
#include "pipeline/recognise/values/value_recogniser.h"

namespace copydesk {

class Recogniser {
 public:
  [[nodiscard]] static Result<Recogniser> create(const RuleSet& rules, Gazetteer gazetteer);
  // Replaces what `mentions` holds.
  void recognise(const ValueContext& context, const Document& document, const Segmentation& segmentation,
                 Mentions& mentions);
  [[nodiscard]] const NameRecogniser& names() const { return names_; }

 private:
  Recogniser(ValueRecogniser values, NameRecogniser names) : values_(std::move(values)), names_(std::move(names)) {}

  ValueRecogniser values_;
  NameRecogniser names_;
};

}  // namespace copydesk
