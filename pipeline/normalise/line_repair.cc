#include "pipeline/normalise/line_repair.h"

#include <algorithm>
#include <limits>

#include "pipeline/normalise/plausibility.h"

namespace copydesk {
namespace {

constexpr int unreached = std::numeric_limits<int>::max() / 2;

// Prices, in bits.
constexpr int mixed_text = 4;        // a sequence beside text that was read rightly, or the reverse
constexpr int second_charset = 4;    // on top of its own price
constexpr int raw_windows_byte = 3;  // a C1 control character for the Windows character of that byte
constexpr int raw_macintosh_byte = 10;

// Misread twice, a character is read in one step, for what it is between may be no more plausible
// than what it was; deeper ones take more passes.
constexpr int most_layers = 2;

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
  int cost = unreached;
  Reader reader;
  std::int32_t last = -1;  // step
};

bool is_c1(char32_t c) { return c >= 0x80 && c < 0xA0; }

class Search {
 public:
  Search(const Line& line, const Odds& odds) : line_(line), odds_(odds) {}

  LineRepair run() {
    paths(0)[open].cost = 0;
    Reader untouched;
    int as_it_stands = 0;
    for (std::size_t at = 0; at < line_.chars.size(); ++at) {
      const Trait trait = trait_of(line_.chars[at].c);
      as_it_stands += untouched.surprise(trait);
      for (int state = open; state < state_count; ++state) leave(at, static_cast<State>(state), trait);
      if (trait.c >= 0x80) read_from(at);
      paths(at).fill({});
    }
    // The line's end shows that its last word is over.
    const Trait end = trait_of(U'\n');
    as_it_stands += untouched.surprise(end);
    for (Path& path : paths(line_.chars.size())) path.cost += path.reader.surprise(end);
    return result(as_it_stands);
  }

 private:
  // The paths that have read up to a character.
  std::array<Path, state_count>& paths(std::size_t at) { return window_[at % window_.size()]; }

  void arrive(std::size_t at, State state, const Path& path) {
    if (path.cost < paths(at)[state].cost) paths(at)[state] = path;
  }

  // Leaves a character as it stands.
  void leave(std::size_t at, State state, const Trait& trait) {
    Path path = paths(at)[state];
    if (path.cost >= unreached) return;
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
      for (int layers = 1; layers <= most_layers; ++layers) {
        if (const auto reading = reading_at(line_, at, name, layers)) read_as(at, state_of(name), *reading);
      }
    }
    if (c < 0x100) read_byte(at, c);
  }

  int price(State from, State to) const {
    if (from == to) return 0;
    if (to == macintosh_bytes) return from == open ? raw_macintosh_byte : raw_macintosh_byte + mixed_text;
    const int price = odds_.price(codec_of(to));
    return from == open ? price : price + (from == right ? mixed_text : second_charset);
  }

  void read_as(std::size_t at, State to, const Reading& reading) {
    const Trait trait = trait_of(reading.meant);
    for (int from = open; from < state_count; ++from) {
      take(at, static_cast<State>(from), to, reading, trait, price(static_cast<State>(from), to) + reading.doubt);
    }
  }

  // One byte of a Windows or Macintosh text that was read as Latin-1.
  void read_byte(std::size_t at, char32_t c) {
    const auto byte = static_cast<std::uint8_t>(c);
    if (is_c1(c)) {
      const Reading reading{Codecs::get().char_of(Codecs::windows_1252, byte), 1, 0, false};
      const Trait trait = trait_of(reading.meant);
      for (int state = open; state < macintosh_bytes && !is_c1(reading.meant); ++state) {
        take(at, static_cast<State>(state), static_cast<State>(state), reading, trait, raw_windows_byte);
      }
    }
    const Reading reading{Codecs::get().char_of(Codecs::macintosh, byte), 1, 0, false};
    if (is_c1(c)) return read_as(at, macintosh_bytes, reading);
    take(at, macintosh_bytes, macintosh_bytes, reading, trait_of(reading.meant), 0);
  }

  void take(std::size_t at, State from, State to, const Reading& reading, const Trait& trait, int price) {
    Path path = paths(at)[from];
    if (path.cost >= unreached) return;
    path.cost += price + path.reader.surprise(trait);
    if (reading.keeps_blank) path.cost += path.reader.surprise(trait_of(U' '));
    const std::size_t next = at + reading.taken;
    if (path.cost >= paths(next)[to].cost) return;
    steps_.push_back({path.last, static_cast<std::uint32_t>(at), reading, to});
    path.last = static_cast<std::int32_t>(steps_.size() - 1);
    arrive(next, to, path);
  }

  LineRepair result(int as_it_stands) {
    const auto& ends = paths(line_.chars.size());
    const Path& best = *std::ranges::min_element(ends, {}, &Path::cost);
    LineRepair repair;
    std::array<int, Codecs::count> uses{};
    for (std::int32_t i = best.last; i >= 0; i = steps_[i].before) {
      const Step& step = steps_[i];
      const TextSpan old{line_.chars[step.at].span.start, line_.chars[step.at + step.reading.taken - 1].span.end};
      repair.changes.push_back({old, step.reading.meant, step.reading.keeps_blank});
      if (is_codec(step.state)) ++uses[codec_of(step.state)];
    }
    std::ranges::reverse(repair.changes);
    const auto most = std::ranges::max_element(uses);
    if (*most > 0) repair.codec = static_cast<Codecs::Name>(most - uses.begin());
    repair.gain = as_it_stands - best.cost;
    return repair;
  }

  const Line& line_;
  const Odds& odds_;
  // A reading takes at most four characters a layer, or six.
  std::array<std::array<Path, state_count>, 32> window_{};
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
