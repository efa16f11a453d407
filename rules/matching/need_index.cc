#include "rules/matching/need_index.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "rules/matching/expression.h"
#include "rules/matching/plain_text.h"

namespace copydesk {
namespace {

constexpr unsigned char kFirstSlot = 0x80;

enum class Class : std::uint8_t { mark, word, blank, slot };

constexpr std::array<Class, 256> classes() {
  std::array<Class, 256> all{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const bool blank = byte == ' ' || (byte >= '\t' && byte <= '\r');
    all[byte] = byte >= kFirstSlot                               ? Class::slot
                : is_word_byte(static_cast<unsigned char>(byte)) ? Class::word
                : blank                                          ? Class::blank
                                                                 : Class::mark;
  }
  return all;
}

constexpr std::array<Class, 256> kClasses = classes();

Class class_of(char c) { return kClasses[static_cast<unsigned char>(c)]; }

}  // namespace

Chunks before(Chunks chunks, std::uint32_t least, std::uint32_t most) {
  // Of two that share the last bit one may stand before the other.
  Chunks reached = (chunks >> least) | (chunks & kLastChunk);
  if (most >= kMostChunks) return reached == 0 ? 0 : ~Chunks{0} >> std::countl_zero(reached);
  std::uint32_t missing = most - least;
  for (std::uint32_t step = 1; missing > 0; step *= 2) {
    const std::uint32_t by = std::min(step, missing);
    reached |= reached >> by;
    missing -= by;
  }
  return reached;
}

std::uint32_t NeedIndex::add(const std::vector<std::string>& atoms) {
  return numbers_.emplace(atoms, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

void NeedIndex::compile() {
  std::map<std::string, std::uint32_t> known;
  std::vector<std::string> atoms;
  needs_.assign(numbers_.size(), {});
  for (const auto& [need, number] : numbers_) {
    for (const std::string& atom : need) {
      const auto [at, fresh] = known.emplace(plain_text(atom), static_cast<std::uint32_t>(atoms.size()));
      if (fresh) atoms.push_back(at->first);
      needs_[number].atoms.push_back(at->second);
    }
  }
  index_ = std::make_unique<AtomIndex>(atoms);
  where_.assign(atoms.size(), 0);
  words_.assign(kFewestWords, {});
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const char byte = static_cast<char>(kFirstSlot + slot);
    look_up({&byte, 1});
    slots_[slot] = std::exchange(kept_, {});
  }
}

void NeedIndex::look_up(std::string_view text) {
  found_.clear();
  index_->find(text, found_);
  kept_.insert(kept_.end(), found_.begin(), found_.end());
}

void NeedIndex::gather(NeededAtoms& needed) const {
  needed.text = text_number_;
  needed.where = 0;
  for (const std::uint32_t atom : needed.atoms) needed.where |= where_[atom];
}

std::size_t NeedIndex::place_of(const WordKey& key) const {
  const std::size_t mask = words_.size() - 1;
  std::size_t at = key.hash() & mask;
  while (words_[at].used && words_[at].key != key) at = (at + 1) & mask;
  return at;
}

void NeedIndex::make_room() {
  if (2 * (used_ + 1) <= words_.size()) return;
  if (words_.size() == kMostWords) {
    words_.assign(kMostWords, {});
    used_ = 0;
    kept_.clear();
    return;
  }
  const std::vector<Word> old = std::exchange(words_, std::vector<Word>(2 * words_.size()));
  for (const Word& word : old) {
    if (word.used) words_[place_of(word.key)] = word;
  }
}

inline void NeedIndex::note(const std::uint32_t* atoms, std::size_t count, Chunks chunk) {
  for (std::size_t i = 0; i < count; ++i) {
    Chunks& where = where_[atoms[i]];
    if (where == 0) met_.push_back(atoms[i]);
    where |= chunk;
  }
}

void NeedIndex::read_word(std::string_view word, Chunks chunk) {
  if (word.size() > WordKey::kLongest) {
    const std::size_t first = kept_.size();
    look_up(word);
    note(kept_.data() + first, kept_.size() - first, chunk);
    kept_.resize(first);
    return;
  }
  const WordKey key = WordKey::of(word);
  std::size_t at = place_of(key);
  if (!words_[at].used) {
    make_room();
    at = place_of(key);
    const auto first = static_cast<std::uint32_t>(kept_.size());
    look_up(word);
    words_[at] = {key, first, static_cast<std::uint16_t>(kept_.size() - first), true};
    ++used_;
  }
  note(kept_.data() + words_[at].first, words_[at].count, chunk);
}

void NeedIndex::read(std::string_view text) {
  text_ = text;
  ++text_number_;
  for (const std::uint32_t atom : met_) where_[atom] = 0;
  met_.clear();
  beginnings_.clear();
  std::uint32_t chunk = 0;
  for (std::uint32_t at = 0; at < text.size();) {
    const std::uint32_t start = at;
    const Class kind = class_of(text[at++]);
    switch (kind) {
      case Class::mark: break;
      case Class::blank:
        while (at < text.size() && class_of(text[at]) == Class::blank) ++at;
        chunk += chunk + 1 < kMostChunks ? 1 : 0;
        break;
      case Class::slot: {
        const auto& atoms = slots_[static_cast<unsigned char>(text[start]) - kFirstSlot];
        note(atoms.data(), atoms.size(), Chunks{1} << chunk);
        beginnings_.add_slot(start, chunk);
        break;
      }
      case Class::word:
        while (at < text.size() && class_of(text[at]) == Class::word) ++at;
        read_word(text.substr(start, at - start), Chunks{1} << chunk);
        beginnings_.add_word(start, chunk);
        break;
    }
  }
}

}  // namespace copydesk
