// The single-byte charsets that UTF-8 gets read as by mistake.
//
//   const Codecs& codecs = Codecs::get();
//   codecs.row_of(U'™').byte[Codecs::windows_1252];   // 0x99
//   codecs.row_of(U'Ã').leads & 1 << Codecs::windows_1252;   // as bytes, Ã begins a UTF-8 sequence
//
// Built once from ICU's converters (about 0.2 ms); immutable, so any number of threads may read it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace copydesk {

class Codecs {
 public:
  // Latin-1 is windows_1252 here: the C1 control characters stand for their bytes in all but the last
  // two. Where two charsets explain a text equally well, the earlier one is taken.
  enum Name : std::uint8_t {
    windows_1252,
    windows_1251,
    windows_1250,
    iso_8859_2,
    windows_1257,
    windows_1253,
    windows_1254,
    macintosh,
    cp437,
    count
  };

  struct Row {
    std::array<std::uint8_t, count> byte{};  // 80 to FF; 0 where the charset lacks the character
    std::uint16_t leads = 0;                 // bit x: in charset x its byte begins a UTF-8 sequence
    bool leads_two = false;                  // one of two bytes, in any charset
    std::uint16_t continues = 0;             // bit x: … continues one
  };

  [[nodiscard]] static const Codecs& get();
  [[nodiscard]] static const char* name_of(Name codec);

  // Requires: byte >= 0x80.
  [[nodiscard]] char32_t char_of(Name codec, std::uint8_t byte) const { return chars_[codec][byte - 0x80]; }

  // Requires: c >= 0x80.
  [[nodiscard]] const Row& row_of(char32_t c) const {
    return c < 0x10000 ? pages_[page_[c >> 8]][c & 0xFF] : pages_[0][0];
  }

 private:
  Codecs();
  void add(Name codec);
  void set(Name codec, char32_t c, std::uint8_t byte);

  std::array<std::array<char32_t, 128>, count> chars_{};
  std::array<std::uint8_t, 256> page_{};  // of each 256 code points; 0 is the empty page
  std::vector<std::array<Row, 256>> pages_{1};
};

}  // namespace copydesk
