// The gazetteer beside marisa-trie: the same names, the same text, the longest match at every word.
//
//   gazetteer_bench [--text FILE] [count of names...]     default: 1000000 3000000
//
// marisa is given what serves it best: each sentence is folded once, in one piece, and searched with
// common_prefix_search from every word; the gazetteer folds while it walks. Both must give the same
// matches, or the program fails. Times are medians of five runs.
#include <fmt/format.h>
#include <marisa.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>

#include "bench/made_names.h"
#include "rules/gazetteer.h"
#include "rules/gazetteer/fold.h"

namespace copydesk::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

template <class Run>
double median_seconds(Run run) {
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) {
    const auto start = Clock::now();
    run();
    times.push_back(seconds_since(start));
  }
  std::sort(times.begin(), times.end());
  return times[2];
}

struct Sentence {
  std::string_view text;
  std::vector<TextSpan> words;  // what blanks part
};

std::vector<Sentence> sentences_of(std::string_view text) {
  std::vector<Sentence> sentences;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    Sentence sentence{text.substr(at, end - at), {}};
    for (std::uint32_t i = 0; i < sentence.text.size();) {
      const auto stop = static_cast<std::uint32_t>(std::min(sentence.text.find(' ', i), sentence.text.size()));
      if (stop > i) sentence.words.push_back({i, stop});
      i = stop + 1;
    }
    if (!sentence.words.empty()) sentences.push_back(std::move(sentence));
    at = end + 1;
  }
  return sentences;
}

// How many matches there were and which, in an order-free sum.
struct Found {
  std::size_t count = 0;
  std::uint64_t sum = 0;
  void add(std::string_view folded) {
    ++count;
    sum += std::hash<std::string_view>()(folded);
  }
  friend bool operator==(const Found&, const Found&) = default;
};

// A folded sentence with the places where words start and phrases may end.
struct FoldedSentence {
  std::string bytes;
  std::vector<std::uint32_t> starts;
  std::vector<bool> ends;

  void fold(std::string_view text) {
    bytes.clear();
    starts.assign(1, 0);
    ends.assign(text.size() * 2 + 2, false);
    gazetteer::fold_text(text, 0, *this);
  }
  bool byte(char c) {
    bytes += c;
    if (c == ' ') starts.push_back(static_cast<std::uint32_t>(bytes.size()));
    return true;
  }
  void end(std::size_t) { ends[bytes.size()] = true; }
};

template <class Report>
void search_marisa(const marisa::Trie& trie, const std::vector<Sentence>& sentences, Report report) {
  marisa::Agent agent;
  FoldedSentence folded;
  for (const Sentence& sentence : sentences) {
    folded.fold(sentence.text);
    for (const std::uint32_t start : folded.starts) {
      agent.set_query(folded.bytes.data() + start, folded.bytes.size() - start);
      std::size_t longest = 0;
      while (trie.common_prefix_search(agent)) {
        if (folded.ends[start + agent.key().length()]) longest = agent.key().length();
      }
      if (longest != 0) report(std::string_view(folded.bytes).substr(start, longest));
    }
  }
}

struct Figures {
  double build = 0;
  double bytes = 0;
  double load = 0;
  double search = 0;
};

void print(const char* what, const Figures& figures, double megabytes) {
  fmt::print("  {:<10} build {:6.2f} s   size {:6.1f} MB   load {:8.3f} ms   {:6.1f} MB/s\n", what, figures.build,
             figures.bytes / 1e6, figures.load * 1e3, megabytes / figures.search);
}

Figures measure_gazetteer(const std::vector<std::string>& names, const std::vector<Sentence>& sentences, Found& found) {
  Figures figures;
  std::vector<GazetteerName> entries;
  for (const std::string& name : names) entries.push_back({name, LexicalClass::company});
  const auto start = Clock::now();
  const Gazetteer built = Gazetteer::build(entries);
  figures.build = seconds_since(start);
  figures.bytes = static_cast<double>(built.bytes());
  const std::string path = (std::filesystem::temp_directory_path() / "gazetteer_bench.gaz").string();
  if (!built.save(path)) fmt::print("cannot write {}\n", path);
  figures.load = median_seconds([&] { (void)Gazetteer::open(path)->find(names[0]); });
  const Gazetteer opened = *Gazetteer::open(path);
  std::vector<GazetteerHit> hits;
  for (const Sentence& sentence : sentences) {
    hits.clear();
    opened.matches(sentence.text, sentence.words, hits);
    for (const GazetteerHit& hit : hits) found.add(gazetteer::fold_phrase(hit.span.of(sentence.text)));
  }
  figures.search = median_seconds([&] {
    for (const Sentence& sentence : sentences) {
      hits.clear();
      opened.matches(sentence.text, sentence.words, hits);
    }
  });
  std::filesystem::remove(path);
  return figures;
}

Figures measure_marisa(const std::vector<std::string>& names, const std::vector<Sentence>& sentences, Found& found) {
  Figures figures;
  const auto start = Clock::now();
  marisa::Keyset keys;
  for (const std::string& name : names) {
    const std::string folded = gazetteer::fold_phrase(name);
    keys.push_back(folded.data(), folded.size());
  }
  marisa::Trie trie;
  trie.build(keys);
  figures.build = seconds_since(start);
  figures.bytes = static_cast<double>(trie.io_size());
  const std::string path = (std::filesystem::temp_directory_path() / "gazetteer_bench.marisa").string();
  trie.save(path.c_str());
  figures.load = median_seconds([&] {
    marisa::Trie mapped;
    mapped.mmap(path.c_str());
  });
  search_marisa(trie, sentences, [&](std::string_view folded) { found.add(folded); });
  std::size_t count = 0;
  figures.search = median_seconds([&] { search_marisa(trie, sentences, [&](std::string_view) { ++count; }); });
  std::filesystem::remove(path);
  return figures;
}

bool run(std::size_t count, const std::string& file, const std::vector<std::string>& words) {
  const std::vector<std::string> names = made_names(count);
  std::string text = file.empty() ? made_text(32 << 20, names, words) : file;
  const std::vector<Sentence> sentences = sentences_of(text);
  const double megabytes = static_cast<double>(text.size()) / 1e6;
  Found ours;
  Found theirs;
  const Figures gazetteer = measure_gazetteer(names, sentences, ours);
  const Figures marisa = measure_marisa(names, sentences, theirs);
  fmt::print("{} names, {:.1f} MB of text, {} matches\n", names.size(), megabytes, ours.count);
  print("gazetteer", gazetteer, megabytes);
  print("marisa", marisa, megabytes);
  fmt::print("  speed: {:.2f} x marisa\n", marisa.search / gazetteer.search);
  if (ours == theirs) return true;
  fmt::print("FAILED: the gazetteer found {}, marisa {}\n", ours.count, theirs.count);
  return false;
}

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  // So that words by blanks are words by folding, too, which the comparison relies on.
  for (char& c : text) {
    if (c == '-' || c == '&' || c == '\t' || c == '\r' || static_cast<unsigned char>(c) >= 0x80) c = ' ';
  }
  return text;
}

std::vector<std::string> common_words() {
  std::ifstream file(COPYDESK_SOURCE_DIR "/rules/en/lists/common_words.txt");
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#')) words.push_back(line);
  }
  // The list is in order of the alphabet; frequency goes by a fixed shuffle.
  std::uint64_t state = 12345;
  for (std::size_t i = words.size(); i > 1; --i) {
    state = state * 6364136223846793005 + 1442695040888963407;
    std::swap(words[i - 1], words[(state >> 33) % i]);
  }
  return words;
}

}  // namespace
}  // namespace copydesk::bench

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  std::string text;
  if (arguments.size() > 1 && arguments[0] == "--text") {
    text = copydesk::bench::contents_of(arguments[1]);
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.empty()) arguments = {"1000000", "3000000"};
  const std::vector<std::string> words = copydesk::bench::common_words();
  bool same = true;
  for (const std::string& argument : arguments) same = copydesk::bench::run(std::stoul(argument), text, words) && same;
  return same ? 0 : 1;
}
