// Folding makes the spellings of a phrase one: what the gazetteer compares.
//
//   fold_phrase("SOCIÉTÉ  Générale")   "societe generale"
//   fold_phrase("Coca-Cola")           "coca cola"         a hyphen inside a word is a blank
//   fold_phrase("J.P. Morgan")         "jp morgan"         a full stop after a single letter or before
//   fold_phrase("Yahoo! Inc.")         "yahoo! inc"        no letter or digit goes; others stay
//   fold_phrase("Booking.com")         "booking.com"
//   fold_phrase("L’Oréal")             "l'oreal"
//   fold_phrase("AT & T")              "at&t"
//
// fold_text() does the same while text is read: it hands bytes and possible ends of a phrase to a
// sink and stops as soon as the sink wants no more, so that a lookup copies nothing. One function
// serves building and looking up, so that both agree. Broken UTF-8 folds to its bytes. Pure
// functions.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace copydesk::gazetteer {

enum class CharacterKind : std::uint8_t {
  word,  // a letter, digit or combining mark
  space,
  hyphen,
  apostrophe,
  full_stop,
  ampersand,
  symbol,  // anything else
};

// One character of the text: what it is, what it folds to, and its size in the text.
struct FoldedCharacter {
  CharacterKind kind = CharacterKind::symbol;
  std::uint8_t size = 1;         // bytes read
  std::uint8_t folded_size = 1;  // 0-4
  std::array<char, 4> folded = {};
};

// Reads the character at text[at]. Requires at < text.size().
[[nodiscard]] FoldedCharacter read_character(std::string_view text, std::size_t at);

[[nodiscard]] std::string fold_phrase(std::string_view phrase);

// a-z, 0-9 and folded A-Z, else 0: the quick way for most of the text.
alignas(64) inline constexpr std::array<char, 256> ascii_word = [] {
  std::array<char, 256> table = {};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = static_cast<char>(c - 'A' + 'a');
  return table;
}();

namespace detail {

[[nodiscard]] inline bool word_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) return ascii_word[static_cast<unsigned char>(text[at])] != 0;
  return read_character(text, at).kind == CharacterKind::word;
}

[[nodiscard]] inline std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const FoldedCharacter character = read_character(text, at);
    if (character.kind != CharacterKind::space) break;
    at += character.size;
  }
  return at;
}

// True where the apostrophe that ends before `after` begins a possessive or closes a quotation: a
// phrase may end before it.
[[nodiscard]] inline bool apostrophe_ends_word(std::string_view text, std::size_t after) {
  if (!word_at(text, after)) return true;
  return (text[after] == 's' || text[after] == 'S') && !word_at(text, after + 1);
}

}  // namespace detail

// Reads `text` from `start` and calls sink.byte(char) → bool for each folded byte (false stops) and
// sink.end(std::size_t) before it at each place where a phrase may end.
template <class Sink>
class Folder {
 public:
  Folder(std::string_view text, std::size_t start, Sink& sink, std::size_t letters)
      : text_(text), at_(start + letters), letters_(letters), sink_(sink) {}

  void run() {
    while (at_ < text_.size()) {
      if (const char letter = ascii_word[static_cast<unsigned char>(text_[at_])]; letter != 0) [[likely]] {
        ++letters_;
        ++at_;
        if (!sink_.byte(letter)) return;
      } else if (!beyond_letters()) {
        return;
      }
    }
    if (!trailing_blank_) sink_.end(at_);
  }

 private:
  // Each of these reads one character and says whether the sink wants more.
  bool beyond_letters() {
    // The quick way for most of the rest: one blank before an ASCII letter or digit.
    if (text_[at_] == ' ' && at_ + 1 < text_.size() && ascii_word[static_cast<unsigned char>(text_[at_ + 1])] != 0) {
      sink_.end(at_++);
      letters_ = 0;
      return sink_.byte(' ');
    }
    const FoldedCharacter character = read_character(text_, at_);
    const std::size_t next = at_ + character.size;
    switch (character.kind) {
      case CharacterKind::word: return word(character, next);
      case CharacterKind::space: return space(next);
      case CharacterKind::hyphen: return hyphen(next);
      case CharacterKind::apostrophe: return apostrophe(next);
      case CharacterKind::full_stop: return full_stop(next);
      case CharacterKind::ampersand: return ampersand(next);
      case CharacterKind::symbol: return symbol(character, next);
    }
    return false;
  }

  bool word(const FoldedCharacter& character, std::size_t next) {
    if (character.folded_size != 0) ++letters_;
    at_ = next;
    return bytes(character);
  }

  bool space(std::size_t next) {
    sink_.end(at_);
    letters_ = 0;
    at_ = detail::skip_space(text_, next);
    trailing_blank_ = at_ == text_.size();
    // "AT & T" is "AT&T".
    return trailing_blank_ || text_[at_] == '&' || sink_.byte(' ');
  }

  bool hyphen(std::size_t next) {
    sink_.end(at_);
    // Between blanks a hyphen is a dash, which parts names.
    return part(next, letters_ != 0 && detail::word_at(text_, next) ? ' ' : '-');
  }

  bool apostrophe(std::size_t next) {
    if (letters_ == 0 || detail::apostrophe_ends_word(text_, next)) sink_.end(at_);
    return part(next, '\'');
  }

  bool full_stop(std::size_t next) {
    const bool word_follows = detail::word_at(text_, next);
    if (!word_follows || letters_ == 0) sink_.end(at_);
    const bool dropped = letters_ == 1 || (letters_ != 0 && !word_follows);
    if (!dropped) return part(next, '.');
    letters_ = 0;
    at_ = next;
    return true;
  }

  bool ampersand(std::size_t next) {
    sink_.end(at_);
    if (!part(next, '&')) return false;
    sink_.end(next);
    at_ = detail::skip_space(text_, next);
    return true;
  }

  bool symbol(const FoldedCharacter& character, std::size_t next) {
    sink_.end(at_);
    letters_ = 0;
    at_ = next;
    return bytes(character);
  }

  bool part(std::size_t next, char folded) {
    letters_ = 0;
    at_ = next;
    return sink_.byte(folded);
  }

  bool bytes(const FoldedCharacter& character) {
    for (std::size_t i = 0; i < character.folded_size; ++i) {
      if (!sink_.byte(character.folded[i])) return false;
    }
    return true;
  }

  std::string_view text_;  // the caller's, for as long as run() lasts
  std::size_t at_;
  std::size_t letters_;  // in the run of word characters before at_
  bool trailing_blank_ = false;
  Sink& sink_;
};

// The sink already has the first `letters` ones, which are of ascii_word.
template <class Sink>
void fold_text(std::string_view text, std::size_t start, Sink& sink, std::size_t letters = 0) {
  Folder<Sink>(text, start, sink, letters).run();
}

}  // namespace copydesk::gazetteer
