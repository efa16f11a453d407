// Text that no one wrote: broken, repetitive, huge. Whatever it holds, a segmentation covers it, and
// in time linear in its size: each text here is a million repetitions, and one quadratic step would
// take hours.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ctime>

#include "tests/segment/segment_testing.h"

namespace copydesk::test {
namespace {

constexpr double seconds_at_most = 20;  // of processor time; a debug build under sanitizers needs under 5

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

class Hostile : public testing::TestWithParam<std::string> {};

TEST_P(Hostile, TextTakesLinearTime) {
  const Document document = paragraph(repeated(GetParam(), 1'000'000));
  const std::clock_t start = std::clock();
  const Segmentation made = segmenter().segment(document);
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, seconds_at_most);
  expect_invariants(document, made);
}

INSTANTIATE_TEST_SUITE_P(Repeated, Hostile,
                         testing::Values("a", "word ", ".", ". ", "a.", "A.", "A. ", "a.B", "1.", "1. ", "1) ", "(",
                                         "( a. A", "[", ")", "\"", "a.\"A", "“A. ", "Acme Acme ", "Acme The ", "a@",
                                         "a@b.c ", "://a", "a://", "-", "a-", "'", "a'", "•", "• ", "…", "… A",
                                         "Inc. A", "J. \"A\" ", "5 p.m. ", "\n", " ", "\xff", "\xE2\x80", "é", "é.",
                                         "9,", "9.", "Dr. ", "&", "A&"));

// Pieces at which the rules look, and bytes that are no UTF-8.
std::string random_text() {
  static const std::vector<std::string> pieces{
      "a",  "A", "The", "word", "Acme", "Inc", "U.S.", "p.m",  "J",    "No",   "e.g",  "1",    "2024", "9.5",
      ".",  ".", "...", "…",    "!",    "?",   " ",    " ",    "  ",   "\n",   "(",    ")",    "[",    "]",
      "\"", "“", "”",   "'",    "’",    "-",   "–",    "•",    "*",    "@",    "://",  "/",    "www.", ".ai",
      "&",  "$", "€",   "é",    "É",    "東",  "said", "\xff", "\x80", "\xE2", "\xC2", "\xA0", ",",    "\xC2\xAD"};
  std::string text(1, '\0');
  for (const int piece :
       *rc::gen::container<std::vector<int>>(rc::gen::inRange<int>(0, static_cast<int>(pieces.size())))) {
    text += pieces[static_cast<std::size_t>(piece)];
  }
  return text;
}

RC_GTEST_PROP(Segmentation, CoversAnyText, ()) {
  const Document document = paragraph(random_text());
  expect_invariants(document, segmenter().segment(document));
  RC_ASSERT(!testing::Test::HasFailure());
}

RC_GTEST_PROP(Segmentation, OfBlocksIsThatOfEachAlone, ()) {
  const Document first = paragraph(random_text());
  const Document second = paragraph(random_text());
  Document both = paragraph(first.text + "\n" + second.text);
  const auto middle = static_cast<std::uint32_t>(first.text.size());
  both.blocks[0].span.end = middle;
  both.blocks.push_back({BlockKind::paragraph, {middle + 1, static_cast<std::uint32_t>(both.text.size())}});
  Segmentation reused = segmenter().segment(first);
  const std::size_t sentences = reused.sentences.size() + segmenter().segment(second).sentences.size();
  segmenter().segment(both, reused);
  RC_ASSERT(reused.sentences.size() == sentences);
}

}  // namespace
}  // namespace copydesk::test
