#include "bench/articles.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>

namespace copydesk::bench {

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

double median(std::vector<double> seconds) {
  std::sort(seconds.begin(), seconds.end());
  return seconds[seconds.size() / 2];
}

std::size_t icu_word_breaks(const std::vector<BenchArticle>& articles) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
  std::size_t count = 0;
  UText* text = nullptr;
  for (const BenchArticle& article : articles) {
    text =
        utext_openUTF8(text, article.document.text.data(), static_cast<int64_t>(article.document.text.size()), &status);
    words->setText(text, status);
    while (words->next() != icu::BreakIterator::DONE) ++count;
  }
  utext_close(text);
  return count;
}

}  // namespace copydesk::bench
