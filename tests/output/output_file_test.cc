#include "output/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class OutputFileTest : public testing::Test {
 protected:
  OutputFileTest() : directory_(fs::temp_directory_path() / ("copydesk-output-" + std::to_string(::getpid()))) {
    fs::create_directory(directory_);
  }
  ~OutputFileTest() override { fs::remove_all(directory_); }

  [[nodiscard]] std::string path(const char* name) const { return (directory_ / name).string(); }

  const fs::path directory_;
};

TEST_F(OutputFileTest, StandsUnderItsNameOnlyWhenFinished) {
  Result<OutputFile> file = OutputFile::open(path("out"));
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("one\n"));
  EXPECT_FALSE(fs::exists(path("out")));
  EXPECT_TRUE(fs::exists(path("out.part")));
  ASSERT_TRUE(file->finish());
  EXPECT_EQ(test::read_file(path("out")), "one\n");
  EXPECT_FALSE(fs::exists(path("out.part")));
}

TEST_F(OutputFileTest, GoesOnFromWhatIsToBeKept) {
  std::ofstream(path("out.part")) << "one\ntwo\nth";
  Result<OutputFile> file = OutputFile::open(path("out"), 8);
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("three\n"));
  ASSERT_TRUE(file->finish());
  EXPECT_EQ(test::read_file(path("out")), "one\ntwo\nthree\n");
}

TEST_F(OutputFileTest, LeavesThePartWhenInterrupted) {
  Result<OutputFile> file = OutputFile::open(path("out"));
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("one\n"));
  ASSERT_TRUE(file->leave_part());
  EXPECT_EQ(test::read_file(path("out.part")), "one\n");
  EXPECT_FALSE(fs::exists(path("out")));
}

TEST_F(OutputFileTest, WritesWhatALinkLeadsTo) {
  std::ofstream(path("target")) << "old";
  fs::create_symlink("target", path("link"));
  Result<OutputFile> file = OutputFile::open(path("link"));
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("new\n"));
  ASSERT_TRUE(file->finish());
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(test::read_file(path("target")), "new\n");
}

TEST_F(OutputFileTest, RefusesADirectoryAndAPlaceThatIsNotThere) {
  EXPECT_THAT(OutputFile::open(directory_.string()).error().message, HasSubstr("is a directory"));
  EXPECT_THAT(OutputFile::open(path("nowhere/out")).error().message, HasSubstr("No such file or directory"));
}

TEST_F(OutputFileTest, SaysThatADeviceIsFull) {
  Result<OutputFile> file = OutputFile::open("/dev/full");
  ASSERT_TRUE(file);
  ASSERT_TRUE(file->write("one\n"));
  const Result<void> finished = file->finish();
  ASSERT_FALSE(finished);
  EXPECT_THAT(finished.error().message, HasSubstr("/dev/full: cannot write: No space left on device"));
  EXPECT_FALSE(fs::exists("/dev/full.part"));
}

// A limit on the size of files stands for a disk that is full: both refuse what comes next.
TEST_F(OutputFileTest, KeepsWholeLinesWhenTheDiskIsFull) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  Result<OutputFile> file = OutputFile::open(path("out"));
  ASSERT_TRUE(file);
  const rlimit small{10, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  ASSERT_TRUE(file->write("one\ntwo\nthree\n"));
  const Result<void> left = file->leave_part();
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  ASSERT_FALSE(left);
  EXPECT_THAT(left.error().message, HasSubstr("File too large; its whole lines are kept"));
  EXPECT_EQ(test::read_file(path("out.part")), "one\ntwo\n");
  EXPECT_FALSE(fs::exists(path("out")));
}

}  // namespace
}  // namespace copydesk
