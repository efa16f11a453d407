#include "pipeline/relate/slotted_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace copydesk {

void SlottedText::clear() {
  text_.clear();
  pieces_.clear();
  placeholders_.clear();
}

void SlottedText::append_code_point(char32_t code_point) {
  text_ += static_cast<char>(0xE0 | (code_point >> 12));
  text_ += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
  text_ += static_cast<char>(0x80 | (code_point & 0x3F));
}

void SlottedText::append(std::string_view document_text, TextSpan span, std::span<const Filler> inside) {
  std::uint32_t done = span.start;
  const auto literal = [&](std::uint32_t end) {
    if (done >= end) return;
    pieces_.push_back({static_cast<std::uint32_t>(text_.size()), {done, end}, false});
    text_ += document_text.substr(done, end - done);
    done = end;
  };
  for (const Filler& filler : inside) {
    literal(filler.span.start);
    const auto at = static_cast<std::uint32_t>(text_.size());
    pieces_.push_back({at, filler.span, true});
    placeholders_.push_back({at, filler});
    append_code_point(filler.code_point);
    done = filler.span.end;
  }
  literal(span.end);
}

void SlottedText::append_words(std::string_view words) {
  const std::uint32_t end = pieces_.empty() ? 0 : pieces_.back().from.end;
  pieces_.push_back({static_cast<std::uint32_t>(text_.size()), {end, end}, true});
  text_ += words;
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
    if (phrase.code_point != kNothing) {
      pieces_.push_back({static_cast<std::uint32_t>(text_.size()), span_in(old_pieces_, phrase.at), true});
      append_code_point(phrase.code_point);
    }
    while (placeholder < placeholders_.size() && placeholders_[placeholder].at < phrase.at.end) ++placeholder;
    done = phrase.at.end;
  }
  copy(done, static_cast<std::uint32_t>(old_text_.size()));
  placeholders_.resize(kept);
}

std::string SlottedText::shown() const {
  std::string out;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\xEE' && i + 2 < text_.size()) {
      out += fmt::format("[E{:03X}]", ((text_[i + 1] & 0x3F) << 6) | (text_[i + 2] & 0x3F));
      i += 2;
    } else {
      out += text_[i];
    }
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
