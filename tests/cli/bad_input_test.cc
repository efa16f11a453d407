// Hostile and broken input: each gives a clear result, and the rest goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/process.h"

namespace copydesk {
namespace {

using nlohmann::json;
using test::Outcome;
using test::run;
using test::TemporaryDirectory;
using testing::HasSubstr;

const std::string good = "The round of $5 million closed last year, the firm said.\n";

// Extracts one file with these bytes.
Outcome extracted(const std::string& bytes, const std::string& name = "a.md") {
  const TemporaryDirectory files;
  files.file(name, bytes);
  return run({"extract", name}, {.directory = files.path()});
}

json record_of(const std::string& bytes) {
  const Outcome outcome = extracted(bytes);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  return json::parse(outcome.out, nullptr, false);
}

TEST(BadInput, AnEmptyFile) {
  const json record = record_of("");
  EXPECT_EQ(record["article"]["bytes"], 0);
  EXPECT_FALSE(record["article"]["warnings"].empty()) << "it says that there is nothing in it";
  EXPECT_TRUE(record["entities"].empty());
}

TEST(BadInput, ABinaryFile) {
  std::string bytes =
      "\x7f"
      "ELF\x02\x01\x01";
  for (int i = 0; i < 4000; ++i) bytes += static_cast<char>(i * 7 % 256);
  const Outcome outcome = extracted(bytes);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("a.md: "));
  EXPECT_THAT(outcome.err, HasSubstr("not text"));
}

TEST(BadInput, BrokenUtf8) {
  const json record = record_of("The café’s “round” of $5 million \xff closed – at last – \xc3 last year.\n");
  EXPECT_EQ(record["money"][0]["amount"], 5000000);
  EXPECT_EQ(record["article"]["charset"], "utf-8");
  EXPECT_FALSE(record["article"]["warnings"].empty());
}

TEST(BadInput, NulBytes) {
  std::string bytes = good;
  bytes.insert(10, 1, '\0');
  const json record = record_of(bytes);
  EXPECT_EQ(record["money"][0]["amount"], 5000000);
}

TEST(BadInput, ALineOfTwoHundredMegabytes) {
  const TemporaryDirectory files;
  std::string line;
  while (line.size() < 200'000'000) line += "word and word, ";
  files.file("a.md", line);
  line.clear();
  files.file("b.md", good);
  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome = run({"extract", "a.md", "b.md", "--jobs", "1"}, {.directory = files.path()});
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::minutes(5));
  EXPECT_THAT(outcome.out, HasSubstr("\"source\":\"b.md\"")) << "the rest goes on";
  EXPECT_EQ(outcome.exit_code, outcome.err.empty() ? 0 : 1);
}

TEST(BadInput, FrontMatterThatNeverCloses) {
  const json record = record_of("---\ntitle: News\n\n" + good);
  EXPECT_EQ(record["money"].size(), 1U);
}

TEST(BadInput, AShortcodeThatNeverCloses) {
  const json record = record_of("Before {{< figure src=\"a.png\"\n\n" + good);
  EXPECT_EQ(record["money"].size(), 1U);
}

// Root reads everything: without these two powers it is held to a file's mode as its owner is. (Another user
// could not even reach the program in a clone below /root.)
void held_to_permissions() {
  if (::getuid() != 0) return;
  for (const int power : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH}) {
    if (::prctl(PR_CAPBSET_DROP, power, 0, 0, 0) != 0) ::_exit(125);
  }
}

TEST(BadInput, ADirectoryWithoutPermission) {
  const TemporaryDirectory files;
  files.file("posts/private/a.md", good);
  files.file("posts/b.md", good);
  ::chmod((files / "posts/private").c_str(), 0);
  const Outcome outcome = run({"extract", "posts"}, {.directory = files.path(), .before = held_to_permissions});
  ::chmod((files / "posts/private").c_str(), 0755);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("posts/private"));
  EXPECT_THAT(outcome.err, HasSubstr("Permission denied"));
  EXPECT_THAT(outcome.out, HasSubstr("\"source\":\"posts/b.md\"")) << "the rest goes on";
}

TEST(BadInput, AFileWithoutPermission) {
  const TemporaryDirectory files;
  files.file("a.md", good);
  ::chmod((files / "a.md").c_str(), 0);
  const Outcome outcome = run({"extract", "a.md"}, {.directory = files.path(), .before = held_to_permissions});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("a.md: "));
  EXPECT_THAT(outcome.err, HasSubstr("Permission denied"));
}

// Listed, and gone when its turn comes: standard input is read before it and holds the run up.
TEST(BadInput, APathThatVanishes) {
  const TemporaryDirectory files;
  const std::string doomed = files.file("b.md", good);
  const std::string pipe = files / "a.md";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const auto meanwhile = [&](pid_t) {
    FILE* writer = std::fopen(pipe.c_str(), "w");  // waits for the reader
    std::filesystem::remove(doomed);
    std::fputs(good.c_str(), writer);
    std::fclose(writer);
  };
  const Outcome outcome = run({"extract", pipe, doomed, "--jobs", "1"}, {.meanwhile = meanwhile});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("b.md: "));
  EXPECT_THAT(outcome.err, HasSubstr("No such file or directory"));
  EXPECT_THAT(outcome.out, HasSubstr("a.md"));
}

TEST(BadInput, AFileNameOfBrokenBytes) {
  const Outcome outcome = extracted(good, "caf\xe9.md");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(json::parse(outcome.out)["article"]["source"], "caf\uFFFD.md");
}

}  // namespace
}  // namespace copydesk
