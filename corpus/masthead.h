// The head of an article as its own first lines give it: title, byline, date line, link line.
//
//   # Four Chinese AI startups to watch                     title block
//   [https://example.com/four](https://example.com/four)    url; no text of the article
//   *09:57 AM, Tuesday, February 04, 2025*                  published; no text of the article
//   By Jane Doe                                             authors; no text of the article
//   SHANGHAI, February 4, 2025 (Wire) – …                   published where nothing else says it; text
//
// It is shown each block in order (MarkedBuilder's judge). What the front matter says comes first.
// The head ends at the first long paragraph. Not thread-safe; one per article.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/front_matter.h"
#include "pipeline/text/document.h"

namespace copydesk {

class Masthead {
 public:
  explicit Masthead(const FrontMatter& front);

  // False where the block belongs to the head and not to the text. May make it the title.
  bool judge(Block& block, std::string_view text);

  // A block of the text is the title; where not, the front matter's may be put before the text.
  [[nodiscard]] bool has_title_block() const { return has_title_block_; }

  std::string title;
  std::vector<std::string> authors;
  std::optional<std::chrono::year_month_day> published;
  std::string url;

 private:
  bool take_title(Block& block, std::string_view text);
  bool take_lines(std::string_view text);
  void take_dateline(std::string_view text);

  int blocks_ = 0;
  int kept_ = 0;  // of the head's blocks, those that are neither title nor head data
  int paragraphs_ = 0;
  bool in_head_ = true;
  bool title_is_given_ = false;
  bool has_title_block_ = false;
};

}  // namespace copydesk
