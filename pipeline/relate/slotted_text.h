// A sentence (or a table's row) as the rules see it: plain text (rules/matching/plain_text.h) in which each mention,
// anaphor and phrase is one character.
//
//   document   Stepfun, founded by former Microsoft executive Jiang Daxin, said it grew.
//   slotted    □, founded by former □ executive ○, said △ grew.
//
//   SlottedText slotted;
//   slotted.append(document.text, sentence.span, inside);
//   slotted.span_of(Capture{0, 1})                        // TextSpan of "Stepfun"
//
// Built once a sentence into a buffer that is reused; a worker's own.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/span.h"
#include "rules/matching/matcher.h"

namespace copydesk {

class SlottedText {
 public:
  // What a code point of the slotted text stands for.
  struct Filler {
    TextSpan span;
    char32_t code_point = 0;
    std::int32_t mention = -1;        // index into Mentions::all, or
    std::int32_t first_anaphor = -1;  // into Entities::anaphors: the first reading of this span
  };
  struct Placeholder {
    std::uint32_t at = 0;  // in text()
    Filler filler;
  };

  void clear();
  // Goes on with `span` of the document's text; `inside` are the places to fill, by start, none of
  // them overlapping.
  void append(std::string_view document_text, TextSpan span, std::span<const Filler> inside);
  // Goes on with words that stand elsewhere, such as a column's header. They have no span.
  void append_words(std::string_view words);
  // Puts one code point, or nothing, in the place of each of `phrases`, by start, none of them overlapping.
  static constexpr char32_t kNothing = 0;
  struct Phrase {
    Capture at;
    char32_t code_point = kNothing;
  };
  void replace(std::span<const Phrase> phrases);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<Placeholder>& placeholders() const { return placeholders_; }
  // For people, in UTF-8: placeholders as "[E001]".
  [[nodiscard]] std::string shown() const;
  // Where captured text stands in the document: from its first to its last character there.
  [[nodiscard]] TextSpan span_of(Capture capture) const;
  // The placeholders of a capture, in order.
  [[nodiscard]] std::span<const Placeholder> placeholders_in(Capture capture) const;

 private:
  struct Piece {
    std::uint32_t at = 0;  // in text_
    TextSpan from;         // of the document; a placeholder's is its whole mention
    bool whole = false;    // a character for all of `from`
  };
  void append_literal(std::string_view document_text, TextSpan span);
  void append_character(char32_t character, TextSpan from);
  static TextSpan span_in(const std::vector<Piece>& pieces, Capture capture);

  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<Placeholder> placeholders_;
  std::string old_text_;  // replace()'s scratch
  std::vector<Piece> old_pieces_;
};

}  // namespace copydesk
