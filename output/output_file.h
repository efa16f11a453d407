// An OutputFile takes a run's output and never leaves half of it under the name asked for.
//
//   Result<OutputFile> file = OutputFile::open("facts.jsonl");
//   file->write(lines);        // into facts.jsonl.part, synced every few seconds
//   file->finish();            // synced, then renamed to facts.jsonl
//
// A regular file is written as FILE.part: whole lines only, save in the instant of a kill, so that a
// later run can keep them. Standard output ("-"), devices and pipes are written directly. Every
// error of the system is returned, none is lost: a full disk shows at write() or finish(), and what
// was written until then stays in FILE.part. Movable; for one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace copydesk {

class OutputFile {
 public:
  // `keep`: how many bytes of an existing FILE.part to go on from; the rest of it is dropped.
  [[nodiscard]] static Result<OutputFile> open(const std::string& path, std::uint64_t keep = 0);

  // "FILE.part", beside the file that `path` leads to; "" where the output is written directly.
  [[nodiscard]] static Result<std::string> part_of(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  // Takes whole lines; they reach the file within a second of the next write().
  [[nodiscard]] Result<void> write(std::string_view lines);
  // Everything is out, synced and under its name.
  [[nodiscard]] Result<void> finish();
  // Everything so far is out and synced, and stays in FILE.part for a later run.
  [[nodiscard]] Result<void> leave_part();

 private:
  using Clock = std::chrono::steady_clock;

  OutputFile(std::string path, std::string part, int descriptor, std::uint64_t size);
  Result<void> flush();
  Result<void> sync();
  void drop_torn_line(std::string_view written);

  std::string path_;  // where FILE.part is renamed to
  std::string part_;  // empty: written directly
  int descriptor_ = -1;
  std::uint64_t size_ = 0;  // bytes written, all whole lines
  std::string waiting_;
  Clock::time_point flushed_ = Clock::now();
  Clock::time_point synced_ = Clock::now();
};

}  // namespace copydesk
