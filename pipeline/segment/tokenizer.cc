#include "pipeline/segment/tokenizer.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "pipeline/segment/characters.h"

namespace copydesk {
namespace {

constexpr std::uint32_t longest_local_part = 64;  // of an e-mail address, RFC 5321
constexpr std::uint32_t longest_lookahead = 32;   // bytes of the word after a stop

constexpr bool is_upper(char c) { return classes_of(c) == letter_upper; }

constexpr bool is_repeated(char c) {
  return c == '.' || c == '-' || c == '=' || c == '_' || c == '*' || c == '~' || c == '#' || c == '!' || c == '?';
}

constexpr bool may_end_sentence(char c) {
  return c == '.' || c == '!' || c == '?' || c == '(' || c == ')' || c == '[' || c == ']';
}

// Lives for the time of one call to tokenize(), which owns what it refers to.
class BlockTokenizer {
 public:
  BlockTokenizer(const std::string& text, TextSpan block, const SentenceCues& cues, std::vector<Token>& tokens,
                 std::vector<std::uint32_t>& candidates)
      : bytes_(text.data()),
        at_(block.start),
        end_(block.end),
        cues_(cues),
        tokens_(tokens),
        candidates_(candidates),
        first_(tokens.size()) {}

  void run() {
    while (at_ < end_) {
      const std::uint8_t classes = classes_of(bytes_[at_]);
      if (classes & blank) {
        ++at_;
      } else if (classes & any_letter) {
        read_word(at_, 0);
      } else if (classes & digit) {
        read_number();
      } else if (classes & beyond_ascii) {
        read_beyond_ascii();
      } else {
        read_mark(classes);
      }
    }
  }

 private:
  void read_word(std::uint32_t from, std::uint8_t seen);
  [[nodiscard]] std::uint32_t skip_letters(std::uint32_t at, std::uint8_t& seen) const;
  void read_number();
  void read_mark(std::uint8_t classes);
  void read_beyond_ascii();
  void emit_word(std::uint32_t end, std::uint8_t seen);
  [[nodiscard]] bool has_two_letters(std::uint32_t from, std::uint32_t end) const;
  void emit(std::uint32_t end, TokenKind kind) {
    Token& token = tokens_.emplace_back();
    token.span = {at_, end};
    token.kind = kind;
    at_ = end;
  }
  void note_candidate() { candidates_.push_back(static_cast<std::uint32_t>(tokens_.size())); }

  [[nodiscard]] std::uint32_t join(std::uint32_t at, std::uint8_t& seen) const;
  [[nodiscard]] std::uint32_t join_beyond_ascii(std::uint32_t at, std::uint8_t& seen) const;
  [[nodiscard]] std::uint32_t join_stop(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t join_last_stop(std::uint32_t at) const;
  [[nodiscard]] bool joins_after_stop(std::uint32_t stop, std::string_view left, std::string_view right) const;
  [[nodiscard]] bool is_domain(std::string_view word) const;
  [[nodiscard]] bool is_initial(std::uint32_t stop) const;
  [[nodiscard]] bool is_nickname(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t end_of_address(std::uint32_t at) const;
  [[nodiscard]] bool address_goes_on(std::uint32_t at) const;
  [[nodiscard]] bool is_unit(std::uint32_t from, std::uint32_t end) const;

  // The character class at `at`, with that of the whole character beyond ASCII; blank at the end.
  [[nodiscard]] std::uint8_t classes_at(std::uint32_t at) const {
    if (at >= end_) return blank;
    const std::uint8_t classes = classes_of(bytes_[at]);
    return classes & beyond_ascii ? code_point(text(), at, end_).classes : classes;
  }
  [[nodiscard]] std::string_view text() const { return {bytes_, end_}; }
  [[nodiscard]] std::string_view text(std::uint32_t from, std::uint32_t end) const {
    return {bytes_ + from, end - from};
  }
  [[nodiscard]] std::string_view letters_from(std::uint32_t at) const;
  [[nodiscard]] std::uint32_t after_blanks(std::uint32_t at) const {
    while (at < end_ && classes_of(bytes_[at]) & blank) ++at;
    return at;
  }
  [[nodiscard]] const Token* last() const { return tokens_.size() > first_ ? &tokens_.back() : nullptr; }

  const char* bytes_;
  std::uint32_t at_;  // where the current token starts
  std::uint32_t end_;
  const SentenceCues& cues_;
  std::vector<Token>& tokens_;
  std::vector<std::uint32_t>& candidates_;
  std::size_t first_;  // first token of the block
};

// Reads on from `from`, inside the word that starts at at_.
void BlockTokenizer::read_word(std::uint32_t from, std::uint8_t seen) {
  std::uint32_t at = from;
  for (;;) {
    at = skip_letters(at, seen);
    for (std::uint8_t classes; at < end_ && (classes = classes_of(bytes_[at])) & in_word; ++at) seen |= classes;
    if (at == end_ || bytes_[at] == ' ') break;
    const std::uint32_t joined = join(at, seen);
    if (joined == at) break;
    at = joined;
  }
  emit_word(at, seen);
}

// Past the ASCII letters at `at`, eight bytes at a time: most words end in the first eight, and finding
// that by bit counting spares the mispredicted branch at each word's end. May stop early.
std::uint32_t BlockTokenizer::skip_letters(std::uint32_t at, std::uint8_t& seen) const {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t high_bits = 0x80 * ones;
  if constexpr (std::endian::native != std::endian::little) return at;
  while (at + 8 <= end_) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, bytes_ + at, sizeof bytes);
    const std::uint64_t folded = (bytes | 0x20 * ones) & ~high_bits;
    // A byte's high bit: no less than 'a', no more than 'z', and ASCII at all.
    const std::uint64_t letters = (folded + (0x80 - 'a') * ones) & ~(folded + (0x7f - 'z') * ones) & ~bytes & high_bits;
    const std::uint64_t others = letters ^ high_bits;
    const int count = others == 0 ? 8 : std::countr_zero(others) / 8;
    const std::uint64_t read = count == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
    if (bytes & letters >> 2 & read) seen |= letter_lower;
    if (~bytes & letters >> 2 & read) seen |= letter_upper;
    at += static_cast<std::uint32_t>(count);
    if (count < 8) break;
  }
  return at;
}

void BlockTokenizer::emit_word(std::uint32_t end, std::uint8_t seen) {
  const bool upper = seen & letter_upper;
  const bool capitalised = upper && classes_at(at_) == letter_upper;
  const bool all_upper = upper && !(seen & letter_lower) && has_two_letters(at_, end);
  if (bytes_[end - 1] == '.') note_candidate();
  // Filled in place: a copy of a token just written byte by byte stalls the processor.
  Token& token = tokens_.emplace_back();
  token.span = {at_, end};
  token.kind = TokenKind::word;
  token.capitalised = capitalised;
  token.all_upper = all_upper;
  at_ = end;
}

bool BlockTokenizer::has_two_letters(std::uint32_t from, std::uint32_t end) const {
  int letters = 0;
  for (std::uint32_t at = from; at < end && letters < 2;) {
    const CodePoint c = code_point(text(), at, end);
    letters += (c.classes & any_letter) != 0;
    at += c.bytes;
  }
  return letters == 2;
}

// What stands at `at`, after a letter or digit, may join it to the next: returns where the word goes
// on, or `at` where it ends.
std::uint32_t BlockTokenizer::join(std::uint32_t at, std::uint8_t& seen) const {
  if (at >= end_) return at;
  switch (bytes_[at]) {
    case '\'': return classes_at(at + 1) & any_letter ? at + 1 : at;
    case '-':
    case '_': return classes_at(at + 1) & in_word ? at + 1 : at;
    case '&': return classes_of(bytes_[at - 1]) == letter_upper && classes_at(at + 1) == letter_upper ? at + 1 : at;
    case '.': return join_stop(at);
    case '@': return classes_at(at + 1) & in_word ? end_of_address(at + 1) : at;
    case ':': return text(at, std::min(at + 3, end_)) == "://" ? end_of_address(at) : at;
    case '/':
      return text(at_, at).find('.') != std::string_view::npos && classes_at(at + 1) & in_word ? end_of_address(at)
                                                                                               : at;
    default: return classes_of(bytes_[at]) & beyond_ascii ? join_beyond_ascii(at, seen) : at;
  }
}

std::uint32_t BlockTokenizer::join_beyond_ascii(std::uint32_t at, std::uint8_t& seen) const {
  const CodePoint c = code_point(text(), at, end_);
  const std::uint32_t next = at + c.bytes;
  if (c.classes & in_word) {
    seen |= c.classes;
    return next;
  }
  switch (c.value) {
    case U'’':
    case U'ʼ': return classes_at(next) & any_letter ? next : at;
    case U'\u00AD':  // soft hyphen
    case U'\u200B':  // zero-width space, non-joiner and joiner
    case U'\u200C':
    case U'\u200D':
    case U'‐':
    case U'\u2011': return classes_at(next) & in_word ? next : at;
    default: return at;
  }
}

// The ASCII letters from `at` on, as many as a word of a list may have.
std::string_view BlockTokenizer::letters_from(std::uint32_t at) const {
  std::uint32_t end = at;
  while (end < end_ && end - at < longest_lookahead && classes_of(bytes_[end]) & any_letter) ++end;
  return text(at, end);
}

std::uint32_t BlockTokenizer::join_stop(std::uint32_t at) const {
  const std::uint8_t next = classes_at(at + 1);
  if (!(next & in_word)) return join_last_stop(at);
  const bool after_digit = classes_of(bytes_[at - 1]) == digit;
  if (next & digit) return after_digit ? at + 1 : at;
  const std::string_view word = text(at_, at);
  const auto stop = word.rfind('.');
  const std::string_view left = stop == std::string_view::npos ? word : word.substr(stop + 1);
  return joins_after_stop(at, left, letters_from(at + 1)) ? at + 1 : at;
}

// A stop between `left` and a letter: a name or address with a stop in it, or is a blank missing?
bool BlockTokenizer::joins_after_stop(std::uint32_t stop, std::string_view left, std::string_view right) const {
  if (left.size() == 1 || left == "www") return true;
  if (right.empty()) return classes_at(stop + 1) != letter_upper;
  if (classes_of(right.front()) == letter_lower) return true;
  if (right.size() == 1 && (left.size() == 2 || classes_at(stop + 2) == mark)) return true;
  if (address_goes_on(stop)) return true;
  if (cues_.abbreviation_of(text(at_, stop)) != Abbreviation::none) return false;
  if (is_domain(right)) return true;
  return std::any_of(left.begin(), left.end(), is_upper) && !(cues_.cues_of(right) & cue_opener);
}

// "com", "AI", but not "In" and "So", which open sentences.
bool BlockTokenizer::is_domain(std::string_view word) const {
  const bool one_case = classes_of(word.front()) == letter_lower || std::all_of(word.begin(), word.end(), is_upper);
  return one_case && cues_.cues_of(word) & cue_domain;
}

// A stop with no letter or digit behind it is part of the word in "U.S." and in "J. Lee".
std::uint32_t BlockTokenizer::join_last_stop(std::uint32_t at) const {
  const std::uint32_t size = at - at_;
  if (size >= 3 && bytes_[at - 2] == '.' && classes_of(bytes_[at - 1]) & any_letter) return at + 1;
  if (size <= 2 && is_initial(at)) return at + 1;
  const std::string_view word = text(at_, at);
  const bool dotted = size <= longest_lookahead && word.find('.') != std::string_view::npos;
  return dotted && cues_.abbreviation_of(word) != Abbreviation::none ? at + 1 : at;
}

bool BlockTokenizer::is_initial(std::uint32_t stop) const {
  const CodePoint letter = code_point(text(), at_, end_);
  if (letter.classes != letter_upper || at_ + letter.bytes != stop) return false;
  const std::uint32_t next = after_blanks(stop + 1);
  if (next == stop + 1) return next < end_ && bytes_[next] == ',';
  const Token* before = last();
  if (before != nullptr && before->capitalised && is_nickname(next)) return true;
  if (classes_at(next) != letter_upper) return false;
  if (before != nullptr && cues_.cues_of(before->span.of(text())) & cue_lettered) return false;
  if (letter.value == U'I' && (before == nullptr || !before->capitalised)) return false;
  const std::string_view word = letters_from(next);
  const std::uint16_t cues = cues_.cues_of(word);
  if (word.size() == 1 || !(cues & cue_opener)) return true;
  // "J. Will left" or "Plan of J. Will you come?": a surname unless a lower-case word follows.
  const auto after = after_blanks(next + static_cast<std::uint32_t>(word.size()));
  return cues & cue_surname && classes_at(after) != letter_lower;
}

// `"Bill"` in `William F. "Bill" Park`: one capitalised word in quotation marks.
bool BlockTokenizer::is_nickname(std::uint32_t at) const {
  if (at >= end_) return false;
  const CodePoint open = code_point(text(), at, end_);
  if (open.value != U'"' && !opens_quotation(open.value)) return false;
  const std::string_view name = letters_from(at + open.bytes);
  const auto close = at + open.bytes + static_cast<std::uint32_t>(name.size());
  if (name.empty() || close >= end_ || classes_of(name.front()) != letter_upper) return false;
  const char32_t mark = code_point(text(), close, end_).value;
  return mark == U'"' || closes_quotation(mark);
}

// The end of the address or path that goes on at `at`: before a blank, a quotation mark, a bracket that
// it did not open, or the marks that close a sentence.
std::uint32_t BlockTokenizer::end_of_address(std::uint32_t at) const {
  bool bracket = false;
  std::uint32_t end = at;
  while (end < end_) {
    const char c = bytes_[end];
    const std::uint8_t classes = classes_of(c);
    if (classes & (blank | beyond_ascii) || c == '"' || c == '<' || c == '>' || c == '[' || c == ']') break;
    if (c == ')' && !bracket) break;
    bracket = c == '(' || (bracket && c != ')');
    ++end;
  }
  while (end > at && (std::string_view(".,;:!?'(*_").find(bytes_[end - 1]) != std::string_view::npos)) --end;
  return end;
}

// "Jane.Doe@example.com": from a stop on, the local part of an address goes on to '@'.
bool BlockTokenizer::address_goes_on(std::uint32_t at) const {
  const std::uint32_t end = std::min(end_, at + longest_local_part);
  while (at < end &&
         (classes_of(bytes_[at]) & in_word || std::string_view("._-+%").find(bytes_[at]) != std::string_view::npos))
    ++at;
  return at < end && bytes_[at] == '@';
}

void BlockTokenizer::read_number() {
  std::uint32_t at = at_;
  for (;;) {
    while (at < end_ && classes_of(bytes_[at]) == digit) ++at;
    const bool separator = at < end_ && (bytes_[at] == ',' || bytes_[at] == '.' || bytes_[at] == ':');
    if (!separator || classes_at(at + 1) != digit) break;
    ++at;
  }
  if (at >= end_) return emit(at, TokenKind::number);
  std::uint32_t tail = at;
  while (tail < end_ && classes_of(bytes_[tail]) & any_letter) ++tail;
  const bool goes_on = classes_of(bytes_[at]) & beyond_ascii && classes_at(at) & any_letter;
  if (tail > at && is_unit(at, tail)) return emit(tail, TokenKind::number);
  if (tail > at || goes_on) return read_word(at_, 0);
  const std::string_view letters = letters_from(at + 1);
  if (bytes_[at] == '-' && classes_at(at + 1) == letter_upper) return read_word(at + 1, digit);
  if (bytes_[at] == '.' && !letters.empty() && is_domain(letters)) return read_word(at + 1, digit);
  emit(at, TokenKind::number);
}

// The letters after a number's digits: a scale, a unit or an ordinal's ending rather than part of a
// name: "5m", "70M", "1st", "2020s", but "36Kr", "3M", "5G" (yet "$3M").
bool BlockTokenizer::is_unit(std::uint32_t from, std::uint32_t end) const {
  if (end - from > 2) return false;
  if (end < end_ && classes_of(bytes_[end]) & (digit | beyond_ascii)) return false;
  bool lower = true;
  for (std::uint32_t at = from; at < end; ++at) lower = lower && classes_of(bytes_[at]) == letter_lower;
  if (lower) return true;
  const Token* before = last();
  const bool amount = before != nullptr && before->kind == TokenKind::symbol && before->span.end == at_;
  const std::string_view unit = text(from, end);
  const bool scale = unit == "M" || unit == "MM" || unit == "B" || unit == "K" || unit == "T" || unit == "Bn" ||
                     unit == "Mn" || unit == "BN" || unit == "MN" || unit == "Tn";
  return scale && (amount || from - at_ > 1);
}

// One mark or sign, or a run of those that writers repeat: "...", "--", "=====", "!!".
void BlockTokenizer::read_mark(std::uint8_t classes) {
  const char c = bytes_[at_];
  std::uint32_t end = at_ + 1;
  if (is_repeated(c)) {
    while (end < end_ && bytes_[end] == c) ++end;
  }
  if (may_end_sentence(c)) note_candidate();
  emit(end, classes == mark ? TokenKind::punctuation : TokenKind::symbol);
}

void BlockTokenizer::read_beyond_ascii() {
  const CodePoint c = code_point(text(), at_, end_);
  const std::uint32_t end = at_ + c.bytes;
  if (c.classes & blank) {
    at_ = end;
  } else if (c.classes & any_letter) {
    read_word(end, c.classes);
  } else if (c.classes & digit) {
    emit(end, TokenKind::number);
  } else {
    if (c.value == U'…' || is_bullet(c.value)) note_candidate();
    emit(end, c.classes & mark ? TokenKind::punctuation : TokenKind::symbol);
  }
}

}  // namespace

void tokenize(const std::string& text, TextSpan block, const SentenceCues& cues, std::vector<Token>& tokens,
              std::vector<std::uint32_t>& candidates) {
  BlockTokenizer(text, block, cues, tokens, candidates).run();
}

}  // namespace copydesk
