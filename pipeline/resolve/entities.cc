#include "pipeline/resolve/entities.h"

#include <algorithm>

namespace copydesk {

std::span<const Anaphor> Entities::antecedents(TextSpan span, MentionType type) const {
  const auto overlap = [&](const Anaphor& a) {
    return std::min(a.span.end, span.end) - std::max(a.span.start, span.start);
  };
  // Anaphors of different spans never overlap, so both their starts and their ends ascend.
  auto at = std::partition_point(anaphors.begin(), anaphors.end(),
                                 [&](const Anaphor& a) { return a.span.end <= span.start; });
  auto best = anaphors.end();
  for (; at != anaphors.end() && at->span.overlaps(span); ++at) {
    if (at->type == type && (best == anaphors.end() || overlap(*at) > overlap(*best))) best = at;
  }
  if (best == anaphors.end()) return {};
  const auto end =
      std::find_if(best, anaphors.end(), [&](const Anaphor& a) { return a.span != best->span || a.type != type; });
  return {best, end};
}

}  // namespace copydesk
