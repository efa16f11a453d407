// Runs the program as a user would, for the tests of the command line.
//
//   Outcome done = run({"extract", "a.md", "--format", "facts"});
//   done.exit_code; done.out; done.err;
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

namespace copydesk::test {

struct Outcome {
  int exit_code = -1;  // 128 + the signal that ended it
  std::string out;
  std::string err;
};

struct RunOptions {
  std::string input = {};                          // on standard input
  std::string directory = {};                      // to run in
  std::string output = {};                         // a file that standard output goes to instead
  std::function<void()> before = nullptr;          // in the child, before the program starts
  std::function<void(pid_t)> meanwhile = nullptr;  // in the parent, while it runs
};

[[nodiscard]] Outcome run(const std::vector<std::string>& arguments, const RunOptions& options = {});

// A directory of one test, gone at its end.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  [[nodiscard]] const std::string& path() const { return path_; }
  // Writes a file below it (directories are made) and returns its path.
  std::string file(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace copydesk::test
