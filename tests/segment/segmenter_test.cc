#include "pipeline/segment/segmenter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/segment/segment_testing.h"

namespace copydesk::test {
namespace {

using testing::HasSubstr;

TEST(Segmenter, SaysWhatIsWrongWithItsLists) {
  const auto fault = [](std::string_view abbreviations, std::string_view cues) {
    const Result<Segmenter> made = Segmenter::parse(abbreviations, cues);
    return made ? std::string() : made.error().message;
  };
  EXPECT_EQ(fault("# source: a test\nMr.\ttitle\n", "the\topener\nthe\tlead\n"), "");
  EXPECT_EQ(fault("Mr.\ttitel\n", ""), "abbreviations.txt:1: unknown class 'titel'");
  EXPECT_EQ(fault("# a\n\nMr title\n", ""), "abbreviations.txt:3: expected a word, a tab and its class");
  EXPECT_EQ(fault("Mr\ttitle\n", ""), "abbreviations.txt:1: 'Mr' does not end in '.', '!' or '?'");
  EXPECT_EQ(fault("Mr.\ttitle\nMR.\ttitle\n", ""), "abbreviations.txt:2: 'MR' stands here a second time");
  EXPECT_EQ(fault("", "the\topner\n"), "sentence_cues.txt:1: unknown class 'opner'");
}

TEST(Segmenter, SaysWhichListItCannotRead) {
  const Result<Segmenter> made = Segmenter::open("no/such/directory");
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().message, HasSubstr("no/such/directory/abbreviations.txt"));
}

TEST(Segmenter, WorksWithoutAnyList) {
  const Result<Segmenter> bare = Segmenter::parse("", "");
  ASSERT_TRUE(bare);
  const Document document = paragraph("It grew. It hired.");
  EXPECT_EQ(bare->segment(document).sentences.size(), 2);
}

TEST(Segmenter, MakesNothingOfNothing) {
  for (const char* text : {"", " ", "\n\t "}) {
    const Segmentation made = segmenter().segment(paragraph(text));
    EXPECT_TRUE(made.sentences.empty());
    EXPECT_TRUE(made.tokens.empty());
  }
  EXPECT_TRUE(segmenter().segment(Document{}).sentences.empty());
}

// A block's kind matters to run-in headings only: titles are written like them.
TEST(Segmenter, LeavesTitlesWhole) {
  Document document = paragraph("Harrow The maker of anvils grows.");
  EXPECT_EQ(segmenter().segment(document).sentences.size(), 2);
  for (const BlockKind kind : {BlockKind::title, BlockKind::heading, BlockKind::table_cell, BlockKind::caption}) {
    document.blocks[0].kind = kind;
    EXPECT_EQ(segmenter().segment(document).sentences.size(), 1);
  }
}

}  // namespace
}  // namespace copydesk::test
