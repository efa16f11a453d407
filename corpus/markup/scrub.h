// Takes out of Markdown what is no Markdown, byte for byte, so that offsets stay as they are:
// shortcodes of Hugo, Jekyll and Liquid, HTML tags, comments, scripts and styles, and the fences
// around prose.
//
//   Before {{< figure src="a.png" >}} it <b>rose</b>.<br>Then
//   Before                            it    rose    .
//      Then
//
// A tag that ends a line or a paragraph (<br>, <p>) becomes one, <li> a list item, <h2> a heading.
// Line ends are kept everywhere. What opens and never closes stays text, with a warning.
// Linear, and free where there is nothing to do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/span.h"

namespace copydesk {

struct Scrubbed {
  struct Gone {
    TextSpan span;
    bool separates = false;  // words at its two sides are two words
  };

  std::string text;                // as long as what it was made from; empty where nothing was taken out
  std::vector<Gone> gone;          // in order, apart
  std::vector<TextSpan> captions;  // what stood in <figcaption>, in order, apart
  std::vector<std::string> warnings;
};

[[nodiscard]] Scrubbed scrub(std::string_view markdown);

// Lines of sentences rather than of a program.
[[nodiscard]] bool reads_as_prose(std::string_view text);

}  // namespace copydesk
