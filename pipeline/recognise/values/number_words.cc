#include "pipeline/recognise/values/number_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace copydesk {
namespace {

struct Word {
  std::string_view text;
  int value;
};

constexpr std::array<Word, 28> kCardinals = {{
    {"zero", 0},      {"one", 1},       {"two", 2},       {"three", 3},    {"four", 4},     {"five", 5},
    {"six", 6},       {"seven", 7},     {"eight", 8},     {"nine", 9},     {"ten", 10},     {"eleven", 11},
    {"twelve", 12},   {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},   {"thirty", 30},  {"forty", 40},   {"fifty", 50},
    {"sixty", 60},    {"seventy", 70},  {"eighty", 80},   {"ninety", 90},
}};

constexpr std::array<Word, 30> kOrdinals = {{
    {"first", 1},      {"second", 2},       {"third", 3},       {"fourth", 4},      {"fifth", 5},
    {"sixth", 6},      {"seventh", 7},      {"eighth", 8},      {"ninth", 9},       {"tenth", 10},
    {"eleventh", 11},  {"twelfth", 12},     {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15},
    {"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},
    {"thirtieth", 30}, {"fortieth", 40},    {"fiftieth", 50},   {"sixtieth", 60},   {"seventieth", 70},
    {"eightieth", 80}, {"ninetieth", 90},   {"hundredth", 100}, {"final", -1},      {"last", -1},
}};

// Multipliers; "hundred" and "dozen" are no scale but multiply what stands before them.
constexpr std::array<Word, 25> kScales = {{
    {"k", 3},     {"thousand", 3}, {"thousands", 3}, {"m", 6},         {"mm", 6},
    {"mn", 6},    {"mio", 6},      {"mil", 6},       {"million", 6},   {"millions", 6},
    {"b", 9},     {"bn", 9},       {"bln", 9},       {"billion", 9},   {"billions", 9},
    {"t", 12},    {"tn", 12},      {"trn", 12},      {"trillion", 12}, {"trillions", 12},
    {"crore", 7}, {"crores", 7},   {"lakh", 5},      {"lakhs", 5},     {"mln", 6},
}};

constexpr int kMostParts = 24;

template <std::size_t N>
std::optional<int> find(const std::array<Word, N>& words, std::string_view text) {
  for (const Word& word : words) {
    if (word.text == text) return word.value;
  }
  return std::nullopt;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The words and figures of a text: lower-case, without the blanks, hyphens and dashes between them;
// figures stand apart from letters that touch them ("5m").
class Parts {
 public:
  explicit Parts(std::string_view text) {
    std::string part;
    const auto flush = [&] {
      if (!part.empty() && count_ < kMostParts) parts_.at(static_cast<std::size_t>(count_++)) = part;
      part.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = lower(text[i]);
      const bool letter = c >= 'a' && c <= 'z';
      if (letter || is_digit(c)) {
        if (!part.empty() && is_digit(part.back()) && letter) flush();
        part += c;
      } else if (!part.empty() && is_digit(part.back()) && i + 1 < text.size() && is_digit(text[i + 1]) &&
                 (c == ',' || c == '.')) {
        part += c;
      } else if (!part.empty() && is_digit(part.back()) && is_apostrophe(text, i)) {
        i += text[i] == '\'' ? 0 : 2;  // ’ is three bytes
      } else if (c == '.' && part.empty() && i + 1 < text.size() && is_digit(text[i + 1])) {
        part = "0.";
      } else {
        flush();
      }
    }
    flush();
  }

  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] std::string_view at(int i) const { return parts_.at(static_cast<std::size_t>(i)); }

 private:
  // 1'000: an apostrophe between figures.
  static bool is_apostrophe(std::string_view text, std::size_t i) {
    const std::string_view rest = text.substr(i);
    const std::size_t size = rest.starts_with('\'') ? 1 : rest.starts_with("’") ? 3 : 0;
    return size > 0 && rest.size() > size && is_digit(rest[size]);
  }

  std::array<std::string, kMostParts> parts_;
  int count_ = 0;
};

// Figures with separators to plain ones. A comma or point is the decimal mark where it stands once, last, and what
// follows is no group of three; "1.234" alone is English and a decimal.
std::optional<Decimal> figures(std::string_view text) {
  const auto commas = std::count(text.begin(), text.end(), ',');
  const auto points = std::count(text.begin(), text.end(), '.');
  const auto last_comma = text.rfind(',');
  const auto last_point = text.rfind('.');
  char decimal = '.';
  if (commas == 1 && points > 0 && last_comma > last_point) decimal = ',';             // 1.234,56
  if (commas == 1 && points == 0 && text.size() - last_comma - 1 != 3) decimal = ',';  // 5,5
  if (points > 1 && commas == 0) decimal = '\0';                                       // 1.234.567
  std::array<char, 40> plain{};
  std::size_t size = 0;
  for (const char c : text) {
    if (size == plain.size()) return std::nullopt;
    if (is_digit(c)) plain.at(size++) = c;
    if (c == decimal && decimal != '\0') plain.at(size++) = '.';
  }
  return Decimal::parse({plain.data(), size});
}

// One to four figures and nothing else.
std::optional<int> small_figure(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int number = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<int> cardinal(std::string_view word) {
  if (const auto value = find(kCardinals, word)) return value;
  if (word == "hundred") return 100;
  return std::nullopt;
}

bool is_illion(std::string_view word) {
  // One slip: a letter doubled or left out.
  for (const std::string_view right : {"million", "billion", "trillion"}) {
    if (word.empty() || word.front() != right.front()) continue;
    const auto squeeze = [](std::string_view text) {
      std::string out;
      for (const char c : text) {
        if (out.empty() || out.back() != c) out += c;
      }
      return out;
    };
    if (squeeze(word) == squeeze(right)) return true;
  }
  return false;
}

// Adds up words: each scale closes the group before it.
class Sum {
 public:
  // False where the part can't follow what came before.
  [[nodiscard]] bool add(std::string_view part) {
    if (part == "and" || part == "a" || part == "an" || part == "of" || part == "the") return true;
    if (part == "half") return set({5, -1});
    if (part == "quarter") return set({25, -2});
    if (part == "dozen" || part == "dozens") return multiply({12, 0});
    if (part == "hundred" || part == "hundreds") return multiply({1, 2});
    if (const auto value = find(kCardinals, part)) return add_small(*value);
    if (const auto power = scale_power(part)) return close_group(*power);
    if (!is_digit(part.front()) || has_group_) return false;
    const std::optional<Decimal> value = figures(part);
    return value && set(*value);
  }

  [[nodiscard]] std::optional<Decimal> value() const {
    if (!any_) return std::nullopt;
    return total_.plus(group_);
  }

 private:
  [[nodiscard]] bool set(Decimal value) {
    if (has_group_) return false;
    group_ = value;
    has_group_ = any_ = true;
    small_ = 1000;
    return true;
  }
  // Words add up only from large to small: "twenty" then "one", not "one" then "two".
  [[nodiscard]] bool add_small(int value) {
    if (has_group_ && (value >= small_ || (small_ < 100 && value >= 10))) return false;
    const std::optional<Decimal> sum = group_.plus(*Decimal::parse(std::to_string(value)));
    if (!sum) return false;
    group_ = *sum;
    small_ = value >= 20 && value % 10 == 0 ? 10 : 1;
    has_group_ = any_ = true;
    return true;
  }
  [[nodiscard]] bool multiply(Decimal factor) {
    const std::optional<Decimal> product = (has_group_ ? group_ : Decimal{1, 0}).times(factor);
    if (!product) return false;
    group_ = *product;
    has_group_ = any_ = true;
    small_ = 100;
    return true;
  }
  [[nodiscard]] bool close_group(int power) {
    const Decimal group = has_group_ ? group_ : Decimal{1, 0};
    // "two million thousand" is no number, "hundred thousand million" is not worth reading.
    if (power >= last_power_) return false;
    const std::optional<Decimal> sum = total_.plus(group.times_power_of_ten(power));
    if (!sum) return false;
    total_ = *sum;
    group_ = {};
    has_group_ = false;
    any_ = true;
    small_ = 1000;
    last_power_ = power;
    return true;
  }

  Decimal total_;
  Decimal group_;
  bool has_group_ = false;
  bool any_ = false;
  int small_ = 1000;
  int last_power_ = 100;
};

}  // namespace

std::optional<int> scale_power(std::string_view word) {
  std::string folded(word);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  if (const auto power = find(kScales, folded)) return power;
  if (folded.ends_with('s')) folded.pop_back();
  if (folded.size() < 6 || folded.size() > 10 || !is_illion(folded)) return std::nullopt;
  return folded.front() == 'm' ? 6 : folded.front() == 'b' ? 9 : 12;
}

std::optional<Decimal> number_value(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == ',' || c == '.'; });
  if (plain) return figures(text);
  const Parts parts(text);
  Sum sum;
  for (int i = 0; i < parts.count(); ++i) {
    if (!sum.add(parts.at(i))) return std::nullopt;
  }
  if (parts.count() == 1 && (parts.at(0) == "a" || parts.at(0) == "an")) return Decimal{1, 0};
  return sum.value();
}

std::optional<std::pair<Decimal, Decimal>> vague_range(std::string_view text) {
  const Parts parts(text);
  Decimal low{1, 0};
  bool any = false;
  int power = 0;
  for (int i = 0; i < parts.count(); ++i) {
    const std::string_view part = parts.at(i);
    if (part == "tens" || part == "hundreds" || part == "thousands") {
      power += part == "tens" ? 1 : part == "hundreds" ? 2 : 3;
      any = true;
    } else if (part == "figure" || part == "figures") {
      const std::optional<int> figure_count = i > 0 ? whole_number(parts.at(i - 1)) : std::nullopt;
      if (!figure_count || *figure_count < 2 || *figure_count > 15) return std::nullopt;
      power += *figure_count - 1;
      any = true;
    } else if (const auto scale = scale_power(part); scale && any) {
      power += *scale;
    }
  }
  if (!any || power > 18) return std::nullopt;
  low = low.times_power_of_ten(power);
  return std::pair{low, low.times_power_of_ten(1)};
}

std::optional<int> ordinal_value(std::string_view text) {
  if (const std::optional<int> number = small_figure(text)) return number;
  const Parts parts(text);
  if (parts.count() == 0) return std::nullopt;
  if (is_digit(parts.at(0).front())) return whole_number(parts.at(0));
  int value = 0;
  for (int i = 0; i < parts.count(); ++i) {
    const std::string_view part = parts.at(i);
    if (part == "the" || part == "and") continue;
    if (const auto ordinal = find(kOrdinals, part)) return *ordinal == -1 ? -1 : value + *ordinal;
    const auto tens = cardinal(part);
    if (!tens) return std::nullopt;
    value += *tens;
  }
  return value > 0 ? std::optional(value) : std::nullopt;
}

std::optional<int> whole_number(std::string_view text) {
  if (const std::optional<int> number = small_figure(text)) return number;
  const std::optional<Decimal> value = number_value(text);
  if (!value || value->exponent < 0 || value->digits < 0) return std::nullopt;
  const std::string plain = value->exponent > 9 ? std::string(10, '9') : value->text();
  if (plain.size() > 9) return std::nullopt;
  int number = 0;
  std::from_chars(plain.data(), plain.data() + plain.size(), number);
  return number;
}

std::optional<int> year_value(std::string_view text) {
  const Parts parts(text);
  // "nineteen eighty six": a pair of two-figure numbers.
  const auto century = parts.count() >= 2 ? find(kCardinals, parts.at(0)) : std::nullopt;
  if (century && *century >= 10 && *century <= 20 && find(kCardinals, parts.at(1)).value_or(0) >= 10) {
    int rest = *find(kCardinals, parts.at(1));
    if (parts.count() > 2) rest += find(kCardinals, parts.at(2)).value_or(0);
    return *century * 100 + rest;
  }
  const std::optional<int> year = whole_number(text);
  if (!year || *year < 1000 || *year > 2999) return std::nullopt;
  return year;
}

}  // namespace copydesk
