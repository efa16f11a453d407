#include "corpus/markup/marked_builder.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace copydesk {
namespace {

constexpr std::string_view white = " \t\r\n\f\v";
constexpr std::string_view no_break_space = "\xC2\xA0";

// Bytes of white space (no-break spaces, too) at the beginning of `text`.
std::size_t leading_white(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (white.find(text[at]) != std::string_view::npos) {
      ++at;
    } else if (text.substr(at).starts_with(no_break_space)) {
      at += no_break_space.size();
    } else {
      break;
    }
  }
  return at;
}

// Bytes of the one white-space character that ends `text`; 0 where none does. A no-break space right
// after a character beyond ASCII may be a half of one that was misread ("voilÃ\u00A0", for "voilà"): it
// stays until that has been looked into.
std::size_t trailing_white(std::string_view text) {
  if (text.empty()) return 0;
  if (white.find(text.back()) != std::string_view::npos) return 1;
  if (!text.ends_with(no_break_space)) return 0;
  const std::string_view before = text.substr(0, text.size() - no_break_space.size());
  const bool may_be_half = !before.empty() && before.back() < 0 && !before.ends_with(no_break_space);
  return may_be_half ? 0 : no_break_space.size();
}

}  // namespace

MarkedBuilder::MarkedBuilder(std::string_view source, Judge judge) : source_(source), judge_(std::move(judge)) {
  text_.reserve(source.size());
}

void MarkedBuilder::begin(BlockKind kind, std::uint8_t level) {
  end();
  block_ = Block{};
  block_.kind = kind;
  block_.level = level;
  open_ = true;
  started_ = false;
  break_waits_ = false;
  first_piece_ = pieces_.size();
  text_before_ = text_.size();
}

void MarkedBuilder::begin_cell(std::int32_t table, std::int32_t row, std::int32_t column) {
  begin(BlockKind::table_cell);
  block_.table = table;
  block_.row = row;
  block_.column = column;
}

void MarkedBuilder::become(BlockKind kind, std::uint8_t level) {
  assert(open_);
  block_.kind = kind;
  block_.level = level;
}

void MarkedBuilder::end() {
  if (!std::exchange(open_, false) || !started_) return;
  trim_end();
  block_.span.end = std::uint32_t(text_.size());
  if (judge_(block_, block_.span.of(text_))) {
    blocks_.push_back(block_);
  } else {
    drop_open_block();
  }
}

void MarkedBuilder::copy(std::string_view piece) {
  if (!started_ || break_waits_) piece.remove_prefix(leading_white(piece));
  if (piece.empty()) return;
  const auto size = std::uint32_t(piece.size());
  add({offset_of(piece), size, size, true}, piece);
}

void MarkedBuilder::replace(std::string_view from, std::string_view by) {
  if (!started_ || break_waits_) by.remove_prefix(leading_white(by));
  if (by.empty()) return;
  add({offset_of(from), std::uint32_t(from.size()), std::uint32_t(by.size()), false}, by);
}

std::string_view MarkedBuilder::text() const {
  return started_ ? std::string_view(text_).substr(block_.span.start) : std::string_view();
}

void MarkedBuilder::add(Piece piece, std::string_view text) {
  assert(open_);
  assert(piece.source >= source_end());
  if (!started_) {
    if (!text_.empty()) add_gap(piece.source);
    block_.span.start = std::uint32_t(text_.size());
    started_ = true;
  } else if (break_waits_) {
    trim_end();
    add_gap(piece.source);
  }
  break_waits_ = false;
  text_ += text;
  if (!pieces_.empty() && pieces_.size() > first_piece_) {
    Piece& last = pieces_.back();
    if (last.copy && piece.copy && last.source + last.source_size == piece.source) {
      last.source_size += piece.source_size;
      last.text_size += piece.text_size;
      return;
    }
  }
  pieces_.push_back(piece);
}

// The '\n' between two blocks or lines stands for all the source between them.
void MarkedBuilder::add_gap(std::uint32_t next_source) {
  const std::uint32_t start = source_end();
  const bool same = next_source == start + 1 && source_[start] == '\n';
  pieces_.push_back({start, next_source - start, 1, same});
  text_ += '\n';
}

void MarkedBuilder::trim_end() {
  while (text_.size() > block_.span.start) {
    const std::size_t size = trailing_white(std::string_view(text_).substr(block_.span.start));
    if (size == 0) return;
    text_.erase(text_.size() - size);
    // White space is either a part of a copied piece or the whole end of a replacement.
    for (std::size_t left = size; left > 0;) {
      Piece& last = pieces_.back();
      const auto taken = std::uint32_t(std::min<std::size_t>(left, last.text_size));
      last.text_size -= taken;
      if (last.copy) last.source_size -= taken;
      if (last.text_size == 0) pieces_.pop_back();
      left -= taken;
    }
  }
}

void MarkedBuilder::drop_open_block() {
  text_.erase(text_before_);
  pieces_.resize(first_piece_);
}

void MarkedBuilder::prepend(MarkedBuilder head) {
  end();
  head.end();
  if (head.text_.empty()) return;
  if (!pieces_.empty()) head.add_gap(pieces_.front().source);
  const auto shift = std::uint32_t(head.text_.size());
  for (Block& block : blocks_) block.span = {block.span.start + shift, block.span.end + shift};
  blocks_.insert(blocks_.begin(), head.blocks_.begin(), head.blocks_.end());
  pieces_.insert(pieces_.begin(), head.pieces_.begin(), head.pieces_.end());
  text_ = head.text_ + text_;
}

Article::Marked MarkedBuilder::build() && {
  end();
  OffsetMap::Builder map;
  for (const Piece& piece : pieces_) {
    map.drop(piece.source - map.source_size());
    if (piece.copy) {
      map.copy(piece.text_size);
    } else {
      map.replace(piece.source_size, piece.text_size);
    }
  }
  map.drop(std::uint32_t(source_.size()) - map.source_size());
  return {std::move(text_), std::move(map).build(), std::move(blocks_)};
}

std::uint32_t MarkedBuilder::offset_of(std::string_view piece) const {
  assert(piece.data() >= source_.data() && piece.data() + piece.size() <= source_.data() + source_.size());
  return std::uint32_t(piece.data() - source_.data());
}

std::uint32_t MarkedBuilder::source_end() const {
  return pieces_.empty() ? 0 : pieces_.back().source + pieces_.back().source_size;
}

}  // namespace copydesk
