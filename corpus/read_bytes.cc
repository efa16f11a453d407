#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <limits>

#include "base/descriptor.h"
#include "corpus/reader.h"

namespace copydesk {
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
