#include "rules/matching/matcher.h"

#include <algorithm>
#include <map>

#include "rules/matching/plain_text.h"

namespace copydesk {

void Matcher::add(const Pattern& pattern) { entries_.push_back({pattern, std::nullopt}); }

void Matcher::compile() {
  std::map<std::vector<std::string>, std::uint32_t> clauses;
  for (const Entry& entry : entries_) {
    for (const auto& clause : entry.pattern.needs) clauses.emplace(clause, clauses.size());
  }
  words_ = clauses.size() / 64 + 1;
  met_.assign(words_, 0);
  needed_.assign(entries_.size() * words_, 0);
  patterns_of_.assign(clauses.size(), {});
  without_clause_.clear();
  for (std::size_t id = 0; id < entries_.size(); ++id) {
    const auto& needs = entries_[id].pattern.needs;
    for (const auto& clause : needs) {
      const std::uint32_t number = clauses.at(clause);
      needed_[id * words_ + number / 64] |= std::uint64_t{1} << (number % 64);
    }
    (needs.empty() ? without_clause_ : patterns_of_[clauses.at(needs.front())]).push_back(static_cast<int>(id));
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

const Program* Matcher::compiled(Entry& entry) {
  if (!entry.program) entry.program = Program::compile(plain_pattern(entry.pattern.re2));
  return *entry.program ? &**entry.program : nullptr;
}

std::string Matcher::error_of(int id) {
  Entry& entry = entries_[static_cast<std::size_t>(id)];
  return compiled(entry) != nullptr ? std::string() : entry.program->error().message;
}

const std::vector<int>& Matcher::candidates(std::string_view text) {
  found_atoms_.clear();
  met_clauses_.clear();
  std::fill(met_.begin(), met_.end(), 0);
  atoms_->find(text, found_atoms_);
  for (const int atom : found_atoms_) {
    for (const std::uint32_t clause : clauses_of_[static_cast<std::size_t>(atom)]) {
      std::uint64_t& word = met_[clause / 64];
      const std::uint64_t bit = std::uint64_t{1} << (clause % 64);
      if ((word & bit) == 0) met_clauses_.push_back(clause);
      word |= bit;
    }
  }
  candidates_ = without_clause_;
  for (const std::uint32_t clause : met_clauses_) {
    for (const int id : patterns_of_[clause]) {
      if (meets_all(static_cast<std::size_t>(id))) candidates_.push_back(id);
    }
  }
  std::sort(candidates_.begin(), candidates_.end());
  if (!candidates_.empty()) beginnings_.find(text);
  return candidates_;
}

bool Matcher::meets_all(std::size_t id) const {
  const std::uint64_t* needed = needed_.data() + id * words_;
  for (std::size_t word = 0; word < words_; ++word) {
    if ((needed[word] & ~met_[word]) != 0) return false;
  }
  return true;
}

std::size_t Matcher::next_start(const Captures& captures, std::size_t from) {
  std::size_t first = captures[0]->end;
  for (std::size_t i = 1; i < captures.size(); ++i) {
    if (captures[i] && captures[i]->end > captures[i]->start) first = std::min<std::size_t>(first, captures[i]->end);
  }
  return std::max(first, from + 1);
}

}  // namespace copydesk
