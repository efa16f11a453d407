// Knows blocks by their words: a page's furniture (links to other stories, share lines, notices about
// cookies), captions, and whom to write to.
//
//   const BlockPatterns patterns({{"The post … appeared first on …", BlockKind::boilerplate}});
//   patterns.kind_of("The post Acme Opens appeared first on Citybiz.");   // BlockKind::boilerplate
//   mark_blocks(document, patterns);                                      // such blocks change kind
//
// A pattern (rules/en/lists/block_patterns.txt) is the block's text with "…" where anything may stand.
// Case does not matter, nor how wide blanks are, nor which apostrophe; a stop at the end may be
// missing. "About Acme" is no furniture: facts stand there.
//
// Immutable once built, so any number of threads may read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/document.h"

namespace copydesk {

struct BlockPattern {
  std::string text;
  BlockKind kind = BlockKind::boilerplate;
};

class BlockPatterns {
 public:
  explicit BlockPatterns(const std::vector<BlockPattern>& patterns);
  [[nodiscard]] std::optional<BlockKind> kind_of(std::string_view block) const;

 private:
  struct Pattern {
    std::vector<std::string> pieces;  // folded; what stands between them is free
    bool open_start = false;
    bool open_end = false;
    BlockKind kind = BlockKind::boilerplate;
  };
  static bool fits(const Pattern& pattern, std::string_view folded_block);
  std::vector<Pattern> patterns_;  // those with an open start behind the others
};

// Gives every heading, paragraph, list item, quotation and caption that matches its pattern's kind, and makes
// the short lines behind a contact, too, a contact. Headings over contacts stay headings.
void mark_blocks(Document& document, const BlockPatterns& patterns);

}  // namespace copydesk
