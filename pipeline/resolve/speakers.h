// Speakers: who says what stands in quotation marks.
//
//   “We are glad,” said Ann Lee.      speaker_of(span of "We")  → Ann Lee's entity
//
// The person named nearest outside quotations in the same block, an attribution after the quotation
// counting as nearer. Made once for an article; asking is O(log sites).
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/resolve/sites.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk {

class Speakers {
 public:
  [[nodiscard]] static Speakers of(const Document& document, const Segmentation& segmentation,
                                   const std::vector<Site>& sites);

  [[nodiscard]] bool quoted(TextSpan span) const { return quotation_at(span) != nullptr; }
  // -1 where `span` is in no quotation, or no person is named beside it.
  [[nodiscard]] std::int32_t speaker_of(TextSpan span) const;

 private:
  struct Quotation {
    TextSpan span;
    TextSpan block;
    std::int32_t speaker = -1;
  };
  [[nodiscard]] const Quotation* quotation_at(TextSpan span) const;
  void find_quotations(const Document& document, const Segmentation& segmentation);
  void find_speaker(Quotation& quotation, const std::vector<Site>& sites) const;

  std::vector<Quotation> quotations_;  // ascending; one left open ends with its block
};

}  // namespace copydesk
