#include "pipeline/normalise/block_patterns.h"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

std::vector<BlockPattern> project_patterns() {
  std::vector<BlockPattern> patterns;
  std::ifstream file(COPYDESK_SOURCE_DIR "/rules/en/lists/block_patterns.txt");
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    BlockPattern pattern{line.substr(0, tab)};
    if (line.ends_with("\tcaption")) pattern.kind = BlockKind::caption;
    if (line.ends_with("\tcontact")) pattern.kind = BlockKind::contact;
    patterns.push_back(pattern);
  }
  EXPECT_GT(patterns.size(), 50u);
  return patterns;
}

TEST(BlockPatterns, Cases) {
  const BlockPatterns patterns(project_patterns());
  for (const test::Case& c : test::cases("normalise/block_patterns.cases")) {
    const std::optional<BlockKind> kind = patterns.kind_of(c.input);
    EXPECT_EQ(kind ? name_of(*kind) : "text", c.expected) << c.where << ": " << c.input;
  }
}

TEST(BlockPatterns, MarkBlocks) {
  Document document;
  document.text = "Share\nShare\nAcme grew.";
  document.blocks = {{BlockKind::title, {0, 5}}, {BlockKind::paragraph, {6, 11}}, {BlockKind::paragraph, {12, 22}}};
  mark_blocks(document, BlockPatterns({{"Share"}}));
  EXPECT_EQ(document.blocks[0].kind, BlockKind::title);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::boilerplate);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::paragraph);
}

TEST(BlockPatterns, MarkWhatFollowsAContact) {
  Document document;
  const auto add = [&](std::string_view text, BlockKind kind) {
    const auto start = static_cast<std::uint32_t>(document.text.size());
    document.text += text;
    document.blocks.push_back({kind, {start, static_cast<std::uint32_t>(document.text.size())}});
    document.text += '\n';
  };
  add("Contact", BlockKind::heading);
  add("Ann Lee", BlockKind::heading);
  add("Acme, 5 Mill Lane, Leeds", BlockKind::paragraph);
  add("ann@acme.example", BlockKind::paragraph);
  add("Acme makes anvils.", BlockKind::paragraph);
  add("Leeds", BlockKind::paragraph);
  mark_blocks(document, BlockPatterns({{"Contact", BlockKind::contact}}));
  std::vector<std::string> kinds;
  for (const Block& block : document.blocks) kinds.emplace_back(name_of(block.kind));
  EXPECT_EQ(kinds, (std::vector<std::string>{"heading", "heading", "contact", "contact", "paragraph", "paragraph"}));
}

}  // namespace
}  // namespace copydesk
