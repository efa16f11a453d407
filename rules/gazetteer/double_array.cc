#include "rules/gazetteer/double_array.h"

#include <array>
#include <cstring>

namespace copydesk::gazetteer {
namespace {

constexpr std::uint32_t block = 256;
// How many free cells are tried before a new block is begun. More gives a denser array and a slower
// build: 32 leaves 3% of the cells empty.
constexpr int most_tries = 32;

class Builder {
 public:
  explicit Builder(const std::vector<Key>& keys) : keys_(keys) {
    add_block();
    take(0);
  }

  DoubleArray build() && {
    if (!keys_.empty()) place_children(0, 0, keys_.size(), 0);
    // A reader that stops at a zero never runs off the end.
    array_.tails.append(5, '\0');
    return std::move(array_);
  }

 private:
  [[nodiscard]] unsigned char label(std::size_t key, std::size_t depth) const {
    const std::string_view bytes = keys_[key].bytes;
    return depth < bytes.size() ? static_cast<unsigned char>(bytes[depth]) : 0;
  }

  // Keys [first, end) share their first `depth` bytes, which lead to `node`. Recurses as deep as the
  // longest key.
  void place_children(std::uint32_t node, std::size_t first, std::size_t end, std::size_t depth) {
    const std::size_t start = pending_.size();
    for (std::size_t key = first; key < end; ++key) {
      if (key == first || label(key, depth) != pending_.back().label) pending_.push_back({key, label(key, depth)});
    }
    const std::size_t stop = pending_.size();
    const std::uint32_t base = find_base(start, stop);
    array_.nodes[node].base = base;
    for (std::size_t i = start; i < stop; ++i) {
      const std::uint32_t child = base ^ pending_[i].label;
      take(child);
      array_.nodes[child].check = node;
      if (pending_[i].label == 0) array_.nodes[node].base |= Node::terminal;
    }
    for (std::size_t i = start; i < stop; ++i) {
      const std::size_t child_end = i + 1 < stop ? pending_[i + 1].first : end;
      const std::uint32_t child = base ^ pending_[i].label;
      if (child_end - pending_[i].first == 1) {
        place_tail(child, keys_[pending_[i].first], depth + 1);
      } else {
        place_children(child, pending_[i].first, child_end, depth + 1);
      }
    }
    pending_.resize(start);
  }

  void place_tail(std::uint32_t node, const Key& key, std::size_t depth) {
    array_.nodes[node].base = Node::leaf | static_cast<std::uint32_t>(array_.tails.size());
    if (depth < key.bytes.size()) array_.tails += key.bytes.substr(depth);
    array_.tails += '\0';
    std::array<char, sizeof key.value> value = {};
    std::memcpy(value.data(), &key.value, sizeof key.value);
    array_.tails.append(value.data(), value.size());
  }

  // A base for which the cells of all the labels pending_[start, stop) are free.
  std::uint32_t find_base(std::size_t start, std::size_t stop) {
    std::uint32_t cell = next_[0];
    for (int tries = 0; cell != 0 && tries < most_tries; ++tries, cell = next_[cell]) {
      const std::uint32_t base = cell ^ pending_[start].label;
      bool fits = true;
      for (std::size_t i = start + 1; fits && i < stop; ++i) fits = free_[base ^ pending_[i].label];
      if (fits) return base;
    }
    const auto fresh = static_cast<std::uint32_t>(array_.nodes.size());
    add_block();
    return fresh;
  }

  // The free cells are a ring in order of their index, with cell 0 (never free) as its head.
  void add_block() {
    const auto first = static_cast<std::uint32_t>(array_.nodes.size());
    array_.nodes.resize(first + block);
    free_.resize(first + block, true);
    next_.resize(first + block);
    previous_.resize(first + block);
    for (std::uint32_t cell = first == 0 ? 1 : first; cell < first + block; ++cell) {
      next_[cell] = 0;
      previous_[cell] = previous_[0];
      next_[previous_[0]] = cell;
      previous_[0] = cell;
    }
  }

  void take(std::uint32_t cell) {
    free_[cell] = false;
    if (cell == 0) return;
    next_[previous_[cell]] = next_[cell];
    previous_[next_[cell]] = previous_[cell];
  }

  struct Pending {
    std::size_t first = 0;
    unsigned char label = 0;
  };

  const std::vector<Key>& keys_;
  DoubleArray array_;
  std::vector<bool> free_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> previous_;
  std::vector<Pending> pending_;  // a stack: the children of the nodes on the way down
};

}  // namespace

DoubleArray build_double_array(const std::vector<Key>& keys) { return Builder(keys).build(); }

}  // namespace copydesk::gazetteer
