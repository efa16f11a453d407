// ftfy's cases (../shared/suites/mojibake): what they expect of the repair of encodings alone.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "pipeline/normalise/steps.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

std::string repaired(const std::string& text) {
  const auto edited = repair_mojibake(text);
  return edited ? edited->text : text;
}

// How many cases of a file come out as expected, and how many there are. Names the others.
std::pair<int, int> passes(const std::string& path) {
  std::ifstream file(path);
  int passed = 0;
  int all = 0;
  for (const auto& item : nlohmann::json::parse(file)) {
    const std::string original = item.at("original");
    const std::string expected = item.value("fixed-encoding", item.at("fixed").get<std::string>());
    const std::string found = repaired(original);
    ++all;
    if (found == expected) {
      ++passed;
    } else {
      std::cout << "not as expected: " << item.at("label").get<std::string>() << "\n  from " << original << "\n  to   "
                << found << "\n  not  " << expected << "\n";
    }
  }
  return {passed, all};
}

TEST(Mojibake, Suite) {
  const std::string directory = test::shared_directory("suites/mojibake");
  if (directory.empty()) GTEST_SKIP() << "NOT TESTED: no ../shared/suites/mojibake";
  int passed = 0;
  int all = 0;
  for (const char* name : {"in-the-wild", "language-names", "negative", "synthetic"}) {
    const auto [right, count] = passes(directory + "/" + name + ".json");
    passed += right;
    all += count;
  }
  std::cout << "mojibake: " << passed << " of " << all << " as expected\n";
  EXPECT_GE(passed, 145);
  const auto [right, count] = passes(directory + "/known-failures.json");
  std::cout << "mojibake, known failures: " << right << " of " << count << " as expected\n";
  EXPECT_GE(right, 4);
}

}  // namespace
}  // namespace copydesk
