#include <algorithm>
#include <bit>
#include <map>
#include <unordered_map>

#include "rules/matching/expression.h"
#include "rules/matching/program.h"

namespace copydesk {

// Compiles from the end to the beginning, so that whatever is compiled knows what follows it.
class ProgramCompiler {
 public:
  Result<Program> compile(const Expression& whole) {
    const Index match = add({.op = Op::match}, all());
    program_.start_ = compile(whole, match);
    note_beginning();
    if (too_large_) return fail("too large: more than {} instructions", kMostInstructions);
    return std::move(program_);
  }

 private:
  using Op = Program::Op;
  using Kind = Expression::Kind;
  using SymbolSet = Program::SymbolSet;
  using Instruction = Program::Instruction;
  using Index = Program::Index;

  struct HashOfSet {
    std::size_t operator()(const SymbolSet& set) const {
      std::uint64_t hash = 0;
      for (const std::uint64_t word : set.bits) hash = (hash ^ word) * 0x9E3779B97F4A7C15U + (hash >> 29);
      return hash ^ (hash >> 32);
    }
  };

  // A program over this comes from gaps inside gaps; such a rule is refused.
  static constexpr std::size_t kMostInstructions = 20'000;
  static constexpr std::size_t kFewAlternatives = 2;

  void note_beginning() {
    const Instruction* first = &program_.instructions_[program_.start_];
    while (first->op == Op::save) first = &program_.instructions_[first->next];
    program_.at_begin_ = first->op == Op::begin;
    program_.at_boundary_ = first->op == Op::boundary;
    program_.with_slot_ = true;
    program_.with_word_ = program_.at_boundary_;
    for (Program::Symbol s = 0; s < Program::kSymbols; ++s) {
      program_.begins_[s] = this->first(program_.start_).has(s);
      const bool slot = s >= 0x80 && s < Program::kEnd;
      if (program_.begins_[s] && !slot) program_.with_slot_ = false;
      if (program_.begins_[s] && !slot && (s == Program::kEnd || !is_word_byte(static_cast<unsigned char>(s))))
        program_.with_word_ = false;
    }
  }

  Index compile(const Expression& expression, Index next) {
    if (program_.instructions_.size() > kMostInstructions) {
      too_large_ = true;
      return next;
    }
    switch (expression.kind) {
      case Kind::bytes: return compile_byte(expression.bytes, next);
      case Kind::sequence: return compile_sequence(expression.parts, next);
      case Kind::alternatives: return compile_alternatives(expression.parts, next);
      case Kind::repeat: return compile_repeat(expression, next);
      case Kind::capture: return compile_capture(expression, next);
      case Kind::assertion: return compile_assertion(expression.assertion, next);
    }
    return next;
  }

  Index compile_byte(const ByteSet& bytes, Index next) {
    const SymbolSet set = symbols(bytes);
    return add({.op = Op::byte, .next = next, .set = number_of(set)}, set);
  }

  // A byte that a literal may have: one, or a letter in either case.
  static bool is_literal(const Expression& part) {
    if (part.kind != Kind::bytes) return false;
    const std::size_t first = part.bytes._Find_first();
    if (first >= part.bytes.size()) return false;
    const std::size_t second = part.bytes._Find_next(first);
    if (second >= part.bytes.size()) return true;
    return first >= 'A' && first <= 'Z' && second == (first | 0x20) &&
           part.bytes._Find_next(second) >= part.bytes.size();
  }

  Index compile_sequence(const std::vector<Expression>& parts, Index next) {
    for (std::size_t end = parts.size(); end > 0;) {
      std::size_t start = end;
      while (start > 0 && is_literal(parts[start - 1])) --start;
      if (end - start > 1) {
        next = compile_literal(parts, start, end, next);
        end = start;
      } else {
        next = compile(parts[--end], next);
      }
    }
    return next;
  }

  Index compile_literal(const std::vector<Expression>& parts, std::size_t start, std::size_t end, Index next) {
    program_.literals_.resize((program_.literals_.size() + 3) / 4 * 4);
    const auto at = static_cast<Index>(program_.literals_.size() / 4);
    for (std::size_t i = start; i < end; ++i) {
      const auto first = static_cast<unsigned char>(parts[i].bytes._Find_first());
      const bool either_case = parts[i].bytes._Find_next(first) < parts[i].bytes.size();
      const unsigned char fold = either_case ? 0x20 : 0;
      program_.literals_.push_back({static_cast<unsigned char>(first | fold), fold});
    }
    return add({.op = Op::string, .next = next, .other = at, .least = static_cast<Index>(end - start)},
               symbols(parts[start].bytes));
  }

  Index compile_alternatives(const std::vector<Expression>& parts, Index next) {
    std::vector<Index> ways;
    ways.reserve(parts.size());
    for (const Expression& part : parts) ways.push_back(compile(part, next));
    if (ways.size() > kFewAlternatives) return choose(ways);
    Index way = ways.back();
    for (std::size_t i = ways.size() - 1; i-- > 0;) way = split(ways[i], way);
    return way;
  }

  Index choose(const std::vector<Index>& ways) {
    std::vector<std::vector<Index>> lists(Program::kSymbols);  // what may follow each symbol
    SymbolSet any;
    for (const Index way : ways) {
      const SymbolSet& its_first = first(way);
      any = joined(any, its_first);
      for (std::size_t word = 0; word < its_first.bits.size(); ++word) {
        for (std::uint64_t left = its_first.bits[word]; left != 0; left &= left - 1) {
          const std::size_t symbol = 64 * word + static_cast<std::size_t>(std::countr_zero(left));
          if (symbol < lists.size()) lists[symbol].push_back(way);
        }
      }
    }
    Program::Table table;
    table.fill(number_of_list({}));
    for (std::size_t symbol = 0; symbol < lists.size(); ++symbol) {
      if (!lists[symbol].empty()) table[symbol] = number_of_list(lists[symbol]);
    }
    program_.tables_.push_back(table);
    const auto number = static_cast<Index>(program_.tables_.size() - 1);
    return add({.op = Op::choose, .other = number, .choice = program_.choices_++}, any);
  }

  Index number_of_list(const std::vector<Index>& list) {
    const auto [at, fresh] = lists_.emplace(list, static_cast<Index>(program_.list_starts_.size()));
    if (fresh) {
      program_.list_starts_.push_back(static_cast<std::uint32_t>(program_.lists_.size()));
      program_.lists_.push_back(static_cast<Index>(list.size()));
      program_.lists_.insert(program_.lists_.end(), list.begin(), list.end());
      too_large_ = too_large_ || program_.list_starts_.size() > kMostInstructions;
    }
    return at->second;
  }

  Index split(Index way, Index other) {
    return add({.op = Op::split, .next = way, .other = other, .choice = program_.choices_++},
               joined(first(way), first(other)));
  }

  Index compile_repeat(const Expression& repeat, Index next) {
    const Expression& part = repeat.parts.front();
    if (part.kind == Kind::bytes) return compile_run(repeat, part.bytes, next);
    const auto optional = [&](Index way) { return repeat.greedy ? split(way, next) : split(next, way); };
    Index way = next;
    if (repeat.most == Expression::kNoLimit) {
      way = split(next, next);  // a loop: its ways are known when its part is
      program_.instructions_[way].first = number_of(all());
      const Index part_way = compile(part, way);
      Instruction& loop = program_.instructions_[way];
      (repeat.greedy ? loop.next : loop.other) = part_way;
      loop.first = number_of(joined(first(part_way), first(next)));
    } else {
      for (std::uint32_t i = repeat.least; i < repeat.most && !too_large_; ++i) way = optional(compile(part, way));
    }
    for (std::uint32_t i = 0; i < repeat.least && !too_large_; ++i) way = compile(part, way);
    return way;
  }

  Index compile_run(const Expression& repeat, const ByteSet& bytes, Index next) {
    const SymbolSet set = symbols(bytes);
    Instruction run{.op = Op::run, .greedy = repeat.greedy, .next = next, .set = number_of(set)};
    run.least = static_cast<Index>(repeat.least);
    run.most = repeat.most == Expression::kNoLimit ? Program::kNoLimit : static_cast<Index>(repeat.most);
    run.choice = program_.choices_++;
    return add(run, repeat.least > 0 ? set : joined(set, first(next)));
  }

  Index compile_capture(const Expression& group, Index next) {
    program_.groups_ = std::max(program_.groups_, group.number + 1);
    const auto slot = static_cast<Index>(2 * group.number);
    const Index end = add({.op = Op::save, .next = next, .other = static_cast<Index>(slot + 1)}, first(next));
    const Index inside = compile(group.parts.front(), end);
    return add({.op = Op::save, .next = inside, .other = slot}, first(inside));
  }

  Index compile_assertion(Expression::Assertion assertion, Index next) {
    switch (assertion) {
      case Expression::Assertion::begin: return add({.op = Op::begin, .next = next}, first(next));
      case Expression::Assertion::end: {
        SymbolSet end;
        end.bits[Program::kEnd / 64] = 1;
        return add({.op = Op::end, .next = next}, end);
      }
      case Expression::Assertion::word_boundary: return add({.op = Op::boundary, .next = next}, first(next));
      case Expression::Assertion::no_word_boundary: return add({.op = Op::no_boundary, .next = next}, first(next));
    }
    return next;
  }

  Index add(Instruction instruction, const SymbolSet& first) {
    instruction.first = number_of(first);
    program_.instructions_.push_back(instruction);
    return static_cast<Index>(program_.instructions_.size() - 1);
  }

  [[nodiscard]] const SymbolSet& first(Index instruction) const {
    return program_.sets_[program_.instructions_[instruction].first];
  }

  Index number_of(const SymbolSet& set) {
    const auto [at, fresh] = numbers_.emplace(set, static_cast<Index>(program_.sets_.size()));
    if (fresh) program_.sets_.push_back(set);
    return at->second;
  }

  static SymbolSet symbols(const ByteSet& bytes) {
    SymbolSet set;
    const ByteWords words = words_of(bytes);
    std::copy(words.begin(), words.end(), set.bits.begin());
    return set;
  }

  static SymbolSet all() {
    SymbolSet set;
    set.bits.fill(~std::uint64_t{0});
    return set;
  }

  static SymbolSet joined(SymbolSet a, const SymbolSet& b) {
    for (std::size_t i = 0; i < a.bits.size(); ++i) a.bits[i] |= b.bits[i];
    return a;
  }

  Program program_;
  std::unordered_map<SymbolSet, Index, HashOfSet> numbers_;
  std::map<std::vector<Index>, Index> lists_;
  bool too_large_ = false;
};

Result<Program> Program::compile(std::string_view text, Encoding encoding) {
  Result<Expression> expression = read_expression(text, encoding);
  if (!expression) return tl::unexpected(std::move(expression.error()));
  return ProgramCompiler().compile(*expression);
}

}  // namespace copydesk
