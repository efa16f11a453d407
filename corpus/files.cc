#include "corpus/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>


namespace copydesk {
namespace {

namespace fs = std::filesystem;

bool holds_no_article(const fs::path& path) {
  static constexpr auto extensions = std::to_array<std::string_view>(
      {".7z",  ".avi",  ".bmp", ".bz2",  ".css", ".gif",  ".gz",  ".ico",  ".jpeg", ".jpg", ".js",  ".mov",  ".mp3",
       ".mp4", ".ogg",  ".otf", ".pdf",  ".png", ".scss", ".svg", ".tar",  ".tgz",  ".tif", ".tiff", ".ttf", ".wav",
       ".webm", ".webp", ".woff", ".woff2", ".xz", ".zip", ".zst"});
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

// The entries of one directory, sorted; what goes wrong is added to the listing.
std::vector<fs::directory_entry> sorted_entries(const std::string& directory, Listing& listing) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error)) entries.push_back(*entry);
  if (error) listing.faults.push_back({fmt::format("{}: cannot be listed: {}", directory, error.message())});
  std::sort(entries.begin(), entries.end());
  return entries;
}

void list_directory(const std::string& root, Listing& listing) {
  std::vector<std::string> waiting = {root};  // the next one last
  while (!waiting.empty()) {
    const std::string directory = std::move(waiting.back());
    waiting.pop_back();
    std::vector<std::string> below;
    for (const fs::directory_entry& entry : sorted_entries(directory, listing)) {
      if (entry.path().filename().string().starts_with('.')) continue;
      std::error_code error;
      if (entry.is_directory(error)) {
        if (!entry.is_symlink(error)) below.push_back(entry.path().string());
      } else if (!holds_no_article(entry.path())) {
        listing.files.push_back(entry.path().string());
      }
    }
    waiting.insert(waiting.end(), below.rbegin(), below.rend());
  }
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

}  // namespace

Listing list_files(const std::vector<std::string>& paths) {
  Listing listing;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) {
      list_directory(path, listing);
    } else {
      listing.files.push_back(path);  // what is wrong with it shows when it is read
    }
  }
  return listing;
}

Result<std::string> read_bytes(const std::string& path) {
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  const Descriptor file(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return fail("{}: cannot be opened: {}", path, std::strerror(errno));
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return fail("{}: cannot be read: {}", path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return fail("{}: is a directory", path);
  if (status.st_size > off_t(most)) return fail("{}: larger than 4 GiB", path);
  std::string bytes(std::size_t(status.st_size) + 1, '\0');  // one more, to see the end at once
  std::size_t size = 0;
  for (;;) {
    if (size == bytes.size()) bytes.resize(bytes.size() * 2 + (64U << 10));
    const ssize_t got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail("{}: cannot be read: {}", path, std::strerror(errno));
    if (got == 0) break;
    size += std::size_t(got);
    if (size > most) return fail("{}: larger than 4 GiB", path);
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace copydesk
