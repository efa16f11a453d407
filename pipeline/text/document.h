// A Document is an article's clean text, the way back to the bytes of its file, and its blocks.
//
//   file     ## About **Acme**\n\nAcme makes anvils.\n
//   text     About Acme\nAcme makes anvils.
//   blocks   heading [0, 10)   paragraph [11, 29)
//
// The text is valid UTF-8 in NFC. Blocks stand in text order, do not overlap, neither begin nor end
// with white space, and are separated by one '\n' that belongs to none of them (a no-break space may
// stand before it); a '\n' inside a block is a soft line wrap or <br>.
// A value; immutable after normalise(), so any number of threads may read it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/text/offset_map.h"
#include "pipeline/text/span.h"

namespace copydesk {

enum class BlockKind : std::uint8_t {
  title,
  heading,
  paragraph,
  list_item,
  table_cell,
  quote,
  caption,      // of a picture
  contact,      // whom to write to: names, telephone numbers, addresses
  boilerplate,  // a page's furniture: no facts are drawn from it
};

[[nodiscard]] const char* name_of(BlockKind kind);

struct Block {
  BlockKind kind = BlockKind::paragraph;
  TextSpan span;
  // Headings: 1-6. List items: nesting depth from 1. Else 0.
  std::uint8_t level = 0;
  // Table cells only: which table of the document, and where in it; the header row is row 0.
  std::int32_t table = -1;
  std::int32_t row = -1;
  std::int32_t column = -1;
};

// What repair changed: `before` stood at `source` in the file (as decoded), `after` stands at `text`.
struct Repair {
  std::string kind;  // "mojibake", …
  TextSpan text;
  SourceSpan source;
  std::string before;
  std::string after;
};

struct Document {
  std::string text;
  OffsetMap map;  // text → bytes of the file
  std::vector<Block> blocks;
  std::vector<Repair> repairs;
  std::vector<std::string> warnings;
};

}  // namespace copydesk
