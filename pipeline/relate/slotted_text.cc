#include "pipeline/relate/slotted_text.h"

#include <algorithm>

#include "pipeline/relate/relation_rules.h"

namespace copydesk {

void SlottedText::clear() {
  text_.clear();
  pieces_.clear();
  placeholders_.clear();
}

void SlottedText::append(std::string_view document_text, TextSpan span, std::span<const std::uint32_t> inside,
                         const Mentions& mentions) {
  std::uint32_t done = span.start;
  const auto literal = [&](std::uint32_t end) {
    if (done == end) return;
    pieces_.push_back({static_cast<std::uint32_t>(text_.size()), {done, end}, false});
    text_ += document_text.substr(done, end - done);
    done = end;
  };
  for (const std::uint32_t index : inside) {
    const Mention& mention = mentions.all[index];
    literal(mention.span.start);
    const auto at = static_cast<std::uint32_t>(text_.size());
    pieces_.push_back({at, mention.span, true});
    placeholders_.push_back({at, index});
    text_ += placeholder_of(mention.types);
    done = mention.span.end;
  }
  literal(span.end);
}

void SlottedText::append_words(std::string_view words) {
  const std::uint32_t end = pieces_.empty() ? 0 : pieces_.back().from.end;
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), {end, end}, false});
  text_ += words;
}

const SlottedText::Piece& SlottedText::piece_at(std::uint32_t at) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), at, [](std::uint32_t a, const Piece& p) { return a < p.at; });
  return *(after - 1);
}

TextSpan SlottedText::span_of(Capture capture) const {
  if (pieces_.empty()) return {};
  const auto place = [](const Piece& piece, std::uint32_t at, bool end) {
    if (piece.placeholder) return end ? piece.from.end : piece.from.start;
    return std::min(piece.from.start + (at - piece.at) + (end ? 1 : 0), piece.from.end);
  };
  const std::uint32_t start = place(piece_at(capture.start), capture.start, false);
  if (capture.end == capture.start) return {start, start};
  return {start, std::max(start, place(piece_at(capture.end - 1), capture.end - 1, true))};
}

std::span<const SlottedText::Placeholder> SlottedText::placeholders_in(Capture capture) const {
  const auto before = [](const Placeholder& p, std::uint32_t at) { return p.at < at; };
  const auto first = std::lower_bound(placeholders_.begin(), placeholders_.end(), capture.start, before);
  const auto last = std::lower_bound(first, placeholders_.end(), capture.end, before);
  return {first, last};
}

}  // namespace copydesk
