// Input that is broken or meant to hurt: a clear result, in time that grows with its length.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "corpus/markup/scrub.h"
#include "tests/corpus/dump.h"

namespace copydesk::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string times(std::size_t count, std::string_view part) {
  std::string out;
  out.reserve(count * part.size());
  for (std::size_t i = 0; i < count; ++i) out += part;
  return out;
}

double seconds_for(const std::string& bytes, const std::string& name) {
  const std::clock_t start = std::clock();
  EXPECT_TRUE(read_article(name, bytes).has_value());
  return double(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(Hostile, EmptyFilesAreArticlesWithoutText) {
  for (const std::string& bytes :
       {std::string(), std::string("\n \n"), std::string("\xEF\xBB\xBF"), std::string("---\ntitle: >\n---\n")}) {
    const Article article = read("a.md", bytes);
    EXPECT_EQ(article.marked.text, "");
    EXPECT_TRUE(article.marked.blocks.empty());
    EXPECT_EQ(article.marked.map.source_size(), bytes.size());
    EXPECT_EQ(article.language, "und");
    EXPECT_THAT(article.warnings, Contains("no text"));
  }
}

TEST(Hostile, RepeatedMarksTakeTimeInProportion) {
  for (const char* part :
       {">",        "> ",  "[",    "![",       "[a](",  "*",      "*a ",    "_a",   "a**b ",   "`",  "<",
        "<a ",      "<p>", "<!--", "<script>", "{{<",   "{{< a ", "{% a",   "&",    "&amp;",   "* ", "1. ",
        "[a]: b\n", "~~a", "|",    "\r",       "# a\n", "```\n",  "a: b\n", "\xFF", "caf\xE9 "}) {
    for (const char* name : {"a.md", "a.txt"}) {
      const double once = seconds_for(times(50000, part), name);
      const double four = seconds_for(times(200000, part), name);
      EXPECT_LT(four, 12 * once + 0.25) << part << " in " << name;
    }
  }
}

TEST(Hostile, FrontMatterHasBudgets) {
  for (const char* part : {"[", "{a: ", "- ", "? ", "\"", "&a ", "a: &b [*b]\n"}) {
    const Article article = read("a.md", "---\ntitle: Rise\nx: " + times(20000, part) + "\n---\nIt rose.");
    EXPECT_EQ(article.title, "Rise") << part;
    EXPECT_EQ(article.warnings.size(), 1U) << part;
  }
}

TEST(Hostile, AliasesAreNotExpanded) {
  std::string bomb = "---\ntitle: Rise\na: &a [x, x]\n";
  for (char c = 'b'; c < 'z'; ++c)
    bomb += std::string(1, c) + ": &" + c + " [*" + char(c - 1) + ", *" + char(c - 1) + "]\n";
  EXPECT_EQ(read("a.md", bomb + "author: *y\n---\nIt rose.").title, "Rise");
}

TEST(Hostile, WideTablesAreReadAsPlainText) {
  const std::string table =
      "It rose.\n\n|" + times(1000, "a|") + "\n|" + times(1000, "---|") + "\n" + times(1000, "|b\n");
  const Article article = read("a.md", table);
  EXPECT_THAT(article.warnings, Contains(HasSubstr("a table of more than 64 columns")));
  EXPECT_EQ(article.marked.blocks.size(), 1003U);
}

TEST(Hostile, AVeryLongLineIsOneParagraph) {
  const std::string line = times(40'000'000, "word ");  // 200 MB
  const Article article = read("a.md", line);
  ASSERT_EQ(article.marked.blocks.size(), 1U);
  EXPECT_EQ(article.marked.text.size(), line.size() - 1);
  EXPECT_EQ(article.marked.map.runs().size(), 1U);
  EXPECT_THAT(article.warnings, Contains(HasSubstr("a paragraph of more than 4 MiB: read as plain text")));
}

TEST(Hostile, LongTextThatIsNoUtf8IsRefused) {
  const auto article = read_article("a.txt", times(20'000'000, "caf\xE9"));
  ASSERT_FALSE(article.has_value());
  EXPECT_THAT(article.error().message, HasSubstr("a.txt: text of more than 64 MiB that is not UTF-8"));
}

TEST(Scrub, CostsNothingWhereNothingIsToBeDone) {
  const Scrubbed scrubbed = scrub("# Rise\n\nIt rose **fast**, 5 < 6.");
  EXPECT_TRUE(scrubbed.text.empty());
  EXPECT_TRUE(scrubbed.gone.empty());
}

TEST(Scrub, KeepsLengthAndLineEnds) {
  const std::string text = "a {{< x\ny >}} b<br>c <p>d</p> _<i>e</i>_";
  const Scrubbed scrubbed = scrub(text);
  EXPECT_EQ(scrubbed.text, "a      \n      b\n   c \n\n d\n\n   _xxxexxxx_");
  EXPECT_EQ(scrubbed.text.size(), text.size());
  std::vector<std::string> gone;
  for (const Scrubbed::Gone& part : scrubbed.gone) gone.emplace_back(part.span.of(text));
  EXPECT_THAT(gone, ElementsAre("{{< x\ny >}}", "<br>", "<p>", "</p>", "<i>", "</i>"));
}

}  // namespace
}  // namespace copydesk::test
