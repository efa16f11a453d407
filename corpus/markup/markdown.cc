#include "corpus/markup/markdown.h"

#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <utility>

#include "corpus/markup/html_entities.h"
#include "corpus/markup/lines.h"
#include "corpus/markup/plain_text.h"
#include "corpus/markup/scrub.h"

namespace copydesk {
namespace {

// md4c fills up short rows: a wide table with many rows would grow by their product.
constexpr unsigned widest_table = 64;
// md4c keeps the marks of a whole paragraph in memory, some 20 bytes for each.
constexpr std::size_t longest_paragraph = 4U << 20;
constexpr std::size_t longest_bold_heading = 120;
// A rule of dashes right below a paragraph makes it a heading, which its author hardly meant.
constexpr std::size_t longest_heading = 300;

constexpr std::size_t npos = std::string_view::npos;

// Turns md4c's calls into the builder's. Offsets in md4c's input are those of `markdown`.
class Reader {
 public:
  Reader(std::string_view markdown, const Scrubbed& scrubbed, MarkedBuilder& builder)
      : markdown_(markdown),
        input_(scrubbed.text.empty() ? markdown : scrubbed.text),
        gone_(scrubbed.gone),
        captions_(scrubbed.captions),
        builder_(builder) {}

  // False where the Markdown is beyond a budget.
  bool read() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return of(self).enter_block(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) { return of(self).leave_block(type); };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* self) { return of(self).span(type, 1); };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return of(self).span(type, -1); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      of(self).text(type, std::string_view(text, size));
      return 0;
    };
    const bool well = md_parse(input_.data(), MD_SIZE(input_.size()), &parser, this) == 0;
    builder_.end();
    return well;
  }

  // Where the text that was read ends.
  [[nodiscard]] std::size_t end() const { return end_; }

 private:
  static Reader& of(void* self) { return *static_cast<Reader*>(self); }

  int enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        builder_.end();
        ++quotes_;
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        builder_.end();
        ++lists_;
        break;
      case MD_BLOCK_LI:
      case MD_BLOCK_P: begin(); break;
      case MD_BLOCK_H:
        builder_.begin(BlockKind::heading, std::uint8_t(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
        break;
      case MD_BLOCK_CODE: in_code_ = true; break;
      case MD_BLOCK_TABLE:
        ++table_;
        row_ = -1;
        if (static_cast<MD_BLOCK_TABLE_DETAIL*>(detail)->col_count > widest_table) return -1;
        break;
      case MD_BLOCK_TR:
        ++row_;
        column_ = -1;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: builder_.begin_cell(table_, row_, ++column_); break;
      default: break;
    }
    return 0;
  }

  int leave_block(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_QUOTE: --quotes_; break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL: --lists_; break;
      case MD_BLOCK_CODE: in_code_ = false; break;
      case MD_BLOCK_H:
        if (builder_.text().size() > longest_heading) builder_.become(BlockKind::paragraph, 0);
        break;
      case MD_BLOCK_P:
        if (is_caption()) {
          builder_.become(BlockKind::caption, 0);
        } else if (bold_heading() || (in_paragraph_ && !bulleted_ && heading_like(trimmed(builder_.text())))) {
          builder_.become(BlockKind::heading, bare_heading_level);
        }
        after_picture_ = std::exchange(picture_here_, false);
        break;
      default: break;
    }
    builder_.end();
    return 0;
  }

  int span(MD_SPANTYPE type, int step) {
    if (type == MD_SPAN_IMG) {
      pictures_ += step;
      picture_here_ = true;
    }
    if (type == MD_SPAN_EM) italics_ += step;
    if (type == MD_SPAN_STRONG) bolds_ += step;
    return 0;
  }

  // A list item, quotation or paragraph, by what it stands in.
  void begin() {
    if (lists_ > 0) {
      builder_.begin(BlockKind::list_item, std::uint8_t(std::min(lists_, 255)));
    } else {
      builder_.begin(quotes_ > 0 ? BlockKind::quote : BlockKind::paragraph);
    }
    in_paragraph_ = lists_ == 0 && quotes_ == 0;
    bulleted_ = false;
    all_bold_ = true;
    all_italic_ = true;
  }

  // What HTML calls so, and a paragraph all in italics beside a picture.
  [[nodiscard]] bool is_caption() const {
    if (!in_paragraph_ || bulleted_ || builder_.text().empty()) return false;
    return in_caption_ || (all_italic_ && (picture_here_ || after_picture_));
  }

  // All text of the open paragraph so far is one short line in bold.
  [[nodiscard]] bool bold_heading() const {
    const std::string_view text = trimmed(builder_.text());
    return in_paragraph_ && !bulleted_ && all_bold_ && !text.empty() && text.size() <= longest_bold_heading &&
           text.find('\n') == npos && std::string_view(".,;!?").find(text.back()) == npos;
  }

  void text(MD_TEXTTYPE type, std::string_view piece) {
    if (in_code_ || pictures_ > 0) return;
    if (!builder_.open()) begin();
    const bool made_up = piece.data() < input_.data() || piece.data() > input_.data() + input_.size();
    if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR || made_up) return line_break();
    if (in_paragraph_ && (builder_.text().empty() || builder_.break_waits())) piece.remove_prefix(bullet(piece));
    if (bolds_ == 0 && !trimmed(piece).empty()) all_bold_ = false;
    if (italics_ == 0 && !trimmed(piece).empty()) all_italic_ = false;
    const auto start = std::size_t(piece.data() - input_.data());
    if (builder_.text().empty()) in_caption_ = stands_in_caption(start);
    keep_lone_tilde(start);
    end_ = start + piece.size();
    const std::string meaning = type == MD_TEXT_ENTITY ? entity(piece) : std::string();
    if (!meaning.empty()) {
      builder_.replace(markdown_.substr(start, piece.size()), meaning);
    } else {
      copy_what_stayed(start, end_);
    }
  }

  bool stands_in_caption(std::size_t at) {
    while (next_caption_ < captions_.size() && captions_[next_caption_].end <= at) ++next_caption_;
    return next_caption_ < captions_.size() && captions_[next_caption_].start <= at;
  }

  void line_break() {
    if (bold_heading()) {
      builder_.become(BlockKind::heading, bare_heading_level);
      begin();
    }
    builder_.line_break();
  }

  // At the beginning of a line: starts a list item where a bullet stands there. Returns the bullet's size.
  std::size_t bullet(std::string_view piece) {
    const std::size_t mark = bullet_mark(piece);
    if (mark > 0) {
      builder_.begin(BlockKind::list_item, 1);
      bulleted_ = true;
    }
    return mark;
  }

  // md4c takes "~" for a mark of deleted text as it does "~~"; to journalists it means "about".
  void keep_lone_tilde(std::size_t start) {
    if (start == 0 || end_ >= start || input_[start - 1] != '~') return;
    if (start == 1 || input_[start - 2] != '~') builder_.copy(markdown_.substr(start - 1, 1));
  }

  void copy_what_stayed(std::size_t start, std::size_t end) {
    while (next_gone_ < gone_.size() && gone_[next_gone_].span.end <= start) ++next_gone_;
    for (std::size_t i = next_gone_; start < end; ++i) {
      const bool hit = i < gone_.size() && gone_[i].span.start < end;
      std::string_view stays =
          markdown_.substr(start, (hit ? std::max<std::size_t>(gone_[i].span.start, start) : end) - start);
      // What stood between two blanks leaves one.
      if (i > next_gone_ && ends_blank()) stays.remove_prefix(std::min(stays.find_first_not_of(" \t"), stays.size()));
      builder_.copy(stays);
      if (!hit) return;
      const TextSpan gone = gone_[i].span;
      if (gone_[i].separates && !ends_blank()) builder_.replace(gone.of(markdown_), " ");
      start = std::max<std::size_t>(start, gone.end);
    }
  }

  [[nodiscard]] bool ends_blank() const {
    const std::string_view text = builder_.text();
    return text.empty() || text.back() == ' ' || text.back() == '\t' || text.back() == '\n';
  }

  const std::string_view markdown_;  // these outlive the reader, which is a local of read_markdown()
  const std::string_view input_;
  const std::vector<Scrubbed::Gone>& gone_;
  const std::vector<TextSpan>& captions_;
  MarkedBuilder& builder_;
  std::size_t next_gone_ = 0;
  std::size_t next_caption_ = 0;
  std::size_t end_ = 0;  // of the last piece of text
  int quotes_ = 0;
  int lists_ = 0;
  int pictures_ = 0;
  int bolds_ = 0;
  int italics_ = 0;
  std::int32_t table_ = -1;
  std::int32_t row_ = -1;
  std::int32_t column_ = -1;
  bool in_code_ = false;
  bool in_paragraph_ = false;
  bool bulleted_ = false;  // a bullet has made the paragraph a list
  bool all_bold_ = false;
  bool all_italic_ = false;
  bool in_caption_ = false;     // HTML calls the open block a caption
  bool picture_here_ = false;   // in the open paragraph,
  bool after_picture_ = false;  // and in the one before it
};

bool has_giant_paragraph(std::string_view markdown) {
  std::size_t start = 0;
  while (markdown.size() - start > longest_paragraph) {
    const std::string_view window = markdown.substr(start, longest_paragraph);
    const std::size_t end = std::max(window.rfind("\n\n") + 2, window.rfind("\n\r\n") + 3);
    if (end <= 3) return true;
    start += end;
  }
  return false;
}

}  // namespace

std::vector<std::string> read_markdown(std::string_view markdown, MarkedBuilder& builder) {
  if (has_giant_paragraph(markdown)) {
    read_plain_text(markdown, builder);
    return {"a paragraph of more than 4 MiB: read as plain text, not as Markdown"};
  }
  Scrubbed scrubbed = scrub(markdown);
  Reader reader(markdown, scrubbed, builder);
  if (!reader.read()) {
    read_plain_text(markdown.substr(reader.end()), builder);
    scrubbed.warnings.push_back(
        fmt::format("a table of more than {} columns: read as plain text from there", widest_table));
  }
  return std::move(scrubbed.warnings);
}

}  // namespace copydesk
