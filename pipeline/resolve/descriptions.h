// Descriptions: the nouns by which an article describes a company or person, so that a noun can lead
// back to them.
//
//   "Orlo, a Leeds-based lender, …"           Orlo: lender, leeds-based
//   "the startup Veltrix"                     Veltrix: startup
//   "Ann Lee, founder and chief executive"    Ann Lee: founder, executive, ceo
//   "Drax Bank"                               Drax Bank: bank
//
// Made once for an article; then constant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/resolve/anaphors.h"
#include "pipeline/resolve/sites.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk {

class Descriptions {
 public:
  [[nodiscard]] static Descriptions of(const Document& document, const Segmentation& segmentation,
                                       const std::vector<Site>& sites, const ResolveWords& words);

  // The words of a phrase that tell one from another; none in "the company", "the man".
  [[nodiscard]] static std::vector<std::string> telling_words(const Document& document,
                                                              const Segmentation& segmentation,
                                                              const AnaphorSite& phrase, const ResolveWords& words);
  // True where the article describes the entity by any of those words.
  [[nodiscard]] bool describe(std::uint32_t entity, const std::vector<std::string>& telling) const;

 private:
  std::unordered_map<std::string, std::vector<std::uint32_t>> entities_of_;  // each ascending, without repeats
};

}  // namespace copydesk
