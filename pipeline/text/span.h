// Half-open ranges of bytes, in two coordinate systems that do not mix.
//
//   SourceSpan  bytes of the file as received
//   TextSpan    bytes of the clean UTF-8 text made from it (of any intermediate text, too)
//
//   TextSpan word{7, 10};
//   word.size();                       // 3
//   word.contains(TextSpan{8, 9});     // true
//   SourceSpan wrong = word;           // does not compile
//
// Offsets are 32-bit: an input may hold up to 4 GiB - 1 bytes; readers refuse larger ones.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace copydesk {

template <class Coordinates>
struct Span {
  std::uint32_t start = 0;
  std::uint32_t end = 0;  // one past the last byte

  [[nodiscard]] constexpr std::uint32_t size() const { return end - start; }
  [[nodiscard]] constexpr bool empty() const { return start == end; }
  [[nodiscard]] constexpr bool contains(Span other) const { return start <= other.start && other.end <= end; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return start < other.end && other.start < end; }
  // The bytes of `whole` that this span covers. Requires end <= whole.size().
  [[nodiscard]] constexpr std::string_view of(std::string_view whole) const { return whole.substr(start, end - start); }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

struct SourceCoordinates;
struct TextCoordinates;
using SourceSpan = Span<SourceCoordinates>;
using TextSpan = Span<TextCoordinates>;

}  // namespace copydesk
