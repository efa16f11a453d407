#include "pipeline/resolve/word_table.h"

namespace copydesk {

std::size_t WordTable::place_of(const WordKey& key) const {
  const std::uint64_t hash = key.hash();
  const auto mark = static_cast<std::uint8_t>(0x80U | (hash >> 57U));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (marks_[at] != 0 && (marks_[at] != mark || slots_[at].key != key)) at = (at + 1) & mask;
  return at;
}

void WordTable::add(std::string_view word, WordTraits traits) {
  if (word.size() > WordKey::kLongest) return;
  if (2 * (used_ + 1) > slots_.size()) grow();
  const WordKey key = WordKey::of(word);
  const std::size_t at = place_of(key);
  if (marks_[at] == 0) {
    marks_[at] = static_cast<std::uint8_t>(0x80U | (key.hash() >> 57U));
    slots_[at].key = key;
    ++used_;
  }
  slots_[at].traits.add(traits);
}

WordTraits WordTable::find(std::string_view word) const {
  if (word.size() > WordKey::kLongest) return {};
  const std::size_t at = place_of(WordKey::of(word));
  return marks_[at] == 0 ? WordTraits() : slots_[at].traits;
}

void WordTable::grow() {
  const std::vector<std::uint8_t> marks = std::move(marks_);
  const std::vector<Slot> slots = std::move(slots_);
  marks_.assign(2 * slots.size(), 0);
  slots_.assign(2 * slots.size(), Slot());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (marks[i] == 0) continue;
    const std::size_t at = place_of(slots[i].key);
    marks_[at] = marks[i];
    slots_[at] = slots[i];
  }
}

}  // namespace copydesk
