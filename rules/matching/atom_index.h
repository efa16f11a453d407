// An AtomIndex finds which of a set of strings occur in a plain text (plain_text.h), in one pass over its bytes.
//
//   AtomIndex index({" founded ", "founder", "\x81"});
//   std::vector<int> found;
//   index.find("\x81, a co-founder of …", found);   // {2, 1}
//
// A string is one slot (a byte from 0x80 on), or letters and digits with a blank where a word must begin or end.
//
// Aho and Corasick's automaton (1975), every transition tabled: one load a byte, no matter how many
// strings. Bytes that bound words share one column, letters that occur in no string another; states are numbered from
// the root outwards, so that those that most text is in lie together, in the nearest cache. ASCII letters of the text
// are folded, so the strings must be lower-case. A string is reported once a text, in no given order. Not thread-safe:
// find() keeps notes of what it has reported. At most 32,767 states, one a byte of the strings.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

class AtomIndex {
 public:
  explicit AtomIndex(const std::vector<std::string>& atoms);

  // Appends the index of each atom that occurs in `text`.
  void find(std::string_view text, std::vector<int>& found);

 private:
  using State = std::uint16_t;
  // In next_: some atom ends in the state.
  static constexpr State kEnds = 0x8000;

  // Letters and digits that no string has, and whatever bounds words.
  static constexpr std::uint8_t kOther = 0;
  static constexpr std::uint8_t kBound = 1;

  void note(int atom, std::vector<int>& found);
  State step(State state, std::uint8_t column, std::vector<int>& found);

  std::array<std::uint8_t, 256> column_of_{};
  std::array<std::vector<int>, 0x80> slots_;  // of each byte from 0x80 on: its atom, if it is one
  std::uint32_t shift_ = 0;                   // 2^shift_ columns
  std::vector<State> next_;                   // state × column → state, and kEnds
  std::vector<std::uint32_t> output_;         // state → start of its atoms in outputs_, by state order
  std::vector<int> outputs_;                  // atoms, the states' lists one after the other
  std::vector<std::uint32_t> seen_in_;        // atom → number of the last text it was reported for
  std::uint32_t text_number_ = 0;
};

}  // namespace copydesk
