#include <gtest/gtest.h>

#include "tests/segment/segment_testing.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

std::string described(const Document& document, const Segmentation& segmentation) {
  std::string made;
  for (const Token& token : segmentation.tokens) {
    if (!made.empty()) made += ' ';
    made += token.span.of(document.text);
    made += '/';
    made += "wnps"[static_cast<int>(token.kind)];
    if (token.capitalised) made += 'C';
    if (token.all_upper) made += 'U';
  }
  return made;
}

TEST(Tokens, AreCutAsTheCasesSay) {
  for (const Case& c : cases("segment/tokens.cases")) {
    const Document document = paragraph(c.input);
    const Segmentation made = segmenter().segment(document);
    EXPECT_EQ(described(document, made), c.expected) << c.where;
    expect_invariants(document, made);
  }
}

TEST(Tokens, StayInsideTheirBlocks) {
  Document document;
  document.text = "Acme Inc.\nThe firm\nwww.a\nb.com";
  for (const TextSpan span : {TextSpan{0, 9}, TextSpan{10, 18}, TextSpan{19, 24}, TextSpan{25, 30}}) {
    document.blocks.push_back({BlockKind::paragraph, span});
  }
  const Segmentation made = segmenter().segment(document);
  EXPECT_EQ(made.sentences.size(), 4);
  expect_invariants(document, made);
}

}  // namespace
}  // namespace copydesk::test
