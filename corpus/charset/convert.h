// Conversion of a named charset to UTF-8 by ICU's tables, with the map that leads back.
//
//   Converted c = convert("caf\xE9", "windows-1252");
//   c.text;     // "café"
//   c.faults;   // 0: no byte was without meaning
//
// Bytes without meaning become U+FFFD. No shared state: any number of threads may convert.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/text/offset_map.h"

namespace copydesk {

struct Converted {
  std::string text;
  OffsetMap map;
  std::size_t faults = 0;
};

// The IANA name in lower case of the charset that a web page means by `name` ("Latin1" means
// "windows-1252"); empty where ICU knows no such charset.
[[nodiscard]] std::string canonical_charset(std::string_view name);

// What each byte means in a charset of single bytes; U+FFFD where it means nothing. None where the
// charset has longer characters or is unknown.
using ByteTable = std::array<char32_t, 256>;
[[nodiscard]] std::optional<ByteTable> byte_table(std::string_view charset);

// Requires: canonical_charset(charset) is not empty.
[[nodiscard]] Converted convert(std::string_view bytes, std::string_view charset);

// Adds the UTF-8 form of `character` to `text`.
void append_utf8(std::string& text, char32_t character);

}  // namespace copydesk
