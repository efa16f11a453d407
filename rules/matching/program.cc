#include "rules/matching/program.h"

#include <algorithm>

#include "rules/matching/expression.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
// A frame with this bit puts a slot back.
constexpr std::uint32_t kSlot = 0x80000000;
// So many choices are made before it is worth remembering them.
constexpr std::size_t kUnremembered = 200;

}  // namespace

// One search.
class ProgramRunner::Machine {
 public:
  Machine(ProgramRunner& runner, const Program& program, std::string_view text, std::size_t from)
      : frames_(runner.frames_),
        slots_(runner.slots_),
        been_(runner.been_),
        program_(program),
        code_(program.instructions_.data()),
        sets_(program.sets_.data()),
        text_(reinterpret_cast<const unsigned char*>(text.data())),
        size_(static_cast<std::uint32_t>(text.size())),
        from_(static_cast<std::uint32_t>(from)) {}

  // Whether a match may begin at `at`, as far as a look at it tells.
  [[nodiscard]] bool may_begin(std::uint32_t at) const {
    return program_.begins_[symbol(at)] && (!program_.at_boundary_ || at_boundary(at));
  }

  // Where a match that begins at `at` ends (at `end`, if there is one); kNowhere without one.
  std::uint32_t run(std::uint32_t at, std::uint32_t end = kNowhere) {
    frames_.clear();
    instruction_ = program_.start_;
    place_ = at;
    for (;;) {
      const Instruction& now = code_[instruction_];
      const bool ended = now.op == Op::match;
      if (ended && (end == kNowhere || place_ == end)) return place_;
      if ((ended || !step(now)) && !go_back()) return kNowhere;
    }
  }

 private:
  using Op = Program::Op;
  using Instruction = Program::Instruction;

  [[nodiscard]] Program::Symbol symbol(std::uint32_t place) const {
    return place < size_ ? text_[place] : Program::kEnd;
  }
  [[nodiscard]] bool may_begin(std::uint32_t instruction, Program::Symbol symbol) const {
    return sets_[code_[instruction].first].has(symbol);
  }
  bool go_on(std::uint32_t instruction, std::uint32_t place) {
    instruction_ = instruction;
    place_ = place;
    return true;
  }

  // Whether the way goes on.
  bool step(const Instruction& now) {
    switch (now.op) {
      case Op::byte: return sets_[now.set].has(symbol(place_)) && go_on(now.next, place_ + 1);
      case Op::string: return step_string(now);
      case Op::run: return first_time(now) && (now.greedy ? step_greedy(now) : step_lazy(now));
      case Op::split: return first_time(now) && step_split(now);
      case Op::choose: return first_time(now) && choose(now, 0, place_);
      case Op::save: return save(now);
      case Op::begin: return place_ == 0 && go_on(now.next, place_);
      case Op::end: return place_ == size_ && go_on(now.next, place_);
      case Op::boundary: return at_boundary(place_) && go_on(now.next, place_);
      case Op::no_boundary: return !at_boundary(place_) && go_on(now.next, place_);
      case Op::match: return true;
    }
    return false;
  }

  bool step_string(const Instruction& now) {
    if (size_ - place_ < now.least) return false;
    const Program::LiteralByte* literal = program_.literals_.data() + std::size_t{4} * now.other;
    const unsigned char* text = text_ + place_;
    for (std::uint32_t i = 0; i < now.least; ++i) {
      if ((text[i] | literal[i].fold) != literal[i].byte) return false;
    }
    return go_on(now.next, place_ + now.least);
  }

  [[nodiscard]] std::uint32_t limit_of_run(Program::Index most) const {
    return most != Program::kNoLimit && most < size_ - place_ ? place_ + most : size_;
  }

  // Where a run of `now` that begins here ends at the latest; kNowhere where it is too short.
  [[nodiscard]] std::uint32_t end_of_run(const Instruction& now, Program::Index most) const {
    const Program::SymbolSet& set = sets_[now.set];
    const std::uint32_t limit = limit_of_run(most);
    std::uint32_t end = place_;
    while (end < limit && set.has(text_[end])) ++end;
    return end - place_ < now.least ? kNowhere : end;
  }

  bool step_greedy(const Instruction& now) {
    const std::uint32_t end = end_of_run(now, now.most);
    return end != kNowhere && shorten(now, place_ + now.least, end);
  }

  // The longest run that ends in [least, most] and may be gone on from.
  bool shorten(const Instruction& now, std::uint32_t least, std::uint32_t most) {
    const Program::SymbolSet& follows = sets_[code_[now.next].first];
    for (std::uint32_t end = most + 1; end-- > least;) {
      if (!follows.has(symbol(end))) continue;
      if (end > least) frames_.push_back({static_cast<std::uint32_t>(&now - code_), end - 1, least});
      return go_on(now.next, end);
    }
    return false;
  }

  bool step_lazy(const Instruction& now) {
    const std::uint32_t least = end_of_run(now, now.least);
    if (least == kNowhere) return false;
    return lengthen(now, least, limit_of_run(now.most));
  }

  // The shortest run that ends in [end, limit] and may be gone on from.
  bool lengthen(const Instruction& now, std::uint32_t end, std::uint32_t limit) {
    const Program::SymbolSet& follows = sets_[code_[now.next].first];
    const Program::SymbolSet& set = sets_[now.set];
    for (;; ++end) {
      if (follows.has(symbol(end))) {
        frames_.push_back({static_cast<std::uint32_t>(&now - code_), end, limit});
        return go_on(now.next, end);
      }
      if (end >= limit || !set.has(text_[end])) return false;
    }
  }

  bool step_split(const Instruction& now) {
    const Program::Symbol next = symbol(place_);
    const bool other = may_begin(now.other, next);
    if (!may_begin(now.next, next)) return other && go_on(now.other, place_);
    if (other) frames_.push_back({now.other, place_, kNowhere});
    return go_on(now.next, place_);
  }

  // The `which`th of the alternatives that `place` leaves.
  bool choose(const Instruction& now, std::uint32_t which, std::uint32_t place) {
    const Program::Index list = program_.tables_[now.other][symbol(place)];
    const Program::Index* ways = program_.lists_.data() + program_.list_starts_[list];
    const std::uint32_t count = *ways++;
    if (which >= count) return false;
    if (which + 1 < count) frames_.push_back({static_cast<std::uint32_t>(&now - code_), place, which + 1});
    return go_on(ways[which], place);
  }

  bool save(const Instruction& now) {
    frames_.push_back({kSlot | now.other, slots_[now.other], 0});
    slots_[now.other] = place_;
    return go_on(now.next, place_);
  }

  [[nodiscard]] bool at_boundary(std::uint32_t place) const {
    const bool before = place > 0 && is_word_byte(text_[place - 1]);
    const bool after = place < size_ && is_word_byte(text_[place]);
    return before != after;
  }

  // The last way not taken; false where none is left.
  bool go_back() {
    while (!frames_.empty()) {
      const Frame frame = frames_.back();
      frames_.pop_back();
      if ((frame.instruction & kSlot) != 0) {
        slots_[frame.instruction & ~kSlot] = frame.place;
      } else if (frame.bound == kNowhere) {
        return go_on(frame.instruction, frame.place);
      } else if (take_up(code_[frame.instruction], frame)) {
        return true;
      }
    }
    return false;
  }

  bool take_up(const Instruction& now, const Frame& frame) {
    if (now.op == Op::choose) return choose(now, frame.bound, frame.place);
    if (now.greedy) return shorten(now, frame.bound, frame.place);
    return frame.place < frame.bound && sets_[now.set].has(text_[frame.place]) &&
           lengthen(now, frame.place + 1, frame.bound);
  }

  // Whether a choice is not known to have failed here. What failed once in a search fails again.
  bool first_time(const Instruction& now) {
    if (++choices_ < kUnremembered) return true;
    const std::size_t places = size_ - from_ + 1;
    if (choices_ == kUnremembered) been_.assign((program_.choices_ * places + 63) / 64, 0);
    const std::size_t bit = now.choice * places + (place_ - from_);
    const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
    const bool first = (been_[bit / 64] & mask) == 0;
    been_[bit / 64] |= mask;
    return first;
  }

  std::vector<Frame>& frames_;
  std::vector<std::uint32_t>& slots_;
  std::vector<std::uint64_t>& been_;
  const Program& program_;
  const Instruction* code_;
  const Program::SymbolSet* sets_;
  const unsigned char* text_;
  std::uint32_t size_;
  std::uint32_t from_;
  std::uint32_t instruction_ = 0;
  std::uint32_t place_ = 0;
  std::size_t choices_ = 0;
};

bool ProgramRunner::try_at(Machine& machine, std::uint32_t place, std::uint32_t wanted_end) {
  const std::uint32_t end = machine.may_begin(place) ? machine.run(place, wanted_end) : kNowhere;
  if (end == kNowhere) return false;
  slots_[0] = place;
  slots_[1] = end;
  captures_.clear();
  for (std::size_t i = 0; i < slots_.size(); i += 2) {
    captures_.push_back(slots_[i + 1] == kNowhere || slots_[i] == kNowhere
                            ? std::nullopt
                            : std::optional(Capture{slots_[i], slots_[i + 1]}));
  }
  return true;
}

bool ProgramRunner::search(const Program& program, std::string_view text, std::size_t from) {
  Machine machine(*this, program, text, from);
  slots_.assign(2 * std::size_t{program.groups_}, kNowhere);
  const auto last = static_cast<std::uint32_t>(program.at_begin_ ? 0 : text.size());
  for (auto at = static_cast<std::uint32_t>(from); at <= last; ++at) {
    if (try_at(machine, at, kNowhere)) return true;
  }
  return false;
}

bool ProgramRunner::match_whole(const Program& program, std::string_view text, std::size_t start, std::size_t end) {
  // Assertions at the end look one byte further.
  Machine machine(*this, program, text.substr(0, end + 1), start);
  slots_.assign(2 * std::size_t{program.groups_}, kNowhere);
  return try_at(machine, static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end));
}

bool ProgramRunner::search(const Program& program, std::string_view text, std::size_t from,
                           const Beginnings& beginnings, Chunks chunks) {
  if (!program.with_slot_ && !program.with_word_) return search(program, text, from);
  Machine machine(*this, program, text, from);
  slots_.assign(2 * std::size_t{program.groups_}, kNowhere);
  for (const Beginnings::Place& place : program.with_slot_ ? beginnings.slots_ : beginnings.words_) {
    const bool may_begin = place.at >= from && ((chunks >> place.chunk) & 1) != 0;
    if (may_begin && try_at(machine, place.at, kNowhere)) return true;
  }
  return false;
}

}  // namespace copydesk
