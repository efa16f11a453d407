// Speed of the recogniser of names, beside ICU's word break iterator over the same text in the same run.
//
//   bench/names_bench RULES DIRECTORY [ROUNDS]     the directory holds articles as text files
//
// Prints megabytes of text a second for both, their ratio, and what was found (the same in every round, or it fails).
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

#include "pipeline/recognise/names/name_recogniser.h"
#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/segment/segmenter.h"
#include "rules/gazetteer/lists.h"

namespace {

using namespace copydesk;
using Clock = std::chrono::steady_clock;

struct Prepared {
  Document document;
  Segmentation sentences;
  Mentions values;
};

// A file's text, a block for each of its paragraphs.
Document read_document(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  Document document;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    if (!document.text.empty()) document.text += '\n';
    const auto start = static_cast<std::uint32_t>(document.text.size());
    document.text += line;
    document.blocks.push_back(
        {.kind = BlockKind::paragraph, .span = {start, static_cast<std::uint32_t>(document.text.size())}});
  }
  return document;
}

double seconds_of(const std::vector<double>& rounds) {
  std::vector<double> sorted = rounds;
  std::sort(sorted.begin(), sorted.end());
  return sorted[sorted.size() / 2];
}

std::size_t words_of(const std::vector<Prepared>& articles) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
  std::size_t count = 0;
  UText* text = nullptr;
  for (const Prepared& article : articles) {
    text =
        utext_openUTF8(text, article.document.text.data(), static_cast<int64_t>(article.document.text.size()), &status);
    words->setText(text, status);
    while (words->next() != icu::BreakIterator::DONE) ++count;
  }
  utext_close(text);
  return count;
}

std::size_t names_of(const std::vector<Prepared>& articles, NameRecogniser& recogniser) {
  std::size_t count = 0;
  for (const Prepared& article : articles) {
    Mentions mentions = article.values;
    recogniser.recognise(article.document, article.sentences, mentions);
    count += mentions.all.size() - article.values.all.size();
  }
  return count;
}

template <class Work>
std::vector<double> timed(int rounds, std::size_t& result, Work work) {
  std::vector<double> seconds;
  for (int i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    const std::size_t found = work();
    seconds.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    if (i > 0 && found != result) throw std::runtime_error("rounds differ");
    result = found;
  }
  return seconds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return fmt::print(stderr, "usage: names_bench RULES DIRECTORY [ROUNDS]\n"), 2;
  const std::string rules_directory = argv[1];
  const int rounds = argc > 3 ? std::stoi(argv[3]) : 5;
  const auto rules = RuleSet::load(rules_directory);
  const auto segmenter = Segmenter::open(rules_directory + "/lists");
  if (!rules || !segmenter) return fmt::print(stderr, "no rules in {}\n", rules_directory), 1;
  Gazetteer gazetteer = gazetteer_of(*rules);
  auto values = ValueRecogniser::create(*rules);
  const auto compile_start = Clock::now();
  auto recogniser = NameRecogniser::create(*rules, std::move(gazetteer));
  const double compile_seconds = std::chrono::duration<double>(Clock::now() - compile_start).count();
  if (!values || !recogniser) return fmt::print(stderr, "the rules have faults: copydesk rules check\n"), 1;

  std::vector<Prepared> articles;
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[2])) {
    if (!entry.is_regular_file()) continue;
    Prepared article{read_document(entry.path()), {}, {}};
    bytes += article.document.text.size();
    segmenter->segment(article.document, article.sentences);
    values->recognise({}, article.document, article.sentences, article.values);
    articles.push_back(std::move(article));
  }
  std::size_t words = 0;
  std::size_t names = 0;
  const double icu_seconds = seconds_of(timed(rounds, words, [&] { return words_of(articles); }));
  const double name_seconds = seconds_of(timed(rounds, names, [&] { return names_of(articles, *recogniser); }));
  const double megabytes = static_cast<double>(bytes) / 1e6;
  fmt::print("{} articles, {:.1f} MB; rules compiled in {:.0f} ms\n", articles.size(), megabytes,
             compile_seconds * 1e3);
  fmt::print("ICU word breaks   {:7.1f} MB/s  {} boundaries\n", megabytes / icu_seconds, words);
  fmt::print("names             {:7.1f} MB/s  {} names\n", megabytes / name_seconds, names);
  fmt::print("ratio             {:7.2f}\n", icu_seconds / name_seconds);
}
