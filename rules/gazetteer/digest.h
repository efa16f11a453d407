// FNV-1a, 64 bits: tells an index or its lists from others. No protection against malice.
#pragma once

#include <cstdint>
#include <string_view>

namespace copydesk::gazetteer {

class Digest {
 public:
  void add(std::string_view text) {
    for (const char c : text) mix(static_cast<unsigned char>(c));
    mix(0xFF);  // in no UTF-8 text: keeps "ab", "c" from being "a", "bc"
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void mix(std::uint64_t byte) { value_ = (value_ ^ byte) * 0x100000001B3; }
  std::uint64_t value_ = 0xCBF29CE484222325;
};

}  // namespace copydesk::gazetteer
