#include "rules/matching/matcher.h"

#include <algorithm>
#include <utility>

#include "rules/matching/plain_text.h"

namespace copydesk {

void Matcher::add(const Pattern& pattern) {
  first_step_.push_back(static_cast<std::uint32_t>(steps_.size()));
  for (const Need& need : pattern.needs) steps_.push_back({needs_.add(need.any), need.least, need.most});
  entries_.push_back({pattern, std::nullopt});
}

void Matcher::compile() {
  first_step_.push_back(static_cast<std::uint32_t>(steps_.size()));
  std::vector<std::vector<int>> patterns_of(needs_.atom_count());
  tried_in_.assign(entries_.size(), 0);
  for (std::size_t id = 0; id < entries_.size(); ++id) {
    const auto& needs = entries_[id].pattern.needs;
    const auto rarest =
        std::max_element(needs.begin(), needs.end(), [](const Need& a, const Need& b) { return a.rarity < b.rarity; });
    if (rarest == needs.end()) {
      without_need_.push_back(static_cast<int>(id));
      continue;
    }
    const Step& step = steps_[first_step_[id] + static_cast<std::size_t>(rarest - needs.begin())];
    for (const std::uint32_t atom : needs_.atoms_of(step.need)) patterns_of[atom].push_back(static_cast<int>(id));
  }
  for (const std::vector<int>& patterns : patterns_of) {
    first_pattern_.push_back(static_cast<std::uint32_t>(patterns_.size()));
    patterns_.insert(patterns_.end(), patterns.begin(), patterns.end());
  }
  first_pattern_.push_back(static_cast<std::uint32_t>(patterns_.size()));
}

const Program* Matcher::compiled(Entry& entry) {
  if (!entry.program) entry.program = Program::compile(plain_pattern(entry.pattern.re2));
  return *entry.program ? &**entry.program : nullptr;
}

std::string Matcher::error_of(int id) {
  Entry& entry = entries_[static_cast<std::size_t>(id)];
  return compiled(entry) != nullptr ? std::string() : entry.program->error().message;
}

const std::vector<Matcher::Candidate>& Matcher::candidates() {
  candidates_.clear();
  ++text_number_;
  for (const int id : without_need_) candidates_.push_back({id, ~Chunks{0}});
  for (const std::uint32_t atom : needs_.met()) {
    for (std::uint32_t i = first_pattern_[atom]; i < first_pattern_[atom + 1]; ++i) {
      const int id = patterns_[i];
      if (std::exchange(tried_in_[static_cast<std::size_t>(id)], text_number_) == text_number_) continue;
      if (const Chunks beginnings = beginnings_of(id); beginnings != 0) candidates_.push_back({id, beginnings});
    }
  }
  std::sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) { return a.id < b.id; });
  return candidates_;
}

// From the last need to the first: where it is met and the rest follows.
Chunks Matcher::beginnings_of(int id) {
  const Step* const first = steps_.data() + first_step_[static_cast<std::size_t>(id)];
  const Step* step = steps_.data() + first_step_[static_cast<std::size_t>(id) + 1];
  Chunks chunks = ~Chunks{0};
  while (step != first && chunks != 0) {
    --step;
    chunks = before(chunks & needs_.where(step->need), step->least, step->most);
  }
  return chunks;
}

std::size_t Matcher::next_start(const Captures& captures, std::size_t from) {
  std::size_t first = captures[0]->end;
  for (std::size_t i = 1; i < captures.size(); ++i) {
    if (captures[i] && captures[i]->end > captures[i]->start) first = std::min<std::size_t>(first, captures[i]->end);
  }
  return std::max(first, from + 1);
}

}  // namespace copydesk
