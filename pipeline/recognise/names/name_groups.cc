#include "pipeline/recognise/names/name_groups.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace copydesk::names {
namespace {

constexpr float kMostWeight = 2.5F;
constexpr float kFairChance = 0.25F;
constexpr float kFairProduct = 0.12F;  // less: only rules that say what somebody makes take them
constexpr std::uint64_t kThe = word_hash("the");

float value_of(std::uint16_t times) {
  return std::min(kMostWeight, 1.0F + 0.5F * std::log2(static_cast<float>(times)));
}

}  // namespace

void NameGroup::start(std::uint64_t name_key, std::uint32_t candidate) {
  key = name_key;
  sample = candidate;
  count = start_count = heading_count = 0;
  in_title = known_place = false;
  unweighed = true;
  evidence.clear();
}

void NameGroup::note(std::uint16_t rule) {
  for (WeighedEvidence& piece : evidence) {
    if (piece.rule != rule) continue;
    if (piece.times < 64) piece.value = value_of(++piece.times);
    return;
  }
  evidence.push_back({rule, 1, 1});
}

void NameGroup::set(std::uint16_t rule, float value) {
  for (WeighedEvidence& piece : evidence) {
    if (piece.rule != rule) continue;
    unweighed |= piece.value != value;
    piece.value = value;
    return;
  }
  unweighed = true;
  evidence.push_back({rule, 0, value});
}

std::size_t NameGroup::chosen() const {
  const auto likeliest = static_cast<std::size_t>(std::max_element(chances.begin(), chances.end()) - chances.begin());
  if (likeliest != kTypeCount) return likeliest;
  constexpr auto company = static_cast<std::size_t>(MentionType::company);
  constexpr auto organisation = static_cast<std::size_t>(MentionType::organisation);
  if (chances[company] + chances[organisation] > chances[kTypeCount]) return organisation;
  std::size_t second = organisation;
  for (std::size_t type = company + 1; type < kTypeCount; ++type) {
    if (chances[type] > chances[second]) second = type;
  }
  const bool product = second == static_cast<std::size_t>(MentionType::product);
  return chances[second] >= (product ? kFairProduct : kFairChance) ? second : kTypeCount;
}

std::uint64_t key_of(const NameTokens& tokens, const NameSpan& span, const WordClasses& words,
                     const SpanClasses& classes) {
  std::uint32_t first = span.first;
  std::uint32_t last = span.last;
  if (last - first > 1 && tokens[first].hash == kThe) ++first;
  while (last - first > 1 &&
         ((tokens[last - 1].flags & kMark) != 0 || words.contains(tokens[last - 1].classes, classes.legal_suffix))) {
    --last;
  }
  std::uint64_t key = kEmptyKey;
  for (std::uint32_t i = first; i < last; ++i) {
    if ((tokens[i].flags & kMark) == 0) key = key_with(key, tokens[i].hash);
  }
  return key;
}

void GroupTable::clear(std::size_t expected) {
  slots_.assign(std::max(std::bit_ceil(expected * 2 + 16), std::size_t{64}), {});
  used_ = 0;
}

std::int32_t GroupTable::find(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key >> 20U & mask;; at = (at + 1) & mask) {
    if (slots_[at].group_plus_one == 0) return -1;
    if (slots_[at].key == key) return static_cast<std::int32_t>(slots_[at].group_plus_one - 1);
  }
}

void GroupTable::insert(std::uint64_t key, std::uint32_t group) {
  if (++used_ * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = key >> 20U & mask;; at = (at + 1) & mask) {
    if (slots_[at].group_plus_one != 0 && slots_[at].key == key) return;
    if (slots_[at].group_plus_one != 0) continue;
    slots_[at] = {key, group + 1};
    return;
  }
}

void GroupTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 1;
  for (const Slot& slot : old) {
    if (slot.group_plus_one != 0) insert(slot.key, slot.group_plus_one - 1);
  }
}

}  // namespace copydesk::names
