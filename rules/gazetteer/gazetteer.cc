#include "rules/gazetteer.h"

#include <cstring>
#include <iterator>

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

void Gazetteer::matches(std::string_view text, std::span<const TextSpan> words, std::vector<GazetteerHit>& out,
                        Keep keep) const {
  if (words.empty()) return;
  const std::string_view readable = text.substr(0, words.back().end);
  const std::span<const Node> nodes = image_->nodes();
  const std::span<const StoredEntry> entries = image_->entries();
  const std::string_view tails = image_->tails();
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const std::uint32_t start = words[word].start;
    Finder finder{Walk(nodes, tails), entries, TextSpan{start, start}, word, out, keep == Keep::all};
    gazetteer::fold_text(readable, start, finder);
    if (finder.longest != Node::none) finder.report();
  }
}

GazetteerHit Gazetteer::find(std::string_view phrase) const {
  WholeFinder finder{Walk(image_->nodes(), image_->tails())};
  gazetteer::fold_text(phrase, gazetteer::detail::skip_space(phrase, 0), finder);
  if (finder.value >= image_->entries().size()) return {};
  GazetteerHit hit = hit_of(finder.value, image_->entries());
  hit.span = {0, static_cast<std::uint32_t>(phrase.size())};
  return hit;
}

GazetteerEntry Gazetteer::entry(std::uint32_t id) const {
  const StoredEntry& stored = image_->entries()[id];
  const std::string_view names = image_->names();
  GazetteerEntry entry;
  entry.classes = LexicalClasses::of_bits(stored.bits & StoredEntry::classes);
  entry.ordinary_word = (stored.bits & StoredEntry::ordinary_word) != 0;
  if (stored.canonical < names.size()) entry.canonical = names.data() + stored.canonical;
  entry.country = std::string_view(stored.country, strnlen(stored.country, sizeof stored.country));
  return entry;
}

std::uint32_t Gazetteer::size() const { return image_->header().phrases; }
std::uint32_t Gazetteer::entries() const { return image_->header().entries; }
std::uint64_t Gazetteer::bytes() const { return image_->bytes().size(); }
std::uint64_t Gazetteer::digest() const { return image_->header().digest; }

}  // namespace copydesk
