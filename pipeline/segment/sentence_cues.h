// The words that tell where an English sentence ends, read from two word lists:
//
//   abbreviations.txt   Inc. <tab> company       what may follow the stop without ending the sentence
//   sentence_cues.txt   while <tab> opener       what a word tells about the sentence it opens
//
// Each list's first lines say what its classes mean. An abbreviation written with a capital is one only
// where the text has a capital ("Art. 5", but "a work of art."). Immutable, so any number of threads may
// read it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"

namespace copydesk {

enum class Abbreviation : std::uint8_t { none, title, latin, company, place, degree, month, name, number, time, other };

// Bits: one word may tell several things.
enum Cue : std::uint16_t {
  cue_opener = 1,         // in lower case a function word: capitalised, it opens a sentence
  cue_surname = 2,        // with opener: a name, too ("May", "Will")
  cue_after_name = 4,     // opens the paragraph under a name that it names again
  cue_after_heading = 8,  // opens the paragraph under any heading
  cue_saying = 16,        // a verb of saying
  cue_lettered = 32,      // a letter may follow it: "Series A"
  cue_zone = 64,          // follows a clock time
  cue_lead = 128,         // opens an adverbial of time: "At 5 a.m."
  cue_domain = 256,       // last part of a web address
  cue_post = 512,         // a post in a company
  cue_verb = 1024,        // a finite verb
};

class SentenceCues {
 public:
  // The texts of the two lists. A Fault names the list, the line and what is wrong with it.
  [[nodiscard]] static Result<SentenceCues> parse(std::string_view abbreviations, std::string_view cues);

  // What `word` abbreviates, given without its last stop or mark: "Inc", "U.S", "Yahoo".
  [[nodiscard]] Abbreviation abbreviation_of(std::string_view word) const;

  // Cue bits of `word`, in any case of letters; 0 for an unknown one.
  [[nodiscard]] std::uint16_t cues_of(std::string_view word) const;

 private:
  struct Entry {
    Abbreviation abbreviation = Abbreviation::none;
    bool needs_capital = false;
    std::uint16_t cues = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };

  [[nodiscard]] const Entry* find(std::string_view word) const;
  [[nodiscard]] Result<void> add_abbreviation(std::string_view word, std::string_view name);
  [[nodiscard]] Result<void> add_cue(std::string_view word, std::string_view name);

  std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;  // by the word in lower case
};

}  // namespace copydesk
