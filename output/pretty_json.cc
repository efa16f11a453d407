#include "output/pretty_json.h"

#include <cstddef>
#include <vector>

namespace copydesk {
namespace {

constexpr std::size_t line_width = 110;

// One past the end of the string that starts at `at`.
std::size_t end_of_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return at + 1;
}

bool opens(char c) { return c == '{' || c == '['; }
bool closes(char c) { return c == '}' || c == ']'; }

// For each opening bracket, where its container ends (one past); 0 elsewhere.
std::vector<std::size_t> container_ends(std::string_view json) {
  std::vector<std::size_t> ends(json.size(), 0);
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] == '"') {
      at = end_of_string(json, at);
      continue;
    }
    if (opens(json[at])) open.push_back(at);
    if (closes(json[at])) {
      ends[open.back()] = at + 1;
      open.pop_back();
    }
    ++at;
  }
  return ends;
}

void append_in_line(std::string_view json, std::string& out) {
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t end = json[at] == '"' ? end_of_string(json, at) : at + 1;
    out += json.substr(at, end - at);
    if (json[at] == ',' || json[at] == ':') out += ' ';
    at = end;
  }
}

void break_line(std::size_t depth, std::string& out) {
  out += '\n';
  out.append(2 * depth, ' ');
}

}  // namespace

void append_pretty(std::string_view json, std::string& out) {
  const std::vector<std::size_t> ends = container_ends(json);
  std::size_t depth = 0;
  for (std::size_t at = 0; at < json.size();) {
    const char c = json[at];
    if (c == '"') {
      const std::size_t end = end_of_string(json, at);
      out += json.substr(at, end - at);
      at = end;
      continue;
    }
    if (opens(c) && ends[at] - at + 2 * depth <= line_width) {
      append_in_line(json.substr(at, ends[at] - at), out);
      at = ends[at];
      continue;
    }
    if (closes(c)) break_line(--depth, out);
    out += c;
    if (opens(c)) break_line(++depth, out);
    if (c == ',') break_line(depth, out);
    if (c == ':') out += ' ';
    ++at;
  }
}

}  // namespace copydesk
