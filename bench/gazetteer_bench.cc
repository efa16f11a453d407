// The gazetteer beside marisa-trie: the same names, the same text, the longest match at every word.
//
//   gazetteer_bench [--text FILE] [count of names...]     default: 1000000 3000000
//
// marisa is given what serves it best: each sentence is folded once, in one piece, and searched with
// common_prefix_search from every word; the gazetteer folds while it walks. Both must give the same
// matches, or the program fails. Times are those of the processor, medians of five runs in turn.
#include <fmt/format.h>
#include <marisa.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "bench/made_names.h"
#include "rules/gazetteer.h"
#include "rules/gazetteer/fold.h"

namespace copydesk::bench {
namespace {

// Seconds of this thread on a processor, which other programs on the machine do not add to.
double busy_seconds() {
  timespec now = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Run>
double seconds_of(Run run) {
  const double start = busy_seconds();
  run();
  return busy_seconds() - start;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
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

std::string temporary(const char* name) { return (std::filesystem::temp_directory_path() / name).string(); }

struct Figures {
  double build = 0;  // seconds
  double load = 0;   // seconds
  std::size_t bytes = 0;
  std::vector<double> searches;  // seconds each
};

void print(const char* what, const Figures& figures, double megabytes) {
  fmt::print("  {:<10} build {:6.2f} s   size {:6.1f} MB   load {:8.3f} ms   {:6.1f} MB/s\n", what, figures.build,
             static_cast<double>(figures.bytes) / 1e6, figures.load * 1e3, megabytes / median(figures.searches));
}

Gazetteer built_gazetteer(const std::vector<std::string>& names, Figures& figures) {
  std::vector<GazetteerName> entries;
  for (const std::string& name : names) entries.push_back({name, LexicalClass::company});
  Gazetteer built;
  figures.build = seconds_of([&] { built = Gazetteer::build(entries); });
  figures.bytes = built.bytes();
  const std::string path = temporary("gazetteer_bench.gaz");
  if (!built.save(path)) fmt::print("cannot write {}\n", path);
  Result<Gazetteer> opened;
  figures.load = seconds_of([&] { opened = Gazetteer::open(path); });
  std::filesystem::remove(path);
  return *opened;
}

void build_marisa(const std::vector<std::string>& names, marisa::Trie& trie, Figures& figures) {
  figures.build = seconds_of([&] {
    marisa::Keyset keys;
    for (const std::string& name : names) {
      const std::string folded = gazetteer::fold_phrase(name);
      keys.push_back(folded.data(), folded.size());
    }
    trie.build(keys);
  });
  figures.bytes = trie.io_size();
  const std::string path = temporary("gazetteer_bench.marisa");
  trie.save(path.c_str());
  figures.load = seconds_of([&] { trie.mmap(path.c_str()); });
  std::filesystem::remove(path);
}

template <class Report>
void search_gazetteer(const Gazetteer& gazetteer, const std::vector<Sentence>& sentences, Report report) {
  std::vector<GazetteerHit> hits;
  for (const Sentence& sentence : sentences) {
    hits.clear();
    gazetteer.matches(sentence.text, sentence.words, hits);
    for (const GazetteerHit& hit : hits) report(hit.span.of(sentence.text));
  }
}

bool run(std::size_t count, const std::string& file, const std::vector<std::string>& words) {
  const std::vector<std::string> names = made_names(count);
  const std::string text = file.empty() ? made_text(32 << 20, names, words) : file;
  const std::vector<Sentence> sentences = sentences_of(text);
  Figures ours;
  Figures theirs;
  const Gazetteer gazetteer = built_gazetteer(names, ours);
  marisa::Trie trie;
  build_marisa(names, trie, theirs);

  Found found;
  Found expected;
  search_gazetteer(gazetteer, sentences, [&](std::string_view match) { found.add(gazetteer::fold_phrase(match)); });
  search_marisa(trie, sentences, [&](std::string_view folded) { expected.add(folded); });
  std::vector<double> ratios;
  std::size_t matches = 0;
  for (int i = 0; i < 5; ++i) {
    ours.searches.push_back(
        seconds_of([&] { search_gazetteer(gazetteer, sentences, [&](std::string_view) { ++matches; }); }));
    theirs.searches.push_back(
        seconds_of([&] { search_marisa(trie, sentences, [&](std::string_view) { ++matches; }); }));
    ratios.push_back(theirs.searches.back() / ours.searches.back());
  }

  const double megabytes = static_cast<double>(text.size()) / 1e6;
  fmt::print("{} names, {:.1f} MB of text, {} matches\n", names.size(), megabytes, found.count);
  print("gazetteer", ours, megabytes);
  print("marisa", theirs, megabytes);
  fmt::print("  speed: {:.2f} x marisa\n", median(ratios));
  if (found == expected && matches == 10 * found.count) return true;
  fmt::print("FAILED: the gazetteer found {} matches, marisa {}\n", found.count, expected.count);
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
  std::ifstream file(COPYDESK_SOURCE_DIR "/rules/en/lists/ordinary_words.txt");
  std::vector<std::string> words;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#')) words.push_back(line.substr(0, line.find('\t')));
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
