// The bytes of a file become UTF-8 text, with the way back to each byte.
//
//   Result<Decoded> decoded = decode("caf\xE9");
//   decoded->of(bytes);      // "café"
//   decoded->charset;        // "windows-1252"
//   decoded->map.source_of(TextSpan{3, 5});   // [3, 4)
//
// Order of belief: a byte order mark, NUL bytes in the places where UTF-16 and UTF-32 have them,
// valid UTF-8, UTF-8 with a few bad bytes (which are read as Windows-1252, one by one), then what
// guess_charset() makes of the bytes and of what the file says of itself. Control characters are
// taken out; line ends stay as they are. Linear in the size of the input.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/text/offset_map.h"

namespace copydesk {

struct Decoded {
  std::string text;   // empty where `same`
  bool same = false;  // the bytes are the text: nothing was copied
  OffsetMap map;      // text → bytes
  std::string charset;
  std::vector<std::string> warnings;

  // The text. `bytes` are those given to decode().
  [[nodiscard]] std::string_view of(std::string_view bytes) const { return same ? bytes : text; }
};

// Faults: binary data; text of more than 64 MiB that has to be converted (its map would not fit).
[[nodiscard]] Result<Decoded> decode(std::string_view bytes);

}  // namespace copydesk
