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
  std::vector<ClassId>& classes = words_[word_hash(word)];
  if (std::find(classes.begin(), classes.end(), id) == classes.end()) classes.push_back(id);
}

WordClasses WordClassesBuilder::build() && {
  WordClasses built;
  built.words_per_set_ = next_ / 64U + 1;
  std::map<std::vector<std::uint64_t>, ClassSetId> sets{{std::vector<std::uint64_t>(built.words_per_set_), 0}};
  built.sets_.resize(built.words_per_set_);
  const std::size_t size = std::bit_ceil(words_.size() * 2 + 1);
  built.slots_.resize(size);
  built.mask_ = size - 1;
  for (const auto& [hash, classes] : words_) {
    std::vector<std::uint64_t> set(built.words_per_set_);
    for (const ClassId id : classes) set[id / 64U] |= std::uint64_t{1} << (id % 64U);
    const auto [found, fresh] = sets.emplace(set, static_cast<ClassSetId>(sets.size()));
    if (fresh) built.sets_.insert(built.sets_.end(), set.begin(), set.end());
    std::size_t at = hash & built.mask_;
    while (built.slots_[at].tag != 0) at = (at + 1) & built.mask_;
    built.slots_[at] = {WordClasses::tag_of(hash), found->second};
  }
  return built;
}

}  // namespace copydesk::names
