#include "pipeline/normalise/mojibake/line_repair.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "pipeline/normalise/mojibake/plausibility.h"

namespace copydesk {
namespace {

constexpr int unreached = std::numeric_limits<int>::max() / 2;

// Prices, in bits.
constexpr int mixed_text = 4;        // a sequence beside text that was read rightly, or the reverse
constexpr int second_charset = 4;    // on top of its own price
constexpr int raw_windows_byte = 3;  // a C1 control character for the Windows character of that byte
constexpr int raw_macintosh_byte = 10;

// What is believed of the line so far: nothing, that it was read rightly, that a charset was
// mistaken, or that Macintosh bytes were read as Latin-1.
constexpr int first_codec = 2;
enum State : std::uint8_t { open, right, macintosh_bytes = first_codec + int{Codecs::count}, state_count };

State state_of(Codecs::Name codec) { return static_cast<State>(first_codec + int{codec}); }
bool is_codec(State state) { return state >= first_codec && state != macintosh_bytes; }
Codecs::Name codec_of(State state) { return static_cast<Codecs::Name>(int{state} - first_codec); }

// A sequence read on some path, and the one before it on that path.
struct Step {
  std::int32_t before = -1;
  std::uint32_t at = 0;
  Reading reading;
  State state = open;
};

struct Path {
  int cost = 0;
  Reader reader;
  std::int32_t last = -1;  // step
};

bool is_c1(char32_t c) { return c >= 0x80 && c < 0xA0; }

class Search {
 public:
  Search(const Line& line, const Odds& odds) : line_(line), odds_(odds) {}

  LineRepair run() {
    arrive(0, open, Path{});
    Reader untouched;
    int as_it_stands = 0;
    for (std::size_t at = 0; at < line_.chars.size(); ++at) {
      const Trait trait = trait_of(line_.chars[at].c);
      as_it_stands += untouched.surprise(trait);
      slot(at).each([&](State state, const Path& path) { leave(at, state, path, trait); });
      if (trait.c >= 0x80) read_from(at);
      slot(at).reached = 0;
    }
    // The line's end shows that its last word is over.
    const Trait end = trait_of(U'\n');
    as_it_stands += untouched.surprise(end);
    Path best;
    best.cost = unreached;
    slot(line_.chars.size()).each([&](State, Path path) {
      path.cost += path.reader.surprise(end);
      if (path.cost < best.cost) best = path;
    });
    return result(best, as_it_stands);
  }

 private:
  // The paths that have read up to a character, the best for each state.
  struct Slot {
    std::array<Path, state_count> paths;
    std::uint32_t reached = 0;  // a bit for each state

    template <class Do>
    void each(Do act) const {
      for (std::uint32_t left = reached; left != 0; left &= left - 1) {
        const auto state = static_cast<State>(std::countr_zero(left));
        act(state, paths[state]);
      }
    }
    [[nodiscard]] bool would_take(State state, int cost) const {
      return (reached >> state & 1) == 0 || cost < paths[state].cost;
    }
  };

  Slot& slot(std::size_t at) { return slots_[at % slots_.size()]; }

  void arrive(std::size_t at, State state, const Path& path) {
    Slot& there = slot(at);
    if (!there.would_take(state, path.cost)) return;
    there.paths[state] = path;
    there.reached |= 1u << state;
  }

  // Leaves a character as it stands.
  void leave(std::size_t at, State state, Path path, const Trait& trait) {
    path.cost += path.reader.surprise(trait);
    if (trait.c < 0x80) return arrive(at + 1, state, path);
    if (state == open || state == right) return arrive(at + 1, right, path);
    path.cost += mixed_text;
    arrive(at + 1, state, path);
    arrive(at + 1, right, path);
  }

  void read_from(std::size_t at) {
    const char32_t c = line_.chars[at].c;
    const Codecs::Row& row = Codecs::get().row_of(c);
    for (int codec = 0; codec < Codecs::count; ++codec) {
      if ((row.leads >> codec & 1) == 0) continue;
      const auto name = static_cast<Codecs::Name>(codec);
      const auto once = reading_at(line_, at, name, 1);
      if (!once) continue;
      read_as(at, state_of(name), *once);
      // Misread twice, a character is read in one step as well, for what it is between may be no more
      // plausible than what it was; deeper ones take more passes.
      const bool leads_again = once->meant >= 0x80 && (Codecs::get().row_of(once->meant).leads >> codec & 1) != 0;
      const auto twice = leads_again ? reading_at(line_, at, name, 2) : std::nullopt;
      if (twice) read_as(at, state_of(name), *twice);
    }
    if (c < 0x100) read_byte(at, c);
  }

  [[nodiscard]] int price(State from, State to) const {
    if (from == to) return 0;
    if (to == macintosh_bytes) return from == open ? raw_macintosh_byte : raw_macintosh_byte + mixed_text;
    const int price = odds_.price(codec_of(to));
    return from == open ? price : price + (from == right ? mixed_text : second_charset);
  }

  void read_as(std::size_t at, State to, const Reading& reading) {
    const Trait trait = trait_of(reading.meant);
    slot(at).each(
        [&](State from, const Path& path) { take(at, path, to, reading, trait, price(from, to) + reading.doubt); });
  }

  // One byte of a Windows or Macintosh text that was read as Latin-1.
  void read_byte(std::size_t at, char32_t c) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (is_c1(c)) {
      const Reading reading{Codecs::get().char_of(Codecs::windows_1252, byte), 1, 0, false};
      const Trait trait = trait_of(reading.meant);
      slot(at).each([&](State state, const Path& path) {
        const bool defined = !is_c1(reading.meant) && state != macintosh_bytes;
        if (defined) take(at, path, state, reading, trait, raw_windows_byte);
      });
    }
    const Reading reading{Codecs::get().char_of(Codecs::macintosh, byte), 1, 0, false};
    if (is_c1(c)) return read_as(at, macintosh_bytes, reading);
    const Slot& here = slot(at);
    if ((here.reached >> macintosh_bytes & 1) == 0) return;
    take(at, here.paths[macintosh_bytes], macintosh_bytes, reading, trait_of(reading.meant), 0);
  }

  void take(std::size_t at, Path path, State to, const Reading& reading, const Trait& trait, int price) {
    path.cost += price + path.reader.surprise(trait);
    if (reading.keeps_blank) path.cost += path.reader.surprise(trait_of(U' '));
    const std::size_t next = at + reading.taken;
    if (!slot(next).would_take(to, path.cost)) return;
    steps_.push_back({path.last, static_cast<std::uint32_t>(at), reading, to});
    path.last = static_cast<std::int32_t>(steps_.size() - 1);
    arrive(next, to, path);
  }

  [[nodiscard]] LineRepair result(const Path& best, int as_it_stands) const {
    LineRepair repair;
    std::array<int, Codecs::count> uses{};
    for (std::int32_t i = best.last; i >= 0; i = steps_[i].before) {
      const Step& step = steps_[i];
      const TextSpan old{line_.chars[step.at].span.start, line_.chars[step.at + step.reading.taken - 1].span.end};
      repair.changes.push_back({old, step.reading.meant, step.reading.keeps_blank});
      if (is_codec(step.state)) ++uses[codec_of(step.state)];
    }
    std::ranges::reverse(repair.changes);
    if (stays_garbled(repair.changes) || is_lone_quote(repair.changes)) return {};
    const auto most = std::ranges::max_element(uses);
    if (*most > 0) repair.codec = static_cast<Codecs::Name>(most - uses.begin());
    repair.gain = as_it_stands - best.cost;
    return repair;
  }

  [[nodiscard]] bool is_letter(std::size_t at) const {
    return at < line_.chars.size() && trait_of(line_.chars[at].c).look == Look::letter;
  }

  // A line that keeps more odd pairs than it loses is past mending: better the garble that came in than another.
  [[nodiscard]] bool stays_garbled(const std::vector<LineRepair::Change>& changes) const {
    std::size_t pairs = 0;
    auto change = changes.begin();
    bool odd_before = false;
    for (const auto& character : line_.chars) {
      while (change != changes.end() && change->old.end <= character.span.start) ++change;
      const bool changed = change != changes.end() && change->old.start <= character.span.start;
      const bool readable = Codecs::get().row_of(character.c).byte[Codecs::windows_1252] != 0;
      const bool odd = !changed && (readable || trait_of(character.c).look == Look::box);
      if (odd && odd_before) ++pairs;
      odd_before = odd;
    }
    return pairs > 2 && pairs >= changes.size();
  }

  // "«" by itself, with no word beside it: somebody has drawn a face. But "Read more »" ends a line.
  [[nodiscard]] bool is_lone_quote(const std::vector<LineRepair::Change>& changes) const {
    if (changes.size() != 1 || (changes.front().meant != U'«' && changes.front().meant != U'»')) return false;
    std::size_t at = 0;
    while (at < line_.chars.size() && line_.chars[at].span.start < changes.front().old.start) ++at;
    std::size_t end = at;
    while (end < line_.chars.size() && line_.chars[end].span.start < changes.front().old.end) ++end;
    const bool points_on = end == line_.chars.size() && at >= 2 && line_.chars[at - 1].c == U' ' && is_letter(at - 2);
    return !is_letter(end) && (at == 0 || !is_letter(at - 1)) && !points_on;
  }

  const Line& line_;
  const Odds& odds_;
  // A reading takes at most four characters a layer, or six.
  std::array<Slot, 32> slots_;
  std::vector<Step> steps_;
};

}  // namespace

Odds::Odds() {
  price_.fill(11);
  price_[Codecs::windows_1252] = 9;
  price_[Codecs::macintosh] = 12;
}

LineRepair repair_line(const Line& line, const Odds& odds) { return Search(line, odds).run(); }

}  // namespace copydesk
