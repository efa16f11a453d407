// Paths: what a directory holds, and what can't be read. Root reads everything, so those tests run in a
// child that has become nobody.
#include "corpus/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "corpus/reader.h"

namespace copydesk::test {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "copydesk-files-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    fs::permissions(root_, fs::perms::all);
  }
  void TearDown() override { fs::remove_all(root_); }

  [[nodiscard]] std::string path(const std::string& name) const { return (root_ / name).string(); }
  void write(const std::string& name, const std::string& text = "It rose.") const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name, std::ios::binary) << text;
  }

 private:
  fs::path root_;
};

// Runs `check` as a user without rights; true where it returned true.
bool as_nobody(const std::function<bool()>& check) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(2);
    ::_exit(check() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(Files, DirectoriesAreListedInTheOrderOfTheirPaths) {
  for (const char* name : {"b.md", "a/z.txt", "a/b/c.md", "c.TXT", ".hidden.md", ".git/x.md", "page.html"}) write(name);
  const Listing listing = list_files({path("")});
  EXPECT_TRUE(listing.faults.empty());
  EXPECT_THAT(listing.files,
              ElementsAre(path("a/b/c.md"), path("a/z.txt"), path("b.md"), path("c.TXT"), path("page.html")));
  EXPECT_EQ(listing.note(), "");
}

TEST_F(Files, WhatIsNoArticleByNameIsPassedOverAndCounted) {
  for (const char* name : {"a.md", "gold/a.json", "gold/b.JSON", "README.md", "picture.png", "notes"}) write(name);
  const Listing listing = list_files({path("")});
  EXPECT_THAT(listing.files, ElementsAre(path("a.md")));
  EXPECT_EQ(
      listing.note(),
      "passed over 5 files that are no article by name (.json 2, .png 1, README 1, none 1); to read one, name it");
  EXPECT_THAT(list_files({path("gold/a.json"), path("README.md")}).files,
              ElementsAre(path("gold/a.json"), path("README.md")));
}

TEST_F(Files, NamedFilesAreTakenAsTheyAre) {
  EXPECT_THAT(list_files({"-", path("gone.png")}).files, ElementsAre("-", path("gone.png")));
}

TEST_F(Files, LinksToDirectoriesAreNotFollowed) {
  write("a/x.md");
  fs::create_directory_symlink(path("a"), path("a/loop"));
  EXPECT_THAT(list_files({path("")}).files, ElementsAre(path("a/x.md")));
}

TEST_F(Files, ADirectoryWithoutPermissionIsReportedAndTheRestGoesOn) {
  write("open/x.md");
  write("shut/y.md");
  fs::permissions(path("shut"), fs::perms::none);
  const std::string root = path("");
  const std::string shut = path("shut");
  EXPECT_TRUE(as_nobody([&] {
    const Listing listing = list_files({root});
    return listing.files.size() == 1 && listing.files[0].ends_with("open/x.md") && listing.faults.size() == 1 &&
           listing.faults[0].message == shut + ": cannot be listed: Permission denied";
  }));
  fs::permissions(path("shut"), fs::perms::all);
}

TEST_F(Files, WhatCannotBeReadSaysWhy) {
  write("shut.md");
  fs::permissions(path("shut.md"), fs::perms::none);
  const std::string shut = path("shut.md");
  EXPECT_TRUE(
      as_nobody([&] { return read_bytes(shut).error().message == shut + ": cannot be opened: Permission denied"; }));
  EXPECT_EQ(read_bytes(path("gone.md")).error().message,
            path("gone.md") + ": cannot be opened: No such file or directory");
  EXPECT_THAT(read_bytes(path("")).error().message, HasSubstr("is a directory"));
}

TEST_F(Files, LargerThanOffsetsReachIsRefusedUnread) {
  write("huge.md");
  fs::resize_file(path("huge.md"), 5ULL << 30);  // a hole: takes no room
  EXPECT_THAT(read_bytes(path("huge.md")).error().message, HasSubstr("larger than 4 GiB"));
}

TEST_F(Files, PipesAreReadToTheirEnd) {
  const std::string fifo = path("pipe");
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  const std::string sent(300000, 'x');
  const pid_t child = ::fork();
  if (child == 0) {
    std::ofstream(fifo) << sent;
    ::_exit(0);
  }
  EXPECT_EQ(read_bytes(fifo), sent);
  ::waitpid(child, nullptr, 0);
}

}  // namespace
}  // namespace copydesk::test
