// A double array: a trie whose every step is one exclusive or, one load and one comparison.
//
//   children of node n with base b stand at b ^ label; node c is one of them if c.check == n
//
//         n            b^'a'  b^'b'
//   [ base b    ] ... [ … check n ][ … check n ]
//
// What only one key goes on with is no chain of nodes but a tail: its bytes, a zero, and the key's
// value (four bytes); equal tails stand once. A key's end inside the trie is the child of label 0.
//
// J. Aoe, An Efficient Digital Search Algorithm by Using a Double-Array Structure, IEEE TSE 15(9),
// 1989; XOR for addition as in S. Yata's Darts-clone, so that the children of a node stand in one
// block of 256. A place for them is looked for in a fixed number of blocks, and in all of a block at
// once, so that building takes time linear in the keys' bytes (the naive search is quadratic) and
// fills 99% of the array.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk::gazetteer {

struct Node {
  static constexpr std::uint32_t leaf = 1U << 31;      // the rest of `base` is an offset into the tails
  static constexpr std::uint32_t terminal = 1U << 30;  // a key ends here: there is a child of label 0
  static constexpr std::uint32_t index = terminal - 1;
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  std::uint32_t base = 0;
  std::uint32_t check = none;  // the parent; none for the root (node 0) and free cells
};

struct Key {
  std::string_view bytes;  // at least one, none of them zero
  std::uint32_t value = 0;
};

struct DoubleArray {
  std::vector<Node> nodes;  // a multiple of 256, at least 256
  std::string tails;        // at least five bytes, the last of them zero
};

// Requires: keys sorted by bytes, all different, at most 255 bytes long.
[[nodiscard]] DoubleArray build_double_array(const std::vector<Key>& keys);

}  // namespace copydesk::gazetteer
