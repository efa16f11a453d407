// A word as a key of hash tables: its bytes, with case put aside, in three numbers.
//
//   WordKey::of("Which") == WordKey::of("which")     // true
//   table[WordKey::of(word).hash() & mask]
//
// For words of at most `WordKey::kLongest` bytes. The bit that tells capitals from small letters is set in each byte,
// so that marks may fall together, too, but no two words of letters and digits that differ otherwise. Pure functions.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace copydesk {

struct WordKey {
  static constexpr std::size_t kLongest = 24;

  std::uint64_t front = 0;
  std::uint64_t middle = 0;
  std::uint64_t back = 0;

  friend bool operator==(const WordKey&, const WordKey&) = default;

  [[nodiscard]] static WordKey of(std::string_view word) {
    constexpr std::uint64_t kCaseBits = 0x2020202020202020U;
    WordKey key{load(word.data(), word.size()) | kCaseBits, kCaseBits, kCaseBits};
    if (word.size() > 8) key.middle |= load(word.data() + 8, word.size() - 8);
    if (word.size() > 16) key.back |= load(word.data() + 16, word.size() - 16);
    return key;
  }

  [[nodiscard]] std::uint64_t hash() const {
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15U;  // the golden ratio, as Fibonacci hashing uses it
    const std::uint64_t hash = (front ^ middle * kMix ^ (back << 7U)) * kMix;
    return hash ^ (hash >> 32U);
  }

 private:
  // The first eight bytes, fewer where there are fewer, without a call of memcpy for its odd size.
  static std::uint64_t load(const char* bytes, std::size_t size) {
    const auto read = [bytes](auto value, std::size_t at) {
      std::memcpy(&value, bytes + at, sizeof(value));
      return static_cast<std::uint64_t>(value);
    };
    if (size >= 8) return read(std::uint64_t{}, 0);
    if (size >= 4) return read(std::uint32_t{}, 0) | read(std::uint32_t{}, size - 4) << (8 * (size - 4));
    if (size >= 2) return read(std::uint16_t{}, 0) | read(std::uint16_t{}, size - 2) << (8 * (size - 2));
    return size == 1 ? read(std::uint8_t{}, 0) : 0;
  }
};

}  // namespace copydesk
