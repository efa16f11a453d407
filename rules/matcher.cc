#include "rules/matcher.h"

#include <algorithm>
#include <map>

#include "rules/plain_text.h"

namespace copydesk {
namespace {

// A program over this many instructions comes from gaps inside gaps; such a rule is refused.
constexpr std::int64_t kMemoryOfProgram = 8 << 20;

// As RE2's "\b" sees it.
bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

}  // namespace

std::unique_ptr<RE2> plain_re2(const std::string& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_max_mem(kMemoryOfProgram);
  return std::make_unique<RE2>(plain_pattern(pattern), options);
}

void Matcher::add(const Pattern& pattern) { entries_.push_back({pattern, nullptr}); }

void Matcher::compile() {
  std::map<std::vector<std::string>, std::uint32_t> clauses;
  for (const Entry& entry : entries_) {
    for (const auto& clause : entry.pattern.needs) clauses.emplace(clause, clauses.size());
  }
  words_ = clauses.size() / 64 + 1;
  met_.assign(words_, 0);
  needed_.assign(entries_.size() * words_, 0);
  for (std::size_t id = 0; id < entries_.size(); ++id) {
    for (const auto& clause : entries_[id].pattern.needs) {
      const std::uint32_t number = clauses.at(clause);
      needed_[id * words_ + number / 64] |= std::uint64_t{1} << (number % 64);
    }
  }
  std::map<std::string, std::size_t> known;
  std::vector<std::string> atoms;
  clauses_of_.clear();
  for (const auto& [clause, number] : clauses) {
    for (const std::string& atom : clause) {
      const auto [at, fresh] = known.emplace(plain_text(atom), atoms.size());
      if (fresh) {
        atoms.push_back(at->first);
        clauses_of_.emplace_back();
      }
      clauses_of_[at->second].push_back(number);
    }
  }
  atoms_ = std::make_unique<AtomIndex>(atoms);
}

const RE2& Matcher::compiled(Entry& entry) {
  if (!entry.re2) entry.re2 = plain_re2(entry.pattern.re2);
  return *entry.re2;
}

std::string Matcher::error_of(int id) {
  const RE2& re2 = compiled(entries_[static_cast<std::size_t>(id)]);
  return re2.ok() ? std::string() : re2.error();
}

const std::vector<int>& Matcher::candidates(std::string_view text) {
  found_atoms_.clear();
  candidates_.clear();
  std::fill(met_.begin(), met_.end(), 0);
  atoms_->find(text, found_atoms_);
  for (const int atom : found_atoms_) {
    for (const std::uint32_t clause : clauses_of_[static_cast<std::size_t>(atom)]) {
      met_[clause / 64] |= std::uint64_t{1} << (clause % 64);
    }
  }
  const std::uint64_t* needed = needed_.data();
  for (std::size_t id = 0; id < entries_.size(); ++id, needed += words_) {
    std::uint64_t missing = 0;
    for (std::size_t word = 0; word < words_; ++word) missing |= needed[word] & ~met_[word];
    if (missing == 0) candidates_.push_back(static_cast<int>(id));
  }
  return candidates_;
}

bool Matcher::match(int id, std::string_view text, std::size_t from) {
  Entry& entry = entries_[static_cast<std::size_t>(id)];
  const RE2& re2 = compiled(entry);
  if (!re2.ok()) return false;
  const Pattern& pattern = entry.pattern;
  if (pattern.starts.all()) return match_from(entry, text, from, RE2::UNANCHORED);
  const re2::StringPiece whole(text.data(), text.size());
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!pattern.starts[static_cast<unsigned char>(text[at])]) continue;
    if (pattern.starts_word && at > 0 && is_word(text[at - 1])) continue;
    if (!re2.Match(whole, at, text.size(), RE2::ANCHOR_START, nullptr, 0)) continue;
    return match_from(entry, text, at, RE2::ANCHOR_START);
  }
  return false;
}

bool Matcher::match_from(const Entry& entry, std::string_view text, std::size_t from, RE2::Anchor anchor) {
  groups_.resize(1 + static_cast<std::size_t>(entry.re2->NumberOfCapturingGroups()));
  if (!entry.re2->Match(re2::StringPiece(text.data(), text.size()), from, text.size(), anchor, groups_.data(),
                        static_cast<int>(groups_.size()))) {
    return false;
  }
  captures_.clear();
  for (const re2::StringPiece& group : groups_) {
    if (group.data() == nullptr) {
      captures_.emplace_back();
    } else {
      const auto start = static_cast<std::uint32_t>(group.data() - text.data());
      captures_.push_back(Capture{start, start + static_cast<std::uint32_t>(group.size())});
    }
  }
  return true;
}

std::size_t Matcher::next_start(std::size_t from) const {
  std::size_t first = captures_[0]->end;
  for (std::size_t i = 1; i < captures_.size(); ++i) {
    if (captures_[i] && captures_[i]->end > captures_[i]->start)
      first = std::min<std::size_t>(first, captures_[i]->end);
  }
  return std::max(first, from + 1);
}

}  // namespace copydesk
