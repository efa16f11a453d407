// A Gazetteer is an immutable index of phrases: names of companies, people and places, legal
// suffixes, titles. It finds them in running text, many per microsecond.
//
//   Gazetteer names = Gazetteer::build({{"Société Générale", LexicalClass::company, "", "FR"},
//                                       {"SocGen", LexicalClass::company, "Société Générale", "FR"}});
//   std::vector<GazetteerHit> hits;
//   names.matches(text, words, hits);                    // "SOCIETE GENERALE's" → bytes [0, 16)
//   names.entry(hits[0].first_entry).country             // "FR"
//
// What counts as the same phrase (rules/gazetteer/fold.h): case and accents do not matter; white
// space, however long, is one blank, and so is a hyphen inside a word ("Coca Cola" is "Coca-Cola");
// "U.S." is "US", "Inc." is "Inc", "AT & T" is "AT&T".
//
// A match starts where a given word starts and ends where a word ends: before white space,
// punctuation, a hyphen or a possessive 's, never inside letters or digits, nor before an
// apostrophe or a full stop that a letter follows ("Don" is not in "Don't", nor "Amazon" in
// "Amazon.com"). The full stop that ends "Inc." or "U.S." is not in the span: whoever knows the
// tokens knows whether it also ends the sentence. Spans are half-open bytes of the text.
//
// Several indices make one with with(): the bundled lists and a user's own. A phrase that two of them
// hold makes one hit, with the classes of both and the entries of the first.
//
// Built in memory or mapped from a file (written by save(), opened in well under a millisecond
// whatever its size; native byte order). A damaged file gives a Fault or wrong matches, never a
// read outside it. Cheap to copy (copies share the index); any number of threads may use one.
// Matching allocates nothing but what `out` needs to grow.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/text/span.h"

namespace copydesk {

// What a phrase may be. The lists under rules/en/lists say which (rules/gazetteer/lists.h).
enum class LexicalClass : std::uint8_t {
  company,       // "Siemens"
  organisation,  // no company: "European Commission", "Stanford University"
  given_name,    // "Daxin"
  surname,       // "Jiang"
  person,        // a whole name
  city,          // "Leeds"
  region,        // "Bavaria", "Calif."
  country,       // "France", "UK"
  nationality,   // "French", "Frenchwoman"
  product,       // "Photoshop"
  legal_suffix,  // "Inc.", "GmbH"
  sector_noun,   // "Capital", "Labs"
  title,         // "chief executive officer"
  honorific,     // "Mr.", "Dr."
  common_word,   // an ordinary English word: "target", "will"; no name by itself
};
inline constexpr std::size_t lexical_class_count = 15;

[[nodiscard]] const char* name_of(LexicalClass lexical_class);

class LexicalClasses {
 public:
  constexpr LexicalClasses() = default;
  constexpr LexicalClasses(LexicalClass one) : bits_(1U << static_cast<unsigned>(one)) {}
  constexpr LexicalClasses(std::initializer_list<LexicalClass> classes) {
    for (LexicalClass one : classes) add(one);
  }
  [[nodiscard]] static constexpr LexicalClasses of_bits(std::uint32_t bits) {
    LexicalClasses classes;
    classes.bits_ = bits;
    return classes;
  }
  constexpr void add(LexicalClasses other) { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool has(LexicalClass one) const { return (bits_ & LexicalClasses(one).bits_) != 0; }
  [[nodiscard]] constexpr bool any_of(LexicalClasses other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
  friend constexpr bool operator==(LexicalClasses, LexicalClasses) = default;

 private:
  std::uint32_t bits_ = 0;
};

// What goes into an index.
struct GazetteerName {
  std::string phrase;
  LexicalClasses classes;
  std::string canonical = {};  // the name it is another name of; empty: the phrase itself
  std::string country = {};    // ISO 3166 alpha-2, or empty
  bool ordinary_word = false;  // also a common English word: "Target", "Visa", "Will"
};

// What comes out of it; the views live as long as the Gazetteer.
struct GazetteerEntry {
  LexicalClasses classes;
  std::string_view canonical;
  std::string_view country;
  bool ordinary_word = false;
};

struct GazetteerHit {
  TextSpan span;
  std::uint32_t word = 0;         // index of the word it starts at
  std::uint32_t first_entry = 0;  // its entries are [first_entry, first_entry + entry_count)
  std::uint32_t entry_count = 0;  // several where the phrase has several: "Jordan"
  LexicalClasses classes;         // of all its entries
  bool ordinary_word = false;     // of any of its entries
};

// Remembers where the first letters of words lead in the indexes of one Gazetteer, so that the way there, each step
// far from the last in memory, is not gone again. For one thread.
class GazetteerMemory {
 private:
  friend class Gazetteer;
  struct Place {
    std::uint64_t letters = 0;  // up to eight, folded, as bytes; 0: none
    std::uint32_t node = 0;     // none where no phrase begins with them
    std::uint32_t base = 0;
    std::uint32_t tail = 0;
  };
  std::vector<std::vector<Place>> places_;  // of each index, by a hash of the letters; the latest has the place
  std::vector<std::uint64_t> letters_;      // of the words that are looked up
};

class Gazetteer {
 public:
  enum class Keep : std::uint8_t {
    longest,  // at each word the longest phrase
    all,      // at each word every phrase, shortest first
  };

  Gazetteer();  // holds no phrase
  // Phrases that fold to nothing or to more than 255 bytes are left out. Names of the same folded
  // phrase that differ in canonical name or country become several entries, in the order given.
  // `digest` is stored, and given back by digest(); 0: one is made from the names.
  [[nodiscard]] static Gazetteer build(const std::vector<GazetteerName>& names, std::uint64_t digest = 0);
  [[nodiscard]] static Result<Gazetteer> open(const std::string& path);
  [[nodiscard]] static Result<Gazetteer> from_bytes(std::string bytes);  // the contents of such a file
  // Writes an index that is none of several to a file, at once or not at all.
  [[nodiscard]] Result<void> save(const std::string& path) const;
  // The phrases of this one and of `more`, each where it is: nothing is copied.
  [[nodiscard]] Gazetteer with(const Gazetteer& more) const;

  // Appends to `out` what starts at each of `words` and ends no later than the last of them: give
  // the words of one sentence, or those of them that may start a name. `words` ascend.
  void matches(std::string_view text, std::span<const TextSpan> words, std::vector<GazetteerHit>& out,
               Keep keep = Keep::longest) const;
  // All such matches of a text at once, faster for text after text: most words were met before. Each of `rooms` starts
  // where a word does and ends where what starts there has to end. `memory` is of this Gazetteer.
  void matches(std::string_view text, std::span<const TextSpan> rooms, std::vector<GazetteerHit>& out,
               GazetteerMemory& memory) const;
  // The same for the one word that is all of `phrase`: its entries, or a hit of none.
  [[nodiscard]] GazetteerHit find(std::string_view phrase) const;

  [[nodiscard]] GazetteerEntry entry(std::uint32_t id) const;  // id < entries()
  [[nodiscard]] std::uint32_t entries() const;                 // phrases that say the same share theirs
  [[nodiscard]] std::uint32_t size() const;                    // phrases
  [[nodiscard]] std::uint64_t bytes() const;                   // of the index
  [[nodiscard]] std::uint64_t digest() const;                  // of the first

 private:
  class Image;
  explicit Gazetteer(std::shared_ptr<const Image> image);
  std::vector<std::shared_ptr<const Image>> images_;  // at least one
};

}  // namespace copydesk
