#include "pipeline/normalise/mojibake/misread.h"

#include <algorithm>

#include "pipeline/normalise/scan.h"
#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

constexpr char32_t lost_character = 0xFFFD;

int bytes_after(std::uint8_t lead) { return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3; }

bool is_overlong(char32_t c, int more) { return c < (more == 1 ? 0x80u : more == 2 ? 0x800u : 0x10000u); }
bool is_high_surrogate(char32_t c) { return c >= 0xD800 && c < 0xDC00; }
bool is_low_surrogate(char32_t c) { return c >= 0xDC00 && c < 0xE000; }

// What may stand for a lost byte is too common behind quotes and dashes.
bool may_lose_bytes(char32_t lead) { return lead < 0x2010 || lead > 0x2030; }

bool is_c1(char32_t c) { return c >= 0x80 && c < 0xA0; }

// A control character where the charset has another character for its byte: two charsets at work.
bool is_foreign_c1(Codecs::Name codec, char32_t c) {
  return codec != Codecs::windows_1252 && Codecs::get().char_of(codec, static_cast<std::uint8_t>(c)) != c;
}

// What stands at a place of the line once so many layers of misreading are taken off.
struct Piece {
  char32_t c = 0;
  std::size_t taken = 0;  // characters of the line; 0 if nothing stands there
  std::uint8_t doubt = 0;
};

Piece piece_at(const Line& line, std::size_t at, Codecs::Name codec, int layers) {
  if (layers > 0) {
    const auto reading = reading_at(line, at, codec, layers);
    if (!reading || reading->meant == lost_character || reading->keeps_blank) return {};
    return {reading->meant, reading->taken, reading->doubt};
  }
  if (at >= line.chars.size()) return {};
  const bool goes_on = at == 0 || line.chars[at].span.start == line.chars[at - 1].span.end;
  return {line.chars[at].c, goes_on || line.chars[at].c >= 0x80 ? std::size_t{1} : 0, 0};
}

// A sequence of bytes read off the line, before it is known to be good.
struct Sequence {
  char32_t value = 0;
  int more = 0;           // continuation bytes
  std::size_t taken = 0;  // characters; 0 if there is none
  bool lost = false;
  int doubt = 0;
};

Sequence sequence_at(const Line& line, std::size_t at, Codecs::Name codec, int layers) {
  const Codecs& codecs = Codecs::get();
  const Piece first = piece_at(line, at, codec, layers - 1);
  const std::uint8_t lead = first.c < 0x80 ? 0 : codecs.row_of(first.c).byte[codec];
  if (lead < 0xC2 || lead > 0xF4) return {};
  const bool lossy = layers == 1 && may_lose_bytes(first.c);
  Sequence found{0, bytes_after(lead), 0, false, first.doubt};
  found.value = lead & (0x3F >> found.more);
  std::size_t end = at + first.taken;
  for (int i = 0; i < found.more; ++i) {
    const Piece piece = piece_at(line, end, codec, layers - 1);
    if (piece.taken == 0) return {};
    std::uint8_t byte = piece.c < 0x80 ? 0 : codecs.row_of(piece.c).byte[codec];
    found.doubt = std::max<int>(found.doubt, piece.doubt);
    if (piece.c == ' ' && lossy) {
      byte = 0xA0;
      found.doubt = 5;
    } else if ((piece.c == '?' || piece.c == lost_character) && lossy) {
      byte = 0x80;
      found.lost = true;
    }
    if (byte < 0x80 || byte > 0xBF) return {};
    if (is_c1(piece.c) && is_foreign_c1(codec, piece.c)) found.doubt = std::max(found.doubt, 2);
    found.value = found.value << 6 | (byte & 0x3F);
    end += piece.taken;
  }
  found.taken = end - at;
  return found;
}

// Portuguese writes "à" and an article that begins with s or q as one word: às, àquele.
bool joins_a_grave(std::string_view after) {
  if (after.starts_with("quel") || after.starts_with("quilo")) return true;
  return after.starts_with("s ") || after == "s";
}

// "Ã" and a blank before a word: "à" most often is a word's end, and two blanks have become one.
bool stands_for_two_blanks(const Line& line, std::size_t last, char32_t meant) {
  if (line.chars[last].c != ' ' || meant != U'à') return false;
  const std::string_view after = line.text.substr(line.chars[last].span.end);
  return !after.empty() && after.front() != ' ' && after.front() != '\n' && !joins_a_grave(after);
}

}  // namespace

Line::Line(std::string_view whole, TextSpan line) : text(whole) {
  constexpr std::size_t beside = 2;
  const std::string_view part = whole.substr(0, line.end);
  const auto is_ascii = [&](std::size_t at) { return static_cast<unsigned char>(part[at]) < 0x80; };
  for (std::size_t kept = line.start; kept < line.end;) {
    const std::size_t odd = skip_ascii(part, kept);
    if (odd == line.end) break;
    std::size_t at = std::max(kept, odd - std::min(odd, beside));
    const auto keep = [&] {
      const CodePoint c = code_point_at(part, at);
      chars.push_back({c.value, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + c.size)}});
      at += c.size;
    };
    while (at < odd || (at < line.end && !is_ascii(at))) keep();
    for (std::size_t i = 0; i < beside && at < line.end && is_ascii(at); ++i) keep();
    kept = at;
  }
}

std::optional<Reading> reading_at(const Line& line, std::size_t at, Codecs::Name codec, int layers) {
  const Sequence sequence = sequence_at(line, at, codec, layers);
  if (sequence.taken == 0) return std::nullopt;
  Reading reading{sequence.value, static_cast<std::uint8_t>(sequence.taken), 0, false};
  if (sequence.lost) return Reading{lost_character, reading.taken, 3, false};
  if (is_overlong(sequence.value, sequence.more) || sequence.value > 0x10FFFF) return std::nullopt;
  if (is_low_surrogate(sequence.value)) return std::nullopt;
  if (is_high_surrogate(sequence.value)) {
    const Sequence low = sequence_at(line, at + sequence.taken, codec, layers);
    if (low.taken == 0 || low.lost || !is_low_surrogate(low.value)) return std::nullopt;
    reading.meant = 0x10000 + ((sequence.value - 0xD800) << 10) + (low.value - 0xDC00);
    reading.taken = static_cast<std::uint8_t>(sequence.taken + low.taken);
  }
  reading.keeps_blank = layers == 1 && stands_for_two_blanks(line, at + reading.taken - 1, reading.meant);
  int doubt = reading.keeps_blank ? 1 : sequence.doubt;
  if (layers > 1) doubt += 2;
  // Only Latin-1 and its kin have such characters to lose.
  if (is_c1(reading.meant) && codec >= Codecs::macintosh) doubt += 6;
  reading.doubt = static_cast<std::uint8_t>(doubt);
  return reading;
}

bool may_be_misread(std::string_view text, std::size_t at) {
  const Codecs& codecs = Codecs::get();
  const CodePoint c = code_point_at(text, at);
  if (c.value < 0xA0) return true;  // a C1 control character is wrong by itself
  const Codecs::Row& row = codecs.row_of(c.value);
  if (row.leads == 0 || at + c.size >= text.size()) return false;
  const CodePoint next = code_point_at(text, at + c.size);
  if (next.value < 0x80) {
    if ((next.value != ' ' && next.value != '?') || !may_lose_bytes(c.value)) return false;
    const bool odd_follows = at + c.size + 1 < text.size() && static_cast<unsigned char>(text[at + c.size + 1]) >= 0x80;
    return row.leads_two || odd_follows;
  }
  return (codecs.row_of(next.value).continues & row.leads) != 0 ||
         (next.value == lost_character && may_lose_bytes(c.value));
}

}  // namespace copydesk
