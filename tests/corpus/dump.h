// Articles written out in one line, for cases to compare with.
//
//   blocks_of(article)   // "title Acme Buys Bolt | p Acme makes anvils. | li1 nails"
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "corpus/reader.h"

namespace copydesk::test {

inline Article read(const std::string& source, const std::string& bytes) {
  Result<Article> article = read_article(source, bytes);
  if (!article) {
    ADD_FAILURE() << article.error().message;
    return {};
  }
  return std::move(*article);
}

inline std::string kind_of(const Block& block) {
  const std::string level = std::to_string(block.level);
  switch (block.kind) {
    case BlockKind::title: return "title";
    case BlockKind::heading: return "h" + level;
    case BlockKind::paragraph: return "p";
    case BlockKind::list_item: return "li" + level;
    case BlockKind::table_cell:
      return "t" + std::to_string(block.table) + "." + std::to_string(block.row) + "." + std::to_string(block.column);
    case BlockKind::quote: return "q";
    case BlockKind::caption: return "caption";
    case BlockKind::contact: return "contact";
    case BlockKind::boilerplate: return "boilerplate";
  }
  return "";
}

inline std::string blocks_of(const Article& article, bool kinds = true) {
  std::string out;
  for (const Block& block : article.marked.blocks) {
    if (!out.empty()) out += " | ";
    if (kinds) out += kind_of(block) + " ";
    out += block.span.of(article.marked.text);
  }
  return out;
}

}  // namespace copydesk::test
