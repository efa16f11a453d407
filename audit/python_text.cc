#include "audit/python_text.h"

#include <fmt/format.h>

#include <charconv>

namespace copydesk {
namespace {

void append_code_unit(std::string& out, unsigned unit) { out += fmt::format("\\u{:04x}", unit); }

// The code point at `at`, which moves behind it; nlohmann's parser has let valid UTF-8 through only.
unsigned next_code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  if (lead < 0x80) return lead;
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  unsigned code_point = lead & (0x3FU >> static_cast<unsigned>(more));
  for (int i = 0; i < more && at < text.size(); ++i) {
    code_point = code_point << 6U | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  }
  return code_point;
}

std::string quoted(std::string_view text, bool ascii) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const unsigned c = next_code_point(text, at);
    switch (c) {
      case '"': out += "\\\""; continue;
      case '\\': out += "\\\\"; continue;
      case '\n': out += "\\n"; continue;
      case '\r': out += "\\r"; continue;
      case '\t': out += "\\t"; continue;
      case '\b': out += "\\b"; continue;
      case '\f': out += "\\f"; continue;
      default: break;
    }
    if (c < 0x20 || (ascii && c >= 0x7F && c < 0x10000)) {
      append_code_unit(out, c);
    } else if (ascii && c >= 0x10000) {
      append_code_unit(out, 0xD800 + ((c - 0x10000) >> 10U));
      append_code_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FFU));
    } else {
      out += text.substr(start, at - start);
    }
  }
  return out + '"';
}

// How a value is spelt inside others: json.dumps() and repr() differ in little more than the words.
struct Spelling {
  const char* null;
  const char* yes;
  const char* no;
  std::function<std::string(const std::string&)> string;
};

std::string spelt(const Json& value, const Spelling& spelling) {
  const auto list = [&](char open, char close, auto&& member) {
    std::string out(1, open);
    for (const auto& item : value.items()) {
      if (out.size() > 1) out += ", ";
      out += member(item);
    }
    return out + close;
  };
  switch (value.type()) {
    case Json::value_t::string: return spelling.string(value.get_ref<const std::string&>());
    case Json::value_t::boolean: return value.get<bool>() ? spelling.yes : spelling.no;
    case Json::value_t::number_float: return float_text(value.get<double>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: return value.dump();
    case Json::value_t::array: return list('[', ']', [&](const auto& item) { return spelt(item.value(), spelling); });
    case Json::value_t::object:
      return list('{', '}',
                  [&](const auto& item) { return spelling.string(item.key()) + ": " + spelt(item.value(), spelling); });
    case Json::value_t::null:
    case Json::value_t::binary:
    case Json::value_t::discarded: break;
  }
  return spelling.null;
}

// repr() of a string, as far as a comparison of words can tell: quotes only.
std::string repr(const std::string& text) {
  return text.find('\'') == std::string::npos ? "'" + text + "'" : "\"" + text + "\"";
}

}  // namespace

std::string json_text(const Json& value, bool ascii) {
  return spelt(value, {"null", "true", "false", [ascii](const std::string& text) { return quoted(text, ascii); }});
}

std::string string_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return spelt(value, {"None", "True", "False", repr});
}

std::string float_text(double value) {
  char digits[40];
  const auto result = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific);
  const std::string_view scientific(digits, static_cast<std::size_t>(result.ptr - digits));  // "-1.25e+07"
  const std::size_t e = scientific.find('e');
  const int exponent = std::stoi(std::string(scientific.substr(e + 1)));
  if (exponent < -4 || exponent >= 16) return std::string(scientific);
  const int decimals = std::max(
      0,
      static_cast<int>(scientific.substr(0, e).find('.') == std::string_view::npos ? 0 : e - scientific.find('.') - 1) -
          exponent);
  return fmt::format("{:.{}f}", value, std::max(1, decimals));
}

}  // namespace copydesk
