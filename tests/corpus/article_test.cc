// From bytes to blocks and head data: the forms that articles come in, as lines of data.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/date_line.h"
#include "corpus/language.h"
#include "tests/corpus/dump.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(Markdown, BecomesBlocks) {
  for (const Case& c : cases("corpus/markdown.cases"))
    EXPECT_EQ(blocks_of(read("a.md", c.input)), c.expected) << c.where;
}

TEST(PlainText, BecomesBlocks) {
  for (const Case& c : cases("corpus/plain.cases")) EXPECT_EQ(blocks_of(read("a.txt", c.input)), c.expected) << c.where;
}

std::string head_of(const Article& article) {
  std::string authors;
  for (const std::string& author : article.authors) authors += (authors.empty() ? "" : ", ") + author;
  std::string date;
  if (article.published) {
    date = fmt::format("{:04}-{:02}-{:02}", int(article.published->year()), unsigned(article.published->month()),
                       unsigned(article.published->day()));
  }
  return article.title + "; " + authors + "; " + date + "; " + article.url + "; " + blocks_of(article, false);
}

TEST(Head, IsReadFromFrontMatterAndTheArticlesOwnLines) {
  for (const Case& c : cases("corpus/head.cases")) EXPECT_EQ(head_of(read("a.md", c.input)), c.expected) << c.where;
}

TEST(DateLine, IsFound) {
  for (const Case& c : cases("corpus/dates.cases")) {
    const auto found = find_date(c.input);
    std::string got = "none";
    if (found) {
      got = fmt::format("{:04}-{:02}-{:02}", int(found->date.year()), unsigned(found->date.month()),
                        unsigned(found->date.day()));
    }
    if (is_date_line(c.input)) got += " alone";
    EXPECT_EQ(got, c.expected) << c.where;
  }
}

TEST(Language, IsTold) {
  for (const Case& c : cases("corpus/language.cases")) EXPECT_EQ(language_of(c.input), c.expected) << c.where;
}

TEST(Language, OtherThanEnglishIsWarnedOf) {
  const Article article =
      read("a.md", "La empresa anunció que ha recaudado fondos de sus socios para abrir una fábrica en la ciudad.");
  EXPECT_EQ(article.language, "es");
  EXPECT_THAT(article.warnings, Contains("language is es: no facts are drawn"));
}

TEST(Format, IsToldByExtensionThenByContent) {
  EXPECT_EQ(format_of("a.md", "text"), Format::markdown);
  EXPECT_EQ(format_of("A.Markdown", "text"), Format::markdown);
  EXPECT_EQ(format_of("a.txt", "text"), Format::plain);
  EXPECT_EQ(format_of("a.txt", "# Title\n\ntext"), Format::markdown);
  EXPECT_EQ(format_of("a.txt", "---\ntitle: x\n---\ntext"), Format::markdown);
  EXPECT_EQ(format_of("-", "see [this](https://a.example)"), Format::markdown);
  EXPECT_EQ(format_of("-", "#1 in 2 * 3 * 4"), Format::plain);
  EXPECT_EQ(format_of("a.htm", "text"), Format::html);
  EXPECT_EQ(format_of("a.txt", "\n<!DOCTYPE html><p>x"), Format::html);
}

TEST(Format, HtmlIsRefusedClearly) {
  const auto article = read_article("a.html", "<p>Acme rose.</p>");
  ASSERT_FALSE(article.has_value());
  EXPECT_THAT(article.error().message, HasSubstr("a.html: HTML is not read yet"));
}

TEST(Article, KnowsItsBytes) {
  const Article article = read("a.md", "abc");
  EXPECT_EQ(article.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(article.id(), "ba7816bf8f01cfea");
  EXPECT_EQ(article.bytes, "abc");
  EXPECT_EQ(article.source, "a.md");
  EXPECT_EQ(article.charset, "utf-8");
}

TEST(FrontMatter, ThatIsNoYamlIsWarnedOf) {
  const Article article = read("a.md", "---\ntitle: Acme: a story\n---\nIt rose.");
  EXPECT_THAT(article.warnings, Contains(HasSubstr("front matter is no YAML (line 2: ")));
}

TEST(FrontMatter, ThatNeverClosesIsWarnedOf) {
  EXPECT_THAT(read("a.md", "---\ntitle: Acme\nIt rose.").warnings, Contains(HasSubstr("never closes")));
}

TEST(Shortcode, ThatNeverClosesIsWarnedOf) {
  EXPECT_THAT(read("a.md", "It {{< rose").warnings, Contains(HasSubstr("never close")));
}

}  // namespace
}  // namespace copydesk::test
