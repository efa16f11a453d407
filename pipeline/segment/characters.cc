#include "pipeline/segment/characters.h"

#include <utf8proc.h>

namespace copydesk {
namespace {

std::uint8_t classes_of_category(utf8proc_category_t category) {
  switch (category) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT: return letter_upper;
    case UTF8PROC_CATEGORY_LL: return letter_lower;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return letter_other;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return digit;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO: return mark;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return blank;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: return sign;
  }
  return sign;
}

}  // namespace

CodePoint code_point(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  if (*bytes < 0x80) return {*bytes, 1, classes_of(text[at])};
  utf8proc_int32_t value = 0;
  const auto size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(end - at), &value);
  if (size <= 0) return {0xFFFD, 1, sign};
  constexpr utf8proc_int32_t next_line = 0x85;
  const std::uint8_t classes = classes_of_category(utf8proc_category(value));
  return {static_cast<char32_t>(value), static_cast<std::uint8_t>(size),
          value == next_line ? std::uint8_t{blank} : classes};
}

bool opens_quotation(char32_t c) {
  return c == U'“' || c == U'‘' || c == U'«' || c == U'‹' || c == U'„' || c == U'‚' || c == U'‟';
}

bool closes_quotation(char32_t c) { return c == U'”' || c == U'’' || c == U'»' || c == U'›'; }

bool is_bullet(char32_t c) {
  switch (c) {
    case U'·':
    case U'•':
    case U'‣':
    case U'⁃':
    case U'⦁':
    case U'◦':
    case U'▪':
    case U'▫':
    case U'●':
    case U'○':
    case U'■':
    case U'□':
    case U'►':
    case U'▶':
    case U'✓':
    case U'✔':
    case U'➤': return true;
    default: return false;
  }
}

}  // namespace copydesk
