#include "pipeline/recognise/names/candidates.h"

#include <algorithm>
#include <array>
#include <utility>

namespace copydesk::names {
namespace {

constexpr std::uint32_t kLongestRun = 24;  // words; what follows begins a new run

constexpr std::uint64_t kOf = word_hash("of");
constexpr std::uint64_t kFor = word_hash("for");
constexpr std::uint64_t kAnd = word_hash("and");
constexpr std::uint64_t kThe = word_hash("the");
constexpr std::uint64_t kAmpersand = word_hash("&");
constexpr std::uint64_t kPlus = word_hash("+");
constexpr std::uint64_t kComma = word_hash(",");
constexpr std::uint64_t kIn = word_hash("in");
constexpr std::uint64_t kStop = word_hash(".");
constexpr std::uint64_t kOpeningQuote = word_hash("“");
constexpr std::uint64_t kClosingQuote = word_hash("”");
constexpr std::uint64_t kPlainQuote = word_hash("\"");

}  // namespace

// A sentence, and how much its capitals say.
struct CandidateFinder::Place {
  std::uint32_t sentence = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool heading = false;  // a title, heading or caption
  bool title = false;
  bool title_case = false;  // ordinary words are capitalised throughout
  bool all_caps = false;
};

SpanClasses SpanClasses::resolve(const WordClassesBuilder& words, std::vector<RuleFault>& faults) {
  SpanClasses classes;
  const std::array<std::pair<std::string_view, ClassId*>, 25> wanted = {{
      {"break_word", &classes.break_word},
      {"joins_names", &classes.joins_names},
      {"particle", &classes.particle},
      {"role_word", &classes.role},
      {"role_part", &classes.role_part},
      {"honorific", &classes.honorific},
      {"legal_suffix", &classes.legal_suffix},
      {"of_head", &classes.of_head},
      {"for_head", &classes.for_head},
      {"org_noun", &classes.org_noun},
      {"numbered", &classes.numbered},
      {"ordinary", &classes.ordinary},
      {"adverb", &classes.adverb},
      {"verb_form", &classes.verb_form},
      {"noun_plural", &classes.noun_plural},
      {"lead_in", &classes.lead_in},
      {"exchange", &classes.exchange},
      {"glue_word", &classes.glue_word},
      {"never_name", &classes.never_name},
      {"ordinal", &classes.ordinal},
      {"title_word", &classes.title_word},
      {"opener", &classes.opener},
      {"role_plural", &classes.role_plural},
      {"person_noun", &classes.person_noun},
      {"intro_noun", &classes.intro_noun},
  }};
  for (const auto& [name, id] : wanted) {
    if (const auto found = words.find(name)) {
      *id = *found;
    } else {
      faults.push_back({"names.rules",
                        0,
                        0,
                        1,
                        "the recogniser of names needs words '" + std::string(name) + "'",
                        {},
                        "define it in names.rules",
                        {}});
    }
  }
  return classes;
}

CandidateFinder::Place CandidateFinder::place_of(const Document& document, const Sentence& sentence,
                                                 const NameTokens& tokens) const {
  Place place{0, sentence.first_token, sentence.end_token};
  const BlockKind kind = document.blocks.empty() ? BlockKind::paragraph : document.blocks[sentence.block].kind;
  place.title = kind == BlockKind::title;
  place.heading = place.title || kind == BlockKind::heading;
  std::uint32_t capitals = 0, upper = 0, lower = 0, ordinary_capitals = 0, commas = 0;
  for (std::uint32_t i = place.begin; i < place.end; ++i) {
    // Without branches: what a word is cannot be foretold.
    const NameToken& token = tokens[i];
    const auto has = [&](std::uint32_t flags) { return static_cast<unsigned>((token.flags & flags) != 0); };
    const unsigned counts = static_cast<unsigned>(token.end - token.start >= 4) | has(kAllUpper);
    const unsigned capital = counts & has(kCapital) & (1U - has(kLower));
    commas += static_cast<unsigned>(token.hash == kComma);
    lower += counts & has(kLower) & (1U - has(kHyphen | kJoins));
    capitals += capital;
    upper += capital & has(kAllUpper);
    ordinary_capitals += capital & has(kOrdinary) & static_cast<unsigned>(i != place.begin);
  }
  // A sentence that lists names has many capitals, too, but commas between them and a verb before.
  const bool few_lower = place.heading ? capitals >= 3 * lower : capitals >= 8 * lower && commas * 4 < capitals;
  place.title_case = capitals >= 3 && few_lower && ordinary_capitals * 3 >= capitals &&
                     (place.heading || ordinary_capitals * 2 > capitals);
  place.all_caps = capitals >= 3 && upper * 4 >= (capitals + lower) * 3 && ordinary_capitals * 3 >= capitals;
  return place;
}

bool CandidateFinder::may_stand_in_name(const NameTokens& tokens, std::uint32_t at, const Place& place) const {
  const NameToken& token = tokens[at];
  if ((token.flags & (kMoney | kDate | kMark | kAddress)) != 0) return false;
  if ((token.flags & kCapital) == 0) return false;
  if (is(token, classes_->break_word))
    return (token.flags & kAllUpper) != 0 && !place.all_caps && token.end - token.start > 1;
  return true;
}

bool CandidateFinder::starts_name(const NameTokens& tokens, std::uint32_t at, const Place& place) const {
  if (may_stand_in_name(tokens, at, place)) return true;
  // "3d Glass Solutions", but not "4th Street"
  const NameToken& token = tokens[at];
  return (token.flags & kDigits) != 0 && (token.flags & (kMoney | kDate | kAddress | kHyphen)) == 0 &&
         token.end - token.start <= 3 && !is(token, classes_->ordinal) && at + 1 < place.end &&
         may_stand_in_name(tokens, at + 1, place);
}

// "Bank of America", "the Center for Open Science" but "Director of Sales", "Google of old".
bool CandidateFinder::of_joins(const NameTokens& tokens, std::uint32_t first, std::uint32_t at) const {
  for (std::uint32_t i = at; i-- > first;) {
    if (is(tokens[i], classes_->of_head)) return true;
    if (i + 3 < at) break;
  }
  return false;
}

// "Food and Drug Administration": ordinary words on both sides, a noun of organisations behind. Not "General Catalyst
// and Founders Fund", where the gazetteer knows the first.
bool CandidateFinder::and_joins(const NameTokens& tokens, std::uint32_t first, std::uint32_t at,
                                const Place& place) const {
  if (!is(tokens[at - 1], classes_->ordinary) || at + 1 >= place.end) return false;
  if (at - first > 1 && (tokens[at - 1].flags & kInPhrase) != 0) return false;
  for (std::uint32_t i = at + 1; i < place.end && may_stand_in_name(tokens, i, place); ++i) {
    if (i > at + 1 && is(tokens[i], classes_->org_noun)) return true;
    if (!is(tokens[i], classes_->ordinary)) return false;
  }
  // "Department of Housing and Urban Development"
  for (std::uint32_t i = at; i-- > first;) {
    if (is(tokens[i], classes_->of_head)) return is(tokens[at + 1], classes_->ordinary);
  }
  return false;
}

// Whether the two words about a nickname are a person's: "Robert “Bob” Marsh".
bool CandidateFinder::are_nicknamed(const NameToken& given, const NameToken& surname) const {
  constexpr std::uint32_t kNoName = kMark | kNumber | kAllUpper | kPossessive;
  if ((given.flags & kNoName) != 0 || (surname.flags & (kMark | kNumber | kAllUpper)) != 0) return false;
  if (LexicalClasses::of_bits(given.lexical).has(LexicalClass::given_name)) return true;
  return !is(given, classes_->ordinary) && !is(surname, classes_->ordinary) && !is(given, classes_->role);
}

// Where a run that holds [first, at) goes on past token `at`, or `at` where it ends.
std::uint32_t CandidateFinder::join(const NameTokens& tokens, std::uint32_t first, std::uint32_t at,
                                    const Place& place) const {
  if (at >= place.end) return at;
  const NameToken& token = tokens[at];
  const NameToken& before = tokens[at - 1];
  if ((before.flags & kBased) != 0) return at;
  if ((before.flags & kPossessive) != 0) {
    return may_stand_in_name(tokens, at, place) && is(token, classes_->org_noun) ? at + 1 : at;
  }
  if (may_stand_in_name(tokens, at, place) || (token.flags & kInPhrase) != 0) return at + 1;
  const auto goes_on = [&](std::uint32_t next) { return next < place.end && may_stand_in_name(tokens, next, place); };
  // A small word with a capital inside a name: "Earn Your Leisure".
  if (at > place.begin && at - first <= 2 && (token.flags & kCapital) != 0 && (token.flags & kDate) == 0 &&
      goes_on(at + 1) && is(token, classes_->title_word) && !place.heading) {
    return at + 2;
  }
  if ((token.flags & kNumber) != 0 && (token.flags & (kMoney | kDate)) == 0) {
    const bool short_number = token.end - token.start <= 3 && !is(before, classes_->numbered);
    const bool ends = (tokens[at - 1].flags & kNumber) == 0;
    return short_number && ends && (before.flags & kCapital) != 0 ? at + 1 : at;
  }
  if ((token.flags & kMark) != 0) {
    if ((token.hash == kAmpersand || token.hash == kPlus) && goes_on(at + 1)) return at + 2;
    if (token.hash == kComma && at + 1 < place.end && is(tokens[at + 1], classes_->legal_suffix) &&
        (tokens[at + 1].flags & kCapital) != 0) {
      return at + 2;
    }
    const bool opens = token.hash == kOpeningQuote || token.hash == kPlainQuote;
    if (opens && at - first <= 2 && at + 3 < place.end && goes_on(at + 1) && goes_on(at + 3) &&
        (tokens[at + 2].hash == kClosingQuote || tokens[at + 2].hash == kPlainQuote) &&
        are_nicknamed(before, tokens[at + 3])) {
      return at + 4;
    }
    const bool short_suffix = before.end - before.start <= 4 && (before.flags & kAllUpper) == 0;
    const bool abbreviates = (short_suffix && is(before, classes_->legal_suffix)) || is(before, classes_->honorific);
    if (token.hash == kStop && (token.flags & kGlued) != 0 && abbreviates) return at + 1;
    return at;
  }
  if ((token.flags & kCapital) == 0 && is(token, classes_->joins_names)) {
    std::uint32_t name = at;  // "van der Berg"
    while (name < place.end && (tokens[name].flags & kCapital) == 0 && is(tokens[name], classes_->particle)) ++name;
    if (name > at && goes_on(name)) return name + 1;
    if (token.hash == kAnd) return goes_on(at + 1) && and_joins(tokens, first, at, place) ? at + 2 : at;
    const std::uint32_t next = at + 1 < place.end && tokens[at + 1].hash == kThe ? at + 2 : at + 1;
    const bool joins =
        (token.hash == kOf && of_joins(tokens, first, at)) || (token.hash == kFor && is(before, classes_->for_head));
    return joins && goes_on(next) ? next + 1 : at;
  }
  return at;
}

std::uint32_t CandidateFinder::end_of_run(const NameTokens& tokens, std::uint32_t at, const Place& place) const {
  const std::uint32_t first = at++;
  for (std::uint32_t next; at - first < kLongestRun && (next = join(tokens, first, at, place)) != at;) at = next;
  return at;
}

// "Acme Corp. Acme Corp." and "Acme Foundation The Acme Foundation" are a heading run into its text:
// adds the first of the two and returns where the second starts.
std::uint32_t CandidateFinder::split_doubled(const NameTokens& tokens, std::uint32_t first, std::uint32_t last,
                                             const Place& place, std::vector<Candidate>& found) const {
  const std::uint32_t half = (last - first) / 2;
  const std::uint32_t second = last - half;
  if (half == 0 || (second != first + half && tokens[first + half].hash != kThe)) return first;
  for (std::uint32_t i = 0; i < half; ++i) {
    if (tokens[first + i].hash != tokens[second + i].hash) return first;
  }
  add(tokens, first, first + half, place, found);
  return second;
}

// True for a long run of ordinary words, as headings run into a paragraph are.
bool CandidateFinder::is_headline(const NameTokens& tokens, std::uint32_t first, std::uint32_t last) const {
  while (last > first && (tokens[last - 1].flags & kMark) != 0) --last;
  if (last - first < 5 || is(tokens[last - 1], classes_->org_noun) || is(tokens[last - 1], classes_->legal_suffix))
    return false;
  std::uint32_t ordinary = 0;
  for (std::uint32_t i = first; i < last; ++i)
    ordinary += is(tokens[i], classes_->ordinary) || is(tokens[i], classes_->break_word);
  return ordinary * 10 >= (last - first) * 6;
}

// "UK-based", "in the US", "Leeds, UK": letters that are no name elsewhere ("JOIN US", "US Navy").
bool CandidateFinder::is_country_code(const NameTokens& tokens, std::uint32_t at, const Place& place) const {
  const auto has = [&](std::uint32_t token, LexicalClass lexical) {
    return LexicalClasses::of_bits(tokens[token].lexical).has(lexical);
  };
  if (!has(at, LexicalClass::country) || place.all_caps) return false;
  if ((tokens[at].flags & kBased) != 0) return true;
  if (at < place.begin + 2) return false;
  return (tokens[at - 1].hash == kThe && tokens[at - 2].hash == kIn) ||
         (tokens[at - 1].hash == kComma && has(at - 2, LexicalClass::city));
}

void CandidateFinder::add(const NameTokens& tokens, std::uint32_t first, std::uint32_t last, const Place& place,
                          std::vector<Candidate>& found) const {
  while (first < last && (tokens[first].flags & kMark) != 0) ++first;
  // "IBN" is no "ibn".
  const auto joins = [&](const NameToken& token) {
    return is(token, classes_->joins_names) && ((token.flags & kAllUpper) == 0 || place.heading || place.all_caps);
  };
  while (last > first && ((tokens[last - 1].flags & kMark) != 0 || joins(tokens[last - 1])) &&
         !(tokens[last - 1].hash == kStop && last - first > 1 && is(tokens[last - 2], classes_->legal_suffix))) {
    --last;
  }
  if (first >= last) return;
  if (last - first == 1 && is(tokens[first], classes_->never_name) && !is_country_code(tokens, first, place)) return;
  first = split_doubled(tokens, first, last, place, found);
  Candidate made;
  made.span = {first, last, place.begin, place.end};
  made.sentence = place.sentence;
  made.heading = place.heading || place.title_case || place.all_caps;
  made.title = place.title;
  made.weak =
      place.title_case || place.all_caps || (place.heading && last - first > 3) || is_headline(tokens, first, last);
  made.sentence_start = first == place.begin;
  // "Headquartered in …": a name only where it is known as one.
  if (made.sentence_start && last - first == 1 && (tokens[first].flags & (kCamel | kAllUpper | kPossessive)) == 0) {
    made.weak |= is(tokens[first], classes_->opener);
  }
  found.push_back(made);
}

// Two or three words, the first a given name or none of them ordinary.
bool CandidateFinder::may_be_person(const NameTokens& tokens, std::uint32_t first, std::uint32_t last) const {
  if (last < first + 2 || last > first + 3) return false;
  if (LexicalClasses::of_bits(tokens[first].lexical).has(LexicalClass::given_name)) return true;
  for (std::uint32_t i = first; i < last; ++i) {
    if (is(tokens[i], classes_->ordinary) || (tokens[i].flags & (kMark | kNumber | kAllUpper | kCamel)) != 0)
      return false;
  }
  return true;
}

// Parts a run at roles ("Acme CEO Ann Lee") and honorifics.
void CandidateFinder::split_run(const NameTokens& tokens, std::uint32_t first, std::uint32_t last, const Place& place,
                                std::vector<Candidate>& found) const {
  if (place.title_case || place.all_caps) {
    add(tokens, first, last, place, found);
    return;
  }
  // A sentence's first word has its capital from the sentence.
  if (first == place.begin && last - first > 1 && (tokens[first].flags & kCamel) == 0 &&
      (is(tokens[first], classes_->adverb) || is(tokens[first], classes_->verb_form) ||
       is(tokens[first], classes_->lead_in) || is(tokens[first], classes_->intro_noun)) &&
      (tokens[first].flags & kPossessive) == 0 && (tokens[first + 1].flags & kInPhrase) == 0) {
    ++first;
  }
  // "General Atlantic", "St. Louis": names that the gazetteer knows with such a word at their head.
  const auto heads_known_name = [&](std::uint32_t at) {
    return at + 1 < last && (tokens[at + 1].flags & kInPhrase) != 0;
  };
  std::uint32_t start = first;
  for (std::uint32_t i = first; i < last; ++i) {
    // "Partners Ann Lee and …"
    if (i == first && is(tokens[i], classes_->role_plural) && may_be_person(tokens, i + 1, last)) {
      start = i + 1;
      continue;
    }
    std::uint32_t role_end = i;
    while (role_end < last && is(tokens[role_end], classes_->role_part) && !is(tokens[role_end], classes_->role))
      ++role_end;
    // "World Champion Ann Lee"
    const bool described = i > start && is(tokens[i], classes_->person_noun) && may_be_person(tokens, i + 1, last);
    if (described || (role_end < last && !heads_known_name(role_end) &&
                      (is(tokens[role_end], classes_->role) || is(tokens[role_end], classes_->honorific)))) {
      add(tokens, start, i, place, found);
      i = std::min(role_end, last - 1);
      while (i + 1 < last && (is(tokens[i + 1], classes_->role) || (tokens[i + 1].flags & kMark) != 0)) ++i;
      start = i + 1;
    }
  }
  add(tokens, start, last, place, found);
}

void CandidateFinder::find(const Document& document, const Segmentation& segmentation, const NameTokens& tokens,
                           std::vector<Candidate>& found) const {
  found.clear();
  for (std::size_t s = 0; s < segmentation.sentences.size(); ++s) {
    Place place = place_of(document, segmentation.sentences[s], tokens);
    place.sentence = static_cast<std::uint32_t>(s);
    for (std::uint32_t i = place.begin; i < place.end;) {
      const bool may = (tokens[i].flags & (kCapital | kDigits)) != 0;
      if (!may || !starts_name(tokens, i, place)) {
        ++i;
        continue;
      }
      const std::uint32_t end = end_of_run(tokens, i, place);
      split_run(tokens, i, end, place, found);
      i = end;
    }
  }
}

}  // namespace copydesk::names
