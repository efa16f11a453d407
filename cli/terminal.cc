#include "cli/terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace copydesk {
namespace {

// 5534 → "5,534"
std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  return digits;
}

}  // namespace

void report(const Fault& fault) { fmt::print(stderr, "copydesk: {}\n", fault.message); }

int complain(const Fault& fault, int exit_code) {
  report(fault);
  return exit_code;
}

Result<void> print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return {};
  return fail("standard output: cannot write: {}", std::strerror(errno));  // NOLINT(concurrency-mt-unsafe): one thread
}

Progress::Progress(std::size_t inputs) : inputs_(inputs), terminal_(::isatty(STDERR_FILENO) == 1) {}

void Progress::advance(std::size_t bytes, bool failed) {
  ++done_;
  bytes_ += bytes;
  failed_ += failed ? 1 : 0;
  if (terminal_ && Clock::now() - shown_ > std::chrono::milliseconds(200)) show();
}

void Progress::show() {
  shown_ = Clock::now();
  const double megabytes = static_cast<double>(bytes_) / 1e6;
  const double seconds = std::chrono::duration<double>(shown_ - start_).count();
  std::string line = fmt::format("{} of {} articles, {:.1f} MB, {:.1f} MB/s", grouped(done_), grouped(inputs_),
                                 megabytes, megabytes / seconds);
  if (failed_ > 0) line += fmt::format(", {} failed", grouped(failed_));
  fmt::print(stderr, "\r{}\x1b[K", line);
  std::fflush(stderr);
  visible_ = true;
}

void Progress::clear() {
  if (!visible_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  visible_ = false;
}

ProgressBar::ProgressBar(std::string what) : what_(std::move(what)), terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressBar::show(std::size_t done, std::size_t all) {
  if (!terminal_ || all == 0) return;
  constexpr std::size_t width = 40;
  const std::size_t full = width * done / all;
  fmt::print(stderr, "\r[{}{}] {} of {} {}\x1b[K", std::string(full, '#'), std::string(width - full, '.'),
             grouped(done), grouped(all), what_);
  std::fflush(stderr);
  visible_ = true;
}

void ProgressBar::clear() {
  if (!visible_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  visible_ = false;
}

}  // namespace copydesk
