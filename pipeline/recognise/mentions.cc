#include "pipeline/recognise/mentions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace copydesk {

std::string evidence_of(const Mentions& mentions, const Mention& mention) {
  if (!is_name(mention.type) || mention.value < 0 || mentions.evidence_rules == nullptr) return mention.evidence;
  const NameReasons& reasons = mentions.names[static_cast<std::size_t>(mention.value)];
  std::vector<NameEvidence> pieces(mentions.name_evidence.begin() + reasons.first,
                                   mentions.name_evidence.begin() + reasons.last);
  std::stable_sort(pieces.begin(), pieces.end(), [](const NameEvidence& a, const NameEvidence& b) {
    return std::abs(a.weight) > std::abs(b.weight);
  });
  std::string text;
  for (const NameEvidence& piece : pieces) {
    if (std::abs(piece.weight) < 0.05F) break;
    if (!text.empty()) text += ", ";
    text += fmt::format("{} {:+.1f}", (*mentions.evidence_rules)[piece.rule], piece.weight);
  }
  return text;
}

}  // namespace copydesk
