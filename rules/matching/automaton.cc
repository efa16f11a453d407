#include "rules/matching/automaton.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace copydesk {

// Makes the nodes of an automaton's expressions and the classes of bytes. Nodes are made from an expression's end to
// its beginning; where the automaton goes backwards, the other way round.
class AutomatonBuilder {
 public:
  explicit AutomatonBuilder(const Automaton& out)
      : out_(out), backwards_(out.direction_ == Automaton::Direction::backwards) {}

  void build() {
    for (const auto& [text, id] : out_.expressions_) {
      const auto expression = read_expression(text, Encoding::utf8);
      if (!expression) continue;
      out_.starts_.push_back(compile(*expression, add({Op::match, 0, id})));
    }
    std::sort(out_.starts_.begin(), out_.starts_.end());
    out_.reached_in_.assign(out_.nodes_.size(), 0);
    class_bytes();
  }

 private:
  using Op = Automaton::Op;
  using Node = Automaton::Node;
  using Kind = Expression::Kind;
  using Assertion = Expression::Assertion;

  std::uint32_t add(Node node) {
    out_.nodes_.push_back(node);
    return static_cast<std::uint32_t>(out_.nodes_.size() - 1);
  }

  std::uint32_t compile(const Expression& expression, std::uint32_t next) {
    switch (expression.kind) {
      case Kind::bytes: return add({Op::bytes, next, number_of(expression.bytes)});
      case Kind::sequence: return compile_sequence(expression.parts, next);
      case Kind::alternatives: {
        std::uint32_t way = compile(expression.parts.front(), next);
        for (std::size_t i = 1; i < expression.parts.size(); ++i)
          way = add({Op::split, way, compile(expression.parts[i], next)});
        return way;
      }
      case Kind::repeat: return compile_repeat(expression, next);
      case Kind::capture: return compile(expression.parts.front(), next);
      case Kind::assertion: return add({op_of(expression.assertion), next, 0});
    }
    return next;
  }

  std::uint32_t compile_sequence(const std::vector<Expression>& parts, std::uint32_t next) {
    for (std::size_t i = 0; i < parts.size(); ++i)
      next = compile(backwards_ ? parts[i] : parts[parts.size() - 1 - i], next);
    return next;
  }

  std::uint32_t compile_repeat(const Expression& repeat, std::uint32_t next) {
    const Expression& part = repeat.parts.front();
    std::uint32_t way = next;
    if (repeat.most == Expression::kNoLimit) {
      way = add({Op::split, next, next});
      const std::uint32_t again = compile(part, way);
      out_.nodes_[way].other = again;
    } else {
      for (std::uint32_t i = repeat.least; i < repeat.most; ++i) way = add({Op::split, compile(part, way), next});
    }
    for (std::uint32_t i = 0; i < repeat.least; ++i) way = compile(part, way);
    return way;
  }

  [[nodiscard]] Op op_of(Assertion assertion) const {
    switch (assertion) {
      case Assertion::begin: return backwards_ ? Op::end : Op::begin;
      case Assertion::end: return backwards_ ? Op::begin : Op::end;
      case Assertion::word_boundary: return Op::boundary;
      case Assertion::no_word_boundary: return Op::no_boundary;
    }
    return Op::match;
  }

  std::uint32_t number_of(const ByteSet& set) {
    const auto [at, fresh] = numbers_.emplace(set, static_cast<std::uint32_t>(out_.sets_.size()));
    if (fresh) out_.sets_.push_back(set);
    return at->second;
  }

  // Words are a set, too: of assertions.
  void class_bytes() {
    std::map<std::vector<bool>, std::uint8_t> classes;
    for (unsigned byte = 0; byte < 256; ++byte) {
      std::vector<bool> in = {is_word_byte(static_cast<unsigned char>(byte))};
      for (const ByteSet& set : out_.sets_) in.push_back(set[byte]);
      const auto [at, fresh] = classes.emplace(std::move(in), static_cast<std::uint8_t>(classes.size()));
      if (fresh) out_.examples_.push_back(static_cast<unsigned char>(byte));
      out_.class_of_.at(byte) = at->second;
    }
    out_.class_count_ = classes.size();
  }

  const Automaton& out_;
  bool backwards_;
  std::unordered_map<ByteSet, std::uint32_t> numbers_;  // of sets
};

void Automaton::add(std::string expression, std::uint16_t id) { expressions_.emplace_back(std::move(expression), id); }

std::uint32_t Automaton::begin_walk(std::string_view text, std::size_t from) const {
  if (nodes_.empty()) AutomatonBuilder(*this).build();
  if (states_.empty() || states_.size() > kMostStates) forget_states();
  const bool onwards = direction_ == Direction::forwards;
  if (from == (onwards ? 0 : text.size())) return begins_[0];
  return is_word_byte(static_cast<unsigned char>(text[onwards ? from - 1 : from])) ? begins_[1] : begins_[2];
}

void Automaton::forget_states() const {
  states_.clear();
  numbers_.clear();
  steps_.clear();
  id_sets_.clear();
  id_set_numbers_.clear();
  number_of(State{});  // kDead
  number_of_ids({});
  begins_ = {number_of({starts_, true, false}), number_of({starts_, false, true}), number_of({starts_, false, false})};
}

std::uint16_t Automaton::number_of(State state) const {
  const auto [at, fresh] = numbers_.emplace(std::move(state), static_cast<std::uint16_t>(states_.size()));
  if (fresh) {
    states_.push_back(at->first);
    steps_.resize(steps_.size() + class_count_ + 1);
  }
  return at->second;
}

std::uint16_t Automaton::number_of_ids(std::vector<std::uint16_t> ids) const {
  const auto [at, fresh] = id_set_numbers_.emplace(std::move(ids), static_cast<std::uint16_t>(id_sets_.size()));
  if (fresh) id_sets_.push_back(at->first);
  return at->second;
}

void Automaton::reach(const State& state, std::size_t byte_class) const {
  const bool at_end = byte_class == class_count_;
  const bool boundary = state.behind_word != (!at_end && is_word_byte(examples_[byte_class]));
  reached_.clear();
  ++round_;
  const auto add = [&](std::uint32_t node) {
    if (std::exchange(reached_in_[node], round_) != round_) reached_.push_back(node);
  };
  for (const std::uint32_t node : state.nodes) add(node);
  for (std::size_t i = 0; i < reached_.size(); ++i) {
    const Node node = nodes_[reached_[i]];
    switch (node.op) {
      case Op::split: add(node.next), add(node.other); break;
      case Op::begin:
        if (state.at_begin) add(node.next);
        break;
      case Op::end:
        if (at_end) add(node.next);
        break;
      case Op::boundary:
        if (boundary) add(node.next);
        break;
      case Op::no_boundary:
        if (!boundary) add(node.next);
        break;
      case Op::bytes:
      case Op::match: break;
    }
  }
}

Automaton::Step Automaton::make_step(std::uint32_t state, std::size_t byte_class) const {
  reach(states_[state], byte_class);
  State next;
  std::vector<std::uint16_t> ids;
  for (const std::uint32_t reached : reached_) {
    const Node& node = nodes_[reached];
    if (node.op == Op::match) ids.push_back(static_cast<std::uint16_t>(node.other));
    if (node.op == Op::bytes && byte_class < class_count_ && sets_[node.other][examples_[byte_class]])
      next.nodes.push_back(node.next);
  }
  std::sort(next.nodes.begin(), next.nodes.end());
  next.nodes.erase(std::unique(next.nodes.begin(), next.nodes.end()), next.nodes.end());
  next.behind_word = !next.nodes.empty() && is_word_byte(examples_[byte_class]);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  const Step step{number_of(std::move(next)), number_of_ids(std::move(ids))};
  steps_[state * (class_count_ + 1) + byte_class] = step;
  return step;
}

std::size_t Automaton::longest(std::string_view text, std::size_t from, std::size_t to) const {
  std::size_t last = kNone;
  walk(text, from, to, [&](std::size_t place, auto) {
    last = place;
    return true;
  });
  return last;
}

bool Automaton::matches(std::string_view text, std::size_t from, std::size_t to) const {
  bool any = false;
  walk(text, from, to, [&](std::size_t, auto) {
    any = true;
    return false;
  });
  return any;
}

}  // namespace copydesk
