// An Article is one input as it was received, with what it says of itself, and its text with the
// markup taken out. `corpus` makes it; every later stage reads it.
//
//   Result<Article> article = read_article("posts/dragons.md", bytes);
//   article->title;            // "Rise of the Chinese AI dragons"
//   article->published;        // 2025-02-15
//   article->marked.text;      // text without Markdown, blocks beside it
//
// A value. `bytes` is the file as it lies on disk: every SourceSpan of a record counts in it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/text/document.h"
#include "pipeline/text/offset_map.h"

namespace copydesk {

enum class Format : std::uint8_t { markdown, plain, html };

[[nodiscard]] const char* name_of(Format format);

struct Article {
  std::string source;  // the path as given; "-" for standard input
  std::string bytes;
  std::string sha256;  // 64 hex digits, of bytes
  Format format = Format::plain;
  std::string charset = "utf-8";  // what the bytes were decoded from (IANA name, lower case)
  std::string language = "en";    // ISO 639-1; "und" where it can't be told
  std::string title;
  std::vector<std::string> authors;
  std::optional<std::chrono::year_month_day> published;
  std::string url;
  std::vector<std::string> warnings;

  // The decoded text without markup: UTF-8, not yet repaired or normalised. Its map leads back to `bytes`.
  struct Marked {
    std::string text;
    OffsetMap map;
    std::vector<Block> blocks;
  } marked;

  [[nodiscard]] std::string id() const { return sha256.substr(0, 16); }
};

}  // namespace copydesk
