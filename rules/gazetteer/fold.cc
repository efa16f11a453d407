#include "rules/gazetteer/fold.h"

namespace copydesk::gazetteer {
namespace {

#include "rules/gazetteer/fold_table.inc"

// The code point at text[at] and its size; size 1 and a value above Unicode where the UTF-8 is broken.
struct CodePoint {
  std::uint32_t value = 0x110000;
  std::uint8_t size = 1;
};

CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])); };
  const auto continues = [&](std::size_t i) { return at + i < text.size() && (byte(i) & 0xC0) == 0x80; };
  const std::uint32_t lead = byte(0);
  if (lead >= 0xC2 && lead < 0xE0 && continues(1)) return {(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (lead >= 0xE0 && lead < 0xF0 && continues(1) && continues(2)) {
    return {(lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  }
  if (lead >= 0xF0 && lead < 0xF5 && continues(1) && continues(2) && continues(3)) {
    return {(lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F), 4};
  }
  return {};
}

CharacterKind ascii_kind(char c) {
  switch (c) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case '\v':
    case '\f': return CharacterKind::space;
    case '-': return CharacterKind::hyphen;
    case '\'':
    case '`': return CharacterKind::apostrophe;
    case '.': return CharacterKind::full_stop;
    case '&': return CharacterKind::ampersand;
    default: return CharacterKind::symbol;
  }
}

bool within(std::uint32_t c, std::uint32_t first, std::uint32_t last) { return c >= first && c <= last; }

// What folding needs to know of Unicode beyond ASCII; everything that is not said to be something
// else is a letter. Coarse where news in English has nothing to tell apart.
CharacterKind kind_of(std::uint32_t c) {
  if (c == 0xA0 || c == 0x1680 || within(c, 0x2000, 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
      c == 0x205F || c == 0x3000 || c == 0xFEFF) {
    return CharacterKind::space;
  }
  if (within(c, 0x2010, 0x2013) || c == 0x2212) return CharacterKind::hyphen;
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0xB4 || c == 0x2032) return CharacterKind::apostrophe;
  if (within(c, 0x80, 0xBF)) return c == 0xAA || c == 0xB5 || c == 0xBA ? CharacterKind::word : CharacterKind::symbol;
  const bool symbol = c == 0xD7 || c == 0xF7 || within(c, 0x2014, 0x2BFF) || within(c, 0x3001, 0x303F) ||
                      within(c, 0xD800, 0xF8FF) || within(c, 0xFF00, 0xFF0F) || within(c, 0xFF1A, 0xFF20) ||
                      within(c, 0xFFE0, 0xFFFF) || within(c, 0x1F000, 0x1FAFF) || c >= 0xE0000;
  return symbol ? CharacterKind::symbol : CharacterKind::word;
}

bool combining_mark(std::uint32_t c) {
  return within(c, 0x300, 0x36F) || within(c, 0x1AB0, 0x1AFF) || within(c, 0x1DC0, 0x1DFF);
}

// The two-byte code point of the same letter in lower case, for Greek and Cyrillic.
std::uint32_t lower_case(std::uint32_t c) {
  if (within(c, 0x391, 0x3A9) || within(c, 0x410, 0x42F)) return c + 0x20;
  if (within(c, 0x400, 0x40F)) return c + 0x50;
  return c;
}

// ASCII for a Latin letter with marks, a full-width letter; else empty.
std::string_view latin(std::uint32_t c) {
  std::string_view cell;
  if (within(c, 0xC0, 0x24F)) cell = latin_00c0.substr((c - 0xC0) * 2, 2);
  if (within(c, 0x1E00, 0x1EFF)) cell = latin_1e00.substr((c - 0x1E00) * 2, 2);
  if (within(c, 0xFF10, 0xFF19)) return std::string_view("0123456789").substr(c - 0xFF10, 1);
  if (within(c, 0xFF21, 0xFF3A)) return std::string_view("abcdefghijklmnopqrstuvwxyz").substr(c - 0xFF21, 1);
  if (within(c, 0xFF41, 0xFF5A)) return std::string_view("abcdefghijklmnopqrstuvwxyz").substr(c - 0xFF41, 1);
  if (cell.empty() || cell[0] == '.') return {};
  return cell[1] == ' ' ? cell.substr(0, 1) : cell;
}

void set_folded(FoldedCharacter& character, std::string_view bytes) {
  character.folded_size = static_cast<std::uint8_t>(bytes.copy(character.folded.data(), character.folded.size()));
}

FoldedCharacter beyond_ascii(std::string_view text, std::size_t at) {
  const CodePoint point = decode(text, at);
  FoldedCharacter character;
  character.size = point.size;
  character.kind = kind_of(point.value);
  if (combining_mark(point.value)) {
    character.kind = CharacterKind::word;
    character.folded_size = 0;
  } else if (const std::string_view ascii = latin(point.value); !ascii.empty()) {
    set_folded(character, ascii);
  } else if (const std::uint32_t lower = lower_case(point.value); lower != point.value) {
    character.folded_size = 2;
    character.folded = {static_cast<char>(0xC0 | lower >> 6), static_cast<char>(0x80 | (lower & 0x3F))};
  } else {
    set_folded(character, text.substr(at, point.size));
  }
  return character;
}

struct Appender {
  std::string& folded;
  bool byte(char c) const {
    folded += c;
    return true;
  }
  void end(std::size_t) const {}
};

}  // namespace

FoldedCharacter read_character(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (static_cast<unsigned char>(c) >= 0x80) return beyond_ascii(text, at);
  FoldedCharacter character;
  if (const char letter = ascii_word[static_cast<unsigned char>(c)]; letter != 0) {
    character.kind = CharacterKind::word;
    character.folded[0] = letter;
    return character;
  }
  character.kind = ascii_kind(c);
  // The index keeps NUL for the end of a phrase.
  character.folded[0] = c == '\0' ? '\1' : c;
  return character;
}

std::string fold_phrase(std::string_view phrase) {
  std::string folded;
  Appender appender{folded};
  fold_text(phrase, detail::skip_space(phrase, 0), appender);
  return folded;
}

}  // namespace copydesk::gazetteer
