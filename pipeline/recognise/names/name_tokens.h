// The document's tokens as the recogniser of names sees them: what a word looks like, which word
// classes and gazetteer classes it has, and where its name part ends.
//
//   "Bitmain’s"   [Bitmain] capital, possessive     the possessive is no part of a name
//   "GLM-4-Plus"  capital, digits                   a word of letters and digits
//   "OpenAI"      capital, camel
//   "U.S.-based"  [U.S.] capital, based
//   "Tier-one"    no capital: the last part of a hyphened word says whether it is a name
//
// Scratch data of one document, filled anew for each; only what is known of common words stays.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/recognise/names/word_classes.h"
#include "pipeline/segment/segmentation.h"
#include "rules/gazetteer.h"

namespace copydesk::names {

enum TokenFlag : std::uint32_t {
  kCapital = 1U << 0U,   // may be part of a name by its letters
  kAllUpper = 1U << 1U,  // two or more letters, none lower-case
  kCamel = 1U << 2U,     // an upper-case letter after a lower-case one
  kDigits = 1U << 3U,    // letters and digits
  kLower = 1U << 4U,     // a word without a capital
  kNumber = 1U << 5U,
  kMark = 1U << 6U,        // punctuation or symbol
  kInitial = 1U << 7U,     // one capital letter, perhaps with a full stop
  kPossessive = 1U << 8U,  // 's was cut off
  kEdge = 1U << 9U,        // what stands before the first and after the last token of a sentence
  kMoney = 1U << 10U,
  kDate = 1U << 11U,
  kCount = 1U << 12U,   // a number value
  kDomain = 1U << 13U,  // "Moonshot.ai", "Amazon.com"
  kHyphen = 1U << 14U,
  kGlued = 1U << 15U,          // no white space before it
  kAddress = 1U << 16U,        // a web or mail address, a handle
  kBased = 1U << 18U,          // "-based" was cut off
  kAcronyms = 1U << 19U,       // "NFTs"
  kPeople = 1U << 20U,         // "Oregonians", "Marylanders": by its ending, may be a plural of people
  kGluedCapitals = 1U << 21U,  // "LLCAcme": capitals that may be a word of their own
  kInPhrase = 1U << 17U,       // in a name of the gazetteer, not its first word: "and Spencer"
  kOrdinary = 1U << 22U,       // a word of the language
  kJoins = 1U << 23U,          // may stand inside a name: "of", "van"
};

struct NameToken {
  std::uint32_t start = 0;
  std::uint32_t end = 0;  // of the part that may stand in a name
  std::uint64_t hash = 0;
  std::uint32_t flags = 0;
  std::uint32_t lexical = 0;  // LexicalClasses of the gazetteer's entry for just this word
  ClassSetId classes = 0;
  char letter = 0;  // the first byte, for initials
};

// A phrase of the gazetteer in tokens [first, last).
struct KnownPhrase {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t lexical = 0;
  bool ordinary_word = false;
};

// True where the gazetteer's classes say that a phrase is a name of a company, organisation, person or place.
[[nodiscard]] bool is_name(std::uint32_t lexical);

// n % divisor without a division (Lemire, Kaser and Kurz, "Faster remainder by direct computation", 2019).
class Remainder {
 public:
  explicit Remainder(std::uint64_t divisor) : divisor_(divisor), inverse_(~Wide{0} / divisor + 1) {}
  [[nodiscard]] std::uint64_t operator()(std::uint64_t n) const {
    const Wide fraction = inverse_ * n;
    const Wide low = static_cast<Wide>(static_cast<std::uint64_t>(fraction)) * divisor_;
    return static_cast<std::uint64_t>(((low >> 64U) + (fraction >> 64U) * divisor_) >> 64U);
  }

 private:
  __extension__ using Wide = unsigned __int128;
  std::uint64_t divisor_;
  Wide inverse_;  // as a fraction; 1 for the divisor 1
};

class NameTokens {
 public:
  // `glue_word`: words that lost blanks glue to names, "Details" in "Contact DetailsAcme". `ordinary` and `joins`: the
  // classes of kOrdinary and kJoins.
  NameTokens(ClassId glue_word, ClassId ordinary, ClassId joins)
      : glue_word_(glue_word), ordinary_(ordinary), joins_(joins), known_words_(kKnownWords) {}

  // Fills the tokens of `segmentation`, for `words` that are always the same; those under a value of `values` get its
  // flag. `all` of values is sorted.
  void fill(std::string_view text, const Segmentation& segmentation, const Mentions& values, const WordClasses& words);
  // Looks up the capitalised words in the gazetteer, always the same: one-word entries become `lexical`, longer ones
  // `phrases`.
  void look_up(std::string_view text, const Segmentation& segmentation, const Gazetteer& gazetteer);

  // Where a word may be two, glued by a lost blank: before a capital that follows a small letter.
  struct Joint {
    std::uint32_t offset = 0;      // in the document's text
    std::uint64_t hash = 0;        // of what follows
    std::uint64_t front_hash = 0;  // of what goes before
  };
  [[nodiscard]] const std::vector<Joint>& joints(std::string_view text, std::size_t token);
  void cut_front(std::size_t token, const Joint& joint);  // the token is what follows
  void cut_back(std::size_t token, const Joint& joint);   // the token is what goes before

  [[nodiscard]] const NameToken& operator[](std::size_t i) const { return tokens_[i]; }
  [[nodiscard]] char letter(std::size_t i) const { return tokens_[i].letter; }
  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const std::vector<KnownPhrase>& phrases() const { return phrases_; }  // by first token, then length
  // True where some token of the document is this word without a capital.
  [[nodiscard]] bool seen_lower(std::uint64_t hash) const {
    return (lower_[lower_place_(hash / 64)] >> (hash % 64) & 1U) != 0;
  }

 private:
  static constexpr std::size_t kKnownWords = 16'384;

  // A word of up to 15 bytes as it is written, with what the tokeniser says of it in the last byte.
  struct Writing {
    std::uint64_t front = 0;
    std::uint64_t back = 0;
    friend bool operator==(const Writing&, const Writing&) = default;
  };
  static Writing writing_of(std::string_view text, const Token& token);  // of no word where it is longer
  // A word and what was read in it; at first no word. Half a line of the cache.
  struct alignas(32) KnownWord {
    Writing writing;
    std::uint64_t hash = 0;
    std::uint32_t flags = 0;
    ClassSetId classes = 0;
    std::uint8_t start = 0;  // of the part that may stand in a name
    std::uint8_t end = 0;
  };

  [[nodiscard]] KnownWord& place_of(const Writing& writing);
  void read(std::string_view text, const Token& token, const Writing& writing, const WordClasses& words,
            NameToken& made);
  [[nodiscard]] NameToken read_anew(std::string_view word, const Token& token, const WordClasses& words) const;
  void read_word(std::string_view word, const Token& token, const WordClasses& words, NameToken& made) const;
  std::string_view unglue(std::string_view word, NameToken& token, const WordClasses& words) const;

  ClassId glue_word_;
  ClassId ordinary_;
  ClassId joins_;
  std::vector<KnownWord> known_words_;  // by a hash of their writing; the latest has the place
  std::vector<Joint> joints_;
  std::vector<NameToken> tokens_;
  std::vector<KnownPhrase> phrases_;
  std::vector<std::uint64_t> lower_;  // a bit per hash value modulo its size
  Remainder lower_place_{1};
  std::vector<TextSpan> rooms_;  // scratch of look_up
  std::vector<std::uint32_t> room_tokens_;
  std::vector<GazetteerHit> hits_;
  GazetteerMemory known_starts_;
};

}  // namespace copydesk::names
