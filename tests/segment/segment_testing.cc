#include "tests/segment/segment_testing.h"

#include <gtest/gtest.h>

#include "tests/segment/invariants.h"

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
  EXPECT_EQ(fault_of(document, segmentation), "");
}

}  // namespace copydesk::test
