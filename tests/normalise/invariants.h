// What must hold of every Document, whatever bytes came in: for property tests and the fuzz target.
#pragma once

#include <string>
#include <string_view>

#include "corpus/article.h"
#include "pipeline/normalise/steps.h"
#include "pipeline/text/document.h"
#include "pipeline/text/utf8.h"

namespace copydesk::test {

// The first thing that is wrong with the text of a document, or "".
[[nodiscard]] inline std::string fault_of_text(const std::string& text) {
  if (valid_utf8(text)) return "no valid UTF-8";
  if (compose(text)) return "not in NFC";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool control = (c.value < 0x20 && c.value != '\n' && c.value != '\t') || (c.value >= 0x7F && c.value < 0xA0);
    if (control) return "a control character";
    if (c.value >= 0xE000 && c.value <= 0xF8FF) return "a private code point";
    if (c.value == 0xAD || c.value == 0xFEFF || c.value == 0x200B) return "an invisible character";
    at += c.size;
  }
  return "";
}

// … with its map and its blocks, held against the article whose map is the identity.
[[nodiscard]] inline std::string fault_of(const Document& document, const Article& article) {
  const std::string& text = document.text;
  if (std::string fault = fault_of_text(text); !fault.empty()) return fault;
  if (document.map.text_size() != text.size()) return "the map does not cover the text";
  if (document.map.source_size() != article.bytes.size()) return "the map does not cover the source";
  for (const OffsetMap::Run& run : document.map.runs()) {
    if (run.copy && run.text.of(text) != run.source.of(article.bytes)) return "a copy differs from its source";
  }
  std::uint32_t end = 0;
  for (const Block& block : document.blocks) {
    if (block.span.start < end || block.span.end < block.span.start || block.span.end > text.size()) {
      return "blocks out of order";
    }
    end = block.span.end;
  }
  SourceSpan last{0, 0};
  for (const Repair& repair : document.repairs) {
    if (repair.source.start < last.end) return "repairs overlap";
    if (repair.source.of(article.bytes) != repair.before) return "a repair does not show what it changed";
    if (repair.text.of(text) != repair.after) return "a repair does not show what it made";
    last = repair.source;
  }
  return "";
}

}  // namespace copydesk::test
