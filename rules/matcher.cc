#include "rules/matcher.h"

#include <algorithm>
#include <map>

namespace copydesk {
namespace {

// A program over this many instructions comes from gaps inside gaps; such a rule is refused.
constexpr std::int64_t kMemoryOfProgram = 8 << 20;

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemoryOfProgram);
  return options;
}

}  // namespace

void Matcher::add(const Pattern& pattern) {
  Entry entry;
  entry.text = pattern.re2;
  entry.needs = pattern.needs;
  entries_.push_back(std::move(entry));
}

void Matcher::compile() {
  std::map<std::string, std::size_t> known;
  std::vector<std::string> atoms;
  uses_.clear();
  always_.clear();
  for (std::uint32_t id = 0; id < entries_.size(); ++id) {
    Entry& entry = entries_[id];
    if (entry.needs.empty()) always_.push_back(static_cast<int>(id));
    entry.all_clauses = static_cast<std::uint8_t>((1U << entry.needs.size()) - 1);
    for (std::size_t clause = 0; clause < entry.needs.size(); ++clause) {
      for (const std::string& atom : entry.needs[clause]) {
        const auto [at, fresh] = known.emplace(atom, atoms.size());
        if (fresh) {
          atoms.push_back(atom);
          uses_.emplace_back();
        }
        uses_[at->second].push_back({id, static_cast<std::uint8_t>(1U << clause)});
      }
    }
  }
  atoms_ = std::make_unique<AtomIndex>(atoms);
}

const RE2& Matcher::compiled(Entry& entry) {
  if (!entry.re2) entry.re2 = std::make_unique<RE2>(entry.text, options());
  return *entry.re2;
}

std::string Matcher::error_of(int id) {
  const RE2& re2 = compiled(entries_[static_cast<std::size_t>(id)]);
  return re2.ok() ? std::string() : re2.error();
}

const std::vector<int>& Matcher::candidates(std::string_view text) {
  found_atoms_.clear();
  candidates_ = always_;
  ++text_number_;
  atoms_->find(text, found_atoms_);
  for (const int atom : found_atoms_) {
    for (const Use use : uses_[static_cast<std::size_t>(atom)]) {
      Entry& entry = entries_[use.pattern];
      if (entry.met_in != text_number_) {
        entry.met_in = text_number_;
        entry.met = 0;
      }
      if ((entry.met & use.clause) != 0) continue;
      entry.met |= use.clause;
      if (entry.met == entry.all_clauses) candidates_.push_back(static_cast<int>(use.pattern));
    }
  }
  std::sort(candidates_.begin(), candidates_.end());
  return candidates_;
}

bool Matcher::match(int id, std::string_view text, std::size_t from) {
  const RE2& re2 = compiled(entries_[static_cast<std::size_t>(id)]);
  if (!re2.ok()) return false;
  groups_.resize(1 + static_cast<std::size_t>(re2.NumberOfCapturingGroups()));
  if (!re2.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), RE2::UNANCHORED, groups_.data(),
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
