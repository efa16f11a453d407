// Knows a page's furniture: links to other stories, share lines, notices about cookies.
//
//   const Boilerplate boilerplate({"The post … appeared first on …", "Share this article"});
//   boilerplate.matches("The post Acme Opens appeared first on Citybiz.");   // true
//   mark_boilerplate(document, boilerplate);                                 // such blocks change kind
//
// A pattern (rules/en/lists/boilerplate.txt) is the block's text with "…" where anything may stand.
// Case does not matter, nor how wide blanks are, nor which apostrophe; a stop at the end may be
// missing. Contact details and "About Acme" are no furniture: facts stand there.
//
// Immutable once built, so any number of threads may read it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/document.h"

namespace copydesk {

class Boilerplate {
 public:
  explicit Boilerplate(const std::vector<std::string>& patterns);
  [[nodiscard]] bool matches(std::string_view block) const;

 private:
  struct Pattern {
    std::vector<std::string> pieces;  // folded; what stands between them is free
    bool open_start = false;
    bool open_end = false;
  };
  static bool fits(const Pattern& pattern, std::string_view folded_block);
  std::vector<Pattern> patterns_;  // those with an open start behind the others
};

// Makes every heading, paragraph, list item, quotation and caption that matches a boilerplate block.
void mark_boilerplate(Document& document, const Boilerplate& boilerplate);

}  // namespace copydesk
