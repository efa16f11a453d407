#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "base/descriptor.h"
#include "rules/gazetteer/image.h"

namespace copydesk {
namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Gazetteer::Gazetteer() : Gazetteer(build({})) {}

Result<Gazetteer> Gazetteer::open(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return fail("{}: cannot open the gazetteer: {}", path, std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) return fail("{}: not a gazetteer: no regular file", path);
  if (status.st_size == 0) return fail("{}: not a gazetteer: empty", path);
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapping = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number(), 0);
  if (mapping == MAP_FAILED) return fail("{}: cannot map the gazetteer: {}", path, std::strerror(errno));
  auto image = std::make_shared<const Image>(mapping, size);
  if (Result<void> sound = image->check(path); !sound) return tl::unexpected(sound.error());
  return Gazetteer(std::move(image));
}

Result<Gazetteer> Gazetteer::from_bytes(std::string bytes) {
  auto image = std::make_shared<const Image>(std::move(bytes));
  if (Result<void> sound = image->check("gazetteer"); !sound) return tl::unexpected(sound.error());
  return Gazetteer(std::move(image));
}

Result<void> Gazetteer::save(const std::string& path) const {
  if (images_.size() != 1) return fail("{}: several indices cannot be written as one", path);
  // Beside its place and renamed into it, so that a reader never maps half a file.
  const std::string draft = path + ".part" + std::to_string(::getpid());
  const Descriptor file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  const bool written = file.number() >= 0 && write_all(file.number(), images_.front()->bytes());
  if (!written || std::rename(draft.c_str(), path.c_str()) != 0) {
    const int reason = errno;
    std::remove(draft.c_str());
    return fail("{}: cannot write the gazetteer: {}", path, std::strerror(reason));
  }
  return {};
}

}  // namespace copydesk
