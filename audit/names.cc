#include "audit/names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <vector>

namespace copydesk {
namespace {

constexpr auto legal_suffixes = std::to_array<std::string_view>(
    {"inc", "corp", "corporation", "incorporated", "ltd", "limited", "llc",  "plc",   "co",      "company", "lp",
     "llp", "ag",   "sa",          "se",           "nv",  "bv",      "gmbh", "pty",   "pte",     "pvt",     "spa",
     "kk",  "oy",   "ab",          "asa",          "sas", "srl",     "kg",   "group", "holdings"});

bool is_word(UChar32 c) { return c == '_' || (U_MASK(u_charType(c)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0; }

bool is_apostrophe(UChar32 c) { return c == U'’' || c == U'\'' || c == U'‘'; }

// White space as Python has it: ICU's, and the four ASCII separators.
bool is_space(UChar32 c) { return u_isUWhiteSpace(c) != 0 || (c >= 0x1C && c <= 0x1F); }

using Characters = std::vector<UChar32>;

Characters characters_of(const icu::UnicodeString& text) {
  Characters characters;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) characters.push_back(text.char32At(i));
  return characters;
}

std::string utf8_of(const Characters& characters) {
  std::string out;
  icu::UnicodeString::fromUTF32(characters.data(), static_cast<std::int32_t>(characters.size())).toUTF8String(out);
  return out;
}

icu::UnicodeString from_utf8(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

icu::UnicodeString normalised(const icu::Normalizer2* form, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  return form->normalize(text, status);
}

// Compatibility forms and case folded, then every accent taken off.
Characters folded(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text = normalised(icu::Normalizer2::getNFKCInstance(status), from_utf8(name));
  text.foldCase(U_FOLD_CASE_DEFAULT).findAndReplace("&amp;", "&");
  Characters characters = characters_of(normalised(icu::Normalizer2::getNFKDInstance(status), text));
  std::erase_if(characters, [](UChar32 c) { return u_getCombiningClass(c) != 0; });
  return characters;
}

// "zhipu's" → "zhipu"
Characters without_possessives(const Characters& text) {
  Characters out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool possessive = is_apostrophe(text[i]) && i + 1 < text.size() && text[i + 1] == 's' &&
                            (i + 2 == text.size() || !is_word(text[i + 2]));
    if (possessive)
      ++i;
    else
      out.push_back(text[i]);
  }
  return out;
}

// "s.a. x" → "sa x": two or more single characters, each with its point, at the start of a word.
Characters without_abbreviation_points(const Characters& text) {
  Characters out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    if (i == 0 || !is_word(text[i - 1])) {
      while (end + 1 < text.size() && is_word(text[end]) && text[end + 1] == '.') end += 2;
    }
    if (end - i < 4) end = i + 1;
    for (const bool abbreviation = end - i >= 4; i < end; ++i) {
      if (!abbreviation || text[i] != '.') out.push_back(text[i]);
    }
  }
  return out;
}

std::vector<std::string> words_of(const Characters& text) {
  std::vector<std::string> words;
  Characters word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(utf8_of(word));
    word.clear();
  };
  for (UChar32 c : text) {
    if (is_apostrophe(c)) continue;
    if (is_word(c) || c == '&')
      word.push_back(c);
    else
      end_word();
  }
  end_word();
  return words;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::size_t character_count(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string name_key(std::string_view name) {
  std::vector<std::string> words = words_of(without_abbreviation_points(without_possessives(folded(name))));
  if (!words.empty() && words.front() == "the") words.erase(words.begin());
  while (words.size() > 1 && std::ranges::find(legal_suffixes, words.back()) != legal_suffixes.end()) words.pop_back();
  std::string key;
  for (const std::string& word : words) key += (key.empty() ? "" : " ") + word;
  return key;
}

std::string flat_text(std::string_view text) {
  std::string plain(text);
  replace_all(plain, "&amp;", "&");
  replace_all(plain, "&quot;", "\"");
  std::erase(plain, '*');
  Characters flat;
  for (UChar32 c : characters_of(from_utf8(plain))) {
    if (!is_space(c))
      flat.push_back(c);
    else if (!flat.empty() && flat.back() != ' ')
      flat.push_back(' ');
  }
  if (!flat.empty() && flat.back() == ' ') flat.pop_back();
  icu::UnicodeString folded = icu::UnicodeString::fromUTF32(flat.data(), static_cast<std::int32_t>(flat.size()));
  std::string out;
  folded.foldCase(U_FOLD_CASE_DEFAULT).toUTF8String(out);
  return out;
}

bool same_text(std::string_view a, std::string_view b) {
  const std::string first = flat_text(a);
  const std::string second = flat_text(b);
  if (first.empty() || second.empty()) return false;
  const std::size_t first_size = character_count(first);
  const std::size_t second_size = character_count(second);
  return (first.find(second) != std::string::npos || second.find(first) != std::string::npos) &&
         std::max(first_size, second_size) <= 2 * std::min(first_size, second_size) + 24;
}

}  // namespace copydesk
