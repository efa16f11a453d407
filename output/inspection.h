// What one stage made of an article, for whoever wants to see it: JSON lines, or plain text.
//
//   write_stage(InspectedStage::mentions, record, out);
//   {"source":"posts/a.md","span":[6,18],"text":"Zhipu AI","type":"company",…}
//
// Every line has "source", "span" (bytes of the file) and "text"; what else depends on the stage
// (docs/record.md). Pure functions: any thread.
#pragma once

#include <cstdint>
#include <string>

#include "output/record.h"

namespace copydesk {

enum class InspectedStage : std::uint8_t { text, sentences, tokens, mentions, entities, facts };

// text: a line per block; entities: a line per entity, then one per anaphor; the others: one each.
void write_stage(InspectedStage stage, const Record& record, std::string& out);

// For a person: the clean text; sentences a line each; tokens between blanks; mentions, entities and
// facts with the place they stand at.
void write_stage_plain(InspectedStage stage, const Record& record, std::string& out);

}  // namespace copydesk
