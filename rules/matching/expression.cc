#include "rules/matching/expression.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

using Kind = Expression::Kind;
using Assertion = Expression::Assertion;

constexpr std::uint32_t kMostRepeats = 1000;  // RE2's bound
constexpr int kDeepest = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

ByteSet bytes_between(std::size_t low, std::size_t high) {
  ByteSet set;
  for (std::size_t byte = low; byte <= high; ++byte) set.set(byte);
  return set;
}

ByteSet one_byte(unsigned char c) {
  ByteSet set;
  set.set(c);
  return set;
}

// The bytes of "\d", "\s" and "\w"; nullopt for other letters.
std::optional<ByteSet> named_class(char letter) {
  switch (letter) {
    case 'd': return bytes_between('0', '9');
    case 's': return bytes_between('\t', '\n') | bytes_between('\f', '\r') | bytes_between(' ', ' ');
    case 'w':
      return bytes_between('0', '9') | bytes_between('A', 'Z') | bytes_between('a', 'z') | bytes_between('_', '_');
    default: return std::nullopt;
  }
}

// The capitals are bits 1 to 26 of the second word, the small letters stand 32 bits above.
ByteSet in_either_case(const ByteSet& set) {
  constexpr std::uint64_t kCapitals = 0x07FFFFFE;
  ByteWords words = words_of(set);
  words[1] |= (words[1] & kCapitals) << 32 | ((words[1] >> 32) & kCapitals);
  return std::bit_cast<ByteSet>(words);
}

constexpr char32_t kFirstBeyondAscii = 0x80;
constexpr char32_t kLastCodePoint = 0x10FFFF;

// A class of characters: those of one byte, and ranges of code points beyond ASCII, which only UTF-8 has.
struct Characters {
  using Range = std::pair<char32_t, char32_t>;  // the last is of it
  ByteSet bytes;
  std::vector<Range> beyond;

  void add(const Characters& other) {
    bytes |= other.bytes;
    beyond.insert(beyond.end(), other.beyond.begin(), other.beyond.end());
  }
  // The only character it has; nullopt where it has several or none.
  [[nodiscard]] std::optional<char32_t> single() const {
    if (bytes.count() + beyond.size() != 1) return std::nullopt;
    if (beyond.empty()) return static_cast<char32_t>(bytes._Find_first());
    return beyond[0].first == beyond[0].second ? std::optional(beyond[0].first) : std::nullopt;
  }
};

// All of UTF-8's characters beyond ASCII that are in none of the ranges.
std::vector<Characters::Range> others_than(std::vector<Characters::Range> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<Characters::Range> others;
  char32_t next = kFirstBeyondAscii;
  for (const auto& [low, high] : ranges) {
    if (low > next) others.emplace_back(next, static_cast<char32_t>(low - 1));
    next = std::max<char32_t>(next, high + 1);
  }
  if (next <= kLastCodePoint) others.emplace_back(next, kLastCodePoint);
  return others;
}

Expression sequence_of(char32_t low, char32_t high) {
  std::string first, last;
  append_code_point(first, low);
  append_code_point(last, high);
  Expression sequence{.kind = Kind::sequence};
  for (std::size_t i = 0; i < first.size(); ++i) {
    const auto from = static_cast<unsigned char>(first[i]);
    const auto to = static_cast<unsigned char>(last[i]);
    sequence.parts.push_back({.kind = Kind::bytes, .bytes = bytes_between(from, to)});
  }
  return sequence;
}

// Adds the range as sequences of sets of bytes: cut where the length changes, then so that in each part all bytes
// behind the first that differs take every value (Cox, "Regular Expression Matching in the Wild", 2010).
void add_sequences(char32_t low, char32_t high, std::vector<Expression>& out) {
  for (const char32_t last : {0x7FFU, 0xFFFFU}) {
    if (low > last || high <= last) continue;
    add_sequences(low, last, out);
    return add_sequences(last + 1, high, out);
  }
  for (const char32_t tail : {0x3FU, 0xFFFU, 0x3FFFFU}) {
    if ((low & ~tail) == (high & ~tail)) break;
    if ((low & tail) != 0) {
      add_sequences(low, low | tail, out);
      return add_sequences((low | tail) + 1, high, out);
    }
    if ((high & tail) != tail) {
      add_sequences(low, (high & ~tail) - 1, out);
      return add_sequences(high & ~tail, high, out);
    }
  }
  out.push_back(sequence_of(low, high));
}

// Reads by recursive descent. A fault ends it: fault_ says what, and nothing more is read.
class Reader {
 public:
  Reader(std::string_view text, Encoding encoding) : text_(text), utf8_(encoding == Encoding::utf8) {}

  Result<Expression> read() {
    Expression whole = read_alternatives();
    if (fault_.empty() && at_ < text_.size()) fault_ = "unexpected ')'";
    if (!fault_.empty()) return fail("{} at byte {} of {}", fault_, at_, text_);
    return whole;
  }

 private:
  [[nodiscard]] bool done() const { return !fault_.empty() || at_ >= text_.size(); }
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(std::string_view what) {
    if (text_.substr(at_, what.size()) != what) return false;
    at_ += what.size();
    return true;
  }

  Expression read_alternatives() {
    Expression all{.kind = Kind::alternatives};
    do {
      all.parts.push_back(read_sequence());
    } while (fault_.empty() && take("|"));
    return all.parts.size() == 1 ? std::move(all.parts.front()) : all;
  }

  Expression read_sequence() {
    Expression sequence{.kind = Kind::sequence};
    while (!done() && here() != '|' && here() != ')') sequence.parts.push_back(read_repeats(read_part()));
    return sequence;
  }

  Expression read_part() {
    if (take("(")) return read_group();
    if (take("[")) return one_of(read_class());
    if (take("^")) return assertion(Assertion::begin);
    if (take("$")) return assertion(Assertion::end);
    if (take(".")) return one_of(all_but({one_byte('\n'), {}}));
    if (take("\\b")) return assertion(Assertion::word_boundary);
    if (take("\\B")) return assertion(Assertion::no_word_boundary);
    if (here() == '*' || here() == '+' || here() == '?') fault_ = "nothing to repeat";
    return one_of(here() == '\\' ? read_escape() : read_character());
  }

  [[nodiscard]] Expression one_of(Characters characters) const {
    if (either_case_) characters.bytes = in_either_case(characters.bytes);
    Expression bytes{.kind = Kind::bytes, .bytes = characters.bytes};
    if (characters.beyond.empty()) return bytes;
    Expression all{.kind = Kind::alternatives};
    if (characters.bytes.any()) all.parts.push_back(std::move(bytes));
    for (const auto& [low, high] : characters.beyond) add_sequences(low, high, all.parts);
    return all.parts.size() == 1 ? std::move(all.parts.front()) : all;
  }

  [[nodiscard]] Characters all_but(Characters characters) const {
    characters.bytes.flip();
    if (!utf8_) return characters;
    characters.bytes &= bytes_between(0, kFirstBeyondAscii - 1);
    characters.beyond = others_than(std::move(characters.beyond));
    return characters;
  }

  [[nodiscard]] Characters range(char32_t low, char32_t high) const {
    Characters characters;
    const char32_t last_byte = utf8_ ? kFirstBeyondAscii - 1 : 0xFF;
    for (char32_t c = low; c <= std::min(high, last_byte); ++c) characters.bytes.set(c);
    if (high > last_byte) characters.beyond.emplace_back(std::max<char32_t>(low, last_byte + 1), high);
    return characters;
  }

  // As it stands. Requires: not at the end.
  Characters read_character() {
    if (!utf8_) return {one_byte(static_cast<unsigned char>(text_[at_++])), {}};
    const CodePoint c = code_point_at(text_, at_);
    at_ += c.size;
    return range(c.value, c.value);
  }

  static Expression assertion(Assertion which) { return {.kind = Kind::assertion, .assertion = which}; }

  Expression read_group() {
    if (++depth_ > kDeepest) fault_ = "brackets nested too deep";
    const bool outer_case = either_case_;
    std::uint32_t capture = 0;
    if (take("?i:")) {
      either_case_ = true;
    } else if (take("?P<")) {
      at_ = std::min(text_.find('>', at_), text_.size() - 1) + 1;
      capture = ++captures_;
    } else if (!take("?:")) {
      if (here() == '?') fault_ = "only (?:, (?i: and (?P<name> are known";
      capture = ++captures_;
    }
    Expression inside = fault_.empty() ? read_alternatives() : Expression{};
    if (fault_.empty() && !take(")")) fault_ = "missing ')'";
    either_case_ = outer_case;
    --depth_;
    if (capture == 0) return inside;
    Expression group{.kind = Kind::capture, .number = capture};
    group.parts.push_back(std::move(inside));
    return group;
  }

  Expression read_repeats(Expression part) {
    while (!done()) {
      Expression repeat{.kind = Kind::repeat, .most = Expression::kNoLimit};
      if (take("?")) {
        repeat.most = 1;
      } else if (take("+")) {
        repeat.least = 1;
      } else if (!take("*") && !read_counts(repeat)) {
        break;
      }
      repeat.greedy = !take("?");
      repeat.parts.push_back(std::move(part));
      part = std::move(repeat);
    }
    return part;
  }

  // "{2}", "{2,}", "{2,5}"; a '{' without a digit behind it is itself.
  bool read_counts(Expression& repeat) {
    if (here() != '{' || at_ + 1 >= text_.size() || !is_digit(text_[at_ + 1])) return false;
    ++at_;
    repeat.least = repeat.most = read_number();
    if (take(",")) repeat.most = here() == '}' ? Expression::kNoLimit : read_number();
    const bool bounded = repeat.most != Expression::kNoLimit;
    if (!take("}") || (bounded && repeat.most < repeat.least)) fault_ = "a repeat is {2}, {2,} or {2,5}";
    if (repeat.least > kMostRepeats || (bounded && repeat.most > kMostRepeats)) fault_ = "bad repetition size";
    return true;
  }

  std::uint32_t read_number() {
    std::uint32_t number = 0;
    const char* const begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), number);
    if (error != std::errc()) fault_ = "a number is missing";
    at_ += static_cast<std::size_t>(end - begin);
    return number;
  }

  // Behind '['.
  Characters read_class() {
    const bool negated = take("^");
    Characters all;
    for (bool first = true; !done() && (first || here() != ']'); first = false) {
      if (text_.substr(at_).starts_with("[:")) fault_ = "classes with names are not known";
      const Characters item = read_class_item();
      const auto low = item.single();
      const bool is_range = low && here() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
      if (!is_range) {
        all.add(item);
        continue;
      }
      ++at_;
      const auto high = read_class_item().single();
      if (!high || *low > *high) {
        fault_ = "bad range in a class";
      } else {
        all.add(range(*low, *high));
      }
    }
    if (fault_.empty() && !take("]")) fault_ = "missing ']'";
    if (either_case_) all.bytes = in_either_case(all.bytes);
    return negated ? all_but(std::move(all)) : all;
  }

  Characters read_class_item() {
    if (here() == '\\') return read_escape();
    if (done()) return {};
    return read_character();
  }

  // At a '\'.
  Characters read_escape() {
    ++at_;
    if (at_ >= text_.size()) {
      fault_ = "a '\\' at the end";
      return {};
    }
    const char c = text_[at_];
    if (static_cast<unsigned char>(c) >= kFirstBeyondAscii) return read_character();
    ++at_;
    if (const auto named = named_class(c)) return {*named, {}};
    if (c == 'D' || c == 'S' || c == 'W') return all_but({*named_class(static_cast<char>(c | 0x20)), {}});
    constexpr std::string_view kLetters = "tnrfva";
    constexpr std::string_view kControls = "\t\n\r\f\v\a";
    if (const auto control = kLetters.find(c); control != std::string_view::npos)
      return range(static_cast<unsigned char>(kControls[control]), static_cast<unsigned char>(kControls[control]));
    if (c == 'x') return read_hexadecimal();
    if (is_ascii_letter(c) || is_digit(c)) {
      fault_ = std::string("unknown escape '\\") + c + "'";
      return {};
    }
    return {one_byte(static_cast<unsigned char>(c)), {}};
  }

  // "\x81", "\x{2014}"
  Characters read_hexadecimal() {
    std::uint32_t value = 0;
    const bool braces = take("{");
    const std::size_t digits = braces ? std::min(text_.find('}', at_), text_.size()) - at_ : std::size_t{2};
    const char* const begin = text_.data() + at_;
    const char* const last = begin + std::min(digits, text_.size() - at_);
    const auto [end, error] = std::from_chars(begin, last, value, 16);
    const std::uint32_t most = utf8_ ? kLastCodePoint : 0xFF;
    if (error != std::errc() || end != last || (!braces && last - begin != 2) || value > most)
      fault_ = "\\x needs two digits, or a code point in braces";
    at_ += static_cast<std::size_t>(last - begin);
    if (braces && fault_.empty() && !take("}")) fault_ = "missing '}'";
    return fault_.empty() ? range(value, value) : Characters{};
  }

  std::string_view text_;
  bool utf8_ = false;
  std::size_t at_ = 0;
  std::string fault_;
  std::uint32_t captures_ = 0;
  int depth_ = 0;
  bool either_case_ = false;
};

}  // namespace

Result<Expression> read_expression(std::string_view text, Encoding encoding) { return Reader(text, encoding).read(); }

}  // namespace copydesk
