#include "pipeline/normalise/normalise.h"

#include <gtest/gtest.h>

#include "tests/normalise/article.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using test::article_of;
using test::Case;

TEST(Normalise, Cases) {
  for (const Case& c : test::cases("normalise/normalise.cases")) {
    EXPECT_EQ(normalise(article_of(c.input)).text, c.expected) << c.where;
  }
}

TEST(Normalise, IsDoneOnce) {
  for (const Case& c : test::cases("normalise/normalise.cases")) {
    EXPECT_EQ(normalise(article_of(c.expected)).text, c.expected) << c.where;
  }
}

TEST(Normalise, KeepsTheWayBack) {
  const Document document = normalise(article_of("the countryâ€™s makers"));
  const std::size_t makers = document.text.find("makers");
  const TextSpan word{static_cast<std::uint32_t>(makers), static_cast<std::uint32_t>(makers + 6)};
  EXPECT_EQ(document.map.source_of(word).of("the countryâ€™s makers"), "makers");
  EXPECT_EQ(document.map.source_of({11, 14}).of("the countryâ€™s makers"), "â€™");
}

TEST(Normalise, TellsOfRepairs) {
  const std::string text = "the countryâ€™s \u00ADmak\u00ADers";
  const Document document = normalise(article_of(text));
  ASSERT_EQ(document.repairs.size(), 3u);
  EXPECT_EQ(document.repairs[0].kind, "mojibake");
  EXPECT_EQ(document.repairs[0].before, "countryâ€™s");
  EXPECT_EQ(document.repairs[0].after, "country’s");
  EXPECT_EQ(document.repairs[0].source.of(text), "countryâ€™s");
  EXPECT_EQ(document.repairs[0].text.of(document.text), "country’s");
  EXPECT_EQ(document.repairs[2].kind, "invisible");
  EXPECT_EQ(document.repairs[2].source.of(text), "\u00AD");
}

TEST(Normalise, CarriesBlocks) {
  const std::string text = "\uFEFFAbout\n\u200B\nZoÃ«â€™s\u2028firm\nend";
  const Document document = normalise(article_of(text));
  ASSERT_EQ(document.text, "About\n\nZoë’s\nfirm\nend");
  std::vector<std::string_view> blocks;
  for (const Block& block : document.blocks) blocks.push_back(block.span.of(document.text));
  EXPECT_EQ(blocks, (std::vector<std::string_view>{"About", "", "Zoë’s\nfirm", "end"}));
}

TEST(Normalise, BlocksEndBeforeANoBreakSpace) {
  const Document document = normalise(article_of("Elle est l\u00C3\u00A0\nCaf\u00E9\u00A0"));
  ASSERT_EQ(document.text, "Elle est l\u00E0\nCaf\u00E9\u00A0");
  EXPECT_EQ(document.blocks[0].span.of(document.text), "Elle est l\u00E0");
  EXPECT_EQ(document.blocks[1].span.of(document.text), "Caf\u00E9");
}

TEST(Normalise, BrokenUtf8) {
  EXPECT_EQ(normalise(article_of("a\xFF"
                                 "b\xE2\x80"))
                .text,
            "a\uFFFD"
            "b\uFFFD");
  EXPECT_EQ(normalise(article_of("\xED\xA0\xBD\xED\xB8\x80")).text, "😀");
  EXPECT_EQ(normalise(article_of("")).text, "");
}

TEST(Normalise, CleanTextIsKnownAsSuch) {
  EXPECT_TRUE(is_clean("Acme raised $5 million.\n\tIt grew.\n"));
  EXPECT_FALSE(is_clean("countryâ€™s"));
  EXPECT_FALSE(is_clean("a\u0007"));
}

}  // namespace
}  // namespace copydesk
