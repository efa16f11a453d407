#include "tests/cli/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

[[noreturn]] void become(const std::vector<std::string>& arguments, const RunOptions& options, const std::string& in,
                         const std::string& out, const std::string& err) {
  const auto redirect = [](const std::string& path, int flags, int to) {
    const int descriptor = ::open(path.c_str(), flags, 0644);
    if (descriptor < 0 || ::dup2(descriptor, to) < 0) ::_exit(126);
    ::close(descriptor);
  };
  redirect(in, O_RDONLY, STDIN_FILENO);
  redirect(options.output.empty() ? out : options.output, O_WRONLY | O_CREAT, STDOUT_FILENO);
  redirect(err, O_WRONLY | O_CREAT, STDERR_FILENO);
  if (!options.directory.empty() && ::chdir(options.directory.c_str()) != 0) ::_exit(126);
  if (options.before) options.before();
  std::vector<char*> pointers{const_cast<char*>("copydesk")};
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  ::execv(COPYDESK_PROGRAM, pointers.data());
  ::_exit(127);
}

}  // namespace

Outcome run(const std::vector<std::string>& arguments, const RunOptions& options) {
  const TemporaryDirectory files;
  const std::string in = files.file("in", options.input);
  const std::string out = files / "out";
  const std::string err = files / "err";
  const pid_t child = ::fork();
  if (child == 0) become(arguments, options, in, out, err);
  if (options.meanwhile) options.meanwhile(child);
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  Outcome outcome;
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (options.output.empty()) outcome.out = read_file(out);
  outcome.err = read_file(err);
  return outcome;
}

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "copydesk-test-XXXXXX").string();
  EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::file(const std::string& name, const std::string& text) const {
  const std::filesystem::path path = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return path.string();
}

}  // namespace copydesk::test
