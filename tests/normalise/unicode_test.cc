// Unicode's own test of normalization (Debian: unicode-data), through the NFC step alone.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/normalise/steps.h"
#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

constexpr const char* test_file = "/usr/share/unicode/NormalizationTest.txt.bz2";

std::string output_of(const std::string& command) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  char buffer[4096];
  while (const std::size_t read = pipe ? std::fread(buffer, 1, sizeof buffer, pipe.get()) : 0)
    output.append(buffer, read);
  return output;
}

std::string text_of(const std::string& code_points) {
  std::istringstream digits(code_points);
  std::string text;
  for (std::uint32_t c = 0; digits >> std::hex >> c;) append_code_point(text, c);
  return text;
}

std::string composed(const std::string& text) {
  const auto edited = compose(text);
  if (!edited) return text;
  EXPECT_EQ(edited->map.source_size(), text.size());
  EXPECT_EQ(edited->map.text_size(), edited->text.size());
  return edited->text;
}

TEST(Compose, AgreesWithNormalizationTest) {
  if (!std::filesystem::exists(test_file)) GTEST_SKIP() << "NOT TESTED: no " << test_file << " (install unicode-data)";
  std::istringstream lines(output_of(std::string("bzcat ") + test_file));
  int tested = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.front() == '#' || line.front() == '@') continue;
    std::istringstream fields(line);
    std::vector<std::string> columns;
    for (std::string field; columns.size() < 5 && std::getline(fields, field, ';');) columns.push_back(text_of(field));
    ASSERT_EQ(columns.size(), 5u) << line;
    for (const int source : {0, 1, 2}) ASSERT_EQ(composed(columns[source]), columns[1]) << line;
    for (const int source : {3, 4}) ASSERT_EQ(composed(columns[source]), columns[3]) << line;
    // Amid ordinary text the result is the same.
    ASSERT_EQ(composed("a " + columns[0] + " b"), "a " + columns[1] + " b") << line;
    ++tested;
  }
  EXPECT_GT(tested, 19000);
}

}  // namespace
}  // namespace copydesk
