#include "pipeline/normalise/boilerplate.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

std::vector<std::string> project_patterns() {
  std::vector<std::string> patterns;
  std::ifstream file(COPYDESK_SOURCE_DIR "/rules/en/lists/boilerplate.txt");
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.front() != '#') patterns.push_back(line);
  }
  EXPECT_GT(patterns.size(), 50u);
  return patterns;
}

TEST(Boilerplate, Cases) {
  const Boilerplate boilerplate(project_patterns());
  for (const test::Case& c : test::cases("normalise/boilerplate.cases")) {
    EXPECT_EQ(boilerplate.matches(c.input) ? "boilerplate" : "text", c.expected) << c.where << ": " << c.input;
  }
}

TEST(Boilerplate, MarksBlocks) {
  Document document;
  document.text = "Share\nShare\nAcme grew.";
  document.blocks = {{BlockKind::title, {0, 5}}, {BlockKind::paragraph, {6, 11}}, {BlockKind::paragraph, {12, 22}}};
  mark_boilerplate(document, Boilerplate({"Share"}));
  EXPECT_EQ(document.blocks[0].kind, BlockKind::title);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::boilerplate);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::paragraph);
}

}  // namespace
}  // namespace copydesk
