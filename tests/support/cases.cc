#include "tests/support/cases.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "pipeline/text/utf8.h"

namespace copydesk::test {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

// Appends the code point or the byte that hex digits stand for; returns how many digits it took.
std::size_t append_hex(std::string_view digits, bool code_point, std::string& out) {
  const auto value = static_cast<char32_t>(std::stoul(std::string(digits), nullptr, 16));
  if (code_point) {
    append_code_point(out, value);
  } else {
    out += static_cast<char>(value);
  }
  return digits.size();
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    switch (text[++i]) {
      case 'n': out += '\n'; break;
      case 't': out += '\t'; break;
      case 'r': out += '\r'; break;
      case 'u': i += append_hex(text.substr(i + 1, 4), true, out); break;
      case 'U': i += append_hex(text.substr(i + 1, 6), true, out); break;
      case 'x': i += append_hex(text.substr(i + 1, 2), false, out); break;
      case '\\': out += '\\'; break;
      default: out += '\\'; out += text[i];
    }
  }
  return out;
}

}  // namespace

std::vector<Case> cases(std::string_view path) {
  static constexpr std::string_view arrow = "→";
  std::vector<Case> found;
  std::ifstream file(std::string(COPYDESK_SOURCE_DIR "/tests/") + std::string(path));
  EXPECT_TRUE(file.good()) << "no case file tests/" << path;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (trimmed(line).empty() || line.front() == '#') continue;
    if (const auto note = line.find("  # "); note != std::string::npos) line.resize(note);
    std::string where = std::string(path) + ":" + std::to_string(number);
    const auto at = line.find(arrow);
    if (at == std::string::npos) {
      ADD_FAILURE() << where << ": no → in this line";
      continue;
    }
    found.push_back({std::move(where), unescaped(trimmed(std::string_view(line).substr(0, at))),
                     unescaped(trimmed(std::string_view(line).substr(at + arrow.size())))});
  }
  EXPECT_FALSE(found.empty()) << "no case in tests/" << path;
  return found;
}

std::string shared_directory(std::string_view path) {
  const auto directory = std::filesystem::path(COPYDESK_SOURCE_DIR) / ".." / "shared" / path;
  return std::filesystem::exists(directory) ? directory.lexically_normal().string() : std::string();
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << "cannot read " << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace copydesk::test
