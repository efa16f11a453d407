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
// started from, in O(runs of a + runs of b). For a span that has a source at all this is exactly
// mapping through b and then through a; composition is associative. A value: copy it, compare it, keep it in a record.
// Immutable once built, so any number of threads may read it.
//
// Behind it stands one function on bytes: text byte i came from source bytes [from(i), to(i)), and
// neither from nor to ever falls. Runs are that function's longest stretches, so equal functions
// have equal runs.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/text/span.h"

namespace copydesk {

class OffsetMap {
 public:
  // A stretch of text and the source it came from. A copy has equal sizes and maps byte to byte;
  // any other run maps as a whole. Runs follow each other in text without gaps. Source bytes that
  // no run covers were dropped; an earlier step's replacement, cut by a later step, may stand behind
  // two runs. Inserted text has no source: its `source.end` is where the text before it ends and its
  // `source.start`, at or behind that, where the text after it starts. (Text inserted into an earlier
  // step's replacement has that replacement's source.)
  struct Run {
    TextSpan text;
    SourceSpan source;
    bool copy = false;
    friend bool operator==(const Run&, const Run&) = default;
  };

  // Builds a map from left to right. The last call, build(), leaves the builder empty.
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
    void close_insertion();
    std::vector<Run> runs_;
    std::uint32_t text_ = 0;
    std::uint32_t source_ = 0;
  };

  OffsetMap() = default;  // maps the empty text
  [[nodiscard]] static OffsetMap identity(std::uint32_t bytes);

  // The smallest source span that covers every source byte of `text`'s first to last byte. An empty
  // span maps to an empty one where its next byte starts; the text's end maps to the source's end.
  // Requires: text lies within the mapped text (checked in debug builds). O(log runs).
  [[nodiscard]] SourceSpan source_of(TextSpan text) const;

  // The way back: the text made from the bytes of `source`, whole replacements included. Empty where
  // all of them were dropped, and for an empty span, then where the text behind it starts. Requires: source lies within
  // the mapped source. O(log runs).
  [[nodiscard]] TextSpan text_of(SourceSpan source) const;

  // `after` maps a newer text back to this map's text; the result maps it back to this map's source.
  // Requires: after.source_size() == text_size().
  [[nodiscard]] OffsetMap then(const OffsetMap& after) const;

  [[nodiscard]] bool is_identity() const;
  [[nodiscard]] std::uint32_t text_size() const { return text_size_; }
  [[nodiscard]] std::uint32_t source_size() const { return source_size_; }
  [[nodiscard]] const std::vector<Run>& runs() const { return runs_; }
  friend bool operator==(const OffsetMap&, const OffsetMap&) = default;

 private:
  class Walk;
  std::vector<Run> runs_;
  std::uint32_t text_size_ = 0;
  std::uint32_t source_size_ = 0;
};

}  // namespace copydesk
