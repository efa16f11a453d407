// Speed of the recogniser of names, beside ICU's word break iterator over the same text in the same run.
//
//   bench/names_bench RULES DIRECTORY [ROUNDS]     the directory holds articles as text files
//
// Prints megabytes of text a second of processor time for both, their ratio, and what was found (the same in every
// round, or it fails).
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <vector>

#include "bench/articles.h"
#include "pipeline/recognise/names/name_recogniser.h"
#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/segment/segmenter.h"
#include "rules/gazetteer/lists.h"

namespace {

using namespace copydesk;
using namespace copydesk::bench;
using Clock = std::chrono::steady_clock;

std::size_t names_of(const std::vector<BenchArticle>& articles, const std::vector<Mentions>& values,
                     NameRecogniser& recogniser) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    Mentions mentions = values[i];
    recogniser.recognise(articles[i].document, articles[i].sentences, mentions);
    count += mentions.all.size() - values[i].all.size();
  }
  return count;
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
  if (!values || !recogniser) return fmt::print(stderr, "the rules have faults\n"), 1;

  std::vector<BenchArticle> articles;
  std::vector<Mentions> values_of;
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[2])) {
    if (!entry.is_regular_file()) continue;
    BenchArticle article{read_document(entry.path()), {}};
    bytes += article.document.text.size();
    segmenter->segment(article.document, article.sentences);
    values_of.emplace_back();
    values->recognise({}, article.document, article.sentences, values_of.back());
    articles.push_back(std::move(article));
  }
  std::size_t words = 0;
  std::size_t names = 0;
  const Comparison times = compared(
      rounds, words, [&] { return icu_word_breaks(articles); }, names,
      [&] { return names_of(articles, values_of, *recogniser); });
  const double megabytes = static_cast<double>(bytes) / 1e6;
  fmt::print("{} articles, {:.1f} MB; rules compiled in {:.0f} ms\n", articles.size(), megabytes,
             compile_seconds * 1e3);
  fmt::print("ICU word breaks   {:7.1f} MB/s  {} boundaries\n", megabytes / times.yardstick_seconds, words);
  fmt::print("names             {:7.1f} MB/s  {} names\n", megabytes / times.seconds, names);
  fmt::print("ratio             {:7.2f}\n", times.ratio);
}
