// An independent reading of a source's bytes: what a span says once it is decoded, repaired as the
// record lists it, and freed of markup. It does not use the offset map, so that it can be held
// against what the offset map gave.
//
//   SourceReading reading(bytes, {"utf-8", "markdown", repairs});
//   reading.reads_as({5120, 5134}, "Zhipu AI");     // the bytes are "**Zhipu** &nbsp;AI"
//
// Equal means: after NFC, with each run of white space as one blank and none at the ends. Where bytes
// may be markup or text (an asterisk, a bracket), either reading is allowed. Linear in the span's
// length for all but hostile input. Immutable: any number of threads may read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/span.h"

namespace copydesk {

struct ListedRepair {
  SourceSpan span;
  std::string before;
  std::string after;
};

// What the record says of its source.
struct SourceDescription {
  std::string charset;
  std::string format;
  std::vector<ListedRepair> repairs;  // by span
};

class SourceReading {
 public:
  SourceReading(std::string bytes, SourceDescription description);

  [[nodiscard]] bool reads_as(SourceSpan span, std::string_view text) const;

  // True where `part`, a span inside `whole`, reads as some of the words of `text` in their place.
  [[nodiscard]] bool reads_inside(SourceSpan whole, std::string_view text, SourceSpan part) const;

  // What the span says as far as can be told without knowing what it should: for messages.
  [[nodiscard]] std::string raw(SourceSpan span) const;

  [[nodiscard]] bool holds(SourceSpan span) const { return span.start <= span.end && span.end <= bytes_.size(); }

 private:
  [[nodiscard]] std::u32string slice(SourceSpan span) const;  // decoded
  [[nodiscard]] std::vector<std::u32string> parts_of(const ListedRepair& repair, SourceSpan part) const;
  // The span decoded and repaired. One reading, save where the span cuts a repaired word.
  [[nodiscard]] std::vector<std::u32string> readings_of(SourceSpan span) const;

  const std::string bytes_;
  const SourceDescription description_;
};

}  // namespace copydesk
