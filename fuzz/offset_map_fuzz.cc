// Any chain of edits gives a map that is monotone, in bounds, composes associatively, and whose copied
// bytes are the source's.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/text/offset_map.h"

namespace {

using copydesk::OffsetMap;
using copydesk::SourceSpan;

void require(bool holds) {
  if (!holds) std::abort();
}

// Reads numbers from the input; zeros once it is used up.
struct Input {
  const std::uint8_t* bytes;
  std::size_t size;
  std::uint8_t next() { return size == 0 ? 0 : (--size, *bytes++); }
};

// One step of random edits over `text`, which becomes what they make of it: '#' for what they write.
OffsetMap step(Input& input, std::string& text) {
  OffsetMap::Builder builder;
  std::string made;
  std::size_t at = 0;
  for (int edits = input.next() % 12; edits > 0; --edits) {
    const std::uint8_t what = input.next();
    const auto old = static_cast<std::uint32_t>(std::min<std::size_t>(what >> 2 & 7, text.size() - at));
    const std::uint32_t written = what >> 5;
    if (what & 1) {
      builder.copy(old);
      made += text.substr(at, old);
    } else {
      builder.replace(old, written);
      made += std::string(written, '#');
    }
    at += old;
  }
  builder.copy(static_cast<std::uint32_t>(text.size() - at));
  made += text.substr(at);
  text = std::move(made);
  return std::move(builder).build();
}

void check(const OffsetMap& map, const std::string& source, const std::string& text) {
  require(map.text_size() == text.size() && map.source_size() == source.size());
  SourceSpan last{0, 0};
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    const SourceSpan here = map.source_of({i, i + 1});
    require(here.start <= here.end && here.end <= source.size());
    require(here.start >= last.start);
    if (text[i] != '#') require(here.size() == 1 && source[here.start] == text[i]);
    const auto back = map.text_of(here);
    if (!here.empty()) require(back.start <= i && i < back.end);
    last = here;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  Input input{bytes, size};
  std::string source;
  for (int i = input.next() % 64; i >= 0; --i) source += static_cast<char>('a' + i % 26);
  std::string text = source;
  std::vector<OffsetMap> maps;
  for (int steps = 1 + input.next() % 5; steps > 0; --steps) maps.push_back(step(input, text));
  OffsetMap left = maps.front();
  for (std::size_t i = 1; i < maps.size(); ++i) left = left.then(maps[i]);
  OffsetMap right = maps.back();
  for (std::size_t i = maps.size() - 1; i-- > 0;) right = maps[i].then(right);
  require(left == right);
  check(left, source, text);
  return 0;
}
