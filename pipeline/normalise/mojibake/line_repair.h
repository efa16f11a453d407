// The likeliest reading of one line, were parts of it UTF-8 that somebody decoded as something else.
//
//   const LineRepair repair = repair_line(Line(text, span), Odds());
//   repair.changes;      // {old [7, 15) "â€™" → U+2019, by windows-1252}
//   repair.gain;         // bits by which the line is less surprising
//
// The search runs over the line once and keeps, for every charset that might have been the mistaken
// one, the best way to have read what came so far (Viterbi's algorithm): a sequence is read or left
// as it stands, a charset is believed in once proofs outweigh its price, and what stands among its
// sequences without being one speaks against it. So a line is decided as a whole where it was
// damaged as a whole, and run by run where it was pieced together.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/normalise/mojibake/codecs.h"
#include "pipeline/normalise/mojibake/misread.h"

namespace copydesk {

// What it costs to believe that a line holds text misread by a charset, in bits.
class Odds {
 public:
  Odds();
  [[nodiscard]] int price(Codecs::Name codec) const { return price_[codec]; }
  // Another line of the document has proved that this charset was at work.
  void proved(Codecs::Name codec) { price_[codec] = 2; }

 private:
  std::array<int, Codecs::count> price_{};
};

struct LineRepair {
  struct Change {
    TextSpan old;
    char32_t meant = 0;
    bool keeps_blank = false;
  };
  std::vector<Change> changes;         // from left to right
  Codecs::Name codec = Codecs::count;  // that most changes go back to
  int gain = 0;
};

[[nodiscard]] LineRepair repair_line(const Line& line, const Odds& odds);

}  // namespace copydesk
