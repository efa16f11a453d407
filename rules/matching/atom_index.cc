#include "rules/matching/atom_index.h"

#include <cassert>
#include <deque>

namespace copydesk {
namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

unsigned char folded(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte | 0x20) : byte;
}

}  // namespace

AtomIndex::AtomIndex(const std::vector<std::string>& atoms) : seen_in_(atoms.size(), 0) {
  for (const std::string& atom : atoms) {
    for (const char c : atom) {
      std::uint8_t& column = column_of_[folded(c)];
      if (column == 0) column = static_cast<std::uint8_t>(columns_++);
    }
  }
  assert(columns_ <= 256);
  for (int byte = 'A'; byte <= 'Z'; ++byte) column_of_[byte] = column_of_[byte | 0x20];

  // The trie of all atoms.
  std::vector<std::vector<int>> ends(1);
  next_.assign(columns_, kNone);
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    std::uint32_t state = 0;
    for (const char c : atoms[i]) {
      const std::size_t edge = state * columns_ + column_of_[folded(c)];
      if (next_[edge] == kNone) {
        next_[edge] = static_cast<std::uint32_t>(ends.size());
        ends.emplace_back();
        next_.resize(next_.size() + columns_, kNone);
      }
      state = next_[edge];
    }
    ends[state].push_back(static_cast<int>(i));
  }

  // Failure links, breadth first, written into the table as ordinary transitions.
  std::vector<std::uint32_t> failure(ends.size(), 0);
  std::deque<std::uint32_t> queue{0};
  while (!queue.empty()) {
    const std::uint32_t state = queue.front();
    queue.pop_front();
    const std::uint32_t back = failure[state];
    if (state != 0) ends[state].insert(ends[state].end(), ends[back].begin(), ends[back].end());
    for (std::uint32_t column = 0; column < columns_; ++column) {
      std::uint32_t& target = next_[state * columns_ + column];
      const std::uint32_t fallback = state == 0 ? 0 : next_[back * columns_ + column];
      if (target == kNone) {
        target = fallback;
      } else {
        failure[target] = fallback;
        queue.push_back(target);
      }
    }
  }

  output_.push_back(0);
  for (const std::vector<int>& list : ends) {
    outputs_.insert(outputs_.end(), list.begin(), list.end());
    output_.push_back(static_cast<std::uint32_t>(outputs_.size()));
  }
}

void AtomIndex::find(std::string_view text, std::vector<int>& found) {
  ++text_number_;
  std::uint32_t state = 0;
  for (const char c : text) {
    state = next_[state * columns_ + column_of_[static_cast<unsigned char>(c)]];
    for (std::uint32_t i = output_[state]; i < output_[state + 1]; ++i) {
      const int atom = outputs_[i];
      if (seen_in_[static_cast<std::size_t>(atom)] == text_number_) continue;
      seen_in_[static_cast<std::size_t>(atom)] = text_number_;
      found.push_back(atom);
    }
  }
}

}  // namespace copydesk
