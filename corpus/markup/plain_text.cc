#include "corpus/markup/plain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "corpus/markup/html_entities.h"
#include "corpus/markup/lines.h"

namespace copydesk {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// Hand-wrapped text has no longer lines; where a line is longer, each line is a paragraph.
constexpr std::size_t widest_wrap = 120;
constexpr std::size_t longest_heading = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c) || c < 0; }

// Small words that title case leaves small.
bool is_small_word(std::string_view word) {
  static constexpr auto small =
      std::to_array<std::string_view>({"a",  "an", "and", "as", "at",   "but", "by", "for", "from", "in",  "into",
                                       "is", "of", "on",  "or", "over", "the", "to", "via", "vs",   "with"});
  return std::find(small.begin(), small.end(), word) != small.end();
}

// "About Acme Inc." ends with an abbreviation, no sentence.
bool ends_sentence(std::string_view line) {
  for (const std::string_view form :
       {" Inc.", " Corp.", " Ltd.", " Co.", " Cos.", " L.P.", " LP.", " PLC.", " S.A.", " N.V.", " U.S."}) {
    if (line.ends_with(form)) return false;
  }
  return std::string_view(".!?,;").find(line.back()) != npos || line.ends_with("…");
}

struct Words {
  std::size_t all = 0;
  std::size_t small = 0;     // in small letters where title case wants a capital
  std::size_t capitals = 0;  // of two and more letters, all of them capitals
};

Words words_of(std::string_view line) {
  Words words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    std::string_view word = line.substr(at, end - at);
    at = end + 1;
    while (!word.empty() && !is_letter(word.front()) && !is_digit(word.front())) word.remove_prefix(1);
    while (!word.empty() && !is_letter(word.back()) && !is_digit(word.back())) word.remove_suffix(1);
    if (word.empty()) continue;
    ++words.all;
    if (is_lower(word.front()) && !(words.all > 1 && is_small_word(word))) ++words.small;
    const auto letters = std::count_if(word.begin(), word.end(), is_letter);
    if (letters >= 2 && std::none_of(word.begin(), word.end(), is_lower)) ++words.capitals;
  }
  return words;
}

// The lines of one paragraph-to-be, between blank lines.
class Chunk {
 public:
  Chunk(std::string_view text, MarkedBuilder& builder) : text_(text), builder_(builder) {}

  void read() {
    bool wrapped = true;
    std::size_t lines = 0;
    for (Line line = first_line(text_); !line.at_end; line = next_line(text_, line)) {
      wrapped = wrapped && line.text.size() <= widest_wrap;
      ++lines;
    }
    bool first = true;
    for (Line line = first_line(text_); !line.at_end; line = next_line(text_, line)) {
      const std::string_view text = trimmed(line.text);
      const bool heads = (lines == 1 || all_capitals(text)) && heading_like(text);
      if (const std::size_t mark = list_mark(text); mark > 0 && !holds_next_item(text, mark)) {
        builder_.begin(BlockKind::list_item, 1);
        copy_without_entities(text.substr(mark), builder_);
      } else if (heads) {
        builder_.begin(BlockKind::heading, bare_heading_level);
        copy_without_entities(text, builder_);
        builder_.end();
      } else {
        if (first || !wrapped || !builder_.open())
          builder_.begin(BlockKind::paragraph);
        else
          builder_.line_break();
        copy_without_entities(text, builder_);
      }
      first = false;
    }
    builder_.end();
  }

 private:
  static bool all_capitals(std::string_view line) { return std::none_of(line.begin(), line.end(), is_lower); }

  std::string_view text_;  // outlives this local helper, as the builder does
  MarkedBuilder& builder_;
};

}  // namespace

bool heading_like(std::string_view line) {
  if (line.empty() || line.size() > longest_heading || line.find('\n') != npos) return false;
  if (!is_upper(line.front()) && !is_digit(line.front()) && line.front() > 0) return false;
  if (ends_sentence(line)) return false;
  if (line.find('@') != npos || line.find("://") != npos || line.find("www.") != npos) return false;
  if (std::count_if(line.begin(), line.end(), is_digit) >= 7) return false;  // a telephone number or an address
  const Words words = words_of(line);
  return words.all > 0 && words.all <= 14 && words.small == 0;
}

std::size_t bullet_mark(std::string_view line) {
  static constexpr auto bullets =
      std::to_array<std::string_view>({"•", "●", "▪", "◦", "⦁", "○", "■", "‣", "➢", "✓", "·"});
  for (const std::string_view bullet : bullets) {
    if (!line.starts_with(bullet)) continue;
    std::size_t end = bullet.size();
    while (end < line.size() && (line[end] == ' ' || line[end] == '\t' || line.substr(end).starts_with("\xC2\xA0"))) {
      end += line[end] < 0 ? 2 : 1;
    }
    // "·" between words is no bullet, and none needs a blank behind it but that one.
    return bullet == "·" && end == bullet.size() ? 0 : end;
  }
  return 0;
}

std::size_t list_mark(std::string_view line) {
  if (const std::size_t bullet = bullet_mark(line); bullet > 0) return bullet;
  std::size_t end = 0;
  if (line.starts_with('-') || line.starts_with('*') || line.starts_with('+')) {
    end = 1;
  } else {
    while (end < line.size() && end < 3 && is_digit(line[end])) ++end;
    if (end == 0 || end == line.size() || (line[end] != '.' && line[end] != ')')) return 0;
    ++end;
  }
  if (end >= line.size() || (line[end] != ' ' && line[end] != '\t')) return 0;
  return std::min(line.find_first_not_of(" \t", end), line.size());
}

bool holds_next_item(std::string_view line, std::size_t mark) {
  std::string_view sign = line.substr(0, mark);
  while (!sign.empty() && (sign.back() == ' ' || sign.back() == '\t')) sign.remove_suffix(1);
  if (bullet_mark(line) > 0) return line.find(fmt::format(" {} ", sign), mark) != npos;
  if (!is_digit(sign.front())) return false;  // " - " is a dash
  const int next = std::stoi(std::string(sign)) + 1;
  return line.find(fmt::format(" {}{} ", next, sign.back()), mark) != npos;
}

void copy_without_entities(std::string_view piece, MarkedBuilder& builder) {
  for (std::size_t at = 0; at < piece.size();) {
    std::size_t mark = piece.find('&', at);
    std::string meaning;
    std::string_view reference;
    while (mark != npos) {
      reference = entity_at(piece, mark);
      meaning = entity(reference);
      if (!meaning.empty()) break;
      mark = piece.find('&', mark + 1);
    }
    builder.copy(piece.substr(at, mark - at));
    if (mark == npos) return;
    builder.replace(reference, meaning);
    at = mark + reference.size();
  }
}

void read_plain_text(std::string_view text, MarkedBuilder& builder) {
  std::size_t start = 0;
  for (Line line = first_line(text); !line.at_end; line = next_line(text, line)) {
    if (!trimmed(line.text).empty()) continue;
    const auto end = std::size_t(line.text.data() - text.data());
    Chunk(text.substr(start, end - start), builder).read();
    start = line.next;
  }
  Chunk(text.substr(start), builder).read();
}

}  // namespace copydesk
