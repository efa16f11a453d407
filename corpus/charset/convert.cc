#include "corpus/charset/convert.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace copydesk {
namespace {

constexpr char32_t meaningless = 0xFFFD;

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open(std::string_view charset) {
  UErrorCode status = U_ZERO_ERROR;
  return {ucnv_open(std::string(charset).c_str(), &status), &ucnv_close};
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return out;
}

// Gathers characters with the place where each starts in the source, and knows a character's source
// to be complete when the next one starts.
class Gatherer {
 public:
  explicit Gatherer(std::string_view bytes) : bytes_(bytes) { result_.text.reserve(bytes.size() + bytes.size() / 8); }

  void add(char32_t character, std::size_t start) {
    if (start > start_) flush(start);
    if (character == meaningless) ++result_.faults;
    append_utf8(pending_, character);
  }

  Converted finish() && {
    flush(bytes_.size());
    result_.map = std::move(builder_).build();
    return std::move(result_);
  }

 private:
  void flush(std::size_t end) {
    const std::string_view source = bytes_.substr(start_, end - start_);
    if (source == pending_) {
      builder_.copy(std::uint32_t(source.size()));
    } else {
      builder_.replace(std::uint32_t(source.size()), std::uint32_t(pending_.size()));
    }
    result_.text += pending_;
    pending_.clear();
    start_ = end;
  }

  std::string_view bytes_;
  Converted result_;
  OffsetMap::Builder builder_;
  std::string pending_;
  std::size_t start_ = 0;
};

Converted convert_by_table(std::string_view bytes, const ByteTable& table) {
  Converted result;
  result.text.reserve(bytes.size() + bytes.size() / 8);
  OffsetMap::Builder builder;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    while (end < bytes.size() && table[std::uint8_t(bytes[end])] == std::uint8_t(bytes[end]) && bytes[end] >= 0) ++end;
    builder.copy(std::uint32_t(end - at));
    result.text.append(bytes.substr(at, end - at));
    at = end;
    if (at == bytes.size()) break;
    const char32_t character = table[std::uint8_t(bytes[at++])];
    const std::size_t before = result.text.size();
    append_utf8(result.text, character);
    builder.replace(1, std::uint32_t(result.text.size() - before));
    if (character == meaningless) ++result.faults;
  }
  result.map = std::move(builder).build();
  return result;
}

Converted convert_by_icu(std::string_view bytes, UConverter* converter) {
  const std::size_t chunk = std::min<std::size_t>(bytes.size() + 16, 1 << 14);
  std::vector<UChar> units(chunk);
  std::vector<std::int32_t> offsets(chunk);
  Gatherer gatherer(bytes);
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  std::size_t last_start = 0;
  char32_t lead = 0;  // a high surrogate that waits for its other half
  for (UErrorCode status = U_BUFFER_OVERFLOW_ERROR; status == U_BUFFER_OVERFLOW_ERROR;) {
    status = U_ZERO_ERROR;
    const std::size_t base = std::size_t(source - bytes.data());
    UChar* target = units.data();
    ucnv_toUnicode(converter, &target, units.data() + chunk, &source, end, offsets.data(), true, &status);
    for (std::size_t i = 0; i < std::size_t(target - units.data()); ++i) {
      // ICU gives no place to what overflowed from the call before: it belongs to the last start.
      if (offsets[i] >= 0) last_start = std::max(last_start, base + std::size_t(offsets[i]));
      if (U16_IS_LEAD(units[i])) {
        if (lead != 0) gatherer.add(meaningless, last_start);
        lead = units[i];
        continue;
      }
      const bool pair = lead != 0 && U16_IS_TRAIL(units[i]);
      if (pair) gatherer.add(char32_t(U16_GET_SUPPLEMENTARY(lead, units[i])), last_start);
      if (lead != 0 && !pair) gatherer.add(meaningless, last_start);
      lead = 0;
      if (!pair) gatherer.add(U16_IS_TRAIL(units[i]) ? meaningless : char32_t(units[i]), last_start);
    }
  }
  if (lead != 0) gatherer.add(meaningless, last_start);
  return std::move(gatherer).finish();
}

}  // namespace

void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += char(c);
  } else if (c < 0x800) {
    text += char(0xC0 | (c >> 6));
    text += char(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += char(0xE0 | (c >> 12));
    text += char(0x80 | ((c >> 6) & 0x3F));
    text += char(0x80 | (c & 0x3F));
  } else {
    text += char(0xF0 | (c >> 18));
    text += char(0x80 | ((c >> 12) & 0x3F));
    text += char(0x80 | ((c >> 6) & 0x3F));
    text += char(0x80 | (c & 0x3F));
  }
}

std::string canonical_charset(std::string_view name) {
  // ICU resolves options ("cp1252,swaplfnl") and paths, which no file may ask for.
  if (name.empty() || name.size() > 40 || name.find_first_of(",/\\ ") != std::string_view::npos) return {};
  const std::string as_given = lower(name);
  std::string canonical = as_given;
  for (const char* const standard : {"IANA", "MIME"}) {
    UErrorCode status = U_ZERO_ERROR;
    const char* const known = ucnv_getStandardName(as_given.c_str(), standard, &status);
    if (known != nullptr && U_SUCCESS(status)) canonical = lower(known);
  }
  // The Encoding Standard's reading of what pages declare: the Windows sets extend the ISO ones.
  if (canonical == "iso-8859-1" || canonical == "us-ascii") return "windows-1252";
  if (canonical == "iso-8859-9") return "windows-1254";
  if (canonical == "gb2312" || canonical == "gbk") return "gb18030";
  if (!open(canonical)) return {};
  return canonical;
}

std::optional<ByteTable> byte_table(std::string_view charset) {
  const Converter converter = open(charset);
  if (!converter || ucnv_getMaxCharSize(converter.get()) != 1) return std::nullopt;
  std::array<char, 256> bytes{};
  for (std::size_t byte = 0; byte < bytes.size(); ++byte) bytes[byte] = char(byte);
  std::array<UChar, 512> units{};
  std::array<std::int32_t, 512> offsets{};
  const char* source = bytes.data();
  UChar* target = units.data();
  UErrorCode status = U_ZERO_ERROR;
  ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, source + bytes.size(), offsets.data(),
                 true, &status);
  ByteTable table;
  table.fill(meaningless);
  for (std::size_t i = 0; i < std::size_t(target - units.data()); ++i) {
    const auto byte = std::size_t(offsets[i]);
    // A byte that means two characters would be another one with a mark: none that news are written in.
    const bool first = i == 0 || offsets[i - 1] != offsets[i];
    table[byte] = first ? char32_t(units[i]) : meaningless;
  }
  return table;
}

Converted convert(std::string_view bytes, std::string_view charset) {
  if (const auto table = byte_table(charset)) return convert_by_table(bytes, *table);
  const Converter converter = open(charset);
  return convert_by_icu(bytes, converter.get());
}

}  // namespace copydesk
