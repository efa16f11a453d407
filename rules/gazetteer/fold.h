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
void fold_text(std::string_view text, std::size_t start, Sink& sink) {
  std::size_t at = start;
  std::size_t letters = 0;  // in the run of word characters before `at`
  while (at < text.size()) {
    if (const char c = ascii_word[static_cast<unsigned char>(text[at])]; c != 0) [[likely]] {
      ++letters;
      if (!sink.byte(c)) return;
      ++at;
      continue;
    }
    // The quick way for most of the rest: one blank before an ASCII letter or digit.
    if (text[at] == ' ' && at + 1 < text.size() && ascii_word[static_cast<unsigned char>(text[at + 1])] != 0) {
      sink.end(at);
      letters = 0;
      if (!sink.byte(' ')) return;
      ++at;
      continue;
    }
    const FoldedCharacter character = read_character(text, at);
    const std::size_t next = at + character.size;
    switch (character.kind) {
      case CharacterKind::word:
        if (character.folded_size != 0) ++letters;
        for (int i = 0; i < character.folded_size; ++i) {
          if (!sink.byte(character.folded[static_cast<std::size_t>(i)])) return;
        }
        at = next;
        continue;
      case CharacterKind::space:
        sink.end(at);
        letters = 0;
        at = detail::skip_space(text, next);
        if (at == text.size()) return;
        // "AT & T" is "AT&T".
        if (text[at] == '&') continue;
        if (!sink.byte(' ')) return;
        continue;
      case CharacterKind::hyphen: {
        sink.end(at);
        // Between blanks a hyphen is a dash, which parts names.
        const bool joins = letters != 0 && detail::word_at(text, next);
        if (!sink.byte(joins ? ' ' : '-')) return;
        break;
      }
      case CharacterKind::apostrophe:
        if (letters == 0 || detail::apostrophe_ends_word(text, next)) sink.end(at);
        if (!sink.byte('\'')) return;
        break;
      case CharacterKind::full_stop: {
        const bool word_follows = detail::word_at(text, next);
        if (!word_follows || letters == 0) sink.end(at);
        if (letters == 1 || (letters != 0 && !word_follows)) break;
        if (!sink.byte('.')) return;
        break;
      }
      case CharacterKind::ampersand:
        sink.end(at);
        if (!sink.byte('&')) return;
        sink.end(next);
        at = detail::skip_space(text, next);
        letters = 0;
        continue;
      case CharacterKind::symbol:
        sink.end(at);
        for (int i = 0; i < character.folded_size; ++i) {
          if (!sink.byte(character.folded[static_cast<std::size_t>(i)])) return;
        }
        break;
    }
    letters = 0;
    at = next;
  }
  sink.end(at);
}

}  // namespace copydesk::gazetteer
