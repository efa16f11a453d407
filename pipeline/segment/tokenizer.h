// Cuts a block into tokens, left to right in one pass, and notes the few at which a sentence may end.
//
//   Dr. Lee left Acme Inc. at 5 p.m.       tokens: Dr . Lee left Acme Inc . at 5 p.m.
//                                          candidates: the stops and "p.m."
//
// A stop is part of its word inside dotted abbreviations ("U.S.", "Ph.D."), initials ("J. Lee"),
// addresses and names like them ("Character.ai", "01.AI"); else it is a token of its own.
// Linear in the size of the block, whatever it holds. No state: any thread may call it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/segment/segmentation.h"
#include "pipeline/segment/sentence_cues.h"

namespace copydesk {

// Appends to both: tokens, and the indices of those tokens that are '.', '!', '?', '…' or a run of one
// of them, a bracket, a bullet, or a word that ends in '.'.
void tokenize(const std::string& text, TextSpan block, const SentenceCues& cues, std::vector<Token>& tokens,
              std::vector<std::uint32_t>& candidates);

}  // namespace copydesk
