// Speed of the recognisers of dates, money and numbers, beside ICU's word break iterator over the same text in the
// same run.
//
//   bench/values_bench RULES DIRECTORY [ROUNDS]     the directory holds articles as text files
//
// Prints megabytes of text a second for both, their ratio, and what was found (the same in every round, or it fails).
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <vector>

#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/segment/segmenter.h"

namespace {

using namespace copydesk;

// Seconds of processor time: other work on the machine does not count.
double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct Prepared {
  Document document;
  Segmentation sentences;
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

double median_of(std::vector<double> rounds) {
  std::sort(rounds.begin(), rounds.end());
  return rounds[rounds.size() / 2];
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

std::size_t values_of(const std::vector<Prepared>& articles, ValueRecogniser& recogniser) {
  using namespace std::chrono_literals;
  std::size_t count = 0;
  Mentions mentions;
  for (const Prepared& article : articles) {
    mentions = {};
    recogniser.recognise({.published = 2025y / 3 / 12}, article.document, article.sentences, mentions);
    count += mentions.all.size();
  }
  return count;
}

// The seconds of one round; every round must find the same.
template <class Work>
double timed(std::size_t& result, Work work) {
  const double start = processor_seconds();
  const std::size_t found = work();
  const double seconds = processor_seconds() - start;
  if (result != 0 && found != result) throw std::runtime_error("rounds differ");
  result = found;
  return seconds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return fmt::print(stderr, "usage: values_bench RULES DIRECTORY [ROUNDS]\n"), 2;
  const std::string rules_directory = argv[1];
  const int rounds = argc > 3 ? std::stoi(argv[3]) : 5;
  const auto rules = RuleSet::load(rules_directory);
  const auto segmenter = Segmenter::open(rules_directory + "/lists");
  if (!rules || !segmenter) return fmt::print(stderr, "no rules in {}\n", rules_directory), 1;
  const double start = processor_seconds();
  auto recogniser = ValueRecogniser::create(*rules);
  const double create_seconds = processor_seconds() - start;
  if (!recogniser) return fmt::print(stderr, "{}", recogniser.error().front().text()), 1;

  std::vector<Prepared> articles;
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[2])) {
    if (!entry.is_regular_file()) continue;
    Document document = read_document(entry.path());
    bytes += document.text.size();
    Segmentation sentences = segmenter->segment(document);
    articles.push_back({std::move(document), std::move(sentences)});
  }
  std::size_t words = 0;
  std::size_t values = 0;
  std::vector<double> icu_seconds;
  std::vector<double> value_seconds;
  for (int i = 0; i < rounds; ++i) {  // in turn, so that both meet the same machine
    icu_seconds.push_back(timed(words, [&] { return words_of(articles); }));
    value_seconds.push_back(timed(values, [&] { return values_of(articles, *recogniser); }));
  }
  const double icu = median_of(icu_seconds);
  const double value = median_of(value_seconds);
  const double megabytes = static_cast<double>(bytes) / 1e6;
  fmt::print("{} articles, {:.1f} MB; rules read in {:.0f} ms\n", articles.size(), megabytes, create_seconds * 1e3);
  fmt::print("ICU word breaks   {:7.1f} MB/s  {} boundaries\n", megabytes / icu, words);
  fmt::print("dates and amounts {:7.1f} MB/s  {} values\n", megabytes / value, values);
  fmt::print("ratio             {:7.2f}\n", icu / value);
}
