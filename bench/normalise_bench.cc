// How fast normalise() is on text as it should be: validation, repair check, folding and NFC.
//
//   normalise_bench ARTICLES [PYTHON]
//
// ARTICLES: a directory of articles in UTF-8. Anchors in the same run: a copy of the text, and ICU's
// NFC of all of it; with PYTHON, an interpreter that has ftfy, ftfy's fix_text too. Articles that
// normalise() changes are left out, so that all are asked for the same: to find nothing to do.
#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/normalise/normalise.h"

namespace {

using copydesk::Article;
using copydesk::OffsetMap;

std::vector<Article> clean_articles(const std::string& directory) {
  std::vector<Article> articles;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    Article article;
    article.marked.text = bytes.str();
    const auto size = static_cast<std::uint32_t>(article.marked.text.size());
    article.marked.map = OffsetMap::identity(size);
    article.marked.blocks.push_back({copydesk::BlockKind::paragraph, {0, size}});
    if (copydesk::normalise(article).text == article.marked.text) articles.push_back(std::move(article));
  }
  return articles;
}

// Median of the times that `work` takes for all articles, in seconds.
template <class Work>
double seconds(const std::vector<Article>& articles, Work work) {
  std::vector<double> times;
  std::size_t checked = 0;
  for (int run = 0; run < 9; ++run) {
    const auto start = std::chrono::steady_clock::now();
    for (const Article& article : articles) checked += work(article);
    times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::size_t expected = 0;
  for (const Article& article : articles) expected += article.marked.text.size();
  if (checked != 9 * expected) {
    fmt::print("WRONG RESULT\n");
    std::exit(1);
  }
  std::ranges::nth_element(times, times.begin() + 4);
  return times[4];
}

std::size_t composed_by_icu(const Article& article) {
  UErrorCode status = U_ZERO_ERROR;
  std::string text;
  icu::StringByteSink<std::string> sink(&text);
  const auto size = static_cast<std::int32_t>(article.marked.text.size());
  icu::Normalizer2::getNFCInstance(status)->normalizeUTF8(0, {article.marked.text.data(), size}, sink, nullptr, status);
  return text.size();
}

// Seconds that ftfy takes for the articles, which it reads from a file of ours.
double ftfy_seconds(const std::string& python, const std::vector<Article>& articles) {
  const auto path = std::filesystem::temp_directory_path() / "normalise_bench.txt";
  std::ofstream file(path, std::ios::binary);
  for (const Article& article : articles) file << article.marked.text << '\0';
  file.close();
  const std::string script =
      "import ftfy, sys, time\n"
      "texts = open(sys.argv[1], encoding='utf-8', newline='').read().split(chr(0))\n"
      "start = time.perf_counter()\n"
      "for text in texts: ftfy.fix_text(text)\n"
      "print(time.perf_counter() - start)\n";
  std::ofstream("normalise_bench.py") << script;
  double found = 0;
  if (std::FILE* pipe = popen((python + " normalise_bench.py " + path.string()).c_str(), "r")) {
    if (std::fscanf(pipe, "%lf", &found) != 1) found = 0;
    pclose(pipe);
  }
  std::filesystem::remove("normalise_bench.py");
  std::filesystem::remove(path);
  return found;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) return fmt::print("usage: normalise_bench ARTICLES [PYTHON]\n"), 2;
  const std::vector<Article> articles = clean_articles(arguments[1]);
  double megabytes = 0;
  for (const Article& article : articles) megabytes += static_cast<double>(article.marked.text.size()) / 1e6;
  fmt::print("{} clean articles, {:.1f} MB\n", articles.size(), megabytes);
  const double ours =
      seconds(articles, [](const Article& article) { return copydesk::normalise(article).text.size(); });
  const auto print = [&](const char* name, double time) {
    fmt::print("{:12} {:9.1f} MB/s   normalise takes {:.3f} of its time\n", name, megabytes / time, ours / time);
  };
  print("normalise", ours);
  print("copy", seconds(articles, [](const Article& article) { return std::string(article.marked.text).size(); }));
  print("ICU's NFC", seconds(articles, composed_by_icu));
  if (count < 3) return 0;
  if (const double theirs = ftfy_seconds(arguments[2], articles); theirs > 0) {
    print("ftfy", theirs);
    fmt::print("normalise is {:.0f} times as fast as ftfy\n", theirs / ours);
  }
}
