// Test cases as lines of data.
//
//   # a comment
//   The round of €5-6m  → [5000000, 6000000] EUR     # a note
//
//   for (const Case& c : cases("recognise/money.cases")) EXPECT_EQ(run(c.input), c.expected) << c.where;
//
// Input and expectation are separated by "→" and trimmed. Escapes in either: "\n", "\t", "\r", "\\",
// "\u200B" and "\U01F600" (a code point of four or six digits), "\xE2" (a byte).
// A comment starts with '#' at the beginning of a line or after two blanks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace copydesk::test {

struct Case {
  std::string where;  // "recognise/money.cases:12"
  std::string input;
  std::string expected;
};

// Reads tests/<path>; a missing file or a line without "→" fails the calling test.
[[nodiscard]] std::vector<Case> cases(std::string_view path);

// A directory of ../shared, or "" where it is not there: then the caller skips, and says so.
[[nodiscard]] std::string shared_directory(std::string_view path);

[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace copydesk::test
