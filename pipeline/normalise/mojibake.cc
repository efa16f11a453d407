#include <optional>
#include <string>

#include "pipeline/normalise/codecs.h"
#include "pipeline/normalise/scan.h"
#include "pipeline/normalise/steps.h"
#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

// A stretch of text whose characters, as bytes of a charset, spell one character in UTF-8.
struct Misread {
  TextSpan old;
  char32_t meant = 0;
};

std::optional<Misread> misread_at(const Codec& codec, std::string_view text, std::size_t at) {
  const auto lead = codec.byte_of(code_point_at(text, at).value);
  if (!lead || *lead < 0xC2 || *lead > 0xF4) return std::nullopt;
  const int more = *lead < 0xE0 ? 1 : *lead < 0xF0 ? 2 : 3;
  char32_t meant = *lead & (0x3F >> more);
  std::size_t end = at + code_point_at(text, at).size;
  for (int i = 0; i < more; ++i) {
    if (end >= text.size()) return std::nullopt;
    const CodePoint c = code_point_at(text, end);
    const auto byte = codec.byte_of(c.value);
    if (!byte || (*byte & 0xC0) != 0x80) return std::nullopt;
    meant = meant << 6 | (*byte & 0x3F);
    end += c.size;
  }
  const bool overlong = meant < (more == 1 ? 0x80u : more == 2 ? 0x800u : 0x10000u);
  if (overlong || meant > 0x10FFFF || (meant >= 0xD800 && meant < 0xE000)) return std::nullopt;
  return Misread{{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, meant};
}

// Characters that news is likely to mean: letters of Latin alphabets, punctuation, currency and signs.
bool is_likely(char32_t c) {
  return (c >= 0xA0 && c < 0x250) || (c >= 0x2010 && c < 0x2045) || (c >= 0x20A0 && c < 0x20C0) || c == 0x2122 ||
         c >= 0x10000;
}

}  // namespace

std::optional<Edited> repair_mojibake(std::string_view text) {
  const Codec& codec = mistaken_codecs().front();
  Rewriter rewriter(text);
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const auto misread = misread_at(codec, text, at);
    if (!misread || !is_likely(misread->meant)) {
      at += code_point_at(text, at).size;
      continue;
    }
    std::string after;
    append_code_point(after, misread->meant);
    rewriter.replace(misread->old, after);
    rewriter.note("mojibake", misread->old);
    at = misread->old.end;
  }
  return std::move(rewriter).finish();
}

}  // namespace copydesk
