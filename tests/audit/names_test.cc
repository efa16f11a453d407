#include "audit/names.h"

#include <gtest/gtest.h>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

TEST(NameKey, PutsAsideWhatDoesNotTellNamesApart) {
  for (const test::Case& c : test::cases("audit/names.cases")) EXPECT_EQ(name_key(c.input), c.expected) << c.where;
}

TEST(FlatText, FoldsBlanksMarkupAndCase) {
  EXPECT_EQ(flat_text("  About\n\u00A0 **$70**  Million "), "about $70 million");
  EXPECT_EQ(flat_text("A&amp;B &quot;x&quot;"), "a&b \"x\"");
}

TEST(SameText, HoldsOneInTheOtherWithinReason) {
  EXPECT_TRUE(same_text("$70 million", "around $70 million"));
  EXPECT_TRUE(same_text("LAST year", "last  year"));
  EXPECT_FALSE(same_text("2023", "2024"));
  EXPECT_FALSE(same_text("", "2024"));
  EXPECT_FALSE(same_text("2024", "a sentence of very many words that happens to hold 2024"));
}

}  // namespace
}  // namespace copydesk
