#include "pipeline/normalise/mojibake/codecs.h"

#include <unicode/ucnv.h>

#include <cassert>

namespace copydesk {

const char* Codecs::name_of(Name codec) {
  switch (codec) {
    case windows_1252: return "windows-1252";
    case windows_1251: return "windows-1251";
    case windows_1250: return "windows-1250";
    case iso_8859_2: return "iso-8859-2";
    case windows_1257: return "windows-1257";
    case windows_1253: return "windows-1253";
    case windows_1254: return "windows-1254";
    case macintosh: return "macintosh";
    case cp437: return "ibm-437";
    case count: break;
  }
  return "";
}

void Codecs::set(Name codec, char32_t c, std::uint8_t byte) {
  std::uint8_t& page = page_[c >> 8];
  if (page == 0) {
    page = static_cast<std::uint8_t>(pages_.size());
    pages_.emplace_back();
  }
  Row& row = pages_[page][c & 0xFF];
  row.byte[codec] = byte;
  if (byte >= 0xC2 && byte <= 0xF4) row.leads |= static_cast<std::uint16_t>(1u << codec);
  if (byte >= 0xC2 && byte < 0xE0) row.leads_two = true;
  if (byte < 0xC0) row.continues |= static_cast<std::uint16_t>(1u << codec);
}

void Codecs::add(Name codec) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name_of(codec), &status);
  assert(U_SUCCESS(status));
  for (int byte = 0x80; byte <= 0xFF; ++byte) {
    const char bytes[] = {static_cast<char>(byte)};
    UChar units[4];
    status = U_ZERO_ERROR;
    const std::int32_t length = ucnv_toUChars(converter, units, 4, bytes, 1, &status);
    const bool defined = U_SUCCESS(status) && length == 1 && units[0] != 0xFFFD;
    // An undefined byte is read as the Latin-1 character by most converters, and so are the bytes of
    // C1 where a text went through Latin-1 and Windows.
    const auto c = static_cast<char32_t>(defined ? units[0] : byte);
    chars_[codec][byte - 0x80] = c;
    set(codec, c, static_cast<std::uint8_t>(byte));
    if (byte < 0xA0 && codec < macintosh) set(codec, byte, static_cast<std::uint8_t>(byte));
  }
  ucnv_close(converter);
}

Codecs::Codecs() {
  for (int codec = 0; codec < count; ++codec) add(static_cast<Name>(codec));
  set(cp437, U'µ', 0xE6);  // ICU has the Greek letter there, others the sign
}

const Codecs& Codecs::get() {
  static const Codecs codecs;
  return codecs;
}

}  // namespace copydesk
