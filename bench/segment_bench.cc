// How fast are sentences and tokens beside ICU's iterators, on the same text in the same run?
//
//   segment_bench FILE...      UTF-8 text, a paragraph a line; the more of it is distinct, the better
//
// Prints medians in MB/s, the ratio to ICU's sentence iterator alone (which makes no tokens), and how
// many sentence boundaries both agree on, so that neither can win by finding nothing.
#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/segment/characters.h"
#include "pipeline/segment/segmenter.h"

namespace copydesk {
namespace {

constexpr std::size_t article_bytes = 4096;
constexpr int runs = 7;

std::vector<Document> read_documents(const std::string& path) {
  std::vector<Document> documents(1);
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    Document& document = documents.back();
    const auto start = static_cast<std::uint32_t>(document.text.size());
    document.text += line;
    document.blocks.push_back({BlockKind::paragraph, {start, start + static_cast<std::uint32_t>(line.size())}});
    document.text += '\n';
    if (document.text.size() > article_bytes) documents.emplace_back();
  }
  return documents;
}

// Median seconds of the processor's time for `work`: a busy machine must not blur the ratio.
template <class Work>
double seconds(Work work) {
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const std::clock_t start = std::clock();
    work();
    times.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::nth_element(times.begin(), times.begin() + runs / 2, times.end());
  return times[runs / 2];
}

// Where ICU's iterator finds boundaries within blocks, past the blanks after each.
template <class Found>
void each_boundary(icu::BreakIterator& iterator, const Document& document, Found found) {
  UErrorCode error = U_ZERO_ERROR;
  for (const Block& block : document.blocks) {
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, document.text.data() + block.span.start, block.span.size(), &error);
    iterator.setText(&text, error);
    iterator.first();
    for (int at = iterator.next(); at != icu::BreakIterator::DONE; at = iterator.next()) {
      found(block, block.span.start + static_cast<std::uint32_t>(at));
    }
    utext_close(&text);
  }
}

std::uint32_t after_blanks(const Document& document, const Block& block, std::uint32_t at) {
  while (at < block.span.end) {
    const CodePoint c = code_point(document.text, at, block.span.end);
    if (!(c.classes & blank)) break;
    at += c.bytes;
  }
  return at;
}

struct Agreement {
  std::size_t both = 0, ours = 0, theirs = 0;
};

Agreement agreement(const Segmenter& segmenter, icu::BreakIterator& iterator, const std::vector<Document>& documents) {
  Agreement sum;
  for (const Document& document : documents) {
    std::vector<std::uint32_t> ours, theirs, both;
    for (const Sentence& s : segmenter.segment(document).sentences) ours.push_back(s.span.start);
    for (const Block& b : document.blocks) theirs.push_back(after_blanks(document, b, b.span.start));
    each_boundary(iterator, document, [&](const Block& block, std::uint32_t at) {
      const std::uint32_t start = after_blanks(document, block, at);
      if (start < block.span.end) theirs.push_back(start);
    });
    std::sort(theirs.begin(), theirs.end());
    std::set_intersection(ours.begin(), ours.end(), theirs.begin(), theirs.end(), std::back_inserter(both));
    sum.both += both.size();
    sum.ours += ours.size();
    sum.theirs += theirs.size();
  }
  return sum;
}

int run(const std::vector<std::string>& paths) {
  const Result<Segmenter> segmenter = Segmenter::open(COPYDESK_SOURCE_DIR "/rules/en/lists");
  if (!segmenter) return fmt::print(stderr, "{}\n", segmenter.error().message), 1;
  std::vector<Document> documents;
  for (const std::string& path : paths) {
    for (Document& document : read_documents(path)) documents.push_back(std::move(document));
  }
  double megabytes = 0;
  for (const Document& document : documents) megabytes += static_cast<double>(document.text.size()) / 1e6;

  UErrorCode error = U_ZERO_ERROR;
  const auto make = icu::BreakIterator::createSentenceInstance;
  const std::unique_ptr<icu::BreakIterator> sentences(make(icu::Locale::getEnglish(), error));
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), error));
  if (U_FAILURE(error)) return fmt::print(stderr, "ICU: {}\n", u_errorName(error)), 1;

  Segmentation out;
  std::size_t tokens = 0, boundaries = 0;
  const double ours = seconds([&] {
    tokens = 0;
    for (const Document& document : documents) {
      segmenter->segment(document, out);
      tokens += out.tokens.size();
    }
  });
  const auto icu = [&](icu::BreakIterator& iterator) {
    return seconds([&] {
      for (const Document& d : documents)
        each_boundary(iterator, d, [&](const Block&, std::uint32_t) { ++boundaries; });
    });
  };
  const double icu_sentences = icu(*sentences);
  const double icu_words = icu(*words);
  const Agreement agreed = agreement(*segmenter, *sentences, documents);

  fmt::print("text                     {:8.1f} MB, {} articles, {} tokens\n", megabytes, documents.size(), tokens);
  fmt::print("sentences and tokens     {:8.0f} MB/s\n", megabytes / ours);
  fmt::print("ICU sentences alone      {:8.0f} MB/s   ratio {:.1f}\n", megabytes / icu_sentences, icu_sentences / ours);
  fmt::print("ICU sentences and words  {:8.0f} MB/s   ratio {:.1f}\n", megabytes / (icu_sentences + icu_words),
             (icu_sentences + icu_words) / ours);
  fmt::print("sentences                {} ours, {} ICU, {} begin at the same place\n", agreed.ours, agreed.theirs,
             agreed.both);
  return boundaries == 0 || agreed.both * 10 < agreed.theirs * 8;
}

}  // namespace
}  // namespace copydesk

int main(int argc, char** argv) {
  if (argc < 2) return fmt::print(stderr, "usage: segment_bench FILE...\n"), 2;
  return copydesk::run({argv + 1, argv + argc});
}
