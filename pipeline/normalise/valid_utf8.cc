#include <simdjson.h>

#include "pipeline/normalise/scan.h"
#include "pipeline/normalise/steps.h"
#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

// The length of the longest beginning of a well-formed sequence (Unicode, table 3-7) that starts at
// `at`, and whether it is a whole one.
struct Sequence {
  std::uint32_t size = 1;
  bool whole = false;
};

Sequence sequence_at(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::uint32_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned char least = 0x80;
  unsigned char most = 0xBF;
  if (lead == 0xE0) least = 0xA0;
  if (lead == 0xED) most = 0x9F;
  if (lead == 0xF0) least = 0x90;
  if (lead == 0xF4) most = 0x8F;
  for (std::uint32_t i = 1; i < size; ++i, least = 0x80, most = 0xBF) {
    const unsigned char byte = byte_at(text, at + i);
    if (byte < least || byte > most) return {i, false};
  }
  return {size, true};
}

// A surrogate's three bytes, or 0.
char32_t surrogate_at(std::string_view text, std::size_t at) {
  if (byte_at(text, at) != 0xED || byte_at(text, at + 1) < 0xA0) return 0;
  if (byte_at(text, at + 1) > 0xBF || (byte_at(text, at + 2) & 0xC0) != 0x80) return 0;
  return code_point_at(text, at).value;
}

}  // namespace

std::optional<Edited> valid_utf8(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::nullopt;
  Rewriter rewriter(text);
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const Sequence sequence = sequence_at(text, at);
    const auto start = static_cast<std::uint32_t>(at);
    at += sequence.size;
    if (sequence.whole) continue;
    TextSpan broken{start, start + sequence.size};
    std::string after = "\uFFFD";
    const char32_t high = surrogate_at(text, start);
    const char32_t low = surrogate_at(text, start + 3);
    if (high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
      broken.end = start + 6;
      after.clear();
      append_code_point(after, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    }
    at = broken.end;
    rewriter.replace(broken, after);
    rewriter.note("invalid", broken);
  }
  return std::move(rewriter).finish();
}

}  // namespace copydesk
