#include "corpus/markup/html_entities.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "corpus/charset/convert.h"

namespace copydesk {
namespace {

struct Named {
  std::string_view name;
  std::string_view text;
};

constexpr auto names = std::to_array<Named>({
#include "corpus/markup/html_entities.inc"
});

constexpr std::size_t longest_reference = 34;  // "&CounterClockwiseContourIntegral;" and a few digits more

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The Standard reads numbers from 128 to 159 as bytes of Windows-1252.
char32_t numbered(std::uint32_t number) {
  static constexpr std::array<char16_t, 32> windows_1252 = {
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  if (number >= 0x80 && number < 0xA0) return windows_1252[number - 0x80];
  if (number == '\t' || number == '\n' || number == '\r') return U' ';
  if (number < 0x20 || number == 0x7F || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000)) return 0xFFFD;
  return number;
}

}  // namespace

std::string entity(std::string_view reference) {
  if (reference.size() < 3 || reference.front() != '&' || reference.back() != ';') return {};
  std::string_view body = reference.substr(1, reference.size() - 2);
  if (body.front() != '#') {
    const auto found = std::lower_bound(names.begin(), names.end(), body,
                                        [](const Named& n, std::string_view b) { return n.name < b; });
    return found != names.end() && found->name == body ? std::string(found->text) : std::string();
  }
  body.remove_prefix(1);
  const bool hex = !body.empty() && (body.front() == 'x' || body.front() == 'X');
  if (hex) body.remove_prefix(1);
  if (body.empty() || body.size() > 7) return {};
  std::uint32_t number = 0;
  for (const char c : body) {
    const bool digit = c >= '0' && c <= '9';
    const char small = char(c | 0x20);
    if (!digit && (!hex || small < 'a' || small > 'f')) return {};
    number = number * (hex ? 16 : 10) + std::uint32_t(digit ? c - '0' : small - 'a' + 10);
  }
  std::string text;
  append_utf8(text, numbered(number));
  return text;
}

std::string_view entity_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, longest_reference);
  if (rest.size() < 3 || rest[0] != '&') return {};
  std::size_t end = rest[1] == '#' ? 2 : 1;
  while (end < rest.size() && is_letter_or_digit(rest[end])) ++end;
  return end < rest.size() && rest[end] == ';' ? rest.substr(0, end + 1) : std::string_view();
}

std::string without_entities(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = std::min(text.find('&', at), text.size());
    out.append(text, at, mark - at);
    if (mark == text.size()) break;
    const std::string_view reference = entity_at(text, mark);
    const std::string meaning = entity(reference);
    out += meaning.empty() ? "&" : meaning;
    at = mark + (meaning.empty() ? 1 : reference.size());
  }
  return out;
}

}  // namespace copydesk
