#include "corpus/charset/decode.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "corpus/charset/convert.h"
#include "corpus/charset/guess.h"
#include "corpus/charset/utf8.h"

namespace copydesk {
namespace {

using namespace std::string_view_literals;

// Beyond this a map of one run per character would not fit into a reasonable memory.
constexpr std::size_t largest_conversion = 64U << 20;

constexpr bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return ((byte < 0x20) & (byte != '\t') & (byte != '\n') & (byte != '\r')) | (byte == 0x7F);
}

std::size_t controls_in(std::string_view text) {
  // Nearly every text has none, which a loop without branches sees at the speed of memory.
  unsigned any = 0;
  for (const char c : text) any |= unsigned(is_control(c));
  return any == 0 ? 0 : std::size_t(std::count_if(text.begin(), text.end(), is_control));
}

// What a file's first bytes say it is, where that is no text.
std::optional<std::string_view> binary_kind(std::string_view bytes) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kinds = {{
      {"%PDF-", "a PDF document"},
      {"PK\x03\x04", "a ZIP archive (or a document inside one)"},
      {"\x1F\x8B", "gzip data"},
      {"\xFD"
       "7zXZ\0"sv,
       "xz data"},
      {"BZh", "bzip2 data"},
      {"\x28\xB5\x2F\xFD", "zstd data"},
      {"7z\xBC\xAF\x27\x1C", "a 7z archive"},
      {"\x89PNG", "a PNG image"},
      {"\xFF\xD8\xFF", "a JPEG image"},
      {"GIF8", "a GIF image"},
      {"\x7F"
       "ELF",
       "a program"},
      {"\xD0\xCF\x11\xE0", "an old Office document"},
      {"{\\rtf", "an RTF document"},
      {"SQLite format 3\0"sv, "an SQLite database"},
  }};
  for (const auto& [magic, kind] : kinds) {
    // "BZh" and "GIF8" may begin a text; the data they announce holds control characters.
    if (bytes.starts_with(magic) && (magic.size() > 4 || controls_in(bytes.substr(0, 512)) > 0)) return kind;
  }
  return std::nullopt;
}

// UTF-16 and UTF-32: by byte order mark, else by where NUL bytes stand in text that is mostly ASCII.
struct Wide {
  std::string_view charset;
  std::size_t mark = 0;  // bytes of byte order mark
};

std::optional<Wide> wide_charset(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return Wide{"utf-32le", 4};
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return Wide{"utf-32be", 4};
  if (bytes.starts_with("\xFF\xFE")) return Wide{"utf-16le", 2};
  if (bytes.starts_with("\xFE\xFF")) return Wide{"utf-16be", 2};
  const std::string_view head = bytes.substr(0, 1024);
  const std::size_t groups = head.size() / 4;
  if (groups < 2 || head.find('\0') == std::string_view::npos) return std::nullopt;
  std::array<std::size_t, 4> nul{};
  for (std::size_t i = 0; i < groups * 4; ++i) nul[i % 4] += head[i] == '\0' ? 1 : 0;
  const auto most = [&](std::size_t n) { return n * 10 >= groups * 7; };
  const auto few = [&](std::size_t n) { return n * 10 <= groups; };
  if (most(nul[1]) && most(nul[2]) && most(nul[3]) && few(nul[0])) return Wide{"utf-32le"};
  if (most(nul[0]) && most(nul[1]) && most(nul[2]) && few(nul[3])) return Wide{"utf-32be"};
  if (most(nul[1]) && most(nul[3]) && few(nul[0]) && few(nul[2])) return Wide{"utf-16le"};
  if (most(nul[0]) && most(nul[2]) && few(nul[1]) && few(nul[3])) return Wide{"utf-16be"};
  return std::nullopt;
}

// Drops what no reader sees; a form feed or vertical tab becomes a blank.
void take_out_controls(Decoded& decoded, std::string_view bytes) {
  const std::string_view text = decoded.of(bytes);
  const std::size_t count = controls_in(text);
  if (count == 0) return;
  std::string clean;
  clean.reserve(text.size());
  OffsetMap::Builder builder;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::size_t(std::find_if(text.begin() + long(at), text.end(), is_control) - text.begin());
    clean.append(text, at, end - at);
    builder.copy(std::uint32_t(end - at));
    at = end;
    if (at == text.size()) break;
    if (text[at] == '\f' || text[at] == '\v') {
      clean += ' ';
      builder.replace(1, 1);
    } else {
      builder.drop(1);
    }
    ++at;
  }
  decoded.map = decoded.map.then(std::move(builder).build());
  decoded.text = std::move(clean);
  decoded.same = false;
  decoded.warnings.push_back(fmt::format("{} control character{} taken out", count, count == 1 ? "" : "s"));
}

Result<Decoded> decode_wide(std::string_view bytes, Wide wide) {
  if (bytes.size() > largest_conversion) {
    return fail("{} text of more than 64 MiB: convert it to UTF-8 first, as with iconv -t utf-8", wide.charset);
  }
  Decoded decoded;
  decoded.charset = wide.charset;
  Converted converted = convert(bytes.substr(wide.mark), wide.charset);
  decoded.text = std::move(converted.text);
  decoded.map = after_mark(wide.mark, converted.map);
  if (converted.faults > 0) {
    decoded.warnings.push_back(fmt::format("{} places could not be decoded as {}", converted.faults, wide.charset));
  }
  return decoded;
}

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

Decoded decode_utf8(std::string_view bytes) {
  Decoded decoded;
  decoded.charset = "utf-8";
  if (bytes.starts_with(utf8_mark)) {
    decoded.text = bytes.substr(utf8_mark.size());
    decoded.map = after_mark(utf8_mark.size(), OffsetMap::identity(std::uint32_t(decoded.text.size())));
  } else {
    decoded.same = true;
    decoded.map = OffsetMap::identity(std::uint32_t(bytes.size()));
  }
  return decoded;
}

Decoded decode_mended_utf8(std::string_view bytes) {
  const std::size_t mark = bytes.starts_with(utf8_mark) ? utf8_mark.size() : 0;
  Mended mended = mend_utf8(bytes.substr(mark));
  Decoded decoded;
  decoded.charset = "utf-8";
  decoded.warnings.push_back(fmt::format("{} byte{} no UTF-8 and read as windows-1252", mended.bad_bytes,
                                         mended.bad_bytes == 1 ? " was" : "s were"));
  decoded.text = std::move(mended.text);
  decoded.map = after_mark(mark, mended.map);
  return decoded;
}

Result<Decoded> decode_legacy(std::string_view bytes) {
  if (bytes.size() > largest_conversion) {
    return fail("text of more than 64 MiB that is not UTF-8: convert it first, as with iconv -t utf-8");
  }
  Decoded decoded;
  const std::string declared = declared_charset(bytes);
  decoded.charset = guess_charset(bytes, declared);
  if (!declared.empty() && declared != decoded.charset) {
    decoded.warnings.push_back(fmt::format("declares {} but reads as {}", declared, decoded.charset));
  }
  Converted converted = convert(bytes, decoded.charset);
  decoded.text = std::move(converted.text);
  decoded.map = std::move(converted.map);
  if (converted.faults > 0) {
    decoded.warnings.push_back(fmt::format("{} bytes have no meaning in {}", converted.faults, decoded.charset));
  }
  return decoded;
}

}  // namespace

Result<Decoded> decode(std::string_view bytes) {
  if (const auto kind = binary_kind(bytes)) return fail("is {}, not text", *kind);
  const auto finish = [&](Decoded decoded) {
    take_out_controls(decoded, bytes);
    return decoded;
  };
  if (const auto wide = wide_charset(bytes)) return decode_wide(bytes, *wide).map(finish);

  // A crash may leave blocks of NUL bytes behind a text: they do not make it binary.
  const std::string_view written = bytes.substr(0, bytes.find_last_not_of('\0') + 1);
  const bool valid = simdjson::validate_utf8(bytes.data(), bytes.size());
  const std::size_t controls = controls_in(written);
  if (controls >= 8 && controls > written.size() / (valid ? 10 : 33)) {
    return fail("is binary data, not text: {} of its {} bytes are control characters", controls, written.size());
  }
  if (valid) return finish(decode_utf8(bytes));
  if (mostly_utf8(bytes)) return finish(decode_mended_utf8(bytes));
  return decode_legacy(bytes).map(finish);
}

}  // namespace copydesk
