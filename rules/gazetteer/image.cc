#include "rules/gazetteer/image.h"

#include <sys/mman.h>

#include <cstring>

namespace copydesk {

using gazetteer::Header;
using gazetteer::Node;
using gazetteer::StoredEntry;

namespace {

template <class T>
void append(std::string& bytes, const T* values, std::size_t count) {
  bytes.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

std::uint64_t size_of(const Header& header) {
  return sizeof(Header) + std::uint64_t{header.nodes} * sizeof(Node) +
         std::uint64_t{header.entries} * sizeof(StoredEntry) + header.tails + header.names;
}

}  // namespace

Gazetteer::Image::~Image() {
  if (mapping_ != nullptr) munmap(mapping_, mapped_size_);
}

std::string Gazetteer::Image::serialise(Header header, const gazetteer::DoubleArray& array,
                                        const std::vector<StoredEntry>& entries, const std::string& names) {
  header.nodes = static_cast<std::uint32_t>(array.nodes.size());
  header.entries = static_cast<std::uint32_t>(entries.size());
  header.tails = static_cast<std::uint32_t>(array.tails.size());
  header.names = static_cast<std::uint32_t>(names.size());
  header.file_size = size_of(header);
  std::string bytes;
  bytes.reserve(header.file_size);
  append(bytes, &header, 1);
  append(bytes, array.nodes.data(), array.nodes.size());
  append(bytes, entries.data(), entries.size());
  bytes += array.tails;
  bytes += names;
  return bytes;
}

Result<void> Gazetteer::Image::check(const std::string& path) const {
  if (bytes().size() < sizeof(Header)) return fail("{}: not a gazetteer: only {} bytes", path, bytes().size());
  const Header found = header();
  if (found.magic != Header::expected_magic) {
    return fail("{}: not a gazetteer of this version and machine; build it again with 'copydesk gazetteer build'",
                path);
  }
  if (found.file_size != size_of(found) || found.file_size != bytes().size()) {
    return fail("{}: damaged gazetteer: {} bytes where its header says {}", path, bytes().size(), found.file_size);
  }
  const bool sound = found.nodes >= 256 && found.nodes % 256 == 0 && found.tails >= 5 && tails().back() == '\0' &&
                     found.names >= 1 && names().back() == '\0';
  if (!sound) return fail("{}: damaged gazetteer; build it again with 'copydesk gazetteer build'", path);
  return {};
}

std::string_view Gazetteer::Image::bytes() const {
  return mapping_ != nullptr ? std::string_view(static_cast<const char*>(mapping_), mapped_size_)
                             : std::string_view(owned_);
}

Header Gazetteer::Image::header() const {
  Header header;
  std::memcpy(&header, bytes().data(), sizeof header);
  return header;
}

// The sections are aligned: a mapping begins at a page, a string's memory at 16 bytes, and the header
// and nodes are multiples of 8.
std::span<const Node> Gazetteer::Image::nodes() const {
  return {reinterpret_cast<const Node*>(bytes().data() + sizeof(Header)), header().nodes};
}

std::span<const StoredEntry> Gazetteer::Image::entries() const {
  const std::span<const Node> before = nodes();
  return {reinterpret_cast<const StoredEntry*>(before.data() + before.size()), header().entries};
}

std::string_view Gazetteer::Image::tails() const {
  const std::span<const StoredEntry> before = entries();
  return {reinterpret_cast<const char*>(before.data() + before.size()), header().tails};
}

std::string_view Gazetteer::Image::names() const {
  const std::string_view before = tails();
  return {before.data() + before.size(), header().names};
}

}  // namespace copydesk
