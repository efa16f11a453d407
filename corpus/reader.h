// From a file's bytes to an Article.
//
//   Result<std::string> bytes = read_bytes("posts/dragons.md");
//   Result<Article> article = read_article("posts/dragons.md", std::move(*bytes));
//
// Markdown and plain text are read, by the name's extension and then by content (a .txt file with
// front matter, headings or links in Markdown is Markdown). HTML and binary data are faults. Odd
// things that do not keep an article from being read stand in its warnings. Time and memory are in
// proportion to the input. No state: any number of threads may read.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "corpus/article.h"

namespace copydesk {

// The whole file at `path`; "-" is standard input. Faults name the path.
[[nodiscard]] Result<std::string> read_bytes(const std::string& path);

// `source` is the path as given. Faults name it.
[[nodiscard]] Result<Article> read_article(std::string source, std::string bytes);

// By the extension of `source`, then by what `text` looks like.
[[nodiscard]] Format format_of(std::string_view source, std::string_view text);

}  // namespace copydesk
