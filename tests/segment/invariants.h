// What every segmentation of every text fulfils, as segmentation.h promises it.
#pragma once

#include <fmt/format.h>

#include <string>

#include "pipeline/segment/characters.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk::test {

// Where the first byte of [from, end) stands that is no white space; `end` if none is.
inline std::uint32_t first_of_text(const std::string& text, std::uint32_t from, std::uint32_t end) {
  while (from < end) {
    const CodePoint c = code_point(text, from, end);
    if (!(c.classes & blank)) break;
    from += c.bytes;
  }
  return from;
}

// What is wrong, or "".
[[nodiscard]] inline std::string fault_of(const Document& document, const Segmentation& segmentation) {
  std::size_t sentence = 0;
  std::uint32_t token = 0;
  for (std::uint32_t block = 0; block < document.blocks.size(); ++block) {
    const TextSpan span = document.blocks[block].span;
    std::uint32_t end = span.start;  // of the last token
    for (; sentence < segmentation.sentences.size() && segmentation.sentences[sentence].block == block; ++sentence) {
      const Sentence& s = segmentation.sentences[sentence];
      if (s.first_token != token) return fmt::format("token {} in no sentence, or in two", token);
      if (s.end_token <= token || s.end_token > segmentation.tokens.size())
        return fmt::format("sentence {} is empty", sentence);
      if (s.span.start != segmentation.tokens[token].span.start)
        return fmt::format("sentence {} starts in no token", sentence);
      for (; token < s.end_token; ++token) {
        const TextSpan t = segmentation.tokens[token].span;
        if (t.empty() || t.start < end || t.end > span.end) return fmt::format("token {} overlaps", token);
        if (first_of_text(document.text, end, t.start) != t.start) return fmt::format("text before token {}", token);
        if (first_of_text(document.text, t.start, t.end) != t.start) return fmt::format("token {} starts blank", token);
        end = t.end;
      }
      if (s.span.end != end) return fmt::format("sentence {} ends in no token", sentence);
    }
    if (first_of_text(document.text, end, span.end) != span.end) return fmt::format("text in no token at byte {}", end);
  }
  return sentence == segmentation.sentences.size() && token == segmentation.tokens.size() ? ""
                                                                                          : "more than the blocks hold";
}

}  // namespace copydesk::test
