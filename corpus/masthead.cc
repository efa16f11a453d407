#include "corpus/masthead.h"

#include <algorithm>

#include "corpus/byline.h"
#include "corpus/date_line.h"
#include "corpus/markup/html_entities.h"
#include "corpus/markup/lines.h"
#include "corpus/markup/plain_text.h"

namespace copydesk {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr int most_head_blocks = 8;
constexpr std::size_t shortest_body_paragraph = 200;
constexpr std::size_t longest_title = 300;
constexpr int dateline_paragraphs = 3;

// Letters and digits alone, small: titles that differ in quotes, dashes and blanks are the same.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z')
      out += char(c + 32);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
  }
  return out;
}

std::string_view without_marks(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t*_()[]|");
  if (start == npos) return {};
  return line.substr(start, line.find_last_not_of(" \t*_()[]|") - start + 1);
}

// The link that a line is, alone or behind "Source:" and its like.
std::string_view link_of(std::string_view line) {
  if (is_url(line)) return line;
  const std::size_t colon = line.find(": ");
  if (colon == npos || colon > 20) return {};
  const std::string_view link = trimmed(line.substr(colon + 2));
  return is_url(link) ? link : std::string_view();
}

}  // namespace

Masthead::Masthead(const FrontMatter& front)
    : title(without_entities(front.title)),
      authors(front.authors),
      published(front.published),
      url(front.url),
      title_is_given_(!front.title.empty()) {}

bool Masthead::judge(Block& block, std::string_view text) {
  if (in_head_) {
    ++blocks_;
    if (take_title(block, text)) return true;
    if (block.kind != BlockKind::title && block.kind != BlockKind::table_cell && take_lines(text)) return false;
    ++kept_;
    const bool body = block.kind == BlockKind::paragraph && text.size() >= shortest_body_paragraph;
    if (body || blocks_ >= most_head_blocks) in_head_ = false;
  }
  if (!published && paragraphs_ < dateline_paragraphs && block.kind == BlockKind::paragraph) {
    ++paragraphs_;
    take_dateline(text);
  }
  return true;
}

bool Masthead::take_title(Block& block, std::string_view text) {
  if (has_title_block_ || block.kind == BlockKind::list_item || block.kind == BlockKind::table_cell) return false;
  if (title_is_given_) {
    if (bare(text) != bare(title)) return false;
  } else {
    if (block.kind != BlockKind::heading || text.size() > longest_title) return false;
    if (kept_ > 0 && block.level != 1) return false;
    if (is_date_line(text) || read_byline(text)) return false;
    title = text;
    std::replace(title.begin(), title.end(), '\n', ' ');
  }
  block.kind = BlockKind::title;
  block.level = 0;
  has_title_block_ = true;
  return true;
}

bool Masthead::take_lines(std::string_view text) {
  if (text.size() >= shortest_body_paragraph) return false;
  Masthead before = *this;
  for (Line line = first_line(text); !line.at_end; line = next_line(text, line)) {
    if (take_line(without_marks(line.text))) continue;
    *this = std::move(before);
    return false;
  }
  return true;
}

bool Masthead::take_line(std::string_view line) {
  if (const std::string_view link = link_of(line); !link.empty() && kept_ == 0) {
    if (url.empty()) url = link;
    return true;
  }
  if (is_date_line(line)) {
    if (!published) published = find_date(line)->date;
    return true;
  }
  if (const auto names = read_byline(line)) {
    if (authors.empty()) authors = *names;
    if (const auto date = find_date(line); date && !published) published = date->date;
    return true;
  }
  // "Jane Doe | February 4, 2025"
  const std::size_t bar = std::min(line.find_first_of("|"), line.find("·"));
  if (bar == npos || !looks_like_a_name(trimmed(line.substr(0, bar))) || !is_date_line(line.substr(bar))) return false;
  if (authors.empty()) authors.emplace_back(trimmed(line.substr(0, bar)));
  if (!published) published = find_date(line)->date;
  return true;
}

// "NEW YORK, NY, July 19, 2024 /Wire/ -- …", "CHICAGO – January 5, 2025 – …": a whole date near the
// beginning with a dash near behind it.
void Masthead::take_dateline(std::string_view text) {
  const auto found = find_date(text.substr(0, 160));
  if (!found || found->span.start > 100) return;
  const std::string_view behind = text.substr(found->span.end, 60);
  for (const std::string_view dash : {"–", "—", "--", " - ", "/"}) {
    if (behind.find(dash) != npos) published = found->date;
  }
}

}  // namespace copydesk
