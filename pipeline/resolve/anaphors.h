// The anaphors of a document: words and phrases that stand for a company or person named elsewhere.
//
//   for (const AnaphorSite& site : find_anaphors(document, segmentation, names, words)) …
//   //  "its"   "the Beijing-based firm"   "The Company"   "who"   "the pair"   "we"
//
// Pronouns are those of lists/pronouns.txt; a noun phrase is "the", "this" or "that", up to four
// words, and a noun of lists/company_nouns.txt or person_nouns.txt. What lies inside a name is none.
// Pure; linear.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/resolve/words.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"
#include "pipeline/text/span.h"

namespace copydesk {

struct AnaphorSite {
  TextSpan span;
  std::uint32_t sentence = 0;
  std::uint32_t first_token = 0;  // index into Segmentation::tokens
  std::uint32_t last_token = 0;   // its head: the pronoun or noun
  WordTraits traits;              // of the head
  bool capitalised = false;       // "the Company"
};

// `names` are the spans of names, ascending and apart from each other.
[[nodiscard]] std::vector<AnaphorSite> find_anaphors(const Document& document, const Segmentation& segmentation,
                                                     const std::vector<TextSpan>& names, const ResolveWords& words);

}  // namespace copydesk
