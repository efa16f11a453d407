// On real articles: every word of the text leads back to source bytes that hold it.
#include <gtest/gtest.h>

#include "corpus/files.h"
#include "corpus/markup/html_entities.h"
#include "tests/corpus/dump.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

void expect_words_in_source(const Article& article) {
  const std::string_view text = article.marked.text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) {
      const TextSpan word{std::uint32_t(at), std::uint32_t(end)};
      const std::string source = without_entities(article.marked.map.source_of(word).of(article.bytes));
      // Marks of emphasis and links may stand inside a word.
      if (source != word.of(text)) {
        std::size_t found = 0;
        for (const char c : source) found += found < word.size() && c == word.of(text)[found] ? 1 : 0;
        EXPECT_EQ(found, word.size()) << article.source << ": " << word.of(text) << " from " << source;
      }
    }
    at = end + 1;
  }
}

void expect_sound_blocks(const Article& article) {
  std::uint32_t end = 0;
  for (const Block& block : article.marked.blocks) {
    EXPECT_EQ(block.span.start, end == 0 ? 0 : end + 1) << article.source;
    ASSERT_LT(block.span.start, block.span.end) << article.source;
    EXPECT_TRUE(end == 0 || article.marked.text[end] == '\n') << article.source;
    end = block.span.end;
  }
  EXPECT_EQ(end, article.marked.text.size()) << article.source;
  EXPECT_EQ(article.marked.map.text_size(), article.marked.text.size()) << article.source;
  EXPECT_EQ(article.marked.map.source_size(), article.bytes.size()) << article.source;
}

void check_articles(const std::string& directory, std::size_t count) {
  const std::string path = shared_directory(directory);
  if (path.empty()) GTEST_SKIP() << "NOT RUN: ../shared/" << directory << " is not there";
  const Listing listing = list_files({path});
  EXPECT_TRUE(listing.faults.empty());
  EXPECT_EQ(listing.files.size(), count);
  for (const std::string& file : listing.files) {
    const auto bytes = read_bytes(file);
    ASSERT_TRUE(bytes.has_value());
    const Article article = read(file, *bytes);
    expect_words_in_source(article);
    expect_sound_blocks(article);
    EXPECT_EQ(article.language, "en") << file;
    EXPECT_EQ(article.format, Format::markdown) << file;
    EXPECT_FALSE(article.title.empty()) << file;
    EXPECT_TRUE(article.published.has_value()) << file;
    EXPECT_TRUE(article.warnings.empty()) << file << ": " << article.warnings.front();
  }
}

TEST(SharedArticles, SeedsLeadBackToTheirBytes) { check_articles("articles/seeds", 2); }
TEST(SharedArticles, DevLeadsBackToItsBytes) { check_articles("articles/dev", 46); }

}  // namespace
}  // namespace copydesk::test
