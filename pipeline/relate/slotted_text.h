// A sentence (or a table's row) as the rules see it: each mention is one code point.
//
//   document   Stepfun, founded by Jiang Daxin, grew.
//   slotted    □, founded by ○, grew.                    □ company, ○ person: 3 bytes each
//
//   SlottedText slotted;
//   slotted.append(document.text, sentence.span, mentions_inside, mentions);
//   slotted.span_of(Capture{0, 3})                        // TextSpan of "Stepfun"
//
// Built once a sentence into a buffer that is reused; a worker's own.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/text/span.h"
#include "rules/matcher.h"

namespace copydesk {

class SlottedText {
 public:
  struct Placeholder {
    std::uint32_t at = 0;  // in text()
    std::uint32_t mention = 0;
  };

  void clear();
  // Goes on with `span` of the document's text; `inside` are the mentions to replace, by start, none
  // of them overlapping.
  void append(std::string_view document_text, TextSpan span, std::span<const std::uint32_t> inside,
              const Mentions& mentions);
  // Goes on with words that stand elsewhere, such as a column's header. They have no span.
  void append_words(std::string_view words);

  [[nodiscard]] const std::string& text() const { return text_; }
  // Where captured text stands in the document: from its first to its last character there.
  [[nodiscard]] TextSpan span_of(Capture capture) const;
  // The placeholders of a capture, in order.
  [[nodiscard]] std::span<const Placeholder> placeholders_in(Capture capture) const;

 private:
  struct Piece {
    std::uint32_t at = 0;  // in text_
    TextSpan from;         // of the document; a placeholder's is its whole mention
    bool placeholder = false;
  };
  [[nodiscard]] const Piece& piece_at(std::uint32_t at) const;

  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<Placeholder> placeholders_;
};

}  // namespace copydesk
