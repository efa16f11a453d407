// Groups the tokens of a block into sentences: at each candidate the tokenizer noted, does a sentence end?
//
//   The deal with Acme Inc. closed at 5 p.m. It was small.
//                         ^ no                ^ yes, "It" opens a sentence
//
// What decides: the word before the stop (its class of abbreviation), quotation marks and brackets that
// close after it, the blank, and the first word behind. A run of list marks ("1) … 2) …", bullets) also
// begins sentences. Linear in the number of tokens: what looks ahead is bounded. Any thread may call it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/segment/segmentation.h"
#include "pipeline/segment/sentence_cues.h"

namespace copydesk {

// Appends the sentences of block number `block`, whose tokens are [first_token, tokens.size()).
void find_sentences(const std::string& text, std::uint32_t block, const std::vector<Token>& tokens,
                    std::uint32_t first_token, std::span<const std::uint32_t> candidates, const SentenceCues& cues,
                    std::vector<Sentence>& sentences);

}  // namespace copydesk
