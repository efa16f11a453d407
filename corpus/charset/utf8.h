// UTF-8 with a few bad bytes in it: how much of it is sound, and its mending byte by byte.
//
//   mostly_utf8("Zoë’s caf\xE9 noir")       // true: two sound sequences, one bad byte
//   mend_utf8("Zoë’s caf\xE9 noir").text    // "Zoë’s café noir"
//
// Bad bytes are read as Windows-1252, a sequence that the end of the file cuts is dropped, surrogate pairs
// written in UTF-8 (CESU-8) become the character they stand for. Linear; no shared state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "pipeline/text/offset_map.h"

namespace copydesk {

// Bytes of the UTF-8 sequence that starts at `at`; 0 where none does. Requires: at < text.size().
[[nodiscard]] std::size_t utf8_size_at(std::string_view text, std::size_t at);

// There are more sound sequences of several bytes than bad bytes.
[[nodiscard]] bool mostly_utf8(std::string_view bytes);

struct Mended {
  std::string text;
  OffsetMap map;
  std::size_t bad_bytes = 0;
};

[[nodiscard]] Mended mend_utf8(std::string_view bytes);

// A map of the bytes behind a byte order mark as a map of the whole file.
[[nodiscard]] OffsetMap after_mark(std::size_t mark_bytes, const OffsetMap& rest);

}  // namespace copydesk
