#include "audit/reading.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/markup_skips.h"

namespace copydesk {
namespace {

// Hostile text (a page of asterisks) has no more readings at a place than this.
constexpr std::size_t most_readings = 64;

using Positions = std::set<std::size_t>;  // in a text

std::u32string utf32_of(const icu::UnicodeString& text) {
  std::u32string characters;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    characters += static_cast<char32_t>(text.char32At(i));
  }
  return characters;
}

icu::UnicodeString utf16_of(std::u32string_view characters) {
  return icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(characters.data()),
                                       static_cast<std::int32_t>(characters.size()));
}

std::u32string from_utf8(std::string_view text) {
  return utf32_of(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))));
}

std::string to_utf8(std::u32string_view characters) {
  std::string text;
  utf16_of(characters).toUTF8String(text);
  return text;
}

// Two texts are the same in NFC just when they are in NFD, which can be held against each other
// character by character.
std::u32string decomposed(std::u32string_view text) {
  if (std::ranges::all_of(text, [](char32_t c) { return c < 0x80; })) return std::u32string(text);
  UErrorCode status = U_ZERO_ERROR;
  return utf32_of(icu::Normalizer2::getNFDInstance(status)->normalize(utf16_of(text), status));
}

std::u32string converted(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &status);
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, status);
  ucnv_close(converter);
  return utf32_of(text);
}

// UTF-8; bytes that are none are read as Windows-1252, two surrogates as the character they make.
std::u32string decoded_utf8(std::string_view bytes) {
  std::u32string text;
  const auto size = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t start = at;
    UChar32 c = 0;
    U8_NEXT(bytes.data(), at, size, c);
    if (c >= 0) {
      text += static_cast<char32_t>(c);
      continue;
    }
    const std::string_view six = bytes.substr(static_cast<std::size_t>(start), 6);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(six[i]); };
    if (six.size() == 6 && byte(0) == 0xED && byte(1) >= 0xA0 && byte(3) == 0xED && byte(4) >= 0xB0) {
      text += static_cast<char32_t>(0x10000 + (((byte(1) & 0x0FU) << 6U | (byte(2) & 0x3FU)) << 10U) +
                                    ((byte(4) & 0x0FU) << 6U | (byte(5) & 0x3FU)));
      at = start + 6;
    } else {
      text += converted(bytes.substr(static_cast<std::size_t>(start), 1), "windows-1252");
      at = start + 1;
    }
  }
  return text;
}

std::u32string decoded(std::string_view bytes, const std::string& charset) {
  return charset == "utf-8" ? decoded_utf8(bytes) : converted(bytes, charset);
}

bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

// Taken out by the decoder: control characters and byte order marks.
bool is_silent(char32_t c) {
  return c == 0xFEFF || (!is_space(c) && u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR);
}

// Each run of white space as one blank, none at the ends; decomposed.
std::u32string expected_form(std::string_view text) {
  std::u32string form;
  for (char32_t c : decomposed(from_utf8(text))) {
    if (!is_space(c))
      form += c;
    else if (!form.empty() && form.back() != U' ')
      form += U' ';
  }
  if (!form.empty() && form.back() == U' ') form.pop_back();
  return form;
}

// White space read at a place where `text` has none is that of an end or part of a run.
void read_space(std::u32string_view text, std::size_t at, Positions& next) {
  if (at < text.size() && text[at] == U' ') next.insert(at + 1);
  if (at == 0 || at == text.size() || text[at - 1] == U' ') next.insert(at);
}

void read_skip(const Skip& skip, std::u32string_view text, std::size_t at, Positions& next) {
  if (skip.reads.empty()) {
    next.insert(at);
    if (skip.separates) read_space(text, at, next);
  } else if (is_space(skip.reads.front())) {
    read_space(text, at, next);
  } else if (const std::u32string meaning = decomposed(skip.reads); text.substr(at).starts_with(meaning)) {
    next.insert(at + meaning.size());
  }
}

// Reads `source` against `text` from each of `from`; returns where that can end.
Positions read(std::u32string_view source, std::u32string_view text, Positions from, const std::string& format) {
  std::map<std::size_t, Positions> ahead;  // place in source → places in text
  ahead[0] = std::move(from);
  while (!ahead.empty() && ahead.begin()->first < source.size()) {
    const auto [place, positions] = *ahead.begin();
    ahead.erase(ahead.begin());
    const char32_t c = source[place];
    const std::vector<Skip> skips = skips_at(format, source, place);
    Positions& next = ahead[place + 1];
    for (std::size_t at : positions) {
      if (is_space(c))
        read_space(text, at, next);
      else if (at < text.size() && text[at] == c)
        next.insert(at + 1);
      if (is_silent(c)) next.insert(at);
      for (const Skip& skip : skips) read_skip(skip, text, at, ahead[place + skip.size]);
    }
    while (next.size() > most_readings) next.erase(next.begin());
    if (next.empty()) ahead.erase(place + 1);
  }
  return ahead.empty() ? Positions() : ahead.begin()->second;
}

// The ASCII letters and digits of a text: what a repair of its encoding leaves alone.
std::u32string plain_letters(std::u32string_view text) {
  std::u32string letters;
  std::ranges::copy_if(text, std::back_inserter(letters),
                       [](char32_t c) { return c < 0x80 && u_isalnum(static_cast<UChar32>(c)); });
  return letters;
}

}  // namespace

SourceReading::SourceReading(std::string bytes, SourceDescription description)
    : bytes_(std::move(bytes)), description_(std::move(description)) {}

// What a part of a repaired word may say: every part of what the word became that leaves, before and
// behind it, the letters that the rest of the word has.
std::vector<std::u32string> SourceReading::parts_of(const ListedRepair& repair, SourceSpan part) const {
  const std::u32string after = from_utf8(repair.after);
  if (part == repair.span) return {after};
  const std::u32string before_part = plain_letters(slice({repair.span.start, part.start}));
  const std::u32string behind_part = plain_letters(slice({part.end, repair.span.end}));
  std::vector<std::u32string> parts;
  for (std::size_t start = 0; start <= after.size(); ++start) {
    if (part.start == repair.span.start ? start > 0 : plain_letters(after.substr(0, start)) != before_part) continue;
    for (std::size_t end = start; end <= after.size(); ++end) {
      if (part.end == repair.span.end ? end < after.size() : plain_letters(after.substr(end)) != behind_part) continue;
      parts.push_back(after.substr(start, end - start));
    }
  }
  return parts;
}

std::u32string SourceReading::slice(SourceSpan span) const { return decoded(span.of(bytes_), description_.charset); }

std::vector<std::u32string> SourceReading::readings_of(SourceSpan span) const {
  std::vector<std::u32string> readings{U""};
  const auto append = [&](const std::vector<std::u32string>& parts) {
    std::vector<std::u32string> longer;
    for (const std::u32string& reading : readings) {
      for (const std::u32string& part : parts) longer.push_back(reading + part);
    }
    readings = std::move(longer);
  };
  std::uint32_t at = span.start;
  auto repair = std::ranges::partition_point(description_.repairs,
                                             [&](const ListedRepair& r) { return r.span.end <= span.start; });
  for (; repair != description_.repairs.end() && repair->span.start < span.end; ++repair) {
    const SourceSpan part{std::max(repair->span.start, span.start), std::min(repair->span.end, span.end)};
    append({slice({at, std::max(at, part.start)})});
    std::vector<std::u32string> parts = parts_of(*repair, part);
    // A span may end before the comma that a repair put there.
    constexpr std::u32string_view comma = U", ";
    if (part == repair->span && part.end == span.end && parts.front().ends_with(comma))
      parts.push_back(parts.front().substr(0, parts.front().size() - comma.size()));
    append(parts);
    at = part.end;
  }
  append({slice({at, std::max(at, span.end)})});
  for (std::u32string& reading : readings) reading = decomposed(reading);
  return readings;
}

bool SourceReading::reads_as(SourceSpan span, std::string_view text) const {
  if (!holds(span)) return false;
  const std::u32string expected = expected_form(text);
  return std::ranges::any_of(readings_of(span), [&](const std::u32string& reading) {
    return read(reading, expected, {0}, description_.format).contains(expected.size());
  });
}

bool SourceReading::reads_inside(SourceSpan whole, std::string_view text, SourceSpan part) const {
  if (!holds(whole) || !whole.contains(part)) return false;
  const std::u32string expected = expected_form(text);
  const auto read_on = [&](SourceSpan span, const Positions& from) {
    Positions ends;
    for (const std::u32string& reading : readings_of(span))
      ends.merge(read(reading, expected, from, description_.format));
    return ends;
  };
  for (std::size_t start : read_on({whole.start, part.start}, {0})) {
    Positions ends = read_on(part, {start});
    std::erase_if(ends, [&](std::size_t end) { return expected.find_first_not_of(U' ', start) >= end; });
    if (read_on({part.end, whole.end}, ends).contains(expected.size())) return true;
  }
  return false;
}

std::string SourceReading::raw(SourceSpan span) const {
  if (!holds(span)) return {};
  constexpr std::uint32_t longest = 200;
  const bool cut = span.size() > longest;
  if (cut) span.end = span.start + longest;
  const std::vector<std::u32string> readings = readings_of(span);
  return to_utf8(readings.empty() ? slice(span) : readings.front()) + (cut ? "…" : "");
}

}  // namespace copydesk
