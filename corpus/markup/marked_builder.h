// Builds the text of an article piece by piece out of a source with markup in it: text, blocks, and
// the map that leads back to the source.
//
//   MarkedBuilder builder(source, keep_all);
//   builder.begin(BlockKind::paragraph);
//   builder.copy(source.substr(2, 5));              // a piece of the source as it stands
//   builder.replace(source.substr(7, 5), "&");      // "&amp;"
//   builder.line_break();
//   Article::Marked marked = std::move(builder).build();
//
// It keeps what pipeline/text/document.h says of blocks: no white space at either end (but a no-break
// space that repair has yet to look at), none empty, one '\n' between them. Source that is passed over is markup. Each
// block, when it ends, is shown to the judge, which may change its kind or have it dropped. Pieces must come in the
// order of the source. Not thread-safe; one builder per article.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/article.h"

namespace copydesk {

class MarkedBuilder {
 public:
  // Returns false to drop the block. `text` is the block's.
  using Judge = std::function<bool(Block& block, std::string_view text)>;

  // `source` must outlive the builder.
  MarkedBuilder(std::string_view source, Judge judge);

  // Starts a block; one that is open ends.
  void begin(BlockKind kind, std::uint8_t level = 0);
  void begin_cell(std::int32_t table, std::int32_t row, std::int32_t column);
  void end();
  // Makes the open block something else.
  void become(BlockKind kind, std::uint8_t level);

  // Pieces of the open block. `piece` and `from` are parts of the source.
  void copy(std::string_view piece);
  void replace(std::string_view from, std::string_view by);
  void line_break() { break_waits_ = true; }

  [[nodiscard]] bool open() const { return open_; }
  [[nodiscard]] bool break_waits() const { return break_waits_; }
  // The text of the open block so far.
  [[nodiscard]] std::string_view text() const;

  // Puts the blocks of `head`, made from the same source, before all others: for a title that stands in
  // front matter. Requires: head's source comes first.
  void prepend(MarkedBuilder head);

  [[nodiscard]] Article::Marked build() &&;

 private:
  struct Piece {
    std::uint32_t source = 0;
    std::uint32_t source_size = 0;
    std::uint32_t text_size = 0;
    bool copy = false;
  };

  [[nodiscard]] std::uint32_t offset_of(std::string_view piece) const;
  [[nodiscard]] std::uint32_t source_end() const;
  void add(Piece piece, std::string_view text);
  void add_gap(std::uint32_t next_source);
  void trim_end();
  void drop_open_block();

  std::string_view source_;  // outlives the builder, which is a local of one reader
  Judge judge_;
  std::string text_;
  std::vector<Piece> pieces_;
  std::vector<Block> blocks_;
  Block block_;
  std::size_t first_piece_ = 0;  // of the open block, or of the gap before it
  std::size_t text_before_ = 0;  // size of the text without the open block and the gap before it
  bool open_ = false;
  bool started_ = false;  // the open block has text
  bool break_waits_ = false;
};

}  // namespace copydesk
