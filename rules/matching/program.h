// A regular expression compiled to a program, and the machine that runs it over short plain text (plain_text.h).
//
//   const Result<Program> program = Program::compile(R"(([\x81\x83]) (?i:founded) ([\x81]))");
//   ProgramRunner runner;
//   if (runner.search(*program, text, 0)) runner.captures()[1]     // where the first group matched
//
// It finds what RE2 finds in the same text with the same expression: the leftmost match, of those that begin there the
// first by the order of alternatives and repeats. Rules are long, their lists longer, sentences short: building the
// states of an automaton costs RE2 more than a match. This machine goes straight for the match and back where it went
// wrong, with two things that keep it from going wrong often: every instruction knows the bytes that may follow, and
// one of several alternatives is found in a table by the next byte. Where a text makes it come to the same
// instruction at the same place again, it remembers, so that the time is bounded by program times text, as it is of
// RE2's BitState (Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009), whose method this is.
//
// A Program is immutable, any thread; a ProgramRunner belongs to one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/matching/expression.h"

namespace copydesk {

// A capture as half-open byte offsets into the text; nullopt where its group took no part.
struct Capture {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};
// The whole match first, then one per group in the order of the opening brackets.
using Captures = std::vector<std::optional<Capture>>;

class Program {
 public:
  // `text` as read_expression (expression.h) has it. A fault where that has one, or the program is too large.
  [[nodiscard]] static Result<Program> compile(std::string_view text, Encoding encoding = Encoding::bytes);

 private:
  friend class ProgramCompiler;
  friend class ProgramRunner;

  // A byte of the text, or kEnd behind it.
  using Symbol = std::uint32_t;
  static constexpr Symbol kEnd = 256;
  static constexpr std::size_t kSymbols = 257;
  struct SymbolSet {
    std::array<std::uint64_t, 5> bits{};
    [[nodiscard]] bool has(Symbol s) const { return ((bits[s / 64] >> (s % 64)) & 1) != 0; }
    auto operator<=>(const SymbolSet&) const = default;
  };

  enum class Op : std::uint8_t {
    byte,    // one byte of `set`
    string,  // the bytes of literals_ [4 · other, 4 · other + least), letters in either case where marked so
    run,     // from `least` to `most` bytes of `set`
    split,   // `next`, else `other`
    choose,  // the alternatives that tables_[other] lists for the symbol
    save,    // notes the place in slot `other`
    begin,   // assertions
    end,
    boundary,
    no_boundary,
    match,
  };
  // Small, so that a program stays in the cache beside a thousand others.
  using Index = std::uint16_t;
  static constexpr Index kNoLimit = 0xFFFF;
  struct Instruction {
    Op op = Op::match;
    bool greedy = true;
    Index next = 0;
    Index other = 0;
    Index set = 0;    // in sets_
    Index first = 0;  // in sets_: what a match from here on may begin with
    Index least = 0;
    Index most = 0;
    Index choice = 0;  // split, choose, run: numbered from 0
  };
  // A byte of a literal: `text | fold` is `byte`.
  struct LiteralByte {
    unsigned char byte = 0;
    unsigned char fold = 0;
  };
  using Table = std::array<Index, kSymbols>;  // symbol → its list

  std::vector<Instruction> instructions_;
  std::vector<SymbolSet> sets_;
  std::vector<LiteralByte> literals_;
  std::vector<Table> tables_;
  std::vector<Index> lists_;  // each: how many, then so many instructions
  std::vector<std::uint32_t> list_starts_;
  std::array<bool, kSymbols> begins_{};  // what a match may begin with
  Index start_ = 0;
  Index choices_ = 0;
  std::uint32_t groups_ = 1;  // the whole match with them
  // What a match must begin with, if it must: tried nowhere else.
  bool at_begin_ = false;
  bool at_boundary_ = false;
  bool with_slot_ = false;
  bool with_word_ = false;  // or a slot
};

// A set of chunks of a text, of what stands between its blanks; the last bit stands for all from there on.
using Chunks = std::uint64_t;
inline constexpr std::uint32_t kMostChunks = 64;
inline constexpr Chunks kLastChunk = Chunks{1} << (kMostChunks - 1);

// Where in a text a match may begin that begins with a slot or a word: most do, and few places are.
class Beginnings {
 public:
  void clear() {
    slots_.clear();
    words_.clear();
  }
  // By place. `chunk` is less than kMostChunks.
  void add_slot(std::uint32_t at, std::uint32_t chunk) {  // a byte from 0x80 on
    slots_.push_back({at, chunk});
    words_.push_back({at, chunk});
  }
  void add_word(std::uint32_t at, std::uint32_t chunk) { words_.push_back({at, chunk}); }

 private:
  friend class ProgramRunner;
  struct Place {
    std::uint32_t at = 0;
    std::uint32_t chunk = 0;
  };
  std::vector<Place> slots_;
  std::vector<Place> words_;  // and slots
};

class ProgramRunner {
 public:
  // The leftmost match that begins at `from` or later. Assertions see the text before `from`.
  bool search(const Program& program, std::string_view text, std::size_t from);
  // The same, where the text's `beginnings` are known, and that matches begin in `chunks` only.
  bool search(const Program& program, std::string_view text, std::size_t from, const Beginnings& beginnings,
              Chunks chunks);
  // The first match by the order of alternatives that is all of [start, end). Assertions see what is about it.
  bool match_whole(const Program& program, std::string_view text, std::size_t start, std::size_t end);
  // Of the last search that found one; valid until the next.
  [[nodiscard]] const Captures& captures() const { return captures_; }

 private:
  // What to do where the way taken fails: go on at `instruction` with `place`, or put `place` back into a slot.
  struct Frame {
    std::uint32_t instruction = 0;
    std::uint32_t place = 0;
    std::uint32_t bound = 0;  // runs: where they end; choose: the next of its list
  };
  class Machine;
  bool try_at(Machine& machine, std::uint32_t place, std::uint32_t wanted_end);

  std::vector<Frame> frames_;
  std::vector<std::uint32_t> slots_;
  std::vector<std::uint64_t> been_;
  Captures captures_;
};

}  // namespace copydesk
