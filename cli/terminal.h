// What the commands say to the person at the terminal.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

#include "base/result.h"

namespace copydesk {

// "copydesk: posts/a.md: cannot be read: Permission denied", on standard error.
void report(const Fault& fault);

// The same, as the end of a command: returns `exit_code`.
int complain(const Fault& fault, int exit_code);

// Writes to standard output and sees it through: a full disk or a closed pipe is a Fault.
[[nodiscard]] Result<void> print(std::string_view text);

// One line on standard error that says how far a run is, where that is a terminal.
//
//   1,204 of 5,534 articles, 5.2 MB, 15.1 MB/s, 2 failed
class Progress {
 public:
  explicit Progress(std::size_t inputs);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { clear(); }

  void advance(std::size_t bytes, bool failed);
  void clear();  // takes the line away, so that something else can be said

 private:
  using Clock = std::chrono::steady_clock;

  void show();

  const std::size_t inputs_;
  const bool terminal_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
  std::size_t done_ = 0;
  std::size_t bytes_ = 0;
  std::size_t failed_ = 0;
  bool visible_ = false;
};

// How much of a job is done, where standard error is a terminal.
//
//   [###########.........] 24 of 42 rules
class ProgressBar {
 public:
  explicit ProgressBar(std::string what);
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() { clear(); }

  void show(std::size_t done, std::size_t all);
  void clear();

 private:
  const std::string what_;
  const bool terminal_;
  bool visible_ = false;
};

}  // namespace copydesk
