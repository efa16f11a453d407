#include "tests/segment/segment_testing.h"

#include <gtest/gtest.h>

#include "pipeline/segment/characters.h"

namespace copydesk::test {

MarkedText unmarked(std::string_view marked) {
  MarkedText made;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] != '|') {
      made.text += marked[i];
      continue;
    }
    if (!made.text.empty() && made.text.back() == ' ' && i + 1 < marked.size() && marked[i + 1] == ' ') ++i;
    made.breaks.insert(static_cast<std::uint32_t>(made.text.size()));
  }
  return made;
}

const Segmenter& segmenter() {
  static const Result<Segmenter> opened = Segmenter::open(COPYDESK_SOURCE_DIR "/rules/en/lists");
  if (!opened) throw std::runtime_error(opened.error().message);
  return *opened;
}

Document paragraph(std::string text) {
  Document document;
  document.text = std::move(text);
  document.blocks.push_back({BlockKind::paragraph, {0, static_cast<std::uint32_t>(document.text.size())}});
  return document;
}

std::set<std::uint32_t> breaks_of(const Segmentation& segmentation) {
  std::set<std::uint32_t> starts;
  const Sentence* before = nullptr;
  for (const Sentence& sentence : segmentation.sentences) {
    if (before != nullptr && before->block == sentence.block) starts.insert(sentence.span.start);
    before = &sentence;
  }
  return starts;
}

std::string marked(const Document& document, const Segmentation& segmentation) {
  std::string made;
  const std::set<std::uint32_t> starts = breaks_of(segmentation);
  for (std::uint32_t i = 0; i < document.text.size(); ++i) {
    if (starts.count(i) != 0) made += made.back() == ' ' ? "| " : "|";
    made += document.text[i];
  }
  return made;
}

void expect_invariants(const Document& document, const Segmentation& segmentation) {
  const std::string& text = document.text;
  std::uint32_t token = 0;
  std::uint32_t end = 0;
  for (const Sentence& sentence : segmentation.sentences) {
    ASSERT_LT(sentence.first_token, sentence.end_token);
    ASSERT_EQ(sentence.first_token, token) << "tokens of two sentences, or of none";
    ASSERT_TRUE(document.blocks[sentence.block].span.contains(sentence.span));
    ASSERT_EQ(sentence.span.start, segmentation.tokens[sentence.first_token].span.start);
    ASSERT_EQ(sentence.span.end, segmentation.tokens[sentence.end_token - 1].span.end);
    for (; token < sentence.end_token; ++token) {
      const TextSpan span = segmentation.tokens[token].span;
      ASSERT_LT(span.start, span.end);
      ASSERT_LE(end, span.start);
      end = span.end;
    }
  }
  ASSERT_EQ(token, segmentation.tokens.size());
  // What no token covers is white space, what one covers is not at its ends.
  std::vector<bool> covered(text.size());
  for (const Token& t : segmentation.tokens) {
    std::fill(covered.begin() + t.span.start, covered.begin() + t.span.end, true);
    ASSERT_FALSE(code_point(text, t.span.start, t.span.end).classes & blank);
  }
  for (const Block& block : document.blocks) {
    for (std::uint32_t i = block.span.start; i < block.span.end;) {
      const CodePoint c = code_point(text, i, block.span.end);
      ASSERT_TRUE(covered[i] || c.classes & blank) << "at byte " << i;
      i += c.bytes;
    }
  }
}

}  // namespace copydesk::test
