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

// What one line of a head says.
struct HeadLine {
  std::string url;
  std::vector<std::string> authors;
  std::optional<std::chrono::year_month_day> date;
};

std::optional<std::chrono::year_month_day> date_in(std::string_view line) {
  const auto found = find_date(line);
  return found ? std::optional(found->date) : std::nullopt;
}

// A link, a date or a byline and nothing else; nullopt where the line is text.
std::optional<HeadLine> read_head_line(std::string_view line) {
  if (const std::string_view link = link_of(line); !link.empty()) return HeadLine{std::string(link), {}, {}};
  if (is_date_line(line)) return HeadLine{{}, {}, date_in(line)};
  if (const auto names = read_byline(line)) return HeadLine{{}, *names, date_in(line)};
  // "Jane Doe | February 4, 2025"
  const std::size_t bar = std::min(line.find('|'), line.find("·"));
  if (bar == npos || !is_date_line(line.substr(bar))) return std::nullopt;
  const std::string_view name = trimmed(line.substr(0, bar));
  if (!looks_like_a_name(name)) return std::nullopt;
  return HeadLine{{}, {std::string(name)}, date_in(line)};
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
    if (text.size() > 2 * title.size() + 20 || bare(text) != bare(title)) return false;
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
  std::vector<HeadLine> lines;
  for (Line line = first_line(text); !line.at_end; line = next_line(text, line)) {
    const auto read = read_head_line(without_marks(line.text));
    if (!read || (!read->url.empty() && kept_ > 0)) return false;
    lines.push_back(*read);
  }
  for (const HeadLine& line : lines) {
    if (url.empty()) url = line.url;
    if (authors.empty()) authors = line.authors;
    if (!published) published = line.date;
  }
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
