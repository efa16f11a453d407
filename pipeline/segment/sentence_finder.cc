#include "pipeline/segment/sentence_finder.h"

#include <algorithm>

#include "pipeline/segment/characters.h"

namespace copydesk {
namespace {

constexpr std::uint32_t longest_bracket = 60;  // tokens; what is longer is no aside within a sentence

// What stands behind a stop, as far as it tells whether a sentence begins there.
enum class Follower : std::uint8_t { nothing, other, lower, number, capital, opener };

// A list mark in running text: "2)", "2.", "b." and the number it counts.
struct ListMark {
  char closing = 0;  // '.' or ')'; 0: none
  bool letter = false;
  std::uint32_t value = 0;
};

// Lives for the time of one call to find_sentences(), which owns what it refers to.
class SentenceFinder {
 public:
  SentenceFinder(const std::string& text, std::uint32_t block, const std::vector<Token>& tokens,
                 std::uint32_t first_token, const SentenceCues& cues, std::vector<Sentence>& sentences)
      : text_(text),
        block_(block),
        tokens_(tokens),
        start_(first_token),
        cues_(cues),
        sentences_(sentences),
        quotes_read_(first_token) {}

  void run(std::span<const std::uint32_t> candidates);

 private:
  [[nodiscard]] std::uint32_t end_of_tokens() const { return static_cast<std::uint32_t>(tokens_.size()); }
  [[nodiscard]] std::string_view word(std::uint32_t token) const { return tokens_[token].span.of(text_); }
  [[nodiscard]] char first_byte(std::uint32_t token) const { return text_[tokens_[token].span.start]; }
  [[nodiscard]] bool is(std::uint32_t token, char mark) const {
    return tokens_[token].span.size() == 1 && first_byte(token) == mark;
  }
  [[nodiscard]] char32_t character(std::uint32_t token) const {
    const TextSpan span = tokens_[token].span;
    return code_point(text_, span.start, span.end).value;
  }
  // No blank between `token` and the one before it.
  [[nodiscard]] bool attached(std::uint32_t token) const {
    return tokens_[token - 1].span.end == tokens_[token].span.start;
  }

  void end_before(std::uint32_t token);
  void consider(std::uint32_t candidate);
  void consider_stop(std::uint32_t stop);
  void consider_list_mark(std::uint32_t closing);
  void consider_bullet(std::uint32_t bullet);
  void enter_bracket(std::uint32_t bracket);

  [[nodiscard]] std::uint32_t after_ellipsis(std::uint32_t stop) const;
  std::uint32_t after_closers(std::uint32_t token);
  [[nodiscard]] std::uint32_t after_openers(std::uint32_t token) const;
  bool closes(std::uint32_t token);
  bool straight_quote_is_open(std::uint32_t token);
  [[nodiscard]] Follower follower(std::uint32_t token) const;
  [[nodiscard]] bool opens_sentence(std::uint32_t token) const;
  [[nodiscard]] bool carries_quotation_on(std::uint32_t stop, std::uint32_t next) const;
  [[nodiscard]] bool ends_sentence(std::uint32_t stop, std::uint32_t next, std::uint32_t first) const;
  [[nodiscard]] bool stop_ends_sentence(std::uint32_t stop, std::uint32_t next, std::uint32_t first,
                                        Follower follows) const;
  [[nodiscard]] bool time_ends_sentence(std::uint32_t stop, std::uint32_t first) const;
  [[nodiscard]] Abbreviation abbreviation(std::uint32_t token, std::string_view before, std::uint32_t first) const;
  [[nodiscard]] bool begins_clause(std::uint32_t first) const;
  [[nodiscard]] bool is_lettered(std::uint32_t stop) const;
  [[nodiscard]] bool is_list_mark(std::uint32_t stop) const;
  [[nodiscard]] ListMark list_mark(std::uint32_t closing) const;

  const std::string& text_;
  std::uint32_t block_;
  const std::vector<Token>& tokens_;
  std::uint32_t start_;  // first token of the current sentence
  const SentenceCues& cues_;
  std::vector<Sentence>& sentences_;
  std::uint32_t decided_ = 0;      // candidates before this token are settled
  std::uint32_t bracket_end_ = 0;  // the bracket that closes the aside we are in
  std::uint32_t quotes_read_ = 0;  // tokens searched for straight quotation marks so far
  bool quote_is_open_ = false;
  ListMark list_;  // the last list mark that began a sentence
};

void SentenceFinder::run(std::span<const std::uint32_t> candidates) {
  for (const std::uint32_t candidate : candidates) {
    if (candidate >= decided_) consider(candidate);
  }
  end_before(end_of_tokens());
}

void SentenceFinder::end_before(std::uint32_t token) {
  if (token == start_) return;
  sentences_.push_back({{tokens_[start_].span.start, tokens_[token - 1].span.end}, block_, start_, token});
  start_ = token;
}

void SentenceFinder::consider(std::uint32_t candidate) {
  switch (first_byte(candidate)) {
    case '(':
    case '[': return enter_bracket(candidate);
    case ')': return consider_list_mark(candidate);
    case ']': return;
    default: break;
  }
  if (tokens_[candidate].kind != TokenKind::word && is_bullet(character(candidate))) return consider_bullet(candidate);
  consider_stop(candidate);
}

// An aside within a sentence holds no end of one: remember where it closes.
void SentenceFinder::enter_bracket(std::uint32_t bracket) {
  if (bracket < bracket_end_ || bracket == start_) return;
  int depth = 0;
  const std::uint32_t limit = std::min(end_of_tokens(), bracket + longest_bracket);
  for (std::uint32_t token = bracket; token < limit; ++token) {
    const char c = first_byte(token);
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && --depth == 0) {
      bracket_end_ = token;
      return;
    }
  }
}

void SentenceFinder::consider_bullet(std::uint32_t bullet) {
  if (bullet == start_) return;
  const bool begun = is_bullet(character(start_));
  const char before = first_byte(bullet - 1);
  if (begun || before == '.' || before == ':' || before == ';') end_before(bullet);
}

void SentenceFinder::consider_list_mark(std::uint32_t closing) {
  const ListMark mark = list_mark(closing);
  if (mark.closing == 0) return;
  std::uint32_t first = closing - (is(closing - 1, '.') ? 2 : 1);
  if (first > start_ && is_bullet(character(first - 1))) --first;
  const bool next = list_.closing == mark.closing && list_.letter == mark.letter && mark.value == list_.value + 1;
  if (next && first > start_) end_before(first);
  if (first == start_ || (first == start_ + 1 && is_bullet(character(start_)))) list_ = mark;
}

// The mark that `closing`, a ')' or '.', ends: "2)", "2.)", "2.", "b.", "b)"; none if it is no list mark.
ListMark SentenceFinder::list_mark(std::uint32_t closing) const {
  if (closing <= start_ || !attached(closing)) return {};
  std::uint32_t counter = closing - 1;
  if (is(counter, '.') && counter > start_) --counter;
  const std::string_view digits = word(counter);
  ListMark mark{first_byte(closing)};
  if (digits.size() == 1 && classes_of(digits[0]) & any_letter) {
    mark.letter = true;
    mark.value = static_cast<unsigned char>(digits[0]);
    return mark;
  }
  if (digits.size() > 3) return {};
  for (const char c : digits) {
    if (classes_of(c) != digit) return {};
    mark.value = mark.value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return mark;
}

// "1. Open the tin." begins a sentence and ends none at its own stop.
bool SentenceFinder::is_list_mark(std::uint32_t stop) const {
  if (list_mark(stop).closing == 0) return false;
  if (stop + 1 < end_of_tokens() && is(stop + 1, ')') && stop > bracket_end_) return true;
  return stop == start_ + 1 || (stop == start_ + 2 && is_bullet(character(start_)));
}

void SentenceFinder::consider_stop(std::uint32_t stop) {
  if (is(stop, '.')) consider_list_mark(stop);
  const std::uint32_t last = after_ellipsis(stop);
  if (last - stop == 4 && stop > start_ && stop > bracket_end_ && attached(stop) &&
      follower(last) >= Follower::number) {
    // "self-interpreting compounds. . . . The practice": a stop, then words left out of the next sentence.
    decided_ = last;
    return end_before(stop + 1);
  }
  const std::uint32_t next = after_closers(last);
  decided_ = next;
  if (next == end_of_tokens() || next <= bracket_end_) return;
  if (ends_sentence(last - 1, next, after_openers(next))) end_before(next);
}

// Past the stop and what belongs to it: ". . . ." or "?!".
std::uint32_t SentenceFinder::after_ellipsis(std::uint32_t stop) const {
  std::uint32_t token = stop + 1;
  const auto stands = [&](char c) { return token < end_of_tokens() && first_byte(token) == c; };
  while (stands('!') || stands('?')) ++token;
  if (!is(stop, '.') || !stands('.') || attached(token)) return token;
  while (stands('.')) ++token;
  return token;
}

// Past the brackets and quotation marks that close after a stop: they belong to its sentence.
std::uint32_t SentenceFinder::after_closers(std::uint32_t token) {
  while (token < end_of_tokens() && attached(token) && closes(token)) ++token;
  // `Done. ”`: set off by mistake.
  if (token < end_of_tokens() && !attached(token) && character(token) == U'”') ++token;
  return token;
}

bool SentenceFinder::closes(std::uint32_t token) {
  if (tokens_[token].kind != TokenKind::punctuation) return false;
  const char32_t c = character(token);
  if (c == U')' || c == U']' || c == U'}' || c == U'”' || c == U'»' || c == U'›') return true;
  const std::uint32_t after = token + 1;
  const bool last = after == end_of_tokens() || !attached(after);
  if (opens_quotation(c)) return last;  // „as Germans do“
  if (c != U'\'' && c != U'’' && c != U'"') return false;
  if (last || tokens_[after].kind == TokenKind::punctuation) return true;
  return c == U'"' && straight_quote_is_open(token);  // not in "Jr.'s"
}

// Of straight quotation marks, an odd number in the block before `token`, which only grows.
bool SentenceFinder::straight_quote_is_open(std::uint32_t token) {
  for (; quotes_read_ < token; ++quotes_read_) quote_is_open_ ^= is(quotes_read_, '"');
  return quote_is_open_;
}

// Past the quotation marks and brackets that open at `token`.
std::uint32_t SentenceFinder::after_openers(std::uint32_t token) const {
  const std::uint32_t limit = std::min(end_of_tokens(), token + 3);
  for (; token < limit && tokens_[token].kind == TokenKind::punctuation; ++token) {
    const char32_t c = character(token);
    if (!opens_quotation(c) && c != U'"' && c != U'\'' && c != U'(' && c != U'[') break;
  }
  return token;
}

Follower SentenceFinder::follower(std::uint32_t token) const {
  if (token >= end_of_tokens()) return Follower::nothing;
  const Token& t = tokens_[token];
  switch (t.kind) {
    case TokenKind::number: return Follower::number;
    case TokenKind::punctuation: return Follower::other;
    case TokenKind::symbol: {
      const char32_t c = character(token);
      if (c == U'$' || c == U'€' || c == U'£' || c == U'¥' || c == U'₹') return Follower::number;
      if (c == U'*' && token + 1 < end_of_tokens() && tokens_[token + 1].capitalised) return Follower::capital;
      return c == U'@' || c == U'#' || is_bullet(c) ? Follower::capital : Follower::other;
    }
    case TokenKind::word: break;
  }
  if (t.capitalised) return opens_sentence(token) ? Follower::opener : Follower::capital;
  const std::string_view text = word(token);
  const auto is_capital = [](char c) { return classes_of(c) == letter_upper; };
  if (classes_of(text.front()) != letter_lower) return text.front() < 0 ? Follower::capital : Follower::number;
  // Names in small letters: "iPhone", "eBay", "example.com".
  const auto stop = text.find('.');
  if (std::any_of(text.begin(), text.end(), is_capital)) return Follower::capital;
  return stop != std::string_view::npos && stop > 1 && text.back() != '.' ? Follower::capital : Follower::lower;
}

// A capitalised function word, which mid-sentence would be in small letters.
bool SentenceFinder::opens_sentence(std::uint32_t token) const {
  const std::uint16_t cues = cues_.cues_of(word(token));
  if (!(cues & cue_opener)) return false;
  if (!(cues & cue_surname)) return true;
  return token + 1 < end_of_tokens() && tokens_[token + 1].kind == TokenKind::word && !tokens_[token + 1].capitalised;
}

// “Who pays?” Lee asked. The words after the quotation belong to its sentence.
bool SentenceFinder::carries_quotation_on(std::uint32_t stop, std::uint32_t next) const {
  const std::uint32_t limit = std::min(end_of_tokens(), next + 4);
  std::uint32_t token = next;
  while (token < limit && tokens_[token].capitalised) ++token;
  if (token == next || token == limit || !(cues_.cues_of(word(token)) & cue_saying)) return false;
  if (first_byte(stop) != '.') return true;
  // A plain stop should have been a comma: believe it unless nothing but the speaker follows.
  return token + 1 == end_of_tokens() || is(token + 1, '.');
}

bool SentenceFinder::ends_sentence(std::uint32_t stop, std::uint32_t next, std::uint32_t first) const {
  const Follower follows = follower(first);
  if (follows < Follower::number) return false;
  const bool glued = attached(next);
  if (glued && (follows == Follower::number || !tokens_[first].capitalised)) return false;
  if (next > stop + 1 && next == first && carries_quotation_on(stop, next)) return false;
  if (stop > start_ && (is(stop - 1, '[') || is(stop - 1, '('))) return false;  // "[...]"
  const std::string_view mark = word(stop);
  if (stop > start_ && is(stop, '.') && is(stop - 1, '.'))
    return stop - start_ > 3 && is(stop - 3, '.');  // ". . ." leaves words out
  if (mark == "." || tokens_[stop].kind == TokenKind::word) return stop_ends_sentence(stop, next, first, follows);
  if (mark.front() == '.' || mark.front() < 0) return follows != Follower::number;  // an ellipsis
  if (stop == start_ || !attached(stop)) return true;
  return follows == Follower::opener || cues_.abbreviation_of(word(stop - 1)) != Abbreviation::name;
}

bool SentenceFinder::stop_ends_sentence(std::uint32_t stop, std::uint32_t next, std::uint32_t first,
                                        Follower follows) const {
  if (is_list_mark(stop)) return false;
  const bool dotted = tokens_[stop].kind == TokenKind::word;
  if (!dotted && stop == start_) return false;
  if (!dotted && !attached(stop) && attached(next)) return false;  // ".NET"
  std::string_view before = word(dotted ? stop : stop - 1);
  if (dotted) before.remove_suffix(1);
  const bool numbered = follows == Follower::number;
  if (before.size() == 1 && classes_of(before[0]) == letter_upper) {
    // An initial, or a letter that counts: "J. Lee", "K. 385", but "a Series A. Five funds".
    return !dotted && (!numbered || is_lettered(stop));
  }
  if (before == "°" && numbered) return false;  // "N°. 12"
  const bool quoted = first > next && first_byte(next) != '(' && first_byte(next) != '[';
  const bool in_bracket = first > next && !quoted;
  const bool opens = !in_bracket && (quoted || follows == Follower::opener);
  switch (abbreviation(dotted ? stop : stop - 1, before, first)) {
    case Abbreviation::title: return quoted && follows == Follower::opener;
    case Abbreviation::latin: return false;
    case Abbreviation::company: return opens || (!in_bracket && begins_clause(first));
    case Abbreviation::place:
    case Abbreviation::degree:
    case Abbreviation::month:
    case Abbreviation::name:
    case Abbreviation::other: return opens;
    case Abbreviation::number: return !numbered && (opens || !tokens_[first].all_upper);
    case Abbreviation::time: return time_ends_sentence(stop, first);
    case Abbreviation::none: break;
  }
  return !dotted || opens;
}

// What the word before a stop abbreviates. Of acronyms, only those: "MS. PARK" and "Acme INC.", but
// nothing in "for MS. The trial".
Abbreviation SentenceFinder::abbreviation(std::uint32_t token, std::string_view before, std::uint32_t first) const {
  const Abbreviation known = cues_.abbreviation_of(before);
  if (!tokens_[token].all_upper || tokens_[first].all_upper || before.find('.') != std::string_view::npos) return known;
  switch (known) {
    case Abbreviation::title:
    case Abbreviation::latin:
    case Abbreviation::place:
    case Abbreviation::other: return Abbreviation::none;
    default: return known;
  }
}

// A name and its verb: "It left Acme Inc. Brandt has …", but not "Acme Inc. President Brandt has …", nor
// where the abbreviation begins a name itself: "the Inc. Podcast has …".
bool SentenceFinder::begins_clause(std::uint32_t first) const {
  constexpr std::uint32_t longest_name = 4;
  const std::uint32_t before_stop = first - 2;
  if (before_stop <= start_ || !(tokens_[before_stop - 1].capitalised || is(before_stop - 1, ','))) return false;
  if (cues_.cues_of(word(first)) & cue_post) return false;
  const std::uint32_t limit = std::min(end_of_tokens(), first + longest_name);
  std::uint32_t token = first;
  while (token < limit && tokens_[token].capitalised) ++token;
  return token > first && token < limit && cues_.cues_of(word(token)) & cue_verb;
}

// A letter that counts rather than abbreviates: "Series A".
bool SentenceFinder::is_lettered(std::uint32_t stop) const {
  return stop >= start_ + 2 && cues_.cues_of(word(stop - 2)) & cue_lettered;
}

// "9 a.m. Eastern time" and "At 5 a.m. Mr. Lee rose" go on; "closed at 5 p.m. Mr. Lee" does not.
bool SentenceFinder::time_ends_sentence(std::uint32_t stop, std::uint32_t first) const {
  if (cues_.cues_of(word(first)) & cue_zone) return false;
  if (is(first - 1, '(')) return false;
  return stop - start_ > 4 || !(cues_.cues_of(word(start_)) & cue_lead);
}

}  // namespace

void find_sentences(const std::string& text, std::uint32_t block, const std::vector<Token>& tokens,
                    std::uint32_t first_token, std::span<const std::uint32_t> candidates, const SentenceCues& cues,
                    std::vector<Sentence>& sentences) {
  SentenceFinder(text, block, tokens, first_token, cues, sentences).run(candidates);
}

}  // namespace copydesk
