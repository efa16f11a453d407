#include "pipeline/resolve/speakers.h"

#include <algorithm>
#include <string_view>

namespace copydesk {
namespace {

constexpr std::ptrdiff_t kSitesTried = 12;  // on each side of a quotation

}  // namespace

Speakers Speakers::of(const Document& document, const Segmentation& segmentation, const std::vector<Site>& sites) {
  Speakers made;
  made.find_quotations(document, segmentation);
  for (Quotation& quotation : made.quotations_) made.find_speaker(quotation, sites);
  return made;
}

std::int32_t Speakers::speaker_of(TextSpan span) const {
  const Quotation* const quotation = quotation_at(span);
  return quotation == nullptr ? -1 : quotation->speaker;
}

const Speakers::Quotation* Speakers::quotation_at(TextSpan span) const {
  const auto at = std::partition_point(quotations_.begin(), quotations_.end(),
                                       [&](const Quotation& q) { return q.span.end <= span.start; });
  return at != quotations_.end() && at->span.contains(span) ? &*at : nullptr;
}

void Speakers::find_quotations(const Document& document, const Segmentation& segmentation) {
  std::uint32_t block = UINT32_MAX;
  bool open = false;
  for (const Sentence& sentence : segmentation.sentences) {
    if (sentence.block != block) open = false;
    block = sentence.block;
    for (const Token& token : segmentation.tokens_of(sentence)) {
      if (token.kind != TokenKind::punctuation) continue;
      const std::string_view mark = token.span.of(document.text);
      const bool straight = mark == "\"";
      if (!open && (straight || mark == "“")) {
        const TextSpan whole = document.blocks[block].span;
        quotations_.push_back({{token.span.start, whole.end}, whole, -1});
        open = true;
      } else if (open && (straight || mark == "”")) {
        quotations_.back().span.end = token.span.end;
        open = false;
      }
    }
  }
}

void Speakers::find_speaker(Quotation& quotation, const std::vector<Site>& sites) const {
  const auto middle = std::partition_point(sites.begin(), sites.end(),
                                           [&](const Site& s) { return s.span.start < quotation.span.start; });
  std::uint32_t nearest = UINT32_MAX;
  const auto consider = [&](const Site& site, std::uint32_t distance) {
    if (site.type != MentionType::person || quoted(site.span) || distance >= nearest) return;
    nearest = distance;
    quotation.speaker = static_cast<std::int32_t>(site.entity);
  };
  for (auto at = middle; at != sites.end() && at - middle < kSitesTried && at->span.start < quotation.block.end; ++at) {
    if (at->span.start >= quotation.span.end) consider(*at, at->span.start - quotation.span.end);
  }
  for (auto at = middle; at != sites.begin() && middle - at < kSitesTried; --at) {
    const Site& site = *(at - 1);
    if (site.span.start < quotation.block.start) break;
    // An attribution follows its quotation more often than it leads it.
    if (site.span.end <= quotation.span.start) consider(site, 2 * (quotation.span.start - site.span.end));
  }
}

}  // namespace copydesk
