// Name groups: all places of a document that write the same name, with what they say about it together.
//
//   "Zhipu AI" 3 times        evidence: own.ai, possessive, verb.release ×2
//   "Zhipu" 5 times           shortens.company (0.97), verb.report
//
// Evidence of all places is pooled, since an article rarely uses one name for two things. A piece that
// holds n times counts 1 + log2(n) / 2 times, at most 2.5: the tenth "in X" says little new.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/recognise/names/candidates.h"
#include "pipeline/recognise/names/evidence.h"

namespace copydesk::names {

struct WeighedEvidence {
  std::uint16_t rule = 0;
  std::uint16_t times = 0;  // a rule of the context: how many places
  float value = 0;
};

struct NameGroup {
  std::uint64_t key = 0;
  std::uint32_t sample = 0;  // a candidate of it, a strong one if there is any
  std::uint32_t count = 0;
  std::uint32_t start_count = 0;    // at the start of a sentence
  std::uint32_t heading_count = 0;  // in headings
  bool in_title = false;
  bool known_place = false;  // by the gazetteer
  bool unweighed = true;     // the evidence has changed since it was weighed
  std::vector<WeighedEvidence> evidence;
  std::array<float, kTypeCount> logits{};
  std::array<float, kTypeCount + 1> chances{};  // the last: none of the types

  void start(std::uint64_t name_key, std::uint32_t candidate);  // empties it, keeping its space
  void note(std::uint16_t rule);                                // one more place where it holds
  void set(std::uint16_t rule, float value);                    // replaces the value
  // The type that a mention of it gets, as index into chances: the likeliest. Where that is none, a second
  // choice stands if it has a fair chance, since the rules of relations ask for more evidence; only companies
  // must be likelier than nothing.
  [[nodiscard]] std::size_t chosen() const;
};

// What makes two spans the same name: their words without case, a leading "the" and a legal suffix.
[[nodiscard]] std::uint64_t key_of(const NameTokens& tokens, const NameSpan& span, const WordClasses& words,
                                   const SpanClasses& classes);
// The key grows word by word, so that a longer name's first words have the key of the shorter one.
inline constexpr std::uint64_t kEmptyKey = 0x9e3779b97f4a7c15U;
[[nodiscard]] constexpr std::uint64_t key_with(std::uint64_t key, std::uint64_t word) {
  return (key ^ word) * 0x9fb21c651e98df25U ^ (key >> 29U);
}

// key → group; scratch, refilled for each document.
class GroupTable {
 public:
  void clear(std::size_t expected);
  [[nodiscard]] std::int32_t find(std::uint64_t key) const;  // -1 if there is none
  void insert(std::uint64_t key, std::uint32_t group);       // keeps the first

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t group_plus_one = 0;
  };
  void grow();
  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace copydesk::names
