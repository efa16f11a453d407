// Markdown becomes blocks of text: CommonMark and GitHub's tables, read by md4c.
//
//   ## About **Acme**\n\nAcme &amp; Sons  \nmake anvils.\n\n* [x](http://y) and ![alt](z)
//   heading    About Acme
//   paragraph  Acme & Sons\nmake anvils.
//   list_item  x and
//
// Emphasis, link targets, pictures and code blocks are no text. A paragraph's first line in bold alone
// is a heading of its own; a line that starts with "•" is a list item. Nesting and tables have budgets:
// Markdown beyond them is read as plain text, with a warning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/markup/marked_builder.h"

namespace copydesk {

// Adds the blocks of `markdown`, a part of the builder's source. Returns warnings.
[[nodiscard]] std::vector<std::string> read_markdown(std::string_view markdown, MarkedBuilder& builder);

}  // namespace copydesk
