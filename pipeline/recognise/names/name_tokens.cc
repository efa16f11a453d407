#include "pipeline/recognise/names/name_tokens.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace copydesk::names {
namespace {

// Words: what is known of a word, and the classes of one that is not known, are fetched so long before it is read.
constexpr std::size_t kAhead = 8;
constexpr std::size_t kClassesAhead = 4;

enum CharClass : std::uint8_t { kOther, kUpperChar, kLowerChar, kDigitChar, kHyphenChar, kDotChar, kHighChar };

constexpr std::array<std::uint8_t, 256> kChars = [] {
  std::array<std::uint8_t, 256> table{};
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = kUpperChar;
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = kLowerChar;
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = kDigitChar;
  for (int c = 128; c < 256; ++c) table[static_cast<std::size_t>(c)] = kHighChar;
  table['-'] = kHyphenChar;
  table['.'] = kDotChar;
  return table;
}();

// Phrases that are names, whatever words they hold.
constexpr LexicalClasses kNameClasses{LexicalClass::company, LexicalClass::organisation, LexicalClass::person,
                                      LexicalClass::city,    LexicalClass::region,       LexicalClass::country};

struct Ending {
  std::string_view text;
  std::uint32_t flag = 0;
};
constexpr std::array<Ending, 6> kEndings = {{{"'s", kPossessive},
                                             {"’s", kPossessive},
                                             {"'S", kPossessive},
                                             {"’S", kPossessive},
                                             {"-based", kBased},
                                             {"-headquartered", kBased}}};

// What is cut off the end of a word that may be a name.
Ending ending_of(std::string_view word) {
  const char last = word.back();
  if (word.size() < 3 || (last != 's' && last != 'S' && last != 'd')) return {};
  // Of most words the last but one letter decides: an apostrophe (’ ends in 99) before an s, an e before a d.
  const char before = word[word.size() - 2];
  if (last == 'd' ? before != 'e' : before != '\'' && before != '\x99') return {};
  for (const Ending& ending : kEndings) {
    if (word.size() > ending.text.size() && word.ends_with(ending.text)) return ending;
  }
  return {};
}

// "Moonshot.ai", "01.AI", "Amazon.com", but not "U.S." and "1.5m": two letters at least behind the last dot.
bool ends_as_domain(std::string_view word) {
  const auto dot = word.rfind('.');
  if (dot < 2 || dot + 2 >= word.size() || word[dot - 2] == '.') return false;
  return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(dot) + 1, word.end(), [](char c) {
    const std::uint8_t kind = kChars[static_cast<unsigned char>(c)];
    return kind == kUpperChar || kind == kLowerChar;
  });
}

// "Min-jun", "Kai-fu": a given name in two syllables, the second without a capital; not "Tier-one".
bool is_hyphened_given_name(std::string_view word, const WordClasses& words, ClassId ordinary) {
  constexpr std::size_t longest_syllable = 6;
  const auto hyphen = word.find('-');
  if (hyphen < 2 || hyphen > longest_syllable || hyphen + 2 >= word.size() ||
      word.size() - hyphen - 1 > longest_syllable)
    return false;
  const auto letter = [](char c) { return kChars[static_cast<unsigned char>(c)] == kLowerChar; };
  if (kChars[static_cast<unsigned char>(word[0])] != kUpperChar) return false;
  const std::string_view second = word.substr(hyphen + 1);
  return std::all_of(word.begin() + 1, word.begin() + static_cast<std::ptrdiff_t>(hyphen), letter) &&
         std::all_of(second.begin(), second.end(), letter) && !words.contains(words.of(word_hash(second)), ordinary);
}

bool may_be_people(std::string_view word) {
  return word.back() == 's' &&
         (word.ends_with("ians") || word.ends_with("ers") || word.ends_with("ists") || word.ends_with("ites"));
}

// A word's hash (word_hash), and which kinds of characters it has: a bit for each CharClass.
struct Spelling {
  std::uint64_t hash = 0;
  std::uint32_t kinds = 0;
};

Spelling spelling_of(std::string_view word) {
  WordHasher hasher;
  std::uint32_t kinds = 0;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    kinds |= 1U << kChars[byte];
    hasher.add(byte);
  }
  const bool may_hold_apostrophe = (kinds & 1U << kHighChar) != 0;
  return {may_hold_apostrophe ? word_hash(word) : hasher.value(), kinds};
}

// What the letters of a word say that has others than small ones; one pass over its bytes.
std::uint32_t shape_of(std::string_view word, const Token& token) {
  std::uint32_t upper = 0, lower = 0, digits = 0, dots = 0, hyphens = 0;
  bool camel = false, glued = false, lower_since_hyphen = false, capital_since_hyphen = token.capitalised;
  std::uint8_t before = kOther;
  for (const char c : word) {
    const std::uint8_t kind = kChars[static_cast<unsigned char>(c)];
    switch (kind) {
      case kUpperChar:
        ++upper;
        camel |= before == kLowerChar;
        capital_since_hyphen = true;
        break;
      case kLowerChar:
        glued |= before == kUpperChar && upper >= 3;
        ++lower;
        lower_since_hyphen = true;
        break;
      case kHighChar:
        lower_since_hyphen |= !token.all_upper;
        ++lower;
        break;
      case kDigitChar: ++digits; break;
      case kDotChar: ++dots; break;
      case kHyphenChar:
        ++hyphens;
        lower_since_hyphen = capital_since_hyphen = false;
        break;
      default: break;
    }
    before = kind;
  }
  if (token.capitalised && upper == 0) upper = 1;  // a capital outside ASCII
  std::uint32_t flags = 0;
  const bool lower_tail = hyphens > 0 && lower_since_hyphen && !capital_since_hyphen;
  if (upper > 0 && !lower_tail) flags |= kCapital;
  if (token.all_upper) flags |= kAllUpper;
  if (camel) flags |= kCamel;
  if (glued) flags |= kGluedCapitals;
  if (digits > 0 && upper + lower > 0) flags |= kDigits;
  if (hyphens > 0) flags |= kHyphen;
  if ((flags & kCapital) == 0 && lower > 0) flags |= kLower;
  if (may_be_people(word)) flags |= kPeople;
  if (upper >= 2 && lower == 1 && digits == 0 && word.back() == 's') flags |= kAcronyms;
  if (upper == 1 && lower == 0 && digits == 0 && word.size() <= 2) flags |= kInitial;
  if (dots > 0 && ends_as_domain(word)) flags |= kDomain;
  return flags;
}

std::uint32_t flag_of(MentionType type) {
  switch (type) {
    case MentionType::money: return kMoney;
    case MentionType::date: return kDate;
    case MentionType::number: return kCount;
    default: return 0;
  }
}

}  // namespace

// A word that a lost blank has glued to the one before: of "AcmeAcme" and "DetailsAcme" remains "Acme".
std::string_view NameTokens::unglue(std::string_view word, NameToken& token, const WordClasses& words) const {
  std::size_t cut = 0;
  const std::size_t half = word.size() / 2;
  if (word.size() % 2 == 0 && half > 2 && word.substr(0, half) == word.substr(half)) cut = half;
  for (std::size_t i = 4; cut == 0 && i + 1 < word.size(); ++i) {
    const bool joint = kChars[static_cast<unsigned char>(word[i])] == kUpperChar &&
                       kChars[static_cast<unsigned char>(word[i - 1])] == kLowerChar;
    if (joint && words.contains(words.of(word_hash(word.substr(0, i))), glue_word_)) cut = i;
  }
  if (cut == 0) return word;
  token.start += static_cast<std::uint32_t>(cut);
  token.flags &= ~kCamel;
  return word.substr(cut);
}

bool is_name(std::uint32_t lexical) { return LexicalClasses::of_bits(lexical).any_of(kNameClasses); }

void NameTokens::fill(std::string_view text, const Segmentation& segmentation, const Mentions& values,
                      const WordClasses& words) {
  tokens_.resize(segmentation.tokens.size());
  lower_.assign(std::max<std::size_t>(64, segmentation.tokens.size() / 8), 0);
  lower_place_ = Remainder(lower_.size());
  auto value = values.all.begin();
  std::uint32_t end_before = 0;
  // What is known of a word is on its way from memory while those before it are read.
  std::array<Writing, kAhead> ahead;
  const auto look_ahead = [&](std::size_t i) {
    if (i >= tokens_.size()) return;
    ahead[i % kAhead] = writing_of(text, segmentation.tokens[i]);
    __builtin_prefetch(&place_of(ahead[i % kAhead]));
  };
  const auto fetch_classes = [&](std::size_t i) {
    if (i >= tokens_.size() || place_of(ahead[i % kAhead]).writing == ahead[i % kAhead]) return;
    const std::string_view word = segmentation.tokens[i].span.of(text);
    words.fetch(word_hash(word.substr(0, word.size() - ending_of(word).text.size())));
  };
  for (std::size_t i = 0; i < kAhead; ++i) look_ahead(i);
  for (std::size_t i = 0; i < kClassesAhead; ++i) fetch_classes(i);
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    const Token& token = segmentation.tokens[i];
    NameToken& made = tokens_[i];
    read(text, token, ahead[i % kAhead], words, made);
    look_ahead(i + kAhead);
    fetch_classes(i + kClassesAhead);
    if (token.span.start == end_before && i > 0 && made.start == token.span.start) made.flags |= kGlued;
    end_before = token.span.end;
    if ((made.flags & kLower) != 0) lower_[lower_place_(made.hash / 64)] |= std::uint64_t{1} << (made.hash % 64);
    while (value != values.all.end() && value->span.end <= token.span.start) ++value;
    if (value != values.all.end() && value->span.start < token.span.end) made.flags |= flag_of(value->type);
  }
}

NameTokens::Writing NameTokens::writing_of(std::string_view text, const Token& token) {
  const std::size_t size = token.span.size();
  Writing writing;
  if (size >= sizeof writing) return writing;
  if (token.span.start + sizeof writing <= text.size()) {
    std::memcpy(&writing, text.data() + token.span.start, sizeof writing);
    writing.front &= ~std::uint64_t{0} >> (size < 8 ? 64 - 8 * size : 0);
    writing.back &= size > 8 ? ~std::uint64_t{0} >> (128 - 8 * size) : 0;
  } else {
    std::memcpy(&writing, text.data() + token.span.start, size);
  }
  const std::size_t said = size | static_cast<std::size_t>(token.kind) << 4U | (token.capitalised ? 64U : 0U) |
                           (token.all_upper ? 128U : 0U);
  writing.back |= static_cast<std::uint64_t>(said) << 56U;
  return writing;
}

NameTokens::KnownWord& NameTokens::place_of(const Writing& writing) {
  const std::uint64_t hash = (writing.front ^ writing.back * 0x9fb21c651e98df25U) * 0x9e3779b97f4a7c15U;
  return known_words_[(hash >> 40U) % kKnownWords];
}

void NameTokens::read(std::string_view text, const Token& token, const Writing& writing, const WordClasses& words,
                      NameToken& made) {
  const std::string_view word = token.span.of(text);
  if (word.size() >= sizeof(Writing)) {
    made = read_anew(word, token, words);
    made.start += token.span.start;
    made.end += token.span.start;
    return;
  }
  KnownWord& known = place_of(writing);
  if (writing != known.writing) {
    const NameToken read = read_anew(word, token, words);
    known = {writing,
             read.hash,
             read.flags,
             read.classes,
             static_cast<std::uint8_t>(read.start),
             static_cast<std::uint8_t>(read.end)};
  }
  made.start = token.span.start + known.start;
  made.end = token.span.start + known.end;
  made.hash = known.hash;
  made.flags = known.flags;
  made.lexical = 0;
  made.classes = known.classes;
  made.letter = word.front();
}

NameToken NameTokens::read_anew(std::string_view word, const Token& token, const WordClasses& words) const {
  NameToken made;
  made.end = static_cast<std::uint32_t>(word.size());
  made.letter = word.front();
  if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
    read_word(word, token, words, made);
  } else {
    made.flags |= kMark;
    made.hash = word_hash(word);
  }
  made.classes = words.of(made.hash);
  if (words.contains(made.classes, ordinary_)) made.flags |= kOrdinary;
  if (words.contains(made.classes, joins_)) made.flags |= kJoins;
  return made;
}

void NameTokens::read_word(std::string_view word, const Token& token, const WordClasses& words, NameToken& made) const {
  const Ending ending = ending_of(word);
  word.remove_suffix(ending.text.size());
  made.end -= static_cast<std::uint32_t>(ending.text.size());
  made.flags |= ending.flag;
  const Spelling spelling = spelling_of(word);
  made.hash = spelling.hash;
  if (token.kind == TokenKind::number) made.flags |= kNumber;
  if (spelling.kinds == 1U << kLowerChar) {
    made.flags |= kLower;
    if (may_be_people(word)) made.flags |= kPeople;
    return;
  }
  made.flags |= shape_of(word, token);
  const bool odd = (spelling.kinds & 1U << kOther) != 0;
  if ((odd && word.find_first_of("@/") != std::string_view::npos) || word.find("www.") != std::string_view::npos)
    made.flags |= kAddress;
  if ((made.flags & (kHyphen | kLower)) == (kHyphen | kLower) && is_hyphened_given_name(word, words, ordinary_))
    made.flags = (made.flags & ~kLower) | kCapital;
  if ((made.flags & (kCamel | kAllUpper)) != 0) made.hash = word_hash(unglue(word, made, words));
}

const std::vector<NameTokens::Joint>& NameTokens::joints(std::string_view text, std::size_t token) {
  joints_.clear();
  const std::string_view word = text.substr(tokens_[token].start, tokens_[token].end - tokens_[token].start);
  const auto kind = [&](std::size_t i) { return kChars[static_cast<unsigned char>(word[i])]; };
  for (std::size_t i = 2; i + 2 < word.size(); ++i) {
    const bool joint = kind(i) == kUpperChar && (kind(i - 1) == kLowerChar || kind(i + 1) == kLowerChar);
    if (joint) {
      joints_.push_back({tokens_[token].start + static_cast<std::uint32_t>(i), word_hash(word.substr(i)),
                         word_hash(word.substr(0, i))});
    }
  }
  return joints_;
}

void NameTokens::cut_back(std::size_t token, const Joint& joint) {
  tokens_[token].end = joint.offset;
  tokens_[token].hash = joint.front_hash;
}

void NameTokens::cut_front(std::size_t token, const Joint& joint) {
  tokens_[token].start = joint.offset;
  tokens_[token].hash = joint.hash;
  tokens_[token].flags &= ~kGlued;
}

void NameTokens::look_up(std::string_view text, const Segmentation& segmentation, const Gazetteer& gazetteer) {
  phrases_.clear();
  if (gazetteer.size() == 0) return;
  rooms_.clear();
  room_tokens_.clear();
  for (const Sentence& sentence : segmentation.sentences) {
    const std::size_t first = rooms_.size();
    std::uint32_t end = 0;  // of the sentence's last word that is looked up
    for (std::uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      if ((tokens_[i].flags & (kCapital | kDigits)) == 0) continue;
      rooms_.push_back({tokens_[i].start, 0});
      room_tokens_.push_back(i);
      end = tokens_[i].end;
    }
    for (std::size_t i = first; i < rooms_.size(); ++i) rooms_[i].end = end;
  }
  hits_.clear();
  gazetteer.matches(text, rooms_, hits_, known_starts_);
  auto sentence = segmentation.sentences.begin();
  for (const GazetteerHit& hit : hits_) {
    const std::uint32_t first = room_tokens_[hit.word];
    while (sentence->end_token <= first) ++sentence;
    std::uint32_t last = first;
    while (last < sentence->end_token && tokens_[last].end < hit.span.end) ++last;
    if (last == sentence->end_token || tokens_[last].start >= hit.span.end) continue;
    const std::uint32_t rest = tokens_[last].end - std::min(tokens_[last].end, hit.span.end);
    if (rest > 1 || (rest == 1 && text[hit.span.end] != '.')) continue;  // ends inside "Beijing-based"
    if (last == first) tokens_[first].lexical |= hit.classes.bits();
    phrases_.push_back({first, last + 1, hit.classes.bits(), hit.ordinary_word});
    if (!is_name(hit.classes.bits())) continue;
    for (std::uint32_t i = first + 1; i <= last; ++i) tokens_[i].flags |= kInPhrase;
  }
}

}  // namespace copydesk::names
