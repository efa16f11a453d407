// An index as it lies in its file: a header, then nodes, entries, tails and names, one after the
// other, in native byte order. In memory or mapped, it is read in the same way.
//
// check() holds the header against the file's size and the bounds that reading relies on; the rest
// is checked where it is read, so that opening does not depend on the size.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rules/gazetteer.h"
#include "rules/gazetteer/double_array.h"

namespace copydesk {

namespace gazetteer {

struct Header {
  static constexpr std::uint64_t expected_magic = 0x32305A4147594443;  // "CDYGAZ02", little-endian
  std::uint64_t magic = expected_magic;
  std::uint64_t file_size = 0;
  std::uint64_t digest = 0;  // the caller's
  std::uint32_t phrases = 0;
  std::uint32_t nodes = 0;
  std::uint32_t entries = 0;
  std::uint32_t tails = 0;  // bytes
  std::uint32_t names = 0;  // bytes
  std::uint32_t unused = 0;
};
static_assert(sizeof(Header) == 48);

struct StoredEntry {
  static constexpr std::uint32_t last = 1U << 31;  // of its phrase
  static constexpr std::uint32_t ordinary_word = 1U << 30;
  static constexpr std::uint32_t classes = (1U << lexical_class_count) - 1;
  std::uint32_t bits = 0;
  std::uint32_t canonical = 0;  // offset into the names, which are zero-terminated; 0: the empty name
  char country[4] = {};
};
static_assert(sizeof(StoredEntry) == 12);

}  // namespace gazetteer

class Gazetteer::Image {
 public:
  explicit Image(std::string bytes) : owned_(std::move(bytes)) {}
  // Takes over a mapping made with mmap.
  Image(void* mapping, std::size_t size) : mapping_(mapping), mapped_size_(size) {}
  ~Image();
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  // `header` gives the digest and the count of phrases.
  [[nodiscard]] static std::string serialise(gazetteer::Header header, const gazetteer::DoubleArray& array,
                                             const std::vector<gazetteer::StoredEntry>& entries,
                                             const std::string& names);
  [[nodiscard]] Result<void> check(const std::string& path) const;

  [[nodiscard]] std::string_view bytes() const;
  // Require check().
  [[nodiscard]] gazetteer::Header header() const;
  [[nodiscard]] std::span<const gazetteer::Node> nodes() const;
  [[nodiscard]] std::span<const gazetteer::StoredEntry> entries() const;
  [[nodiscard]] std::string_view tails() const;
  [[nodiscard]] std::string_view names() const;

 private:
  std::string owned_;
  void* mapping_ = nullptr;
  std::size_t mapped_size_ = 0;
};

}  // namespace copydesk
