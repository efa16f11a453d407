// Sentences and tokens, by rules of English news prose and lists of abbreviations.
//
//   Result<Segmenter> segmenter = Segmenter::open("rules/en/lists");
//   Segmentation s = segmenter->segment(document);
//
// Blocks always end a sentence; a line wrap inside one never does. Written for English: other scripts
// are cut at '.', '!', '?' and '…' too, without their abbreviations. Time is linear in the text, whatever
// it holds; text that is no UTF-8 gives tokens of single bytes. Immutable, so any number of threads may
// use one.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/segment/sentence_cues.h"
#include "pipeline/text/document.h"

namespace copydesk {

class Segmenter {
 public:
  // Reads abbreviations.txt and sentence_cues.txt of a directory of word lists.
  [[nodiscard]] static Result<Segmenter> open(const std::string& directory);
  // The same from the texts of the two lists.
  [[nodiscard]] static Result<Segmenter> parse(std::string_view abbreviations, std::string_view cues);

  // Replaces what `out` holds, keeping its memory.
  void segment(const Document& document, Segmentation& out) const;
  [[nodiscard]] Segmentation segment(const Document& document) const;

 private:
  explicit Segmenter(SentenceCues cues) : cues_(std::move(cues)) {}

  SentenceCues cues_;
};

}  // namespace copydesk
