#include "rules/gazetteer.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <iterator>
#include <tuple>

#include "rules/gazetteer/fold.h"
#include "rules/gazetteer/image.h"

namespace copydesk {

using gazetteer::Node;
using gazetteer::StoredEntry;

namespace {

constexpr const char* class_names[] = {"company",      "organisation", "given_name", "surname",     "person",
                                       "city",         "region",       "country",    "nationality", "product",
                                       "legal_suffix", "sector_noun",  "title",      "honorific",   "common_word"};
static_assert(std::size(class_names) == lexical_class_count);

// One way down the trie from a word. Every index that comes from the file is held against its bounds.
class Walk {
 public:
  Walk(std::span<const Node> nodes, std::string_view tails) : nodes_(nodes), tails_(tails), base_(nodes[0].base) {}

  bool byte(char c) {
    if (tail_ != nullptr) {
      // A folded byte is never zero, so this stops at the zero that ends the tails.
      if (*tail_ != c) return false;
      ++tail_;
      return true;
    }
    const std::uint32_t child = (base_ & Node::index) ^ static_cast<unsigned char>(c);
    if (child >= nodes_.size() || nodes_[child].check != node_) return false;
    node_ = child;
    base_ = nodes_[child].base;
    if ((base_ & Node::leaf) != 0) return enter_tail(base_);
    return true;
  }
  // The value of the phrase that ends here, or Node::none.
  [[nodiscard]] std::uint32_t value() {
    if (tail_ == nullptr) {
      if ((base_ & Node::terminal) == 0) return Node::none;
      const std::uint32_t child = base_ & Node::index;
      if (child >= nodes_.size() || nodes_[child].check != node_ || !enter_tail(nodes_[child].base)) return Node::none;
      const std::uint32_t found = value_at(tail_);
      tail_ = nullptr;
      return found;
    }
    return value_at(tail_);
  }
  // Where the walk is, as three numbers; back there again.
  template <class Place>
  void save(Place& place) const {
    place.node = node_;
    place.base = base_;
    place.tail = tail_ == nullptr ? Node::none : static_cast<std::uint32_t>(tail_ - tails_.data());
  }
  template <class Place>
  void restore(const Place& place) {
    node_ = place.node;
    base_ = place.base;
    tail_ = place.tail == Node::none ? nullptr : tails_.data() + place.tail;
  }
  [[nodiscard]] const void* place() const {
    return tail_ != nullptr ? static_cast<const void*>(tail_) : static_cast<const void*>(&nodes_[node_]);
  }

 private:
  bool enter_tail(std::uint32_t base) {
    if ((base & ~Node::leaf) >= tails_.size()) return false;
    tail_ = tails_.data() + (base & ~Node::leaf);
    return true;
  }
  [[nodiscard]] std::uint32_t value_at(const char* tail) const {
    const auto left = static_cast<std::size_t>(tails_.data() + tails_.size() - tail);
    std::uint32_t value = Node::none;
    if (*tail != '\0' || left < 1 + sizeof value) return Node::none;
    std::memcpy(&value, tail + 1, sizeof value);
    return value;
  }

  std::span<const Node> nodes_;
  std::string_view tails_;
  std::uint32_t node_ = 0;
  std::uint32_t base_;
  const char* tail_ = nullptr;
};

// The entries of a phrase, from the value that the trie holds for it.
GazetteerHit hit_of(std::uint32_t value, std::span<const StoredEntry> entries) {
  GazetteerHit hit;
  hit.first_entry = value;
  std::uint32_t bits = 0;
  while (value < entries.size()) {
    const StoredEntry& entry = entries[value++];
    ++hit.entry_count;
    bits |= entry.bits;
    if ((entry.bits & StoredEntry::last) != 0) break;
  }
  hit.classes = LexicalClasses::of_bits(bits & StoredEntry::classes);
  hit.ordinary_word = (bits & StoredEntry::ordinary_word) != 0;
  return hit;
}

// Receives a word's folded text and the places where a phrase may end.
struct Finder {
  Walk walk;
  std::span<const StoredEntry> entries;
  TextSpan span;  // of the hit; `start` is the word's
  std::uint32_t word;
  std::uint32_t first_entry;  // the number of the image's first
  std::vector<GazetteerHit>& out;
  bool keep_all;
  std::uint32_t longest = Node::none;
  const void* ended = nullptr;  // the place in the trie of the last end

  bool byte(char c) { return walk.byte(c); }
  void end(std::size_t at) {
    const std::uint32_t value = walk.value();
    if (value >= entries.size()) return;
    // The same phrase again, with a full stop or blank that folding drops: its first end stands.
    if (walk.place() == ended) return;
    ended = walk.place();
    if (keep_all && longest != Node::none) report();
    longest = value;
    span.end = static_cast<std::uint32_t>(at);
  }
  void report() const {
    GazetteerHit hit = hit_of(longest, entries);
    hit.span = span;
    hit.word = word;
    hit.first_entry += first_entry;
    out.push_back(hit);
  }
};

struct WholeFinder {
  Walk walk;
  std::uint32_t value = Node::none;
  bool byte(char c) {
    value = Node::none;
    return walk.byte(c);
  }
  void end(std::size_t) { value = walk.value(); }
};

}  // namespace

const char* name_of(LexicalClass lexical_class) { return class_names[static_cast<std::size_t>(lexical_class)]; }

namespace {

constexpr std::size_t kRemembered = 16'384;

// The first letters of a word, up to eight, folded, the first in the lowest byte.
std::uint64_t first_letters(std::string_view text, std::size_t start) {
  std::uint64_t letters = 0;
  const std::size_t most = std::min(sizeof letters, text.size() - start);
  for (std::size_t i = 0; i < most; ++i) {
    const char letter = gazetteer::ascii_word[static_cast<unsigned char>(text[start + i])];
    if (letter == 0) break;
    letters |= static_cast<std::uint64_t>(letter) << (8 * i);
  }
  return letters;
}

std::size_t count_of(std::uint64_t letters) {
  return (64 - static_cast<std::size_t>(std::countl_zero(letters)) + 7) / 8;
}

template <class Place>
Place& place_of(std::uint64_t letters, std::vector<Place>& places) {
  return places[(letters * 0x9e3779b97f4a7c15U >> 40U) % kRemembered];
}

// Leads the walk from the root over the letters; false where no phrase begins with them.
template <class Place>
bool walk_letters(std::uint64_t letters, Walk& walk, std::vector<Place>& places) {
  Place& place = place_of(letters, places);
  if (place.letters == letters) {
    walk.restore(place);
    return place.node != Node::none;
  }
  place.letters = letters;
  for (std::uint64_t rest = letters; rest != 0; rest >>= 8U) {
    if (walk.byte(static_cast<char>(rest))) continue;
    place.node = Node::none;
    return false;
  }
  walk.save(place);
  return true;
}

// Looks up the words of one image that start the rooms, with what is remembered of them. What they lead to is fetched
// while those before them are looked up: memory is slow, and the index large.
template <class Place>
class RoomsLookup {
 public:
  RoomsLookup(std::span<const Node> nodes, std::string_view tails, std::string_view text,
              std::span<const TextSpan> rooms, const std::vector<std::uint64_t>& letters, std::vector<Place>& places)
      : nodes_(nodes), tails_(tails), text_(text), rooms_(rooms), letters_(letters), places_(places) {}

  void run(std::span<const StoredEntry> entries, std::uint32_t first_entry, std::vector<GazetteerHit>& out) {
    for (std::size_t i = 0; i < kPlaceAhead; ++i) fetch_place(i);
    for (std::size_t i = 0; i < kNodeAhead; ++i) fetch_node(i);
    for (std::uint32_t i = 0; i < rooms_.size(); ++i) {
      fetch_place(i + kPlaceAhead);
      fetch_node(i + kNodeAhead);
      Walk walk(nodes_, tails_);
      if (letters_[i] != 0 && !walk_letters(letters_[i], walk, places_)) continue;
      const std::uint32_t start = rooms_[i].start;
      Finder finder{walk, entries, TextSpan{start, start}, i, first_entry, out, true};
      gazetteer::fold_text(text_.substr(0, rooms_[i].end), start, finder, count_of(letters_[i]));
      if (finder.longest != Node::none) finder.report();
    }
  }

 private:
  static constexpr std::size_t kPlaceAhead = 8;
  static constexpr std::size_t kNodeAhead = 4;

  void fetch_place(std::size_t i) const {
    if (i < rooms_.size()) __builtin_prefetch(&place_of(letters_[i], places_));
  }

  // Where the step behind the first letters leads.
  void fetch_node(std::size_t i) const {
    if (i >= rooms_.size()) return;
    const Place& place = place_of(letters_[i], places_);
    const std::size_t next = rooms_[i].start + count_of(letters_[i]);
    if (place.letters != letters_[i] || place.node == Node::none || next >= text_.size()) return;
    const char letter = gazetteer::ascii_word[static_cast<unsigned char>(text_[next])];
    const auto child = (place.base & Node::index) ^ static_cast<unsigned char>(letter == 0 ? ' ' : letter);
    if (place.tail != Node::none) {
      __builtin_prefetch(tails_.data() + place.tail);
    } else if (child < nodes_.size()) {
      __builtin_prefetch(&nodes_[child]);
    }
  }

  std::span<const Node> nodes_;
  std::string_view tails_;
  std::string_view text_;
  std::span<const TextSpan> rooms_;
  const std::vector<std::uint64_t>& letters_;
  std::vector<Place>& places_;
};

// Appends the hits of one image, whose entries are numbered from `first_entry`.
void matches_of(std::span<const Node> nodes, std::span<const StoredEntry> entries, std::string_view tails,
                std::uint32_t first_entry, std::string_view text, std::span<const TextSpan> words,
                std::vector<GazetteerHit>& out, bool keep_all) {
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const std::uint32_t start = words[word].start;
    Finder finder{Walk(nodes, tails), entries, TextSpan{start, start}, word, first_entry, out, keep_all};
    gazetteer::fold_text(text, start, finder);
    if (finder.longest != Node::none) finder.report();
  }
}

// Brings the hits of several images into one order, makes one hit of those that share a span, and
// leaves the longest at each word unless all are kept. They stand at hits[first] and after.
void merge_hits(std::vector<GazetteerHit>& hits, std::size_t first, bool keep_all) {
  const auto begin = hits.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(begin, hits.end(), [](const GazetteerHit& a, const GazetteerHit& b) {
    return std::tie(a.word, a.span.end, a.first_entry) < std::tie(b.word, b.span.end, b.first_entry);
  });
  std::size_t kept = first;
  for (std::size_t i = first; i < hits.size(); ++i) {
    if (kept > first && hits[kept - 1].span == hits[i].span) {
      hits[kept - 1].classes.add(hits[i].classes);
      hits[kept - 1].ordinary_word |= hits[i].ordinary_word;
    } else {
      if (!keep_all && kept > first && hits[kept - 1].word == hits[i].word) --kept;
      hits[kept++] = hits[i];
    }
  }
  hits.resize(kept);
}

}  // namespace

Gazetteer::Gazetteer(std::shared_ptr<const Image> image) : images_{std::move(image)} {}

Gazetteer Gazetteer::with(const Gazetteer& more) const {
  Gazetteer both = *this;
  both.images_.insert(both.images_.end(), more.images_.begin(), more.images_.end());
  return both;
}

void Gazetteer::matches(std::string_view text, std::span<const TextSpan> words, std::vector<GazetteerHit>& out,
                        Keep keep) const {
  if (words.empty()) return;
  const std::size_t first = out.size();
  const std::string_view readable = text.substr(0, words.back().end);
  std::uint32_t first_entry = 0;
  for (const auto& image : images_) {
    matches_of(image->nodes(), image->entries(), image->tails(), first_entry, readable, words, out, keep == Keep::all);
    first_entry += static_cast<std::uint32_t>(image->entries().size());
  }
  if (images_.size() > 1) merge_hits(out, first, keep == Keep::all);
}

void Gazetteer::matches(std::string_view text, std::span<const TextSpan> rooms, std::vector<GazetteerHit>& out,
                        GazetteerMemory& memory) const {
  if (memory.places_.empty()) memory.places_.assign(images_.size(), std::vector<GazetteerMemory::Place>(kRemembered));
  memory.letters_.clear();
  for (const TextSpan& room : rooms) memory.letters_.push_back(first_letters(text.substr(0, room.end), room.start));
  const std::size_t first = out.size();
  std::uint32_t first_entry = 0;
  for (std::size_t i = 0; i < images_.size(); ++i) {
    const Image& image = *images_[i];
    RoomsLookup lookup(image.nodes(), image.tails(), text, rooms, memory.letters_, memory.places_[i]);
    lookup.run(image.entries(), first_entry, out);
    first_entry += static_cast<std::uint32_t>(image.entries().size());
  }
  if (images_.size() > 1) merge_hits(out, first, true);
}

GazetteerHit Gazetteer::find(std::string_view phrase) const {
  GazetteerHit found;
  std::uint32_t first_entry = 0;
  for (const auto& image : images_) {
    WholeFinder finder{Walk(image->nodes(), image->tails())};
    gazetteer::fold_text(phrase, gazetteer::detail::skip_space(phrase, 0), finder);
    if (finder.value < image->entries().size()) {
      GazetteerHit hit = hit_of(finder.value, image->entries());
      hit.first_entry += first_entry;
      hit.span = {0, static_cast<std::uint32_t>(phrase.size())};
      if (found.entry_count == 0) {
        found = hit;
      } else {
        found.classes.add(hit.classes);
        found.ordinary_word |= hit.ordinary_word;
      }
    }
    first_entry += static_cast<std::uint32_t>(image->entries().size());
  }
  return found;
}

GazetteerEntry Gazetteer::entry(std::uint32_t id) const {
  std::size_t number = 0;
  while (id >= images_[number]->entries().size()) id -= static_cast<std::uint32_t>(images_[number++]->entries().size());
  const Image& image = *images_[number];
  const StoredEntry& stored = image.entries()[id];
  const std::string_view names = image.names();
  GazetteerEntry entry;
  entry.classes = LexicalClasses::of_bits(stored.bits & StoredEntry::classes);
  entry.ordinary_word = (stored.bits & StoredEntry::ordinary_word) != 0;
  if (stored.canonical < names.size()) entry.canonical = names.data() + stored.canonical;
  entry.country = std::string_view(stored.country, strnlen(stored.country, sizeof stored.country));
  return entry;
}

std::uint32_t Gazetteer::size() const {
  std::uint32_t phrases = 0;
  for (const auto& image : images_) phrases += image->header().phrases;
  return phrases;
}

std::uint32_t Gazetteer::entries() const {
  std::uint32_t entries = 0;
  for (const auto& image : images_) entries += image->header().entries;
  return entries;
}

std::uint64_t Gazetteer::bytes() const {
  std::uint64_t bytes = 0;
  for (const auto& image : images_) bytes += image->bytes().size();
  return bytes;
}

std::uint64_t Gazetteer::digest() const { return images_.front()->header().digest; }

}  // namespace copydesk
