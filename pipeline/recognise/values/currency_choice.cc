#include "pipeline/recognise/values/currency_choice.h"

#include <algorithm>

namespace copydesk {
namespace {

// A dateline stands near the beginning, at the start of a paragraph.
constexpr std::size_t kHead = 1500;
constexpr std::size_t kFarthestInLine = 60;

bool has(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

std::size_t count_of(std::string_view text, std::string_view words) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(words, at)) != std::string_view::npos; at += words.size()) ++count;
  return count;
}

std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return out;
}

// "in Canadian dollars", "Canadian dollars unless otherwise noted"
bool declares(std::string_view text, std::string_view currency) {
  for (std::size_t at = 0; (at = text.find(currency, at)) != std::string_view::npos; at += currency.size()) {
    const std::string_view before = text.substr(0, at);
    const std::string_view behind = text.substr(at + currency.size());
    if (before.ends_with(" in ") || behind.starts_with(" unless")) return true;
  }
  return false;
}

bool begins_line(std::string_view head, std::string_view place) {
  for (std::size_t at = 0; (at = head.find(place, at)) != std::string_view::npos; at += place.size()) {
    const std::size_t line = head.rfind('\n', at);
    const std::size_t start = line == std::string_view::npos ? 0 : line + 1;
    if (at - start > kFarthestInLine) continue;
    // A dateline ends in a dash; a sentence that begins with a town does not.
    const std::string_view rest = head.substr(at + place.size(), kFarthestInLine + 20);
    if (has(rest, "–") || has(rest, "—") || has(rest, "--") || has(rest, " - ") || has(rest, "/")) return true;
  }
  return false;
}

bool is_dateline(std::string_view text, std::string_view place) {
  const std::string_view head = text.substr(0, kHead);
  return begins_line(head, place) || begins_line(head, upper_case(place));
}

}  // namespace

CurrencyChoice::CurrencyChoice(const RuleSet& rules) {
  const WordList* list = rules.list("currency_evidence");
  if (list == nullptr) return;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string currency(list->attribute(i, 0));
    const std::string_view kind = list->attribute(i, 1);
    const std::string words(list->attribute(i, 2));
    if (kind.empty()) continue;
    std::vector<Candidate>& candidates = names_[std::string(list->entry(i))].candidates;
    auto found =
        std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.currency == currency; });
    if (found == candidates.end()) found = candidates.insert(candidates.end(), Candidate{.currency = currency});
    if (kind == "usual") found->usual = true;
    if (kind == "usual_large") found->usual_large = true;
    if (words.empty()) continue;
    if (kind == "declared") found->declared.push_back(words);
    if (kind == "prefix") found->prefixes.push_back(words);
    if (kind == "dateline") found->datelines.push_back(words);
    if (kind == "home") found->home.push_back(words);
    if (kind == "listing") found->listings.push_back(words);
    if (kind == "word") found->words.push_back(words);
    if (kind == "priced") found->units.push_back(words);
  }
  for (auto& [name, entry] : names_) {
    for (const Candidate& candidate : entry.candidates) {
      for (const auto* kind : {&candidate.declared, &candidate.home, &candidate.listings, &candidate.words}) {
        for (const std::string& words : *kind) entry.evidence.add(words);
      }
    }
  }
}

void CurrencyChoice::AnyWords::add(std::string_view word) {
  begins_[static_cast<unsigned char>(word.front())] = 1;
  words_.emplace_back(word);
}

bool CurrencyChoice::AnyWords::stand_in(std::string_view text) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begins_[static_cast<unsigned char>(text[at])] == 0) continue;
    const std::string_view rest = text.substr(at);
    if (std::any_of(words_.begin(), words_.end(), [&](const std::string& word) { return rest.starts_with(word); }))
      return true;
  }
  return false;
}

std::string CurrencyChoice::of(std::string_view name, std::string_view text, bool large) const {
  const auto known = names_.find(name);
  if (known == names_.end()) return std::string(name);
  const std::vector<Candidate>& candidates = known->second.candidates;
  if (known->second.evidence.stand_in(text)) return choose(candidates, text, large);
  const auto usual = std::find_if(candidates.begin(), candidates.end(),
                                  [&](const Candidate& c) { return c.usual || (large && c.usual_large); });
  return usual == candidates.end() ? std::string() : usual->currency;
}

std::string CurrencyChoice::of_unit(std::string_view name, std::string_view unit, std::string_view text) const {
  const auto known = names_.find(name);
  if (unit.empty() || known == names_.end()) return {};
  const std::vector<Candidate>& candidates = known->second.candidates;
  const auto priced = std::find_if(candidates.begin(), candidates.end(), [&](const Candidate& c) {
    return std::find(c.units.begin(), c.units.end(), unit) != c.units.end();
  });
  if (priced == candidates.end()) return {};
  const bool declared = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& c) {
    return std::any_of(c.declared.begin(), c.declared.end(), [&](const std::string& w) { return declares(text, w); });
  });
  return declared ? std::string() : priced->currency;
}

// The one whose exchange alone the article names, where nothing in it has that currency's own sign.
const CurrencyChoice::Candidate* CurrencyChoice::listed(const std::vector<Candidate>& candidates,
                                                        std::string_view text) {
  const auto holds = [&](const std::string& words) { return has(text, words); };
  const Candidate* only = nullptr;
  for (const Candidate& candidate : candidates) {
    if (std::none_of(candidate.listings.begin(), candidate.listings.end(), holds)) continue;
    const bool signed_too = std::any_of(candidate.prefixes.begin(), candidate.prefixes.end(), holds);
    if (only != nullptr || signed_too) return nullptr;
    only = &candidate;
  }
  return only;
}

std::string CurrencyChoice::choose(const std::vector<Candidate>& candidates, std::string_view text, bool large) {
  const auto any = [](const std::vector<std::string>& list, auto test) {
    return std::any_of(list.begin(), list.end(), test);
  };
  const Candidate* best = nullptr;
  std::size_t most = 0;
  for (const Candidate& candidate : candidates) {
    if (any(candidate.declared, [&](const std::string& words) { return declares(text, words); }))
      return candidate.currency;
    const bool at_home = any(candidate.home, [&](const std::string& words) { return has(text, words); });
    if (at_home && any(candidate.datelines, [&](const std::string& place) { return is_dateline(text, place); }) &&
        !any(candidate.prefixes, [&](const std::string& sign) { return has(text, sign); })) {
      return candidate.currency;
    }
    std::size_t count = 0;
    for (const std::string& words : candidate.words) count += count_of(text, words);
    if (count > most || (best == nullptr && (candidate.usual || (large && candidate.usual_large)))) {
      best = &candidate;
      most = std::max(most, count);
    }
  }
  if (most == 0) {
    if (const Candidate* only = listed(candidates, text)) return only->currency;
  }
  return best == nullptr ? std::string() : best->currency;
}

}  // namespace copydesk
