#include "pipeline/recognise/values/vocabulary.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/dtfmtsym.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>

#include <algorithm>
#include <memory>

#include "rules/pattern.h"

namespace copydesk {
namespace {

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_alnum(char c) { return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9'); }

std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = is_lower(c) ? static_cast<char>(c - 32) : c;
  return out;
}

// Verbs and nouns when written in lower case, so that only the capitalised word is a month or day.
bool is_common_word(std::string_view word) {
  return word == "may" || word == "march" || word == "mar" || word == "sun" || word == "sat" || word == "wed" ||
         word == "mon";
}

// A name in either case, with any white space between its words and with or without its apostrophes.
std::string in_words(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const auto end = std::min(name.find_first_of(" '"), name.size());
    out += either_case(name.substr(0, end));
    if (end < name.size()) out += name[end] == ' ' ? fmt::format("[{}]+", kBlankClass) : "(?:['’])?";
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return out;
}

std::string joined(std::vector<std::string> words) {
  std::sort(words.begin(), words.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "|") + word;
  return out;
}

template <class Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : map) keys.push_back(key);
  return keys;
}

// Months or weekdays, with a boundary; abbreviations may have their point.
std::string calendar_pattern(const std::map<std::string, int, std::less<>>& words, const std::vector<std::string>& full,
                             bool abbreviations) {
  std::vector<std::string> long_names;
  std::vector<std::string> short_names;
  for (const auto& [word, number] : words) {
    const bool is_full = std::find(full.begin(), full.end(), word) != full.end();
    const std::string rest = word.substr(1);
    (is_full ? long_names : short_names)
        .push_back(is_common_word(word) ? static_cast<char>(word.front() - 32) + either_case(rest) : either_case(word));
  }
  std::string out = "(?:" + joined(long_names) + ")\\b";
  if (abbreviations) out += "|(?:" + joined(short_names) + ")\\b\\.?";
  return "(?:" + out + ")";
}

std::string any_of(const std::vector<std::string>& names) {
  std::vector<std::string> patterns;
  for (const std::string& name : names) patterns.push_back(in_words(name));
  return "(?:" + joined(std::move(patterns)) + ")\\b";
}

std::string name_of_currency(const UChar* code, UCurrNameStyle style) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  const UChar* name = ucurr_getName(code, "en", style, nullptr, &length, &status);
  return U_SUCCESS(status) ? utf8(icu::UnicodeString(name, length)) : std::string();
}

std::string plural_of_currency(const UChar* code, const char* count) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  const UChar* name = ucurr_getPluralName(code, "en", nullptr, count, &length, &status);
  return U_SUCCESS(status) ? utf8(icu::UnicodeString(name, length)) : std::string();
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : is_upper(c) ? static_cast<char>(c + 32) : c;
  }
  while (!out.empty() && (out.back() == ' ' || out.back() == '.')) out.pop_back();
  return out;
}

Vocabulary::Vocabulary(const RuleSet& rules) {
  read_calendar();
  read_currencies();
  read_lists(rules);
}

void Vocabulary::read_calendar() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale::getEnglish(), status);
  for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
    int32_t count = 0;
    const icu::UnicodeString* names = symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, width);
    for (int32_t i = 0; i < count && i < 12; ++i) {
      const std::string name = folded(utf8(names[i]));
      months_.emplace(name, i + 1);
      if (width == icu::DateFormatSymbols::WIDE) full_names_.push_back(name);
    }
    names = symbols.getWeekdays(count, icu::DateFormatSymbols::FORMAT, width);
    for (int32_t i = 1; i < count && i < 8; ++i) {  // ICU's 1 is Sunday
      const std::string name = folded(utf8(names[i]));
      weekdays_.emplace(name, i == 1 ? 7 : i - 1);
      if (width == icu::DateFormatSymbols::WIDE) full_names_.push_back(name);
    }
  }
}

void Vocabulary::read_currencies() {
  UErrorCode status = U_ZERO_ERROR;
  // Which currencies share the last word of their name: "dollars".
  std::map<std::string, std::vector<std::string>> users;
  const std::unique_ptr<UEnumeration, decltype(&uenum_close)> codes(
      ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status), uenum_close);
  int32_t length = 0;
  while (const UChar* code16 = uenum_unext(codes.get(), &length, &status)) {
    const std::string code = utf8(icu::UnicodeString(code16, length));
    const CurrencyName currency(code);
    codes_.emplace(code, currency);
    for (const char* count : {"one", "other"}) {
      const std::string name = folded(plural_of_currency(code16, count));
      const auto last = name.rfind(' ');
      // "euros" alone, or "Swiss francs"; "Argentine pesos (1983-1985)" is for numismatists.
      if (name.empty() || name == folded(code) || name.find('(') != std::string::npos) continue;
      names_.emplace(name, currency);
      if (last != std::string::npos) users[name.substr(last + 1)].push_back(code);
    }
    for (const UCurrNameStyle style : {UCURR_SYMBOL_NAME, UCURR_NARROW_SYMBOL_NAME}) {
      const std::string symbol = name_of_currency(code16, style);
      if (symbol.empty() || is_alnum(symbol.back())) continue;
      const auto [at, fresh] = symbols_.emplace(symbol, currency);
      if (!fresh && !(at->second == currency)) at->second = CurrencyName(symbol);
    }
  }
  add_currency_nouns(users);
}

// A noun of one currency is its name ("lari"); one of several is decided by the lists, or by none.
void Vocabulary::add_currency_nouns(const std::map<std::string, std::vector<std::string>>& users) {
  for (const auto& [noun, codes] : users) {
    const bool single =
        std::all_of(codes.begin(), codes.end(), [&](const auto& code) { return code == codes.front(); });
    if (single) names_.emplace(noun, CurrencyName(codes.front()));
  }
}

void Vocabulary::read_lists(const RuleSet& rules) {
  if (const WordList* words = rules.list("calendar_words"); words != nullptr) {
    for (std::size_t i = 0; i < words->size(); ++i) {
      const std::string number(words->attribute(i, 1));
      if (number.empty()) continue;
      auto& map = words->attribute(i, 0) == "month" ? months_ : weekdays_;
      map.emplace(folded(words->entry(i)), std::stoi(number));
    }
  }
  if (const WordList* words = rules.list("currencies"); words != nullptr) {
    for (std::size_t i = 0; i < words->size(); ++i) {
      const std::string_view kind = words->attribute(i, 0);
      const std::string_view currency = words->attribute(i, 1);
      if (currency.empty()) continue;
      auto& map = kind == "symbol" ? symbols_ : kind == "code" ? codes_ : kind == "minor" ? minor_ : names_;
      const std::string_view entry = words->entry(i);
      const std::string key = kind == "symbol" || kind == "code" ? std::string(entry) : folded(entry);
      if (currency == "-") {
        map.erase(key);
      } else {
        map.insert_or_assign(key, CurrencyName(currency));
      }
    }
  }
  if (const WordList* words = rules.list("holidays"); words != nullptr) {
    for (std::size_t i = 0; i < words->size(); ++i) {
      const std::string_view day = words->attribute(i, 0);
      if (day.empty()) continue;
      holidays_.emplace(folded(words->entry(i)), static_cast<int>(holiday_rules_.size()));
      holiday_rules_.emplace_back(day);
    }
  }
}

const std::vector<std::string>& Vocabulary::slot_types() {
  static const std::vector<std::string> types = {"month",           "month_name",    "weekday",
                                                 "weekday_name",    "currency_name", "currency_code",
                                                 "currency_symbol", "minor_unit",    "holiday"};
  return types;
}

std::optional<std::string> Vocabulary::pattern_of(std::string_view slot_type) const {
  if (slot_type == "month") return calendar_pattern(months_, full_names_, true);
  if (slot_type == "month_name") return calendar_pattern(months_, full_names_, false);
  if (slot_type == "weekday") return calendar_pattern(weekdays_, full_names_, true);
  if (slot_type == "weekday_name") return calendar_pattern(weekdays_, full_names_, false);
  if (slot_type == "currency_name") return any_of(keys_of(names_));
  if (slot_type == "minor_unit") return any_of(keys_of(minor_));
  if (slot_type == "holiday") return any_of(keys_of(holidays_));
  std::vector<std::string> signs;
  if (slot_type == "currency_code") {
    for (const auto& [code, currency] : codes_) signs.push_back(RE2::QuoteMeta(code));
  } else if (slot_type == "currency_symbol") {
    for (const auto& [symbol, currency] : symbols_) {
      signs.push_back(is_alnum(symbol.front()) ? "\\b" + in_words(symbol) : RE2::QuoteMeta(symbol));
    }
  } else {
    return std::nullopt;
  }
  return "(?:" + joined(std::move(signs)) + ")";
}

std::vector<std::string> Vocabulary::triggers_of(std::string_view slot_type) const {
  std::vector<std::string> words;
  const bool name_only = slot_type.ends_with("_name");
  const auto add = [&](const Numbers& numbers) {
    for (const auto& [word, number] : numbers) {
      if (name_only && std::find(full_names_.begin(), full_names_.end(), word) == full_names_.end()) continue;
      words.push_back(word.substr(0, word.find_first_of(" '-")));
    }
  };
  if (slot_type.starts_with("month")) add(months_);
  if (slot_type.starts_with("weekday")) add(weekdays_);
  if (slot_type == "holiday") add(holidays_);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

int Vocabulary::month(std::string_view word) const {
  const auto found = months_.find(folded(word));
  return found == months_.end() ? 0 : found->second;
}

int Vocabulary::weekday(std::string_view word) const {
  const auto found = weekdays_.find(folded(word));
  return found == weekdays_.end() ? 0 : found->second;
}

CurrencyName Vocabulary::currency(std::string_view name) const {
  if (const auto symbol = symbols_.find(name); symbol != symbols_.end()) return symbol->second;
  // "cad$", "us$"
  if (const auto symbol = symbols_.find(upper_case(name)); symbol != symbols_.end()) return symbol->second;
  if (const auto code = codes_.find(name); code != codes_.end()) return code->second;
  const std::string key = folded(name);
  if (const auto found = names_.find(key); found != names_.end()) return found->second;
  if (const auto found = minor_.find(key); found != minor_.end()) return found->second;
  return {};
}

bool Vocabulary::is_sign(std::string_view word) const { return codes_.contains(word) || symbols_.contains(word); }

bool Vocabulary::is_minor(std::string_view name) const { return minor_.contains(folded(name)); }

int Vocabulary::holiday(std::string_view name) const {
  std::string key = folded(name);
  for (std::size_t at = 0; (at = key.find("’", at)) != std::string::npos; ++at) key.replace(at, 3, "'");
  const auto found = holidays_.find(key);
  if (found != holidays_.end()) return found->second;
  for (const auto& [word, index] : holidays_) {
    std::string plain = word;
    std::erase(plain, '\'');
    if (plain == key) return index;
  }
  return -1;
}

}  // namespace copydesk
