// Which characters are folded, and into what.
#include <utf8proc.h>

#include <string>

#include "pipeline/normalise/normalise.h"
#include "pipeline/normalise/scan.h"
#include "pipeline/normalise/steps.h"
#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// The first character of all kinds of line end; a "\r\n" is one.
bool is_line_end(char32_t c) { return between(c, 0x0B, 0x0D) || c == 0x85 || between(c, 0x2028, 0x2029); }

// C0 (but tab and line feed), delete, C1, and the code points that Unicode keeps free at FFFE.
bool is_control(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || between(c, 0x7F, 0x9F) || between(c, 0xFFFE, 0xFFFF);
}

// Soft hyphen, zero-width space and marks of direction, word joiner, byte order mark, annotation and
// tag marks. Not here: variation selectors, which an emoji is written with.
bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x061C || c == 0x180E || c == 0x200B || between(c, 0x200E, 0x200F) ||
         between(c, 0x202A, 0x202E) || between(c, 0x2060, 0x206F) || c == 0xFEFF || between(c, 0xFFF9, 0xFFFB) ||
         c == 0xE0001;
}

// Zero-width joiner and non-joiner: letters of Persian and India, and emoji, need them.
bool is_joiner(char32_t c) { return between(c, 0x200C, 0x200D); }

bool is_private(char32_t c) { return between(c, 0xE000, 0xF8FF); }
bool is_ligature(char32_t c) { return between(c, 0xFB00, 0xFB06); }

// Wide letters, digits and signs: #$%& + @ and currency. Wide punctuation stays as the author wrote it.
bool is_wide(char32_t c) {
  return between(c, 0xFF10, 0xFF19) || between(c, 0xFF21, 0xFF3A) || between(c, 0xFF41, 0xFF5A) ||
         between(c, 0xFF03, 0xFF06) || c == 0xFF0B || c == 0xFF20 || between(c, 0xFFE0, 0xFFE1) ||
         between(c, 0xFFE5, 0xFFE6);
}

bool is_odd(char32_t c) {
  if (c < 0x2000) return c < 0xA0 ? is_control(c) : c == 0xAD || c == 0x061C || c == 0x180E;
  if (c < 0xE000) return is_invisible(c) || is_joiner(c) || between(c, 0x2028, 0x2029);
  return is_private(c) || is_ligature(c) || is_wide(c) || is_invisible(c) || is_control(c);
}

// The plain form of a character that Unicode calls compatible with it: "ﬁ" → "fi", "Ａ" → "A".
std::string plain_form(char32_t c) {
  utf8proc_int32_t points[8];
  int last_class = 0;
  constexpr auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
  const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), points, 8, options, &last_class);
  std::string form;
  for (utf8proc_ssize_t i = 0; i < count; ++i) append_code_point(form, static_cast<char32_t>(points[i]));
  return form;
}

// The bytes that a terminal takes as a command ("\x1b[31m"), from its escape character on, else 0.
std::uint32_t terminal_command(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 32;
  if (text.substr(at, 2) != "\x1b[") return 0;
  std::size_t end = at + 2;
  while (end < text.size() && end < at + longest && (text[end] == ';' || between(text[end], '0', '9'))) ++end;
  const bool ends = end < text.size() && (between(text[end], 'A', 'Z') || between(text[end], 'a', 'z'));
  return ends ? static_cast<std::uint32_t>(end + 1 - at) : 0;
}

bool joins_nothing(std::string_view text, std::size_t at) {
  return at == 0 || code_point_at(text, previous_code_point(text, at)).value < 0x300;
}

struct Fold {
  const char* kind = nullptr;  // not told where nothing visible changes
  TextSpan old;
  std::string after;
};

// What becomes of the odd character `c` at `at`, or a fold that takes no bytes where it stays.
Fold fold_of(std::string_view text, std::uint32_t at, CodePoint c) {
  const TextSpan one{at, at + c.size};
  if (c.value == '\r' && text.substr(at, 2) == "\r\n") return {nullptr, one, ""};
  if (is_line_end(c.value)) return {nullptr, one, "\n"};
  if (const std::uint32_t command = terminal_command(text, at)) return {"control", {at, at + command}, ""};
  if (is_control(c.value)) return {"control", one, ""};
  if (is_invisible(c.value)) return {"invisible", one, ""};
  if (is_joiner(c.value) && joins_nothing(text, at)) return {"invisible", one, ""};
  if (is_private(c.value)) return {"private", one, "\uFFFD"};
  if (is_ligature(c.value)) return {"ligature", one, plain_form(c.value)};
  if (is_wide(c.value)) return {"width", one, plain_form(c.value)};
  return {};
}

}  // namespace

std::optional<Edited> fold_characters(std::string_view text) {
  Rewriter rewriter(text);
  for (std::size_t at = skip_plain(text, 0); at < text.size(); at = skip_plain(text, at)) {
    const CodePoint c = code_point_at(text, at);
    if (!is_odd(c.value)) {
      at += c.size;
      continue;
    }
    const Fold fold = fold_of(text, static_cast<std::uint32_t>(at), c);
    at = std::max<std::size_t>(at + c.size, fold.old.end);
    if (fold.old.empty()) continue;
    rewriter.replace(fold.old, fold.after);
    if (fold.kind != nullptr) rewriter.note(fold.kind, fold.old);
  }
  return std::move(rewriter).finish();
}

}  // namespace copydesk
