#include "pipeline/segment/sentence_cues.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace copydesk {
namespace {

constexpr std::size_t longest_word = 24;  // bytes; no list needs more, and a lookup stays on the stack

constexpr std::array<std::pair<std::string_view, Abbreviation>, 10> abbreviation_names{{
    {"title", Abbreviation::title},
    {"latin", Abbreviation::latin},
    {"company", Abbreviation::company},
    {"place", Abbreviation::place},
    {"degree", Abbreviation::degree},
    {"month", Abbreviation::month},
    {"name", Abbreviation::name},
    {"number", Abbreviation::number},
    {"time", Abbreviation::time},
    {"other", Abbreviation::other},
}};

constexpr std::array<std::pair<std::string_view, std::uint16_t>, 11> cue_names{{
    {"opener", cue_opener},
    {"surname", cue_surname},
    {"after_name", cue_after_name},
    {"after_heading", cue_after_heading},
    {"saying", cue_saying},
    {"lettered", cue_lettered},
    {"zone", cue_zone},
    {"lead", cue_lead},
    {"domain", cue_domain},
    {"post", cue_post},
    {"verb", cue_verb},
}};

template <class Names>
auto named(const Names& names, std::string_view name) -> std::optional<decltype(names[0].second)> {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return std::nullopt;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view word) {
  std::string key(word);
  std::transform(key.begin(), key.end(), key.begin(), lower);
  return key;
}

// Calls add(first column, second column) for each entry; faults say in which line.
template <class Add>
Result<void> each_entry(std::string_view list, std::string_view name, Add add) {
  for (int number = 1; !list.empty(); ++number) {
    const auto end = list.find('\n');
    std::string_view line = list.substr(0, end);
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) return fail("{}:{}: expected a word, a tab and its class", name, number);
    if (tab == 0 || tab > longest_word) return fail("{}:{}: a word has 1 to {} bytes", name, number, longest_word);
    Result<void> added = add(line.substr(0, tab), line.substr(tab + 1));
    if (!added) return fail("{}:{}: {}", name, number, added.error().message);
  }
  return {};
}

}  // namespace

Result<SentenceCues> SentenceCues::parse(std::string_view abbreviations, std::string_view cues) {
  SentenceCues read;
  using Text = std::string_view;
  Result<void> done = each_entry(abbreviations, "abbreviations.txt",
                                 [&](Text word, Text name) { return read.add_abbreviation(word, name); });
  if (!done) return tl::unexpected(done.error());
  done = each_entry(cues, "sentence_cues.txt", [&](Text word, Text name) { return read.add_cue(word, name); });
  if (!done) return tl::unexpected(done.error());
  return read;
}

Result<void> SentenceCues::add_abbreviation(std::string_view word, std::string_view name) {
  const auto abbreviation = named(abbreviation_names, name);
  if (!abbreviation) return fail("unknown class '{}'", name);
  const char mark = word.back();
  if (mark != '.' && mark != '!' && mark != '?') return fail("'{}' does not end in '.', '!' or '?'", word);
  word.remove_suffix(1);
  std::string key = lowered(word);
  Entry& entry = entries_[key];
  if (entry.abbreviation != Abbreviation::none) return fail("'{}' stands here a second time", word);
  entry.abbreviation = *abbreviation;
  entry.needs_capital = key != word;
  return {};
}

Result<void> SentenceCues::add_cue(std::string_view word, std::string_view name) {
  const auto cue = named(cue_names, name);
  if (!cue) return fail("unknown class '{}'", name);
  entries_[lowered(word)].cues |= *cue;
  return {};
}

const SentenceCues::Entry* SentenceCues::find(std::string_view word) const {
  if (word.size() > longest_word) return nullptr;
  std::array<char, longest_word> key;
  std::transform(word.begin(), word.end(), key.begin(), lower);
  const auto found = entries_.find(std::string_view(key.data(), word.size()));
  return found == entries_.end() ? nullptr : &found->second;
}

Abbreviation SentenceCues::abbreviation_of(std::string_view word) const {
  const Entry* entry = find(word);
  if (entry == nullptr) return Abbreviation::none;
  const bool capital = !word.empty() && word.front() != lower(word.front());
  return entry->needs_capital && !capital ? Abbreviation::none : entry->abbreviation;
}

std::uint16_t SentenceCues::cues_of(std::string_view word) const {
  const Entry* entry = find(word);
  return entry == nullptr ? 0 : entry->cues;
}

}  // namespace copydesk
