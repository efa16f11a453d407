#include "rules/gazetteer/double_array.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <span>
#include <string>
#include <unordered_map>

namespace copydesk::gazetteer {
namespace {

constexpr std::uint32_t block_size = 256;
// Blocks in which places are looked for. More gives a denser array and a slower build.
constexpr std::size_t most_open_blocks = 24;

// The free cells of a block, a bit each.
class FreeCells {
 public:
  [[nodiscard]] std::uint32_t count() const { return count_; }
  void take(std::uint32_t cell) {
    words_[cell / 64] &= ~(std::uint64_t{1} << (cell % 64));
    --count_;
  }

  // A base for which the cells base ^ label of all the labels are free, or block_size. All bases are
  // tried at once: those good for one label are the free cells with their numbers XORed by it.
  [[nodiscard]] std::uint32_t base_for(std::span<const unsigned char> labels) const {
    std::array<std::uint64_t, 4> good = {~0ULL, ~0ULL, ~0ULL, ~0ULL};
    for (const unsigned char label : labels) {
      for (std::size_t word = 0; word < good.size(); ++word)
        good[word] &= moved(words_[word ^ (label / 64U)], label % 64U);
    }
    for (std::size_t word = 0; word < good.size(); ++word) {
      if (good[word] != 0)
        return static_cast<std::uint32_t>(word * 64) + static_cast<std::uint32_t>(std::countr_zero(good[word]));
    }
    return block_size;
  }

 private:
  // Bit i of the result is bit i ^ by of `word`.
  static std::uint64_t moved(std::uint64_t word, unsigned by) {
    constexpr std::array<std::uint64_t, 6> low_halves = {0x5555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F,
                                                         0x00FF00FF00FF00FF, 0x0000FFFF0000FFFF, 0x00000000FFFFFFFF};
    for (unsigned i = 0; i < low_halves.size(); ++i) {
      const unsigned shift = 1U << i;
      if ((by & shift) != 0) word = (word & low_halves[i]) << shift | (word >> shift & low_halves[i]);
    }
    return word;
  }

  std::array<std::uint64_t, 4> words_ = {~0ULL, ~0ULL, ~0ULL, ~0ULL};
  std::uint32_t count_ = block_size;
};

struct OpenBlock {
  std::uint32_t first = 0;  // its first cell
  FreeCells free;
  std::size_t refused = block_size + 1;  // the fewest labels for which it had no place
};

class Builder {
 public:
  explicit Builder(const std::vector<Key>& keys) : keys_(keys) {
    add_block();
    open_[0].free.take(0);
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
    const std::size_t start = labels_.size();
    for (std::size_t key = first; key < end; ++key) {
      if (key != first && label(key, depth) == labels_.back()) continue;
      labels_.push_back(label(key, depth));
      firsts_.push_back(key);
    }
    const std::size_t stop = labels_.size();
    const std::uint32_t base = take_cells(std::span(labels_).subspan(start, stop - start));
    array_.nodes[node].base = base | (labels_[start] == 0 ? Node::terminal : 0U);
    for (std::size_t i = start; i < stop; ++i) array_.nodes[base ^ labels_[i]].check = node;
    for (std::size_t i = start; i < stop; ++i) {
      const std::size_t child_end = i + 1 < stop ? firsts_[i + 1] : end;
      const std::uint32_t child = base ^ labels_[i];
      if (child_end - firsts_[i] == 1) {
        array_.nodes[child].base = Node::leaf | tail_of(keys_[firsts_[i]], depth + 1);
      } else {
        place_children(child, firsts_[i], child_end, depth + 1);
      }
    }
    labels_.resize(start);
    firsts_.resize(start);
  }

  // Where the tail of `key` from `depth` on stands; equal ones stand once.
  std::uint32_t tail_of(const Key& key, std::size_t depth) {
    std::string tail(key.bytes.substr(std::min(depth, key.bytes.size())));
    tail += '\0';
    std::array<char, sizeof key.value> value = {};
    std::memcpy(value.data(), &key.value, sizeof key.value);
    tail.append(value.data(), value.size());
    const auto [place, fresh] = tails_.try_emplace(std::move(tail), static_cast<std::uint32_t>(array_.tails.size()));
    if (fresh) array_.tails += place->first;
    return place->second;
  }

  // Takes a cell for each of the labels and returns their base.
  std::uint32_t take_cells(std::span<const unsigned char> labels) {
    for (OpenBlock& block : open_) {
      if (labels.size() > block.free.count() || labels.size() >= block.refused) continue;
      const std::uint32_t base = block.free.base_for(labels);
      if (base != block_size) return taken(block, base, labels);
      block.refused = labels.size();
    }
    add_block();
    return taken(open_.back(), 0, labels);
  }

  static std::uint32_t taken(OpenBlock& block, std::uint32_t base, std::span<const unsigned char> labels) {
    for (const unsigned char label : labels) block.free.take(base ^ label);
    return block.first + base;
  }

  void add_block() {
    if (open_.size() == most_open_blocks) {
      open_.erase(std::min_element(open_.begin(), open_.end(), [](const OpenBlock& a, const OpenBlock& b) {
        return a.free.count() < b.free.count();
      }));
    }
    OpenBlock block;
    block.first = static_cast<std::uint32_t>(array_.nodes.size());
    open_.push_back(block);
    array_.nodes.resize(array_.nodes.size() + block_size);
  }

  const std::vector<Key>& keys_;
  DoubleArray array_;
  std::vector<OpenBlock> open_;
  std::unordered_map<std::string, std::uint32_t> tails_;
  // Stacks: the children of the nodes on the way down, their labels and the first key of each.
  std::vector<unsigned char> labels_;
  std::vector<std::size_t> firsts_;
};

}  // namespace

DoubleArray build_double_array(const std::vector<Key>& keys) { return Builder(keys).build(); }

}  // namespace copydesk::gazetteer
