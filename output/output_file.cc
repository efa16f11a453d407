#include "output/output_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace copydesk {
namespace {

constexpr std::size_t buffer_size = 256 * 1024;
constexpr auto flush_interval = std::chrono::seconds(1);
constexpr auto sync_interval = std::chrono::seconds(3);

std::string error_text(int error) { return std::strerror(error); }  // NOLINT(concurrency-mt-unsafe): one thread

// Writes all of `text`, or as much as the system takes; `written` says how much that was.
int write_all(int descriptor, std::string_view text, std::size_t& written) {
  for (written = 0; written < text.size();) {
    const ssize_t count = ::write(descriptor, text.data() + written, text.size() - written);
    if (count >= 0) {
      written += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN) {
      pollfd ready{descriptor, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

bool names_a_device(const std::string& path) {
  // /dev/stdout may lead to a regular file that someone else has open: it is written as it is.
  if (path.starts_with("/dev/") || path.starts_with("/proc/")) return true;
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

// The file that a chain of links leads to: renaming onto the link itself would cut the chain.
std::string target_of(const std::string& path) {
  std::error_code error;
  const auto target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

}  // namespace

Result<std::string> OutputFile::part_of(const std::string& path) {
  if (path == "-" || names_a_device(path)) return std::string();
  if (path.empty() || path.ends_with('/') || std::filesystem::is_directory(path)) {
    return fail("{}: is a directory; give a file to write to", path.empty() ? "." : path);
  }
  return target_of(path) + ".part";
}

Result<OutputFile> OutputFile::open(const std::string& path, std::uint64_t keep) {
  const Result<std::string> part = part_of(path);
  if (!part) return tl::unexpected(part.error());
  if (path == "-") return OutputFile("standard output", "", ::dup(STDOUT_FILENO), 0);
  const std::string& opened = part->empty() ? path : *part;
  const int descriptor = ::open(opened.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return fail("{}: cannot be written: {}", opened, error_text(errno));
  if (!part->empty() &&
      (::ftruncate(descriptor, static_cast<off_t>(keep)) != 0 || ::lseek(descriptor, 0, SEEK_END) < 0)) {
    const int error = errno;
    ::close(descriptor);
    return fail("{}: cannot be written: {}", opened, error_text(error));
  }
  return OutputFile(part->empty() ? path : target_of(path), *part, descriptor, keep);
}

OutputFile::OutputFile(std::string path, std::string part, int descriptor, std::uint64_t size)
    : path_(std::move(path)), part_(std::move(part)), descriptor_(descriptor), size_(size) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      part_(std::move(other.part_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      waiting_(std::move(other.waiting_)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> OutputFile::write(std::string_view lines) {
  waiting_ += lines;
  const auto now = Clock::now();
  if (waiting_.size() < buffer_size && now - flushed_ < flush_interval) return {};
  if (auto flushed = flush(); !flushed) return flushed;
  if (part_.empty() || now - synced_ < sync_interval) return {};
  return sync();
}

Result<void> OutputFile::flush() {
  std::size_t written = 0;
  const int error = write_all(descriptor_, waiting_, written);
  flushed_ = Clock::now();
  if (error == 0) {
    size_ += written;
    waiting_.clear();
    return {};
  }
  drop_torn_line(std::string_view(waiting_).substr(0, written));
  waiting_.clear();
  if (part_.empty()) return fail("{}: cannot write: {}", path_, error_text(error));
  return fail("{}: cannot write: {}; its whole lines are kept, --resume goes on from them", part_, error_text(error));
}

// After a failed write: what was written of the last line goes, so that the file holds whole lines.
void OutputFile::drop_torn_line(std::string_view written) {
  if (part_.empty()) return;
  size_ += written.rfind('\n') + 1;                                      // npos + 1 is 0
  if (::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) return;  // a torn line is dropped by --resume, too
}

Result<void> OutputFile::sync() {
  synced_ = Clock::now();
  if (::fsync(descriptor_) != 0) return fail("{}: cannot write: {}", part_, error_text(errno));
  return {};
}

Result<void> OutputFile::leave_part() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (part_.empty()) return {};
  return sync();
}

Result<void> OutputFile::finish() {
  if (auto left = leave_part(); !left) return left;
  if (::close(std::exchange(descriptor_, -1)) != 0) {
    return fail("{}: cannot write: {}", part_.empty() ? path_ : part_, error_text(errno));
  }
  if (part_.empty()) return {};
  if (::rename(part_.c_str(), path_.c_str()) != 0) {
    return fail("{}: cannot be renamed to {}: {}", part_, path_, error_text(errno));
  }
  // The rename is on the disk once the directory is.
  const std::string directory = std::filesystem::path(path_).parent_path().string();
  const int handle = ::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle >= 0) {
    ::fsync(handle);
    ::close(handle);
  }
  return {};
}

}  // namespace copydesk
