// Any bytes, under any name, become an article or a fault: the text is UTF-8, blocks are as
// pipeline/text/document.h says, and the map leads from all of the text into all of the file.
#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "corpus/reader.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const copydesk::Article& article) {
  const auto& [text, map, blocks] = article.marked;
  require(simdjson::validate_utf8(text.data(), text.size()));
  require(map.text_size() == text.size());
  require(map.source_size() == article.bytes.size());
  std::uint32_t end = 0;
  std::uint32_t source = 0;
  for (const copydesk::Block& block : blocks) {
    require(block.span.start == (end == 0 ? 0 : end + 1));
    require(block.span.start < block.span.end && block.span.end <= text.size());
    require(end == 0 || text[end] == '\n');
    const copydesk::SourceSpan from = map.source_of(block.span);
    require(source <= from.start && from.start < from.end && from.end <= article.bytes.size());
    source = from.end;
    end = block.span.end;
  }
  require(end == text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto article = copydesk::read_article(size % 2 == 0 ? "a.md" : "a.txt", bytes)) check(*article);
  return 0;
}
