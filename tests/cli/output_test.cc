// What becomes of the output file: full disks, interruptions, resumption.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "tests/cli/process.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using test::run;
using test::RunOptions;
using test::TemporaryDirectory;
using testing::HasSubstr;

const std::string paragraph =
    "The round of **$5 million** closed last year, the firm said on Monday of its results.\n\n";

// Enough articles that a run takes a while.
void write_posts(const TemporaryDirectory& files, int count) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += paragraph;
  for (int i = 0; i < count; ++i)
    files.file("posts/" + std::to_string(1000 + i) + ".md", text + std::to_string(i) + "\n");
}

std::vector<std::string> extraction(const TemporaryDirectory& files, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments = {"extract", files / "posts", "-o", files / "out.jsonl"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// Waits until some whole lines stand in the part, then sends the signal.
auto signal_in_mid_run(const TemporaryDirectory& files, int signal) {
  return [&files, signal](pid_t child) {
    const std::string part = files / "out.jsonl.part";
    std::error_code ignored;
    for (int i = 0; i < 2000 && (!fs::exists(part) || fs::file_size(part, ignored) == 0); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ::kill(child, signal);
  };
}

class Interruption : public testing::TestWithParam<std::tuple<int, const char*>> {};

TEST_P(Interruption, LeavesWholeLinesAndResumesToTheSameBytes) {
  const auto [signal, format] = GetParam();
  const TemporaryDirectory files;
  write_posts(files, 400);
  const auto whole = run(extraction(files, {"--format", format}));
  ASSERT_EQ(whole.exit_code, 0) << whole.err;
  const std::string expected = test::read_file(files / "out.jsonl");
  fs::remove(files / "out.jsonl");

  const auto stopped =
      run(extraction(files, {"--format", format, "--jobs", "2"}), {.meanwhile = signal_in_mid_run(files, signal)});
  ASSERT_FALSE(fs::exists(files / "out.jsonl")) << "the run was over before the signal came";
  const std::string part = test::read_file(files / "out.jsonl.part");
  if (signal == SIGINT) {
    EXPECT_EQ(stopped.exit_code, 130);
    EXPECT_THAT(stopped.err, HasSubstr("--resume"));
    EXPECT_TRUE(part.empty() || part.back() == '\n');
  } else {
    EXPECT_EQ(stopped.exit_code, 128 + SIGKILL);
  }
  EXPECT_LT(part.size(), expected.size());

  const auto resumed = run(extraction(files, {"--format", format, "--resume"}));
  EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
  EXPECT_TRUE(test::read_file(files / "out.jsonl") == expected);
  EXPECT_FALSE(fs::exists(files / "out.jsonl.part"));
}

INSTANTIATE_TEST_SUITE_P(Signals, Interruption,
                         testing::Values(std::tuple(SIGINT, "jsonl"), std::tuple(SIGKILL, "jsonl")));

TEST(Output, StandsUnderItsNameWhenAllIsDone) {
  const TemporaryDirectory files;
  write_posts(files, 3);
  EXPECT_EQ(run(extraction(files)).exit_code, 0);
  EXPECT_EQ(test::read_file(files / "out.jsonl"), run({"extract", files / "posts"}).out);
  EXPECT_FALSE(fs::exists(files / "out.jsonl.part"));
}

TEST(Output, ResumesAPartTornAnywhere) {
  const TemporaryDirectory files;
  write_posts(files, 3);
  const std::string whole = run({"extract", files / "posts"}).out;
  for (std::size_t cut : {std::size_t{0}, std::size_t{100}, whole.find('\n') + 1, whole.size() - 1, whole.size()}) {
    files.file("out.jsonl.part", whole.substr(0, cut));
    EXPECT_EQ(run(extraction(files, {"--resume"})).exit_code, 0);
    EXPECT_TRUE(test::read_file(files / "out.jsonl") == whole) << "cut at " << cut;
  }
}

TEST(Output, RefusesToResumeAnotherRun) {
  const TemporaryDirectory files;
  write_posts(files, 3);
  files.file("out.jsonl.part", "{\"other\":1}\n");
  const auto outcome = run(extraction(files, {"--resume"}));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("out.jsonl.part: "));
  EXPECT_EQ(test::read_file(files / "out.jsonl.part"), "{\"other\":1}\n") << "it must not be touched";
}

TEST(Output, SaysThatADeviceIsFull) {
  const TemporaryDirectory files;
  write_posts(files, 3);
  const auto named = run({"extract", files / "posts", "-o", "/dev/full"});
  EXPECT_EQ(named.exit_code, 1);
  EXPECT_THAT(named.err, HasSubstr("/dev/full: cannot write: No space left on device"));
  const auto redirected = run({"extract", files / "posts"}, {.output = "/dev/full"});
  EXPECT_EQ(redirected.exit_code, 1);
  EXPECT_THAT(redirected.err, HasSubstr("standard output: cannot write: No space left on device"));
  EXPECT_EQ(run({"inspect", "--stage", "text", files / "posts"}, {.output = "/dev/full"}).exit_code, 1);
}

TEST(Output, KeepsThePartOnAFullDisk) {
  const TemporaryDirectory files;
  write_posts(files, 60);
  const RunOptions full{.before = [] {
    const rlimit small{100000, 100000};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }};
  const auto outcome = run(extraction(files), full);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("out.jsonl.part: cannot write: File too large"));
  EXPECT_FALSE(fs::exists(files / "out.jsonl"));
  const std::string part = test::read_file(files / "out.jsonl.part");
  EXPECT_EQ(part.back(), '\n');
  EXPECT_EQ(run(extraction(files, {"--resume"})).exit_code, 0);
  EXPECT_EQ(test::read_file(files / "out.jsonl"), run({"extract", files / "posts"}).out);
}

TEST(Output, WritesToAPipeDirectly) {
  const TemporaryDirectory files;
  write_posts(files, 2);
  const std::string pipe = files / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  std::string received;
  std::thread reader([&] { received = test::read_file(pipe); });
  EXPECT_EQ(run({"extract", files / "posts", "-o", pipe}).exit_code, 0);
  reader.join();
  EXPECT_EQ(received, run({"extract", files / "posts"}).out);
  EXPECT_TRUE(fs::is_fifo(pipe));
}

}  // namespace
}  // namespace copydesk
