// A NeedIndex finds which of the patterns' needs (pattern_needs.h) a plain text meets, and where: once for all the
// patterns that are to be matched against it.
//
//   NeedIndex index;
//   const std::uint32_t founded = index.add({" founded ", " set "});      // the same number for the same atoms
//   index.compile();
//   index.read("\x81, set up by \x82");
//   index.where(founded)                      // 0b10: in the second chunk
//
// A chunk is what stands between blanks. A set of them is a bit for each, the last bit for all from the 64th on, so
// that order and distance can be told in a few operations (before()). A word's needs are looked up once by an
// AtomIndex and kept: texts repeat their words. Not thread-safe: one a worker.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/word_key.h"
#include "rules/matching/atom_index.h"
#include "rules/matching/program.h"

namespace copydesk {

class NeedIndex {
 public:
  // One of `atoms` is needed. Before compile().
  std::uint32_t add(const std::vector<std::string>& atoms);
  void compile();

  // `text` must stay until the next call.
  void read(std::string_view text);
  [[nodiscard]] std::string_view text() const { return text_; }
  // The atoms in the text, in no given order, by their numbers.
  [[nodiscard]] const std::vector<std::uint32_t>& met() const { return met_; }
  // The atoms of a need, and how many there are of all.
  [[nodiscard]] const std::vector<std::uint32_t>& atoms_of(std::uint32_t need) const { return needs_[need].atoms; }
  [[nodiscard]] std::size_t atom_count() const { return where_.size(); }
  // In which chunks the text meets a need.
  [[nodiscard]] Chunks where(std::uint32_t need) {
    NeededAtoms& needed = needs_[need];
    if (needed.text != text_number_) gather(needed);
    return needed.where;
  }
  [[nodiscard]] const Beginnings& beginnings() const { return beginnings_; }

 private:
  struct NeededAtoms {
    std::vector<std::uint32_t> atoms;
    std::uint32_t text = 0;  // the last for which `where` was gathered
    Chunks where = 0;
  };
  // A word that was met, and the atoms it holds: [first, first + count) of kept_. Two to a line of the cache.
  struct alignas(32) Word {
    WordKey key;
    std::uint32_t first = 0;
    std::uint16_t count = 0;
    bool used = false;
  };
  // A hash table with linear probing, at most half full; when it has grown to the most, words are forgotten.
  static constexpr std::size_t kFewestWords = std::size_t{1} << 8;
  static constexpr std::size_t kMostWords = std::size_t{1} << 16;

  void gather(NeededAtoms& needed) const;
  void note(const std::uint32_t* atoms, std::size_t count, Chunks chunk);
  void read_word(std::string_view word, Chunks chunk);
  // Appends to kept_ the atoms in a word, or of a slot.
  void look_up(std::string_view text);
  [[nodiscard]] std::size_t place_of(const WordKey& key) const;  // in words_: where it is, or would go
  void make_room();

  std::map<std::vector<std::string>, std::uint32_t> numbers_;  // of needs
  std::vector<NeededAtoms> needs_;
  std::unique_ptr<AtomIndex> index_;
  std::vector<int> found_;
  std::array<std::vector<std::uint32_t>, 0x80> slots_;  // the atoms of each byte from 0x80 on
  std::vector<Word> words_;
  std::size_t used_ = 0;
  std::vector<std::uint32_t> kept_;

  std::string_view text_;
  std::uint32_t text_number_ = 0;
  std::vector<std::uint32_t> met_;
  std::vector<Chunks> where_;  // of each atom
  Beginnings beginnings_;
};

// The chunks from which one of `chunks` is at least `least` (0 or 1) and at most `most` blanks away, towards the end of
// the text.
[[nodiscard]] Chunks before(Chunks chunks, std::uint32_t least, std::uint32_t most);

}  // namespace copydesk
