// An OffsetMap says, for text made from other text, where each piece came from.
//
//   source   c o u n t r y â € ™ s         16 bytes (â 2, € 3, ™ 3)
//   text     c o u n t r y ’ s             11 bytes (’ 3)
//   runs     |---- copy 7 ----|-- 8→3 --|-copy 1-|
//
//   OffsetMap::Builder builder;
//   builder.copy(7);
//   builder.replace(8, 3);
//   builder.copy(1);
//   OffsetMap repair = std::move(builder).build();
//   SourceSpan where = repair.source_of(TextSpan{7, 10});   // [7, 15): the 8 bytes that became ’
//
// Spans are half-open and count bytes. Maps compose: a.then(b) maps what b made back to what a
// started from, in O(runs of a + runs of b). A value: copy it, compare it, keep it in a record.
// Immutable once built, so any number of threads may read it. Equal maps have equal runs:
// neighbouring copies are merged while building.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/text/span.h"

namespace copydesk {

class OffsetMap {
 public:
  // A stretch of text and the stretch of source it came from. A copy has equal sizes and maps byte
  // to byte; a replacement maps as a whole; a deletion has no text, an insertion no source.
  struct Run {
    std::uint32_t text = 0;    // where it starts
    std::uint32_t source = 0;  // where it starts
    std::uint32_t text_size = 0;
    std::uint32_t source_size = 0;
    bool copy = false;
    friend bool operator==(const Run&, const Run&) = default;
  };

  class Builder {
   public:
    void copy(std::uint32_t bytes);
    void replace(std::uint32_t source_bytes, std::uint32_t text_bytes);  // either may be 0
    void drop(std::uint32_t source_bytes) { replace(source_bytes, 0); }
    void insert(std::uint32_t text_bytes) { replace(0, text_bytes); }
    [[nodiscard]] std::uint32_t text_size() const { return text_; }
    [[nodiscard]] std::uint32_t source_size() const { return source_; }
    [[nodiscard]] OffsetMap build() &&;

   private:
    std::vector<Run> runs_;
    std::uint32_t text_ = 0;
    std::uint32_t source_ = 0;
  };

  OffsetMap() = default;  // maps the empty text
  [[nodiscard]] static OffsetMap identity(std::uint32_t bytes);

  // The smallest source span that covers every source byte of `text`'s first to last byte. An empty
  // span maps to an empty one at the place it stands.
  // Requires: text lies within the mapped text (checked in debug builds). O(log runs).
  [[nodiscard]] SourceSpan source_of(TextSpan text) const;

  // `after` maps a newer text back to this map's text; the result maps it back to this map's source.
  [[nodiscard]] OffsetMap then(const OffsetMap& after) const;

  [[nodiscard]] std::uint32_t text_size() const { return text_size_; }
  [[nodiscard]] std::uint32_t source_size() const { return source_size_; }
  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  friend bool operator==(const OffsetMap&, const OffsetMap&) = default;

 private:
  std::vector<Run> runs_;  // sorted by text and source, no gaps in either
  std::uint32_t text_size_ = 0;
  std::uint32_t source_size_ = 0;
};

}  // namespace copydesk
