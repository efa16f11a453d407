// What stands before an article in its file and describes it.
//
//   ---                                        FrontMatter front = read_front_matter(text);
//   title: Rise of the Chinese AI dragons      front.title        // "Rise of the Chinese AI dragons"
//   author: maloymanna                         front.authors      // {"maloymanna"}
//   date: 2025-02-15                           front.published    // 2025-02-15
//   ---                                        front.size         // 88: the body starts there
//
// YAML between "---" lines; where it is none ("title: Foo: bar"), or has more than 64 KiB or deep
// nesting, it is read line by line, with a warning. TOML's "+++" and bare "Title: …" lines at the top
// (MultiMarkdown, Pelican) are read line by line, too. Of duplicate keys the first holds. Front
// matter that never closes is none. Linear; no state.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/span.h"

namespace copydesk {

struct FrontMatter {
  std::size_t size = 0;  // bytes of the text that are front matter; 0 where there is none
  std::string title;
  TextSpan title_span;  // where the title stands word for word; empty where it does not
  std::vector<std::string> authors;
  std::optional<std::chrono::year_month_day> published;
  std::string url;
  std::vector<std::string> warnings;
};

[[nodiscard]] FrontMatter read_front_matter(std::string_view text);

// "http://…" or "https://…", without blanks.
[[nodiscard]] bool is_url(std::string_view text);

}  // namespace copydesk
