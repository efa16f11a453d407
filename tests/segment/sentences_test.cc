#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/segment/segment_testing.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

std::vector<std::string> sentences_of(const std::string& text) {
  const Document document = paragraph(text);
  const Segmentation made = segmenter().segment(document);
  std::vector<std::string> sentences;
  sentences.reserve(made.sentences.size());
  for (const Sentence& s : made.sentences) sentences.emplace_back(s.span.of(document.text));
  return sentences;
}

// "marked text → number of sentences": the number guards against a mark forgotten or mistyped.
TEST(Sentences, EndWhereTheCasesSay) {
  for (const Case& c : cases("segment/sentences.cases")) {
    const MarkedText expected = unmarked(c.input);
    const Document document = paragraph(expected.text);
    const Segmentation made = segmenter().segment(document);
    EXPECT_EQ(marked(document, made), c.input) << c.where;
    EXPECT_EQ(std::to_string(expected.breaks.size() + 1), c.expected) << c.where << ": marks in the case itself";
    expect_invariants(document, made);
  }
}

// The goal on news text is a score: single faults are printed, not failed.
TEST(Sentences, OfNewsParagraphsScoreAbove97) {
  double right = 0, made_breaks = 0, wanted = 0;
  for (const Case& c : cases("segment/news.cases")) {
    const MarkedText expected = unmarked(c.input);
    const Document document = paragraph(expected.text);
    const Segmentation made = segmenter().segment(document);
    const std::set<std::uint32_t> breaks = breaks_of(made);
    right += static_cast<double>(
        std::count_if(breaks.begin(), breaks.end(), [&](std::uint32_t b) { return expected.breaks.count(b) != 0; }));
    made_breaks += static_cast<double>(breaks.size());
    wanted += static_cast<double>(expected.breaks.size());
    EXPECT_EQ(std::to_string(expected.breaks.size() + 1), c.expected) << c.where << ": marks in the case itself";
    if (breaks != expected.breaks) std::cout << c.where << ": " << marked(document, made) << "\n";
    expect_invariants(document, made);
  }
  const double f1 = 2 * right / (made_breaks + wanted);
  std::cout << "boundary F1 " << f1 << " over " << wanted << " boundaries\n";
  EXPECT_GE(f1, 0.97);
}

TEST(Sentences, OfTheGoldenRules) {
  const std::string directory = shared_directory("suites/sentences");
  if (directory.empty()) GTEST_SKIP() << "../shared/suites/sentences is not there";
  std::ifstream file(directory + "/golden_rules.jsonl");
  int right = 0, all = 0;
  for (std::string line; std::getline(file, line); ++all) {
    const nlohmann::json rule = nlohmann::json::parse(line);
    const auto sentences = sentences_of(rule["text"]);
    if (sentences == rule["sentences"].get<std::vector<std::string>>()) {
      ++right;
    } else {
      std::cout << rule["text"] << "\n  " << nlohmann::json(sentences) << "\n";
    }
  }
  EXPECT_EQ(all, 48);
  EXPECT_GE(right, 46);
  std::cout << right << " of " << all << "\n";
}

}  // namespace
}  // namespace copydesk::test
