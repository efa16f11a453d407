#include "pipeline/normalise/codecs.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <cassert>

namespace copydesk {

Codec::Codec(const char* name) : name_(name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name, &status);
  assert(U_SUCCESS(status));
  for (int byte = 0x80; byte <= 0xFF; ++byte) {
    const char bytes[] = {static_cast<char>(byte)};
    UChar units[4];
    status = U_ZERO_ERROR;
    const std::int32_t length = ucnv_toUChars(converter, units, 4, bytes, 1, &status);
    const bool defined = U_SUCCESS(status) && length == 1 && units[0] != 0xFFFD && units[0] != 0x1A;
    high_[byte - 0x80] = {defined ? static_cast<char32_t>(units[0]) : static_cast<char32_t>(byte),
                          static_cast<unsigned char>(byte)};
  }
  ucnv_close(converter);
  std::ranges::sort(high_, {}, &Entry::c);
}

std::optional<unsigned char> Codec::byte_of(char32_t c) const {
  if (c < 0x80) return static_cast<unsigned char>(c);
  const auto found = std::ranges::lower_bound(high_, c, {}, &Entry::c);
  if (found == high_.end() || found->c != c) return std::nullopt;
  return found->byte;
}

const std::vector<Codec>& mistaken_codecs() {
  static const std::vector<Codec> codecs = [] {
    std::vector<Codec> made;
    for (const char* name : {"windows-1252"}) made.emplace_back(name);
    return made;
  }();
  return codecs;
}

}  // namespace copydesk
