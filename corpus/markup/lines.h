// Lines of a text, one after the other, whatever ends them ("\n", "\r\n" or "\r").
//
//   for (Line line = first_line(text); !line.at_end; line = next_line(text, line)) use(line.text);
#pragma once

#include <cstddef>
#include <string_view>

namespace copydesk {

struct Line {
  std::string_view text;  // without its end
  std::size_t next = 0;   // where the following line starts
  bool at_end = false;    // there was no line any more
};

[[nodiscard]] inline Line line_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {{}, text.size(), true};
  std::size_t end = at;
  while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
  const bool two = text.substr(end).starts_with("\r\n");
  const std::size_t next = end + (two ? 2 : 1);
  return {text.substr(at, end - at), next < text.size() ? next : text.size(), false};
}

[[nodiscard]] inline Line first_line(std::string_view text) { return line_at(text, 0); }
[[nodiscard]] inline Line next_line(std::string_view text, const Line& line) { return line_at(text, line.next); }

// Without white space at either end.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n\f\v";
  const std::size_t start = text.find_first_not_of(white);
  if (start == std::string_view::npos) return text.substr(0, 0);
  return text.substr(start, text.find_last_not_of(white) - start + 1);
}

}  // namespace copydesk
