#include "corpus/charset/utf8.h"

#include <cstdint>

#include "corpus/charset/convert.h"

namespace copydesk {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

bool is_tail(std::string_view text, std::size_t at, std::uint8_t low = 0x80, std::uint8_t high = 0xBF) {
  return at < text.size() && byte_at(text, at) >= low && byte_at(text, at) <= high;
}

// The character of a surrogate pair in six bytes (ED A0-AF xx ED B0-BF xx) at `at`; 0 where there is none.
char32_t surrogate_pair_at(std::string_view text, std::size_t at) {
  const bool pair = byte_at(text, at) == 0xED && is_tail(text, at + 1, 0xA0, 0xAF) && is_tail(text, at + 2) &&
                    is_tail(text, at + 3, 0xED, 0xED) && is_tail(text, at + 4, 0xB0, 0xBF) && is_tail(text, at + 5);
  if (!pair) return 0;
  const char32_t lead = char32_t((byte_at(text, at + 1) & 0x0F) << 6 | (byte_at(text, at + 2) & 0x3F));
  const char32_t trail = char32_t((byte_at(text, at + 4) & 0x0F) << 6 | (byte_at(text, at + 5) & 0x3F));
  return 0x10000 + (lead << 10 | trail);
}

// Bytes at the end that are the beginning of a sequence: the file was cut there. 0 to 3.
std::size_t cut_bytes(std::string_view text) {
  for (std::size_t count = 1; count <= 3 && count <= text.size(); ++count) {
    const std::uint8_t byte = byte_at(text, text.size() - count);
    if (byte >= 0x80 && byte < 0xC0) continue;
    const std::size_t needs = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return byte >= 0xC2 && byte <= 0xF4 && needs > count ? count : 0;
  }
  return 0;
}

}  // namespace

std::size_t utf8_size_at(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return is_tail(text, at + 1) ? 2 : 0;
  if (lead < 0xF0) {
    const bool second = is_tail(text, at + 1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
    return second && is_tail(text, at + 2) ? 3 : 0;
  }
  const bool second = is_tail(text, at + 1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
  return second && is_tail(text, at + 2) && is_tail(text, at + 3) ? 4 : 0;
}

bool mostly_utf8(std::string_view bytes) {
  std::size_t sound = 0;
  std::size_t bad = 0;
  const std::size_t whole = bytes.size() - cut_bytes(bytes);
  for (std::size_t at = 0; at < whole;) {
    if (bytes[at] >= 0) {
      ++at;
      continue;
    }
    if (surrogate_pair_at(bytes, at) != 0) {
      ++sound;
      at += 6;
      continue;
    }
    const std::size_t size = utf8_size_at(bytes, at);
    if (size == 0) ++bad;
    if (size > 1) ++sound;
    at += size == 0 ? 1 : size;
  }
  return sound > bad;
}

Mended mend_utf8(std::string_view bytes) {
  const auto windows_1252 = byte_table("windows-1252");
  const std::size_t whole = bytes.size() - cut_bytes(bytes);
  Mended mended;
  mended.text.reserve(bytes.size() + 64);
  OffsetMap::Builder builder;
  std::size_t sound_from = 0;
  const auto close = [&](std::size_t end) {
    mended.text.append(bytes, sound_from, end - sound_from);
    builder.copy(std::uint32_t(end - sound_from));
  };
  for (std::size_t at = 0; at < whole;) {
    if (const std::size_t size = utf8_size_at(bytes, at); size > 0) {
      at += size;
      continue;
    }
    close(at);
    const std::size_t before = mended.text.size();
    const char32_t pair = surrogate_pair_at(bytes, at);
    const std::size_t taken = pair != 0 ? 6 : 1;
    append_utf8(mended.text, pair != 0 ? pair : (*windows_1252)[byte_at(bytes, at)]);
    builder.replace(std::uint32_t(taken), std::uint32_t(mended.text.size() - before));
    mended.bad_bytes += taken;
    at += taken;
    sound_from = at;
  }
  close(whole);
  builder.drop(std::uint32_t(bytes.size() - whole));
  mended.bad_bytes += bytes.size() - whole;
  mended.map = std::move(builder).build();
  return mended;
}

OffsetMap after_mark(std::size_t mark_bytes, const OffsetMap& rest) {
  OffsetMap::Builder builder;
  builder.drop(std::uint32_t(mark_bytes));
  builder.copy(rest.source_size());
  return std::move(builder).build().then(rest);
}

}  // namespace copydesk
