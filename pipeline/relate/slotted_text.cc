#include "pipeline/relate/slotted_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/text/utf8.h"
#include "rules/matching/plain_text.h"

namespace copydesk {

void SlottedText::clear() {
  text_.clear();
  pieces_.clear();
  placeholders_.clear();
}

void SlottedText::append_character(char32_t character, TextSpan from) {
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), from, true});
  text_ += plain_byte(character);
}

// A piece for each run of ASCII and for each character beyond it.
void SlottedText::append_literal(std::string_view document_text, TextSpan span) {
  for (std::uint32_t at = span.start; at < span.end;) {
    std::uint32_t end = at;
    while (end < span.end && static_cast<unsigned char>(document_text[end]) < 0x80) ++end;
    if (end > at) {
      pieces_.push_back({static_cast<std::uint32_t>(text_.size()), {at, end}, false});
      text_ += document_text.substr(at, end - at);
    }
    if (end < span.end) {
      const CodePoint c = code_point_at(document_text, end);
      append_character(c.value, {end, end + c.size});
      end += c.size;
    }
    at = end;
  }
}

void SlottedText::append(std::string_view document_text, TextSpan span, std::span<const Filler> inside) {
  std::uint32_t done = span.start;
  for (const Filler& filler : inside) {
    append_literal(document_text, {done, filler.span.start});
    placeholders_.push_back({static_cast<std::uint32_t>(text_.size()), filler});
    append_character(filler.code_point, filler.span);
    done = filler.span.end;
  }
  append_literal(document_text, {done, span.end});
}

void SlottedText::append_words(std::string_view words) {
  const std::uint32_t end = pieces_.empty() ? 0 : pieces_.back().from.end;
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), {end, end}, true});
  text_ += plain_text(words);
}

void SlottedText::replace(std::span<const Phrase> phrases) {
  if (phrases.empty()) return;
  old_text_.swap(text_);
  old_pieces_.swap(pieces_);
  text_.clear();
  pieces_.clear();
  std::size_t placeholder = 0;
  std::size_t kept = 0;
  // Copies old text [from, end) with its pieces; placeholders move along.
  const auto copy = [&](std::uint32_t from, std::uint32_t end) {
    if (from >= end) return;
    const auto shift = static_cast<std::uint32_t>(text_.size()) - from;  // modulo 2^32
    auto piece = std::upper_bound(old_pieces_.begin(), old_pieces_.end(), from,
                                  [](std::uint32_t at, const Piece& p) { return at < p.at; }) -
                 1;
    for (; piece != old_pieces_.end() && piece->at < end; ++piece) {
      const std::uint32_t skipped = piece->at < from ? from - piece->at : 0;
      Piece moved{piece->at + skipped + shift, piece->from, piece->whole};
      if (!piece->whole) moved.from.start += skipped;
      pieces_.push_back(moved);
    }
    for (; placeholder < placeholders_.size() && placeholders_[placeholder].at < end; ++placeholder) {
      placeholders_[kept] = placeholders_[placeholder];
      placeholders_[kept++].at += shift;
    }
    text_.append(old_text_, from, end - from);
  };
  std::uint32_t done = 0;
  for (const Phrase& phrase : phrases) {
    copy(done, phrase.at.start);
    if (phrase.code_point != kNothing) append_character(phrase.code_point, span_in(old_pieces_, phrase.at));
    while (placeholder < placeholders_.size() && placeholders_[placeholder].at < phrase.at.end) ++placeholder;
    done = phrase.at.end;
  }
  copy(done, static_cast<std::uint32_t>(old_text_.size()));
  placeholders_.resize(kept);
}

std::string SlottedText::shown() const {
  const std::string text = utf8_of_plain(text_);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool slot = c.value >= 0xE000 && c.value <= 0xF8FF;
    out += slot ? fmt::format("[{:X}]", static_cast<std::uint32_t>(c.value)) : text.substr(at, c.size);
    at += c.size;
  }
  return out;
}

TextSpan SlottedText::span_in(const std::vector<Piece>& pieces, Capture capture) {
  if (pieces.empty()) return {};
  const auto piece_at = [&](std::uint32_t at) {
    return *(
        std::upper_bound(pieces.begin(), pieces.end(), at, [](std::uint32_t a, const Piece& p) { return a < p.at; }) -
        1);
  };
  const auto place = [&](std::uint32_t at, bool end) {
    const Piece piece = piece_at(at);
    if (piece.whole) return end ? piece.from.end : piece.from.start;
    return std::min(piece.from.start + (at - piece.at) + (end ? 1U : 0U), piece.from.end);
  };
  const std::uint32_t start = place(capture.start, false);
  if (capture.end == capture.start) return {start, start};
  return {start, std::max(start, place(capture.end - 1, true))};
}

TextSpan SlottedText::span_of(Capture capture) const { return span_in(pieces_, capture); }

std::span<const SlottedText::Placeholder> SlottedText::placeholders_in(Capture capture) const {
  const auto before = [](const Placeholder& p, std::uint32_t at) { return p.at < at; };
  const auto first = std::lower_bound(placeholders_.begin(), placeholders_.end(), capture.start, before);
  const auto last = std::lower_bound(first, placeholders_.end(), capture.end, before);
  return {first, last};
}

}  // namespace copydesk
