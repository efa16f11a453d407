#include "pipeline/normalise/block_patterns.h"

#include <algorithm>

#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

constexpr std::string_view gap = "…";

// No line of furniture that may begin with anything is longer.
constexpr std::size_t longest_open_line = 300;
// What decides whether a block is worth a closer look.
constexpr std::size_t first_look = 48;
// A contact's name, company, number, address: so many lines, none longer.
constexpr int most_details = 8;
constexpr std::size_t longest_detail = 100;

bool is_blank(char32_t c) {
  return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000;
}

// Lower case, single blanks, straight apostrophes; no stop at the end.
std::string folded(std::string_view text) {
  std::string fold;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint c = code_point_at(text, at);
    at += c.size;
    if (is_blank(c.value)) {
      if (!fold.empty() && fold.back() != ' ') fold += ' ';
      continue;
    }
    if (c.value == U'’') c.value = '\'';
    if (c.value >= 'A' && c.value <= 'Z') c.value += 'a' - 'A';
    append_code_point(fold, c.value);
  }
  while (!fold.empty() && (fold.back() == ' ' || fold.back() == '.')) fold.pop_back();
  return fold;
}

// A line of a contact's details rather than the next section's heading or a sentence.
bool is_detail(std::string_view line) {
  return line.size() <= longest_detail && !line.ends_with('.') && !folded(line.substr(0, 6)).starts_with("about");
}

// The beginning of a block, cut between characters.
std::string_view beginning(std::string_view block) {
  std::size_t end = std::min(block.size(), first_look);
  while (end < block.size() && is_continuation(block[end])) ++end;
  return block.substr(0, end);
}

}  // namespace

BlockPatterns::BlockPatterns(const std::vector<BlockPattern>& patterns) {
  for (const BlockPattern& given : patterns) {
    std::string_view text = given.text;
    Pattern pattern{{}, text.starts_with(gap), text.ends_with(gap), given.kind};
    while (!text.empty()) {
      const std::size_t end = std::min(text.find(gap), text.size());
      if (std::string piece = folded(text.substr(0, end)); !piece.empty()) pattern.pieces.push_back(std::move(piece));
      text.remove_prefix(std::min(text.size(), end + gap.size()));
    }
    if (!pattern.pieces.empty()) patterns_.push_back(std::move(pattern));
  }
  std::ranges::stable_sort(patterns_, {}, &Pattern::open_start);
}

bool BlockPatterns::fits(const Pattern& pattern, std::string_view block) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < pattern.pieces.size(); ++i) {
    const std::string& piece = pattern.pieces[i];
    const bool first = i == 0 && !pattern.open_start;
    const bool last = i + 1 == pattern.pieces.size() && !pattern.open_end;
    const std::size_t found = last ? block.size() - std::min(block.size(), piece.size()) : block.find(piece, at);
    if (found == std::string_view::npos || found < at || (first && found != 0)) return false;
    if (!block.substr(found).starts_with(piece)) return false;
    at = found + piece.size();
  }
  return true;
}

std::optional<BlockKind> BlockPatterns::kind_of(std::string_view block) const {
  const std::string start = folded(beginning(block));
  std::string whole;
  for (const Pattern& pattern : patterns_) {
    const std::string& first = pattern.pieces.front();
    const std::string_view looked_at = std::string_view(start).substr(0, first.size());
    if (pattern.open_start ? block.size() > longest_open_line : !first.starts_with(looked_at)) continue;
    if (whole.empty()) whole = folded(block);
    if (fits(pattern, whole)) return pattern.kind;
  }
  return std::nullopt;
}

void mark_blocks(Document& document, const BlockPatterns& patterns) {
  int details = 0;  // lines that may still belong to the last contact
  for (Block& block : document.blocks) {
    if (block.kind == BlockKind::title || block.kind == BlockKind::table_cell || block.span.empty()) continue;
    const std::string_view text = block.span.of(document.text);
    const std::optional<BlockKind> kind = patterns.kind_of(text);
    const bool contact = kind ? kind == BlockKind::contact : details > 0 && is_detail(text);
    details = kind == BlockKind::contact ? most_details : contact ? details - 1 : 0;
    if (contact && block.kind == BlockKind::heading) continue;
    if (contact) block.kind = BlockKind::contact;
    if (kind && !contact) block.kind = *kind;
  }
}

}  // namespace copydesk
