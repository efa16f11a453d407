// What the benchmarks of single stages share: articles read from text files, rounds that are timed and
// held to one result, and ICU's word break iterator over the same text as the anchor.
//
//   std::vector<double> rounds = timed(5, found, [&] { return work(articles); });
//   fmt::print("{:.1f} MB/s\n", megabytes / median(rounds));
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk::bench {

struct BenchArticle {
  Document document;
  Segmentation sentences;
};

// A file's text, a block for each of its lines.
[[nodiscard]] Document read_document(const std::filesystem::path& path);

[[nodiscard]] double median(std::vector<double> seconds);

// How many boundaries ICU's English word break iterator finds.
[[nodiscard]] std::size_t icu_word_breaks(const std::vector<BenchArticle>& articles);

// The seconds of each round; throws where two rounds differ in `result`.
template <class Work>
std::vector<double> timed(int rounds, std::size_t& result, Work work) {
  std::vector<double> seconds;
  for (int i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    const std::size_t found = work();
    seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    if (i > 0 && found != result) throw std::runtime_error("rounds differ");
    result = found;
  }
  return seconds;
}

}  // namespace copydesk::bench
