#include "pipeline/resolve/word_table.h"

#include <cstring>

namespace copydesk {
namespace {

constexpr std::uint64_t kCaseBits = 0x2020202020202020U;
constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;  // the golden ratio, as Fibonacci hashing uses it

// The first eight bytes, fewer where there are fewer, without a call of memcpy for its odd size.
std::uint64_t load(const char* bytes, std::size_t size) {
  const auto read = [bytes](auto value, std::size_t at) {
    std::memcpy(&value, bytes + at, sizeof(value));
    return static_cast<std::uint64_t>(value);
  };
  if (size >= 8) return read(std::uint64_t{}, 0);
  if (size >= 4) return read(std::uint32_t{}, 0) | read(std::uint32_t{}, size - 4) << (8 * (size - 4));
  if (size >= 2) return read(std::uint16_t{}, 0) | read(std::uint16_t{}, size - 2) << (8 * (size - 2));
  return size == 1 ? read(std::uint8_t{}, 0) : 0;
}

}  // namespace

WordTable::Key WordTable::key_of(std::string_view word) {
  Key key{load(word.data(), word.size()) | kCaseBits, kCaseBits, kCaseBits};
  if (word.size() > 8) key.middle |= load(word.data() + 8, word.size() - 8);
  if (word.size() > 16) key.back |= load(word.data() + 16, word.size() - 16);
  return key;
}

std::uint64_t WordTable::hash_of(const Key& key) {
  const std::uint64_t hash = (key.front ^ key.middle * kMix ^ (key.back << 7U)) * kMix;
  return hash ^ (hash >> 32U);
}

std::size_t WordTable::place_of(const Key& key) const {
  const std::uint64_t hash = hash_of(key);
  const auto mark = static_cast<std::uint8_t>(0x80U | (hash >> 57U));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (marks_[at] != 0 && (marks_[at] != mark || slots_[at].key != key)) at = (at + 1) & mask;
  return at;
}

void WordTable::add(std::string_view word, WordTraits traits) {
  if (word.size() > sizeof(Key)) return;
  if (2 * (used_ + 1) > slots_.size()) grow();
  const Key key = key_of(word);
  const std::size_t at = place_of(key);
  if (marks_[at] == 0) {
    marks_[at] = static_cast<std::uint8_t>(0x80U | (hash_of(key) >> 57U));
    slots_[at].key = key;
    ++used_;
  }
  slots_[at].traits.add(traits);
}

WordTraits WordTable::find(std::string_view word) const {
  if (word.size() > sizeof(Key)) return {};
  const std::size_t at = place_of(key_of(word));
  return marks_[at] == 0 ? WordTraits() : slots_[at].traits;
}

void WordTable::grow() {
  const std::vector<std::uint8_t> marks = std::move(marks_);
  const std::vector<Slot> slots = std::move(slots_);
  marks_.assign(2 * slots.size(), 0);
  slots_.assign(2 * slots.size(), Slot());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (marks[i] == 0) continue;
    const std::size_t at = place_of(slots[i].key);
    marks_[at] = marks[i];
    slots_[at] = slots[i];
  }
}

}  // namespace copydesk
