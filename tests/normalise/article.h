// Articles made by hand, for tests of what comes behind reading.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "corpus/article.h"

namespace copydesk::test {

// An article whose text is its bytes; one paragraph a line.
[[nodiscard]] inline Article article_of(std::string_view text) {
  Article article;
  article.bytes = text;
  article.marked.text = text;
  article.marked.map = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    article.marked.blocks.push_back(
        {BlockKind::paragraph, {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)}});
    start = end + 1;
  }
  return article;
}

}  // namespace copydesk::test
