// Speed of the recognisers of dates, money and numbers, beside ICU's word break iterator over the same text in the
// same run.
//
//   bench/values_bench RULES DIRECTORY [ROUNDS]     the directory holds articles as text files
//
// Prints megabytes of text a second of processor time for both, their ratio, and what was found (the same in every
// round, or it fails).
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <vector>

#include "bench/articles.h"
#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/segment/segmenter.h"

namespace {

using namespace copydesk;
using namespace copydesk::bench;
using Clock = std::chrono::steady_clock;

std::size_t values_of(const std::vector<BenchArticle>& articles, ValueRecogniser& recogniser) {
  using namespace std::chrono_literals;
  std::size_t count = 0;
  Mentions mentions;
  for (const BenchArticle& article : articles) {
    mentions = {};
    recogniser.recognise({.published = 2025y / 3 / 12}, article.document, article.sentences, mentions);
    count += mentions.all.size();
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return fmt::print(stderr, "usage: values_bench RULES DIRECTORY [ROUNDS]\n"), 2;
  const std::string rules_directory = argv[1];
  const int rounds = argc > 3 ? std::stoi(argv[3]) : 5;
  const auto rules = RuleSet::load(rules_directory);
  const auto segmenter = Segmenter::open(rules_directory + "/lists");
  if (!rules || !segmenter) return fmt::print(stderr, "no rules in {}\n", rules_directory), 1;
  const auto read_start = Clock::now();
  auto recogniser = ValueRecogniser::create(*rules);
  const double read_seconds = std::chrono::duration<double>(Clock::now() - read_start).count();
  if (!recogniser) return fmt::print(stderr, "{}", recogniser.error().front().text()), 1;

  std::vector<BenchArticle> articles;
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
  const Comparison times = compared(
      rounds, words, [&] { return icu_word_breaks(articles); }, values,
      [&] { return values_of(articles, *recogniser); });
  const double megabytes = static_cast<double>(bytes) / 1e6;
  fmt::print("{} articles, {:.1f} MB; rules read in {:.0f} ms\n", articles.size(), megabytes, read_seconds * 1e3);
  fmt::print("ICU word breaks   {:7.1f} MB/s  {} boundaries\n", megabytes / times.yardstick_seconds, words);
  fmt::print("dates and amounts {:7.1f} MB/s  {} values\n", megabytes / times.seconds, values);
  fmt::print("ratio             {:7.2f}\n", times.ratio);
}
