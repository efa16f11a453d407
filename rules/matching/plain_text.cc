#include "rules/matching/plain_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

constexpr char32_t kSlots = 0xE000;
constexpr char32_t kSlotCount = 0x40;
constexpr unsigned char kSlotBytes = 0x80;
constexpr unsigned char kBlank = 0x0B;
constexpr unsigned char kOther = 0x7F;

// The marks, in the order of their bytes: 01–08, then 0E on.
constexpr std::u32string_view kMarks = U"’‘ʼ´“”„«»‐‑‒–—…•·®™©£€¥";
constexpr std::size_t kMarksBeforeBlanks = 8;

constexpr unsigned char byte_of_mark(std::size_t mark) {
  return static_cast<unsigned char>(mark < kMarksBeforeBlanks ? 0x01 + mark : 0x0E + mark - kMarksBeforeBlanks);
}
static_assert(byte_of_mark(kMarks.size() - 1) < 0x20);

bool is_blank(char32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_control(char32_t c) { return c < 0x20 && (c < '\t' || c == kBlank || c > '\r'); }

}  // namespace

char plain_byte(char32_t c) {
  const auto byte = [&]() -> char32_t {
    if (c < 0x7F) return is_control(c) ? kOther : c;
    if (c - kSlots < kSlotCount) return kSlotBytes + (c - kSlots);
    if (const std::size_t mark = kMarks.find(c); mark != std::u32string_view::npos) return byte_of_mark(mark);
    if (c >= 0xC0 && c <= 0xFF) return c;
    return is_blank(c) ? kBlank : kOther;
  };
  return static_cast<char>(byte());
}

std::string plain_text(std::string_view utf8) {
  std::string plain;
  for (std::size_t at = 0; at < utf8.size();) {
    const CodePoint c = code_point_at(utf8, at);
    plain += plain_byte(c.value);
    at += c.size;
  }
  return plain;
}

std::string utf8_of_plain(std::string_view plain) {
  std::string out;
  for (const char c : plain) {
    const auto byte = static_cast<unsigned char>(c);
    std::size_t mark = 0;
    while (mark < kMarks.size() && byte_of_mark(mark) != byte) ++mark;
    if (mark < kMarks.size()) {
      append_code_point(out, kMarks[mark]);
    } else if (byte >= kSlotBytes && byte < kSlotBytes + kSlotCount) {
      append_code_point(out, kSlots + byte - kSlotBytes);
    } else {
      append_code_point(out, byte == kOther ? 0xFFFD : byte == kBlank ? ' ' : byte);
    }
  }
  return out;
}

std::string plain_pattern(std::string_view re2) {
  std::string out;
  const auto add = [&](char32_t c) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(plain_byte(c));
    out += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 0xF]};
  };
  for (std::size_t at = 0; at < re2.size();) {
    if (re2.substr(at).starts_with("\\x{")) {
      const std::size_t close = std::min(re2.find('}', at), re2.size() - 1);
      std::uint32_t value = 0;
      std::from_chars(re2.data() + at + 3, re2.data() + close, value, 16);
      add(value);
      at = close + 1;
    } else if (re2[at] == '\\' && at + 1 < re2.size()) {
      out += re2.substr(at, 2);
      at += 2;
    } else if (static_cast<unsigned char>(re2[at]) < 0x80) {
      out += re2[at++];
    } else {
      const CodePoint c = code_point_at(re2, at);
      add(c.value);
      at += c.size;
    }
  }
  return out;
}

}  // namespace copydesk
