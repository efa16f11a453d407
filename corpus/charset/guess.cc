#include "corpus/charset/guess.h"

#include <uchardet/uchardet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "corpus/charset/convert.h"
#include "corpus/charset/plausibility.h"

namespace copydesk {
namespace {

struct Candidate {
  std::string_view charset;
  double prior = 0;  // how much rarer than Windows-1252 in what newsrooms send
};

constexpr std::array<Candidate, 20> candidates = {{
    {"windows-1252", 0},  {"macintosh", -1.5},    {"windows-1250", -2}, {"iso-8859-2", -2.5}, {"iso-8859-15", -1},
    {"windows-1251", -2}, {"koi8-r", -2},         {"iso-8859-5", -3},   {"ibm866", -3},       {"windows-1253", -2.5},
    {"iso-8859-7", -3},   {"windows-1254", -2.5}, {"windows-1257", -3}, {"ibm850", -2},       {"ibm437", -3},
    {"gb18030", -2},      {"big5", -2.5},         {"shift_jis", -2},    {"euc-jp", -2.5},     {"euc-kr", -2.5},
}};

constexpr double declared_weight = 4;
constexpr double uchardet_weight = 2;
constexpr double uchardet_western_weight = 0.5;   // what it says when it knows nothing
constexpr double uchardet_east_asian_weight = 6;  // it counts characters, plausibility() cannot

// The lines that hold bytes beyond ASCII, up to 4 KiB: what the guess is made from.
std::string odd_lines(std::string_view bytes) {
  constexpr std::size_t enough = 4 << 10;
  bytes = bytes.substr(0, 64 << 10);
  std::string sample;
  for (std::size_t start = 0; start < bytes.size() && sample.size() < enough;) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    const std::string_view line = bytes.substr(start, end - start);
    if (std::any_of(line.begin(), line.end(), [](char c) { return c < 0; })) {
      sample.append(line.substr(0, enough - sample.size()));
      sample += '\n';
    }
    start = end + 1;
  }
  return sample;
}

std::string uchardet_guess(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return canonical_charset(uchardet_get_charset(detector.get()));
}

double weight_of_uchardet(std::string_view proposed) {
  if (proposed == "gb18030" || proposed == "big5" || proposed == "shift_jis" || proposed.starts_with("euc-")) {
    return uchardet_east_asian_weight;
  }
  const bool cyrillic_or_greek = proposed == "windows-1251" || proposed == "koi8-r" || proposed == "iso-8859-5" ||
                                 proposed == "ibm866" || proposed == "windows-1253" || proposed == "iso-8859-7";
  return cyrillic_or_greek ? uchardet_weight : uchardet_western_weight;
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size());
  for (std::int32_t at = 0; at < std::int32_t(text.size());) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, std::int32_t(text.size()), c);
    characters += c < 0 ? U'\uFFFD' : char32_t(c);
  }
  return characters;
}

std::u32string by_table(std::string_view bytes, const ByteTable& table) {
  std::u32string characters;
  characters.reserve(bytes.size());
  for (const char byte : bytes) characters += table[std::uint8_t(byte)];
  return characters;
}

std::u32string read_as(std::string_view bytes, std::string_view charset) {
  // Made once: ICU takes longer to make a table than it takes to use it.
  static const auto tables = [] {
    std::array<std::optional<ByteTable>, candidates.size()> made;
    std::ranges::transform(candidates, made.begin(), [](const Candidate& c) { return byte_table(c.charset); });
    return made;
  }();
  const auto known = std::size_t(std::ranges::find(candidates, charset, &Candidate::charset) - candidates.begin());
  if (known < tables.size() && tables[known]) return by_table(bytes, *tables[known]);
  return characters_of(convert(bytes, charset).text);
}

bool is_name_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_'; }

}  // namespace

std::string guess_charset(std::string_view bytes, std::string_view declared) {
  const std::string sample = odd_lines(bytes);
  const std::string proposed = uchardet_guess(bytes.substr(0, 64 << 10));
  std::vector<Candidate> all(candidates.begin(), candidates.end());
  for (const std::string_view more : {declared, std::string_view(proposed)}) {
    const auto known = [&](const Candidate& c) { return c.charset == more; };
    // Wide and stateful sets are no reading of bytes that stand between ASCII ones.
    if (more.empty() || more.starts_with("utf-") || more.starts_with("iso-2022") || more == "hz-gb-2312") continue;
    if (std::none_of(all.begin(), all.end(), known)) all.push_back({more, -5});
  }
  std::string_view best = "windows-1252";
  double best_score = -1e300;
  for (const Candidate& candidate : all) {
    double score = candidate.prior + plausibility(read_as(sample, candidate.charset));
    if (candidate.charset == declared) score += declared_weight;
    if (candidate.charset == proposed) score += weight_of_uchardet(proposed);
    if (score > best_score) {
      best_score = score;
      best = candidate.charset;
    }
  }
  return std::string(best);
}

std::string declared_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 2048);
  for (const std::string_view key : {"charset", "encoding", "coding"}) {
    for (std::size_t at = head.find(key); at != std::string_view::npos; at = head.find(key, at + 1)) {
      std::size_t start = at + key.size();
      while (start < head.size() && (head[start] == ' ' || head[start] == '"' || head[start] == '\'')) ++start;
      if (start == head.size() || (head[start] != ':' && head[start] != '=')) continue;
      ++start;
      while (start < head.size() && (head[start] == ' ' || head[start] == '"' || head[start] == '\'')) ++start;
      std::size_t end = start;
      while (end < head.size() && is_name_character(head[end])) ++end;
      if (std::string name = canonical_charset(head.substr(start, end - start)); !name.empty()) return name;
    }
  }
  return {};
}

}  // namespace copydesk
