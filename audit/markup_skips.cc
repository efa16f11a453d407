#include "audit/markup_skips.h"

#include <unicode/unistr.h>

#include <algorithm>

#include "corpus/markup/html_entities.h"

namespace copydesk {
namespace {

constexpr std::size_t npos = std::u32string_view::npos;

// What opens and closes further apart is text.
constexpr std::size_t longest_piece = 4096;

// From `at` to behind `closing`; 0 where there is none.
std::size_t through(std::u32string_view source, std::size_t at, std::u32string_view closing) {
  const std::size_t end = source.find(closing, at);
  return end == npos ? 0 : end + closing.size() - at;
}

// From an opening bracket to behind the one that closes it, brackets inside counted.
std::size_t through_bracket(std::u32string_view source, std::size_t at, char32_t open, char32_t close) {
  std::size_t depth = 0;
  for (std::size_t i = at; i < source.size(); ++i) {
    if (source[i] == U'\\')
      ++i;
    else if (source[i] == open)
      ++depth;
    else if (source[i] == close && --depth == 0)
      return i + 1 - at;
  }
  return 0;
}

void add(std::vector<Skip>& skips, std::size_t size, bool separates = false) {
  if (size > 0) skips.push_back({size, {}, separates});
}

// "](target)", "][label]" and "]"
void add_link_end(std::u32string_view source, std::size_t at, std::vector<Skip>& skips) {
  add(skips, 1);
  if (at + 1 >= source.size()) return;
  const char32_t next = source[at + 1];
  const std::size_t target = next == U'('   ? through_bracket(source, at + 1, U'(', U')')
                             : next == U'[' ? through_bracket(source, at + 1, U'[', U']')
                                            : 0;
  if (target > 0) add(skips, 1 + target);
}

// "![alt](picture)", "[^1]", "[" and "!"
void add_link_start(std::u32string_view source, std::size_t at, std::vector<Skip>& skips) {
  add(skips, 1);
  const std::size_t bracket = source[at] == U'!' ? at + 1 : at;
  const std::size_t label = through_bracket(source, bracket, U'[', U']');
  if (label == 0) return;
  const std::size_t end = bracket + label;
  if (source.substr(bracket).starts_with(U"[^")) add(skips, end - at);
  if (source[at] != U'!') return;
  const std::size_t target = end < source.size() && source[end] == U'(' ? through_bracket(source, end, U'(', U')') : 0;
  add(skips, end + target - at, true);
}

void add_tag(std::u32string_view source, std::size_t at, std::vector<Skip>& skips) {
  add(skips, 1);
  const std::u32string_view rest = source.substr(at);
  if (rest.starts_with(U"<!--")) add(skips, through(source, at, U"-->"), true);
  if (rest.starts_with(U"<script")) add(skips, through(source, at, U"</script>"), true);
  if (rest.starts_with(U"<style")) add(skips, through(source, at, U"</style>"), true);
  add(skips, through(source, at, U">"), true);
}

void add_shortcode(std::u32string_view source, std::size_t at, std::vector<Skip>& skips) {
  const std::u32string_view rest = source.substr(at);
  if (rest.starts_with(U"{{")) add(skips, through(source, at, U"}}"), true);
  if (rest.starts_with(U"{%")) add(skips, through(source, at, U"%}"), true);
  if (rest.starts_with(U"{:") || rest.starts_with(U"{#")) add(skips, through(source, at, U"}"), true);
}

void add_entity(std::u32string_view source, std::size_t at, std::vector<Skip>& skips) {
  constexpr std::size_t longest = 40;
  const std::size_t size = through(source.substr(0, std::min(source.size(), at + longest)), at, U";");
  std::string reference;
  for (char32_t c : source.substr(at, size)) reference += c < 0x80 ? static_cast<char>(c) : '?';
  const std::string meaning = size == 0 ? std::string() : entity(reference);
  if (meaning.empty()) return;
  Skip skip{size, {}, false};
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(meaning);
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    skip.reads += static_cast<char32_t>(text.char32At(i));
  }
  skips.push_back(std::move(skip));
}

}  // namespace

std::vector<Skip> skips_at(std::string_view format, std::u32string_view source, std::size_t at) {
  std::vector<Skip> skips;
  if (format != "markdown") return skips;
  source = source.substr(0, std::min(source.size(), at + longest_piece));
  switch (source[at]) {
    case U'*':
    case U'_':
    case U'~':
    case U'`':
    case U'#':
    case U'>':
    case U'\\': add(skips, 1); break;
    case U'|': add(skips, 1, true); break;
    case U'!':
      if (at + 1 < source.size() && source[at + 1] == U'[') add_link_start(source, at, skips);
      break;
    case U'[': add_link_start(source, at, skips); break;
    case U']': add_link_end(source, at, skips); break;
    case U'<': add_tag(source, at, skips); break;
    case U'{': add_shortcode(source, at, skips); break;
    case U'&': add_entity(source, at, skips); break;
    default: break;
  }
  return skips;
}

}  // namespace copydesk
