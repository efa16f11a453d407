// The single-byte charsets that UTF-8 is read as by mistake.
//
//   const std::vector<Codec>& codecs = mistaken_codecs();
//   codecs[0].byte_of(U'™');     // 0x99 in windows-1252
//
// Built once from ICU's converters; immutable.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace copydesk {

class Codec {
 public:
  // `name`: as ICU knows it. Bytes that the charset leaves undefined stand for the C1 control
  // character of that number, as browsers and most converters have it.
  explicit Codec(const char* name);

  [[nodiscard]] const std::string& name() const { return name_; }
  // The byte that stands for `c`, if there is one.
  [[nodiscard]] std::optional<unsigned char> byte_of(char32_t c) const;

 private:
  struct Entry {
    char32_t c;
    unsigned char byte;
  };
  std::string name_;
  std::array<Entry, 128> high_{};  // bytes 80 to FF, sorted by character
};

[[nodiscard]] const std::vector<Codec>& mistaken_codecs();

}  // namespace copydesk
