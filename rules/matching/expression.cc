#include "rules/matching/expression.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <utility>

namespace copydesk {
namespace {

using Kind = Expression::Kind;
using Assertion = Expression::Assertion;

constexpr std::uint32_t kMostRepeats = 1000;  // RE2's bound
constexpr int kDeepest = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

ByteSet one_byte(unsigned char c) {
  ByteSet set;
  set.set(c);
  return set;
}

ByteSet bytes_from(std::initializer_list<std::pair<unsigned char, unsigned char>> ranges) {
  ByteSet set;
  for (const auto& [first, last] : ranges) {
    for (std::size_t byte = first; byte <= last; ++byte) set.set(byte);
  }
  return set;
}

// The bytes of "\d", "\S" and the like; nullopt for other letters.
std::optional<ByteSet> named_class(char letter) {
  switch (letter) {
    case 'd': return bytes_from({{'0', '9'}});
    case 's': return bytes_from({{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}});
    case 'w': return bytes_from({{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
    case 'D': return ~*named_class('d');
    case 'S': return ~*named_class('s');
    case 'W': return ~*named_class('w');
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

// Reads by recursive descent. A fault ends it: fault_ says what, and nothing more is read.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

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
    if (take("[")) return bytes(read_class());
    if (take("^")) return assertion(Assertion::begin);
    if (take("$")) return assertion(Assertion::end);
    if (take(".")) return bytes(~one_byte('\n'));
    if (take("\\b")) return assertion(Assertion::word_boundary);
    if (take("\\B")) return assertion(Assertion::no_word_boundary);
    if (here() == '*' || here() == '+' || here() == '?') fault_ = "nothing to repeat";
    if (here() == '\\') return bytes(read_escape());
    return bytes(one_byte(static_cast<unsigned char>(text_[at_++])));
  }

  [[nodiscard]] Expression bytes(ByteSet set) const {
    return {.kind = Kind::bytes, .bytes = either_case_ ? in_either_case(set) : set};
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
  ByteSet read_class() {
    const bool all_but = take("^");
    ByteSet set;
    for (bool first = true; !done() && (first || here() != ']'); first = false) {
      if (text_.substr(at_).starts_with("[:")) fault_ = "classes with names are not known";
      const ByteSet low = read_class_item();
      const bool range = here() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
      if (!range || low.count() != 1) {
        set |= low;
        continue;
      }
      ++at_;
      const ByteSet high = read_class_item();
      if (high.count() != 1 || low._Find_first() > high._Find_first()) fault_ = "bad range in a class";
      for (std::size_t byte = low._Find_first(); byte <= high._Find_first() && byte < 256; ++byte) set.set(byte);
    }
    if (fault_.empty() && !take("]")) fault_ = "missing ']'";
    if (either_case_) set = in_either_case(set);
    return all_but ? ~set : set;
  }

  ByteSet read_class_item() {
    if (here() == '\\') return read_escape();
    if (done()) return {};
    return one_byte(static_cast<unsigned char>(text_[at_++]));
  }

  // At a '\'.
  ByteSet read_escape() {
    ++at_;
    if (at_ >= text_.size()) {
      fault_ = "a '\\' at the end";
      return {};
    }
    const char c = text_[at_++];
    if (const auto named = named_class(c)) return *named;
    constexpr std::string_view kLetters = "tnrfva";
    constexpr std::string_view kControls = "\t\n\r\f\v\a";
    if (const auto control = kLetters.find(c); control != std::string_view::npos)
      return one_byte(static_cast<unsigned char>(kControls[control]));
    if (c == 'x') return one_byte(read_hexadecimal());
    if (is_ascii_letter(c) || is_digit(c)) {
      fault_ = std::string("unknown escape '\\") + c + "'";
      return {};
    }
    return one_byte(static_cast<unsigned char>(c));
  }

  unsigned char read_hexadecimal() {
    unsigned value = 0;
    const std::size_t digits = std::min<std::size_t>(2, text_.size() - at_);
    const char* const begin = text_.data() + at_;
    const auto [end, error] = std::from_chars(begin, begin + digits, value, 16);
    if (error != std::errc() || end != begin + 2) fault_ = "\\x needs two digits";
    at_ += digits;
    return static_cast<unsigned char>(value);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string fault_;
  std::uint32_t captures_ = 0;
  int depth_ = 0;
  bool either_case_ = false;
};

}  // namespace

Result<Expression> read_expression(std::string_view text) { return Reader(text).read(); }

}  // namespace copydesk
