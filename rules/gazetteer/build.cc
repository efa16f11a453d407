#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>

#include "rules/gazetteer/digest.h"
#include "rules/gazetteer/fold.h"
#include "rules/gazetteer/image.h"

namespace copydesk {

using gazetteer::Key;
using gazetteer::StoredEntry;

namespace {

constexpr std::size_t longest_phrase = 255;  // folded bytes; the trie's depth, and so that of building it

// A name by its folded phrase, for sorting: the first eight bytes decide most comparisons without a
// look at the text.
struct Folded {
  std::uint64_t prefix = 0;
  std::size_t start = 0;  // in the text of all folded phrases
  std::uint32_t size = 0;
  std::uint32_t name = 0;  // index of the GazetteerName
};

std::uint64_t prefix_of(std::string_view bytes) {
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    prefix = prefix << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
  }
  return prefix;
}

struct FoldedNames {
  std::string text;
  std::vector<Folded> sorted;  // by phrase, then by order given

  [[nodiscard]] std::string_view phrase(const Folded& folded) const {
    return std::string_view(text).substr(folded.start, folded.size);
  }
};

FoldedNames fold_and_sort(const std::vector<GazetteerName>& names) {
  FoldedNames folded;
  folded.sorted.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string phrase = gazetteer::fold_phrase(names[i].phrase);
    if (phrase.empty() || phrase.size() > longest_phrase) continue;
    folded.sorted.push_back({prefix_of(phrase), folded.text.size(), static_cast<std::uint32_t>(phrase.size()),
                             static_cast<std::uint32_t>(i)});
    folded.text += phrase;
  }
  std::sort(folded.sorted.begin(), folded.sorted.end(), [&folded](const Folded& a, const Folded& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const int order = folded.phrase(a).compare(folded.phrase(b));
    return order != 0 ? order < 0 : a.name < b.name;
  });
  return folded;
}

// The canonical names, each kept once.
class NamePool {
 public:
  NamePool() : text_(1, '\0') {}

  std::uint32_t offset_of(const std::string& name) {
    if (name.empty()) return 0;
    const auto [place, fresh] = offsets_.try_emplace(name, static_cast<std::uint32_t>(text_.size()));
    if (fresh) {
      text_ += name.c_str();
      text_ += '\0';
    }
    return place->second;
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::unordered_map<std::string, std::uint32_t> offsets_;
};

StoredEntry stored(const GazetteerName& name, NamePool& pool) {
  StoredEntry entry;
  entry.bits = name.classes.bits() | (name.ordinary_word ? StoredEntry::ordinary_word : 0U);
  entry.canonical = pool.offset_of(name.canonical);
  name.country.copy(entry.country, sizeof entry.country);
  return entry;
}

// The entries, in runs: one for each phrase, kept once where phrases say the same.
class EntryRuns {
 public:
  // Where the entries of names that share a phrase begin. Names that differ in class only make one.
  std::uint32_t run_of(const std::vector<GazetteerName>& names, std::span<const Folded> same, NamePool& pool) {
    run_.clear();
    for (const Folded& folded : same) {
      const StoredEntry entry = stored(names[folded.name], pool);
      const auto twin = std::find_if(run_.begin(), run_.end(), [&](const StoredEntry& e) {
        return e.canonical == entry.canonical && std::memcmp(e.country, entry.country, sizeof e.country) == 0;
      });
      if (twin == run_.end()) {
        run_.push_back(entry);
      } else {
        twin->bits |= entry.bits;
      }
    }
    run_.back().bits |= StoredEntry::last;
    std::string bytes(reinterpret_cast<const char*>(run_.data()), run_.size() * sizeof(StoredEntry));
    const auto [place, fresh] = starts_.try_emplace(std::move(bytes), static_cast<std::uint32_t>(entries_.size()));
    if (fresh) entries_.insert(entries_.end(), run_.begin(), run_.end());
    return place->second;
  }
  [[nodiscard]] const std::vector<StoredEntry>& entries() const { return entries_; }

 private:
  std::vector<StoredEntry> entries_;
  std::vector<StoredEntry> run_;
  std::unordered_map<std::string, std::uint32_t> starts_;
};

std::uint64_t digest_of(const FoldedNames& folded, const std::vector<StoredEntry>& entries, const std::string& names) {
  gazetteer::Digest digest;
  for (const Folded& name : folded.sorted) digest.add(folded.phrase(name));
  digest.add({reinterpret_cast<const char*>(entries.data()), entries.size() * sizeof(StoredEntry)});
  digest.add(names);
  return digest.value();
}

}  // namespace

Gazetteer Gazetteer::build(const std::vector<GazetteerName>& names, std::uint64_t digest) {
  const FoldedNames folded = fold_and_sort(names);
  std::vector<Key> keys;
  EntryRuns runs;
  NamePool pool;
  keys.reserve(folded.sorted.size());
  for (std::size_t first = 0, end = 0; first < folded.sorted.size(); first = end) {
    const std::string_view phrase = folded.phrase(folded.sorted[first]);
    while (end < folded.sorted.size() && folded.phrase(folded.sorted[end]) == phrase) ++end;
    keys.push_back({phrase, runs.run_of(names, std::span(folded.sorted).subspan(first, end - first), pool)});
  }
  gazetteer::Header header;
  header.digest = digest == 0 ? digest_of(folded, runs.entries(), pool.text()) : digest;
  header.phrases = static_cast<std::uint32_t>(keys.size());
  return Gazetteer(std::make_shared<const Image>(
      Image::serialise(header, gazetteer::build_double_array(keys), runs.entries(), pool.text())));
}

}  // namespace copydesk
