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

#include "base/cpu_clock.h"
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
// Seconds of processor time for each round; `work` returns the same number in each, which becomes `result`.
template <class Work>
std::vector<double> timed(int rounds, std::size_t& result, Work work) {
  std::vector<double> seconds;
  for (int i = 0; i < rounds; ++i) {
    const auto start = CpuClock::now();
    const std::size_t found = work();
    seconds.push_back(std::chrono::duration<double>(CpuClock::now() - start).count());
    if (i > 0 && found != result) throw std::runtime_error("rounds differ");
    result = found;
  }
  return seconds;
}

// Two works in turns, so that a busy machine slows both down: the medians of their times and of their ratio.
struct Comparison {
  double yardstick_seconds = 0;
  double seconds = 0;
  double ratio = 0;  // above 1: faster than the yardstick
};
template <class Yardstick, class Work>
Comparison compared(int rounds, std::size_t& yardstick_result, Yardstick yardstick, std::size_t& result, Work work) {
  std::vector<double> yardsticks, works, ratios;
  for (int i = 0; i < rounds; ++i) {
    std::size_t measured = 0, found = 0;
    yardsticks.push_back(timed(1, measured, yardstick).front());
    works.push_back(timed(1, found, work).front());
    ratios.push_back(yardsticks.back() / works.back());
    if (i > 0 && (measured != yardstick_result || found != result)) throw std::runtime_error("rounds differ");
    yardstick_result = measured;
    result = found;
  }
  return {median(yardsticks), median(works), median(ratios)};
}

}  // namespace copydesk::bench
