#include "rules/matching/atom_index.h"

#include <bit>
#include <cassert>

#include "rules/matching/expression.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;
constexpr unsigned char kFirstSlot = 0x80;

unsigned char folded(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte | 0x20) : byte;
}

// The trie of all atoms, in the order its nodes were met.
struct Trie {
  explicit Trie(std::size_t column_count) : columns(column_count), next(column_count, kNone), ends(1) {}

  void add(int atom, std::string_view text, const std::array<std::uint8_t, 256>& column_of) {
    std::uint32_t node = 0;
    for (const char c : text) {
      const std::size_t edge = node * columns + column_of[folded(c)];
      if (next[edge] == kNone) {
        next[edge] = static_cast<std::uint32_t>(ends.size());
        ends.emplace_back();
        next.resize(next.size() + columns, kNone);
      }
      node = next[edge];
    }
    ends[node].push_back(atom);
  }

  std::size_t columns;
  std::vector<std::uint32_t> next;
  std::vector<std::vector<int>> ends;
};

}  // namespace

AtomIndex::AtomIndex(const std::vector<std::string>& atoms) : seen_in_(atoms.size(), 0) {
  for (std::size_t byte = 0; byte < 256; ++byte)
    column_of_[byte] = is_word_byte(static_cast<unsigned char>(byte)) ? kOther : kBound;
  std::uint32_t columns = kBound + 1;
  for (const std::string& atom : atoms) {
    for (const char c : atom) {
      std::uint8_t& column = column_of_[folded(c)];
      if (column == kOther) column = static_cast<std::uint8_t>(columns++);
    }
  }
  for (int byte = 'A'; byte <= 'Z'; ++byte) column_of_[byte] = column_of_[byte | 0x20];
  shift_ = static_cast<std::uint32_t>(std::bit_width(columns - 1));
  assert(columns <= 256);
  Trie trie(std::size_t{1} << shift_);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    const auto first = static_cast<unsigned char>(atoms[i].front());
    if (first >= kFirstSlot) {
      slots_[first - kFirstSlot].push_back(static_cast<int>(i));
    } else {
      trie.add(static_cast<int>(i), atoms[i], column_of_);
    }
  }
  assert(trie.ends.size() < kEnds);

  // Breadth first: a node's failure link, to the state of its longest proper suffix, is known before the node is met.
  std::vector<std::uint32_t> node_of{0};
  std::vector<State> failure{0};
  next_.assign(trie.next.size(), 0);
  for (std::size_t state = 0; state < node_of.size(); ++state) {
    const std::uint32_t node = node_of[state];
    const State back = failure[state];
    std::vector<int>& ends = trie.ends[node];
    if (state != 0) ends.insert(ends.end(), trie.ends[node_of[back]].begin(), trie.ends[node_of[back]].end());
    for (std::size_t column = 0; column < trie.columns; ++column) {
      const std::uint32_t child = trie.next[node * trie.columns + column];
      const State fallback = state == 0 ? 0 : next_[(std::size_t{back} << shift_) + column];
      State& target = next_[(state << shift_) + column];
      target = fallback;
      if (child == kNone) continue;
      target = static_cast<State>(node_of.size());
      node_of.push_back(child);
      failure.push_back(fallback);
    }
  }
  output_.push_back(0);
  for (const std::uint32_t node : node_of) {
    outputs_.insert(outputs_.end(), trie.ends[node].begin(), trie.ends[node].end());
    output_.push_back(static_cast<std::uint32_t>(outputs_.size()));
  }
  for (State& state : next_) {
    if (output_[state] != output_[state + 1U]) state |= kEnds;
  }
}

void AtomIndex::note(int atom, std::vector<int>& found) {
  std::uint32_t& seen = seen_in_[static_cast<std::size_t>(atom)];
  if (seen == text_number_) return;
  seen = text_number_;
  found.push_back(atom);
}

inline AtomIndex::State AtomIndex::step(State state, std::uint8_t column, std::vector<int>& found) {
  const State next = next_[(std::size_t{state} << shift_) + column];
  if ((next & kEnds) == 0) return next;
  const State ended = next & static_cast<State>(~kEnds);
  for (std::uint32_t i = output_[ended]; i < output_[ended + 1U]; ++i) note(outputs_[i], found);
  return ended;
}

void AtomIndex::find(std::string_view text, std::vector<int>& found) {
  ++text_number_;
  State state = step(0, kBound, found);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    state = step(state, column_of_[byte], found);
    if (byte < kFirstSlot) continue;
    for (const int atom : slots_[byte - kFirstSlot]) note(atom, found);
  }
  step(state, kBound, found);
}

}  // namespace copydesk
