#include "corpus/date_line.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace copydesk {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

// A run of digits, or of letters.
struct Token {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  int number = -1;   // -1: a word
  std::string word;  // in small letters

  [[nodiscard]] std::uint32_t size() const { return end - start; }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c < 0; }

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  text = text.substr(0, 400);
  for (std::uint32_t at = 0; at < text.size();) {
    const bool digit = is_digit(text[at]);
    if (!digit && !is_letter(text[at])) {
      ++at;
      continue;
    }
    Token token;
    token.start = at;
    while (at < text.size() && (digit ? is_digit(text[at]) : is_letter(text[at]))) {
      if (!digit) token.word += text[at] >= 'A' && text[at] <= 'Z' ? char(text[at] + 32) : text[at];
      ++at;
    }
    token.end = at;
    if (digit && token.size() <= 8) token.number = std::stoi(std::string(text.substr(token.start, token.size())));
    tokens.push_back(std::move(token));
  }
  return tokens;
}

int month_of(std::string_view word) {
  static constexpr auto months =
      std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july", "august",
                                       "september", "october", "november", "december"});
  if (word == "sept") return 9;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (word == months[i] || (word.size() == 3 && months[i].starts_with(word))) return int(i) + 1;
  }
  return 0;
}

bool is_year(const Token& t) { return t.size() == 4 && t.number >= 1800 && t.number < 2200; }
bool is_day(const Token& t) { return t.size() <= 2 && t.number >= 1 && t.number <= 31; }
bool is_ordinal(const Token& t) { return t.word == "st" || t.word == "nd" || t.word == "rd" || t.word == "th"; }

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

  std::optional<DateFound> find() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      for (auto form : {&Finder::figures, &Finder::month_first, &Finder::day_first, &Finder::year_first}) {
        if (const auto found = (this->*form)(i)) return found;
      }
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<DateFound> made(std::size_t first, std::size_t last, int y, int m, int d) const {
    const year_month_day date{year{y}, month{unsigned(m)}, day{unsigned(d)}};
    if (!date.ok()) return std::nullopt;
    return DateFound{date, {tokens_[first].start, tokens_[last].end}};
  }

  // The character between two neighbours; '\0' where there are more of them or none.
  [[nodiscard]] char between(std::size_t i) const {
    return tokens_[i + 1].start == tokens_[i].end + 1 ? text_[tokens_[i].end] : '\0';
  }

  // Goes past "th" and "of".
  [[nodiscard]] std::size_t next(std::size_t i) const {
    ++i;
    while (i < tokens_.size() && (is_ordinal(tokens_[i]) || tokens_[i].word == "of")) ++i;
    return i;
  }

  [[nodiscard]] bool near(std::size_t a, std::size_t b) const { return tokens_[b].start - tokens_[a].end <= 8; }

  [[nodiscard]] std::optional<DateFound> figures(std::size_t i) const {  // 2/14/2025, 14.2.2025, 14-02-2025
    if (i + 2 >= tokens_.size() || !is_day(tokens_[i]) || !is_year(tokens_[i + 2]) || tokens_[i + 1].number < 0)
      return std::nullopt;
    const char sign = between(i);
    if (sign != between(i + 1) || (sign != '/' && sign != '.' && sign != '-')) return std::nullopt;
    const int a = tokens_[i].number;
    const int b = tokens_[i + 1].number;
    const bool day_leads = a > 12 || (sign == '.' && b <= 12);
    return made(i, i + 2, tokens_[i + 2].number, day_leads ? b : a, day_leads ? a : b);
  }

  [[nodiscard]] std::optional<DateFound> month_first(std::size_t i) const {  // February 4th, 2025
    const int m = month_of(tokens_[i].word);
    if (m == 0 || i + 1 >= tokens_.size() || !is_day(tokens_[i + 1])) return std::nullopt;
    const std::size_t y = next(i + 1);
    if (y >= tokens_.size() || !is_year(tokens_[y]) || !near(i, i + 1) || !near(i + 1, y)) return std::nullopt;
    return made(i, y, tokens_[y].number, m, tokens_[i + 1].number);
  }

  [[nodiscard]] std::optional<DateFound> day_first(std::size_t i) const {  // 4th of February 2025
    if (!is_day(tokens_[i])) return std::nullopt;
    const std::size_t m = next(i);
    if (m + 1 >= tokens_.size() || month_of(tokens_[m].word) == 0 || !is_year(tokens_[m + 1])) return std::nullopt;
    if (!near(i, m) || !near(m, m + 1)) return std::nullopt;
    return made(i, m + 1, tokens_[m + 1].number, month_of(tokens_[m].word), tokens_[i].number);
  }

  [[nodiscard]] std::optional<DateFound> year_first(std::size_t i) const {  // 2025-02-04, 2025/2/4, 20250204
    const Token& t = tokens_[i];
    if (t.size() == 8 && t.number > 18000000 && t.number < 22000000) {
      return made(i, i, t.number / 10000, t.number / 100 % 100, t.number % 100);
    }
    if (!is_year(t) || i + 2 >= tokens_.size() || !is_day(tokens_[i + 2]) || tokens_[i + 1].number < 0)
      return std::nullopt;
    const char sign = between(i);
    if (sign != between(i + 1) || (sign != '/' && sign != '.' && sign != '-')) return std::nullopt;
    return made(i, i + 2, t.number, tokens_[i + 1].number, tokens_[i + 2].number);
  }

  std::string_view text_;  // outlives this local helper
  std::vector<Token> tokens_;
};

bool belongs_to_a_date(const std::string& word) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"a",        "am",        "at",       "bst",         "cdt",      "central",   "cest",     "cet",     "cst",
       "ct",       "date",      "dated",    "day",         "daylight", "eastern",   "edt",      "est",     "et",
       "first",    "fri",       "friday",   "gmt",         "hours",    "hrs",       "ist",      "last",    "local",
       "m",        "mdt",       "min",      "mins",        "minute",   "minutes",   "modified", "mon",     "monday",
       "mountain", "mst",       "mt",       "on",          "p",        "pacific",   "pdt",      "pm",      "post",
       "posted",   "pst",       "pt",       "publication", "publish",  "published", "read",     "reading", "release",
       "released", "sat",       "saturday", "standard",    "sun",      "sunday",    "t",        "thu",     "thur",
       "thurs",    "thursday",  "time",     "tue",         "tues",     "tuesday",   "update",   "updated", "utc",
       "wed",      "wednesday", "z",        "of",          "st",       "nd",        "rd",       "th"});
  return std::find(words.begin(), words.end(), word) != words.end() || month_of(word) != 0;
}

}  // namespace

std::optional<DateFound> find_date(std::string_view text) { return Finder(text).find(); }

bool is_date_line(std::string_view text) {
  if (text.size() > 160 || text.find_first_of("0123456789") == std::string_view::npos || !find_date(text)) return false;
  for (const Token& token : tokens_of(text)) {
    if (token.word.empty()) continue;
    const bool sign = token.word[0] < 0;  // "·", "–"
    if (!sign && !belongs_to_a_date(token.word)) return false;
  }
  return true;
}

}  // namespace copydesk
