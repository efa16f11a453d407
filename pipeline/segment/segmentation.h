// Sentences and tokens of a document's text.
//
//   Segmentation s = segment(document);
//   s.sentences[0].span                          // bytes of document.text
//   s.tokens_of(s.sentences[0])                  // its tokens, in order
//
// Sentences stand in text order, never cross a block, and have no white space at either end. Tokens
// cover all that is no white space, each inside one sentence. Values; spans are half-open bytes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/text/document.h"
#include "pipeline/text/span.h"

namespace copydesk {

enum class TokenKind : std::uint8_t {
  word,         // letters, with inner apostrophes, hyphens and digits: "co-founder", "Acme’s", "GLM-4", "36Kr"; with
                // their stops in "U.S.", "p.m.", "J." and "Character.ai"; addresses whole
  number,       // digits, with inner separators and a unit written to them: "2,500.75", "8:30", "5m", "1st"
  punctuation,  // one mark, or a run of the same: ”  ...
  symbol,       // one sign: $ € % +
};

struct Token {
  TextSpan span;
  TokenKind kind = TokenKind::word;
  bool capitalised = false;  // first character is an upper-case letter
  bool all_upper = false;    // two or more letters, none of them lower-case
};

struct Sentence {
  TextSpan span;
  std::uint32_t block = 0;        // index into Document::blocks
  std::uint32_t first_token = 0;  // tokens [first_token, end_token)
  std::uint32_t end_token = 0;
};

struct Segmentation {
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;

  [[nodiscard]] std::span<const Token> tokens_of(const Sentence& sentence) const {
    return std::span(tokens).subspan(sentence.first_token, sentence.end_token - sentence.first_token);
  }
};

}  // namespace copydesk
