#include "output/json_writer.h"

#include <simdjson.h>

#include <charconv>
#include <cstring>

namespace copydesk {
namespace {

// True where one of eight bytes is a quote, a backslash or below 0x20 (the classic "has a zero byte"
// trick, thrice; a byte from 0x80 up never counts).
bool needs_escape(std::uint64_t eight) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t highs = 0x8080808080808080U;
  const auto zero_byte = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
  const std::uint64_t control = (eight - ones * 0x20) & ~eight & highs;
  return (control | zero_byte(eight ^ (ones * '"')) | zero_byte(eight ^ (ones * '\\'))) != 0;
}

bool needs_escape(char byte) { return byte == '"' || byte == '\\' || static_cast<unsigned char>(byte) < 0x20; }

// How many bytes from the start of `text` can be copied as they are.
std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + 8 <= text.size(); at += 8) {
    std::memcpy(&eight, text.data() + at, 8);
    if (needs_escape(eight)) break;
  }
  while (at < text.size() && !needs_escape(text[at])) ++at;
  return at;
}

void append_escaped(std::string& out, char byte) {
  switch (byte) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default: break;
  }
  constexpr std::string_view hex = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(byte);
  out += "\\u00";
  out += hex[value >> 4U];
  out += hex[value & 15U];
}

// The length of the well-formed UTF-8 sequence that `text` starts with; 0 where it starts with none.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return length <= text.size() && simdjson::validate_utf8(text.data(), length) ? length : 0;
}

}  // namespace

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  after_value_ = false;
  return *this;
}

void JsonWriter::string(std::string_view text) {
  separate();
  out_ += '"';
  while (true) {
    const std::size_t plain = plain_prefix(text);
    out_.append(text.substr(0, plain));
    if (plain == text.size()) break;
    append_escaped(out_, text[plain]);
    text.remove_prefix(plain + 1);
  }
  out_ += '"';
}

void JsonWriter::number(std::uint64_t value) {
  separate();
  char digits[20];
  const auto result = std::to_chars(digits, digits + sizeof digits, value);
  out_.append(digits, result.ptr);
}

void JsonWriter::literal(std::string_view json) {
  separate();
  out_ += json;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  after_value_ = false;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  after_value_ = true;
}

void JsonWriter::separate() {
  if (after_value_) out_ += ',';
  after_value_ = true;
}

void make_valid_utf8(std::string& text, std::size_t start) {
  if (simdjson::validate_utf8(text.data() + start, text.size() - start)) return;
  const std::string broken = text.substr(start);
  text.resize(start);
  for (std::size_t at = 0; at < broken.size();) {
    const std::size_t length = sequence_length(std::string_view(broken).substr(at));
    if (length == 0)
      text += "\uFFFD";
    else
      text.append(broken, at, length);
    at += length == 0 ? 1 : length;
  }
}

}  // namespace copydesk
