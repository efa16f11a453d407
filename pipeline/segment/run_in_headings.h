// Headings that lost their line and stand run into the paragraph below them:
//
//   … protects privacy.  Zhipu Also originating at Tsinghua, Zhipu AI has grown …
//                        ^heading^ sentence
//
// A heading is a capitalised phrase of a few words at the start of a sentence, followed by a
// capitalised word that opens paragraphs ("Founded", "While") or by itself once more ("Moonshot Moonshot
// is"), and then by a word in small letters. It must be named again in that sentence, or stand where a
// heading can: at the start of a block or after two blanks. Any thread may call it.
#pragma once

#include "pipeline/segment/segmentation.h"
#include "pipeline/segment/sentence_cues.h"
#include "pipeline/text/document.h"

namespace copydesk {

// Makes each run-in heading of paragraphs, list items and quotes a sentence of its own.
void split_run_in_headings(const Document& document, const SentenceCues& cues, Segmentation& segmentation);

}  // namespace copydesk
