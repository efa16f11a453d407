#include "corpus/markup/scrub.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "corpus/markup/lines.h"

namespace copydesk {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// What opens and closes further apart than this is text, no tag or shortcode.
constexpr std::size_t longest_tag = 4096;

// Elements that stand in a line, and those that end one. Other names in angle brackets are text.
constexpr auto inline_elements = std::to_array<std::string_view>(
    {"a",     "abbr",   "audio",  "b",     "big",    "button", "canvas", "cite",   "code",    "del",   "em",
     "embed", "font",   "g",      "i",     "iframe", "img",    "input",  "ins",    "kbd",     "label", "link",
     "mark",  "meta",   "nobr",   "o:p",   "object", "option", "param",  "path",   "picture", "q",     "s",
     "samp",  "script", "select", "small", "source", "span",   "strike", "strong", "style",   "sub",   "sup",
     "svg",   "time",   "tt",     "u",     "var",    "video",  "wbr"});
constexpr auto block_elements = std::to_array<std::string_view>(
    {"address", "article", "aside", "blockquote", "body",  "br",       "caption",    "center",  "col",     "colgroup",
     "dd",      "details", "div",   "dl",         "dt",    "fieldset", "figcaption", "figure",  "footer",  "form",
     "h1",      "h2",      "h3",    "h4",         "h5",    "h6",       "head",       "header",  "hr",      "html",
     "li",      "main",    "nav",   "noscript",   "ol",    "p",        "pre",        "section", "summary", "table",
     "tbody",   "td",      "tfoot", "th",         "thead", "title",    "tr",         "ul"});
static_assert(std::is_sorted(inline_elements.begin(), inline_elements.end()));

bool holds(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_emphasis(char c) { return c == '*' || c == '_' || c == '~'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

// Finds strings from places that only move forward, so that each byte is looked at once per string.
class Forward {
 public:
  explicit Forward(std::string_view text) : text_(text) {}

  std::size_t find(const std::string& what, std::size_t from) {
    const auto [found, fresh] = next_.try_emplace(what, 0);
    if (fresh || (found->second != npos && found->second < from)) found->second = text_.find(what, from);
    return found->second;
  }

 private:
  std::string_view text_;  // outlives this local helper
  std::map<std::string, std::size_t> next_;
};

struct Tag {
  std::string name;  // lower case
  bool closing = false;
  std::size_t end = 0;  // one past its '>'; 0 where there is no tag
};

class Scrubber {
 public:
  explicit Scrubber(std::string_view source) : source_(source), forward_(source) {}

  Scrubbed run() {
    if (source_.find("```") != npos || source_.find("~~~") != npos) open_prose_fences();
    const bool tags = source_.find('<') != npos;
    const bool codes = source_.find("{{") != npos || source_.find("{%") != npos || source_.find("{#") != npos;
    const char* const marks = tags && codes ? "<{" : tags ? "<" : "{";
    for (std::size_t at = tags || codes ? source_.find_first_of(marks) : npos; at < source_.size();) {
      at = source_.find_first_of(marks, source_[at] == '{' ? shortcode(at) : markup(at));
    }
    if (unclosed_ > 0) {
      result_.warnings.push_back(
          fmt::format("{} shortcode or comment marks that never close are left as text", unclosed_));
    }
    put_in_order();
    return std::move(result_);
  }

 private:
  // Blanks [start, end) and writes `instead` at its beginning where there is room for it. What stands
  // inside emphasis is filled with letters: a blank beside "_" or "*" would undo it.
  void blank(std::size_t start, std::size_t end, bool separates = false, std::string_view instead = {}) {
    if (result_.text.empty()) result_.text = source_;
    const bool emphasised = !separates && ((start > 0 && is_emphasis(source_[start - 1])) ||
                                           (end < source_.size() && is_emphasis(source_[end])));
    for (std::size_t i = start; i < end; ++i) {
      if (source_[i] != '\n' && source_[i] != '\r') result_.text[i] = emphasised ? 'x' : ' ';
    }
    if (instead.size() <= end - start) result_.text.replace(start, instead.size(), instead);
    result_.gone.push_back({{std::uint32_t(start), std::uint32_t(end)}, separates});
  }

  // Fences are found before what stands in their lines.
  void put_in_order() {
    auto& gone = result_.gone;
    std::sort(gone.begin(), gone.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < gone.size(); ++i) {
      if (gone[i].span.start < gone[kept].span.end) {
        gone[kept].span.end = std::max(gone[kept].span.end, gone[i].span.end);
      } else {
        gone[++kept] = gone[i];
      }
    }
    if (!gone.empty()) gone.resize(kept + 1);
  }

  // Each of these returns where to go on.
  std::size_t shortcode(std::size_t at) {
    struct Form {
      const char *open, *close;
    };
    static constexpr std::array<Form, 5> forms = {
        {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{# ", "#}"}}};
    for (const auto& [open, close] : forms) {
      if (!source_.substr(at).starts_with(open)) continue;
      const std::size_t found = forward_.find(close, at + 2);
      if (found == npos || found - at > longest_tag) {
        ++unclosed_;
        return at + 2;
      }
      const std::size_t end = found + std::string_view(close).size();
      blank(at, end);
      return end;
    }
    return at + 1;
  }

  std::size_t markup(std::size_t at) {
    if (source_.substr(at).starts_with("<!--")) return comment(at);
    const Tag tag = tag_at(at);
    if (tag.end == 0) return at + 1;
    std::size_t end = tag.end;
    if (!tag.closing && (tag.name == "script" || tag.name == "style" || tag.name == "svg")) {
      const std::size_t close = forward_.find("</" + tag.name, tag.end);
      if (close != npos) end = std::min(forward_.find(">", close), source_.size() - 1) + 1;
    }
    if (tag.name == "figcaption") note_caption(tag, at);
    const bool block = holds(block_elements, tag.name);
    if (!block || in_one_line_block(at)) {
      blank(at, end, block);
    } else {
      blank(at, end, true, instead_of(tag, end - at));
    }
    return end;
  }

  void note_caption(const Tag& tag, std::size_t at) {
    if (!tag.closing) {
      caption_ = tag.end;
    } else if (caption_ != npos) {
      result_.captions.push_back({std::uint32_t(caption_), std::uint32_t(at)});
      caption_ = npos;
    }
  }

  // The line that holds `at` is one that a line end would break: a heading or a table's row.
  bool in_one_line_block(std::size_t at) {
    for (; line_seen_ < at; ++line_seen_) {
      if (source_[line_seen_] == '\n') line_start_ = line_seen_ + 1;
    }
    const std::size_t first = line_start_ + source_.substr(line_start_, 64).find_first_not_of(" \t>");
    return first < at && (source_[first] == '#' || source_[first] == '|');
  }

  std::size_t comment(std::size_t at) {
    const std::size_t found = forward_.find("-->", at + 4);
    if (found == npos) {
      ++unclosed_;
      return at + 4;
    }
    blank(at, found + 3);
    return found + 3;
  }

  Tag tag_at(std::size_t at) {
    Tag tag;
    std::size_t end = at + 1;
    tag.closing = end < source_.size() && source_[end] == '/';
    if (tag.closing) ++end;
    while (end < source_.size() && tag.name.size() <= 10 && source_.find_first_of(" \t\r\n/<>", end) != end) {
      tag.name += lower(source_[end++]);
    }
    if (!holds(inline_elements, tag.name) && !holds(block_elements, tag.name)) return {};
    const std::size_t close = forward_.find(">", end);
    const std::size_t next = forward_.find("<", at + 1);
    if (close == npos || close - at > longest_tag || next < close) return {};
    tag.end = close + 1;
    return tag;
  }

  // Markdown for a tag of `room` bytes.
  static std::string instead_of(const Tag& tag, std::size_t room) {
    if (tag.name == "br") return "\n";
    if (tag.closing || room < 4) return "\n\n";
    if (tag.name == "li") return "\n\n* ";
    if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6') {
      return "\n\n" + std::string(std::min<std::size_t>(room - 3, std::size_t(tag.name[1] - '0')), '#') + " ";
    }
    return "\n\n";
  }

  // Fences whose content is prose are no code: their two lines go.
  void open_prose_fences() {
    for (Line line = first_line(source_); !line.at_end; line = next_line(source_, line)) {
      const std::string_view fence = fence_of(line.text);
      if (fence.empty()) continue;
      const std::size_t content = line.next;
      Line close = next_line(source_, line);
      while (!close.at_end &&
             !(fence_of(close.text).starts_with(fence) && trimmed(close.text) == fence_of(close.text))) {
        close = next_line(source_, close);
      }
      const std::size_t content_end = close.at_end ? source_.size() : std::size_t(close.text.data() - source_.data());
      if (reads_as_prose(source_.substr(content, content_end - content))) {
        blank_line(line.text);
        if (!close.at_end) blank_line(close.text);
      }
      if (close.at_end) return;
      line = close;
    }
  }

  void blank_line(std::string_view line) {
    const auto start = std::size_t(line.data() - source_.data());
    blank(start, start + line.size());
  }

  // "```" or "~~~" at the beginning of a line, as long as it goes; empty where there is none.
  static std::string_view fence_of(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.empty() || (text[0] != '`' && text[0] != '~')) return {};
    const std::size_t size = std::min(text.find_first_not_of(text[0]), text.size());
    return size >= 3 && text.find('`', size) == npos ? text.substr(0, size) : std::string_view();
  }

  std::string_view source_;  // outlives this local helper
  Forward forward_;
  Scrubbed result_;
  std::size_t line_seen_ = 0;   // in_one_line_block() has read so far,
  std::size_t line_start_ = 0;  // and the line there starts here
  std::size_t unclosed_ = 0;
  std::size_t caption_ = npos;  // where the open <figcaption> has its text
};

}  // namespace

bool reads_as_prose(std::string_view text) {
  std::size_t signs = 0;
  std::size_t in_long_lines = 0;
  for (Line line = first_line(text); !line.at_end; line = next_line(text, line)) {
    const std::string_view words = trimmed(line.text);
    if (std::count(words.begin(), words.end(), ' ') >= 5) in_long_lines += words.size();
  }
  for (const char c : text) signs += std::string_view("{}()[]=<>;/_|\\#&*+^~@").find(c) != npos ? 1 : 0;
  return in_long_lines * 2 > text.size() && signs * 16 < text.size();
}

Scrubbed scrub(std::string_view markdown) { return Scrubber(markdown).run(); }

}  // namespace copydesk
