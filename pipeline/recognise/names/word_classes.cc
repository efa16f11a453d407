#include "pipeline/recognise/names/word_classes.h"

#include <algorithm>
#include <bit>

namespace copydesk::names {
namespace {

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    at = text.find_first_not_of(" \t\n", at);
    if (at == std::string_view::npos) break;
    const auto end = std::min(text.find_first_of(" \t\n", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

}  // namespace

WordClassesBuilder::WordClassesBuilder(const RuleSet& rules, std::vector<RuleFault>& faults) {
  for (const RuleDefinition* definition : rules.of_kind("words")) read(*definition, rules, faults);
}

void WordClassesBuilder::read(const RuleDefinition& definition, const RuleSet& rules, std::vector<RuleFault>& faults) {
  const ClassId id = ids_.emplace(definition.name, next_).first->second;
  next_ = static_cast<ClassId>(ids_.size() + literals_.size());
  for (const RuleProperty& property : definition.properties) {
    const std::vector<std::string_view> words = split(property.value.text);
    if (property.key == "are") {
      for (const std::string_view word : words) add(word, id);
      continue;
    }
    if (property.key != "list" || words.empty()) {
      faults.push_back(fault_at(definition.file, property.key_place, 0, property.key.size(),
                                "word classes have no '" + property.key + "'", definition.name,
                                "'are word word …' or 'list name [attribute]'"));
      continue;
    }
    const WordList* list = rules.list(words[0]);
    if (list == nullptr) {
      faults.push_back(fault_at(definition.file, property.value, 0, words[0].size(),
                                "no word list '" + std::string(words[0]) + "'", definition.name,
                                "lists stand in lists/*.txt beside the rules"));
      continue;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
      const bool wanted = words.size() == 1 || list->attribute(i, 0).find(words[1]) != std::string_view::npos;
      const std::string_view entry = list->entry(i);
      if (wanted && entry.find(' ') == std::string_view::npos) add(entry, id);
    }
  }
}

std::optional<ClassId> WordClassesBuilder::find(std::string_view name) const {
  const auto found = ids_.find(name);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> WordClassesBuilder::names() const {
  std::vector<std::string> names;
  for (const auto& [name, id] : ids_) names.push_back(name);
  return names;
}

ClassId WordClassesBuilder::literal(std::string_view word) {
  const auto [at, fresh] = literals_.emplace(word, next_);
  if (fresh) {
    add(word, next_);
    next_ = static_cast<ClassId>(ids_.size() + literals_.size());
  }
  return at->second;
}

void WordClassesBuilder::add(std::string_view word, ClassId id) {
  Word& place = place_of(word_hash(word));
  place.set = with(place.set, id);
}

// The slot of a word, its own or a free one made its own.
WordClassesBuilder::Word& WordClassesBuilder::place_of(std::uint64_t hash) {
  if (word_count_ * 2 >= words_.size()) grow();
  const std::size_t mask = words_.size() - 1;
  std::size_t at = hash & mask;
  while (words_[at].hash != 0 && words_[at].hash != hash) at = (at + 1) & mask;
  word_count_ += words_[at].hash == 0 ? 1 : 0;
  words_[at].hash = hash;
  return words_[at];
}

void WordClassesBuilder::grow() {
  std::vector<Word> old(words_.size() * 2);
  old.swap(words_);
  word_count_ = 0;
  for (const Word& word : old) {
    if (word.hash != 0) place_of(word.hash).set = word.set;
  }
}

ClassSetId WordClassesBuilder::with(ClassSetId set, ClassId id) {
  if (id != added_) grown_.clear();
  added_ = id;
  grown_.resize(std::max(grown_.size(), sets_.size()));
  if (grown_[set] != 0) return grown_[set];
  std::vector<ClassId> classes = sets_[set];
  const auto place = std::lower_bound(classes.begin(), classes.end(), id);
  if (place == classes.end() || *place != id) classes.insert(place, id);
  const auto [found, fresh] = numbers_.emplace(classes, static_cast<ClassSetId>(sets_.size()));
  if (fresh) sets_.push_back(std::move(classes));
  return grown_[set] = found->second;
}

WordClasses WordClassesBuilder::build() && {
  WordClasses built;
  built.words_per_set_ = next_ / 64U + 1;
  built.sets_.resize(built.words_per_set_);
  std::vector<ClassSetId> number(sets_.size());  // of a set that some word ends up with
  ClassSetId last = 0;
  const std::size_t size = std::bit_ceil(word_count_ * 2 + 1);
  built.slots_.resize(size);
  built.mask_ = size - 1;
  for (const Word& word : words_) {
    if (word.hash == 0) continue;
    if (word.set != 0 && number[word.set] == 0) {
      number[word.set] = ++last;
      const std::size_t row = built.sets_.size();
      built.sets_.resize(row + built.words_per_set_);
      for (const ClassId id : sets_[word.set]) built.sets_[row + id / 64U] |= std::uint64_t{1} << (id % 64U);
    }
    std::size_t at = word.hash & built.mask_;
    while (built.slots_[at].tag != 0) at = (at + 1) & built.mask_;
    built.slots_[at] = {WordClasses::tag_of(word.hash), number[word.set]};
  }
  return built;
}

}  // namespace copydesk::names
