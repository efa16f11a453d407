// The pieces of a source that a format may drop or turn into other text, found without a parser: all
// that a piece at some place could be, one after the other.
//
//   skips_at(U"[Acme](https://acme.example) grew", 5)    // "](https://acme.example)", and "]" alone
//
// Pure functions: any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

struct Skip {
  std::size_t size = 0;    // characters of the source
  std::u32string reads;    // what it says instead, if anything
  bool separates = false;  // may stand for white space
};

// Of Markdown (with the HTML, the shortcodes and the tables in it) at `at`; empty for other formats.
[[nodiscard]] std::vector<Skip> skips_at(std::string_view format, std::u32string_view source, std::size_t at);

}  // namespace copydesk
