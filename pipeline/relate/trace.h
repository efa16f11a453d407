// What the relate stage saw and did, for whoever explains or counts it (audit/explain.h, audit/calibrate.h).
//
//   RelateTrace trace;
//   relator.relate(document, sentences, mentions, entities, &trace);
//   trace.passages[trace.matches[0].passage].text.shown();        // "[E001] was founded by [E002]"
//
// Filled only where it is asked for. A value, of one article; its spans are of that article's document.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/relate/fact_builder.h"
#include "pipeline/relate/slotted_text.h"
#include "pipeline/text/document.h"

namespace copydesk {

struct RelateTrace {
  // A sentence or a table's row, as the rules saw it.
  struct Passage {
    SlottedText text;
    MatchPlace place;
    BlockKind zone = BlockKind::paragraph;
  };
  // A template that matched there. It may have stated several candidates, or none.
  struct Match {
    std::size_t passage = 0;
    std::uint32_t rule = 0;
    std::uint32_t rule_template = 0;  // index into its rule's
    Captures captures;
    std::size_t first_candidate = 0;  // candidates [first, last)
    std::size_t last_candidate = 0;
  };
  std::vector<Passage> passages;
  std::vector<Match> matches;
  std::vector<CandidateFact> candidates;  // with their status, before merging
};

}  // namespace copydesk
