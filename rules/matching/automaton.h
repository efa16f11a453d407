// Many regular expressions as one automaton: walked from a place of a text, it tells which of them match from there
// and where each match ends, at the cost of one look into a table a byte.
//
//   Automaton dates;
//   dates.add(R"(\d{1,2} May)", 7);
//   dates.add(R"(\d{1,2} May \d{4})", 9);
//   dates.walk("On 3 May 2024, it …", 3, 14, [](std::size_t end, std::span<const std::uint16_t> ids) {
//     …                                                    // 8: {7}, 13: {9}
//     return true;                                         // go on
//   });
//
// Expressions are those of expression.h, over UTF-8; their groups and which of several ways they take do not matter
// here, Program tells. Backwards, a walk reads the text from a place towards its beginning and finds where matches
// that end there begin. A walk ends where nothing can match any more, which is soon: rules are tried at many places
// and match at few.
//
// States are made when a walk first comes to them (Thompson's construction, and Cox, "Regular Expression Matching Can
// Be Simple And Fast", 2007); so are the nodes that they are made of. They are forgotten when there are too many.
// For one thread; a copy makes its own.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/matching/expression.h"

namespace copydesk {

class Automaton {
 public:
  enum class Direction : std::uint8_t { forwards, backwards };

  explicit Automaton(Direction direction = Direction::forwards) : direction_(direction) {}

  // Several expressions may have the same id. Requires: read_expression understands it.
  void add(std::string expression, std::uint16_t id);
  [[nodiscard]] bool empty() const { return expressions_.empty(); }

  // Calls visit(place, ids) for every place where matches that begin at `from` end, in the order of the walk, until it
  // returns false; ids ascend. Forwards `to` is behind `from`, backwards before it: no match goes further; at most
  // kLongestWalk bytes. Assertions see all of the text.
  static constexpr std::size_t kLongestWalk = 40'000;
  template <class Visit>
  void walk(std::string_view text, std::size_t from, std::size_t to, Visit&& visit) const {
    std::uint32_t state = begin_walk(text, from);
    const bool onwards = direction_ == Direction::forwards;
    for (std::size_t at = from;; onwards ? ++at : --at) {
      const Step step = step_of(state, class_at(text, at));
      if (step.ended != 0 && !visit(at, std::span<const std::uint16_t>(id_sets_[step.ended]))) return;
      if (step.next == kDead || at == to) return;
      state = step.next;
    }
  }

  // Where the longest match that begins at `from` ends; `from` where it is empty, kNone where there is none.
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  [[nodiscard]] std::size_t longest(std::string_view text, std::size_t from, std::size_t to) const;
  // Whether there is one.
  [[nodiscard]] bool matches(std::string_view text, std::size_t from, std::size_t to) const;

 private:
  friend class AutomatonBuilder;
  enum class Op : std::uint8_t { bytes, split, begin, end, boundary, no_boundary, match };
  struct Node {
    Op op = Op::match;
    std::uint32_t next = 0;
    std::uint32_t other = 0;  // split: the other way; bytes: in sets_; match: the id
  };
  // What is known before the next byte is: nodes, and what the assertions need of the byte before.
  struct State {
    std::vector<std::uint32_t> nodes;  // ascending
    bool at_begin = false;
    bool behind_word = false;
    auto operator<=>(const State&) const = default;
  };
  struct Step {
    std::uint16_t next = kUnknown;
    std::uint16_t ended = 0;  // in id_sets_: what matches up to here, known now that the next byte is
  };
  static constexpr std::uint16_t kDead = 0;
  static constexpr std::uint16_t kUnknown = 0xFFFF;
  static constexpr std::size_t kMostStates = 20'000;

  [[nodiscard]] std::size_t class_at(std::string_view text, std::size_t at) const {
    const bool onwards = direction_ == Direction::forwards;
    if (onwards ? at >= text.size() : at == 0) return class_count_;
    return class_of_[static_cast<unsigned char>(text[onwards ? at : at - 1])];
  }
  [[nodiscard]] Step step_of(std::uint32_t state, std::size_t byte_class) const {
    const Step known = steps_[state * (class_count_ + std::size_t{1}) + byte_class];
    return known.next != kUnknown ? known : make_step(state, byte_class);
  }
  std::uint32_t begin_walk(std::string_view text, std::size_t from) const;
  Step make_step(std::uint32_t state, std::size_t byte_class) const;
  std::uint16_t number_of(State state) const;
  std::uint16_t number_of_ids(std::vector<std::uint16_t> ids) const;
  // All that the state comes to before it reads a byte of the class: into reached_.
  void reach(const State& state, std::size_t byte_class) const;
  void forget_states() const;

  Direction direction_;
  std::vector<std::pair<std::string, std::uint16_t>> expressions_;
  // Made on the first walk.
  mutable std::vector<Node> nodes_;
  mutable std::vector<std::uint32_t> starts_;  // of each expression, ascending
  mutable std::vector<ByteSet> sets_;
  mutable std::array<std::uint8_t, 256> class_of_{};  // bytes that all sets agree on are of one class
  mutable std::vector<unsigned char> examples_;       // a byte of each class
  mutable std::size_t class_count_ = 0;               // the class behind the last: no byte, the end of the text
  // Made as walks come to them.
  mutable std::vector<State> states_;
  mutable std::map<State, std::uint16_t> numbers_;
  mutable std::vector<Step> steps_;                // a row of all classes for each state
  mutable std::array<std::uint16_t, 3> begins_{};  // of walks: at the text's begin, behind a word, behind anything else
  mutable std::vector<std::vector<std::uint16_t>> id_sets_;
  mutable std::map<std::vector<std::uint16_t>, std::uint16_t> id_set_numbers_;
  mutable std::vector<std::uint32_t> reached_;
  mutable std::vector<std::uint32_t> reached_in_;  // of each node: the round in which it was last reached
  mutable std::uint32_t round_ = 0;
};

}  // namespace copydesk
