// How fast files become articles, beside md4c alone on the same bytes.
//
//   corpus_bench ARTICLES
//
// ARTICLES: a directory of Markdown articles in UTF-8. The result is checked: an article for each file.
#include <fmt/format.h>
#include <md4c.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "corpus/files.h"
#include "corpus/reader.h"

namespace {

// Megabytes a second of processor time: the median of nine runs of `work` over all files.
template <class Work>
double speed(const std::vector<std::string>& files, Work work) {
  std::size_t bytes = 0;
  for (const std::string& file : files) bytes += file.size();
  std::vector<double> times;
  for (int run = 0; run < 9; ++run) {
    const std::clock_t start = std::clock();
    for (const std::string& file : files) work(file);
    times.push_back(double(std::clock() - start) / CLOCKS_PER_SEC);
  }
  std::nth_element(times.begin(), times.begin() + 4, times.end());
  return double(bytes) / times[4] / 1e6;
}

void parse_alone(const std::string& file) {
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTML;
  parser.enter_block = parser.leave_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
  parser.enter_span = parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE, const MD_CHAR*, MD_SIZE, void*) { return 0; };
  md_parse(file.data(), MD_SIZE(file.size()), &parser, nullptr);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    fmt::print(stderr, "usage: corpus_bench ARTICLES\n");
    return 2;
  }
  std::vector<std::string> files;
  for (const std::string& path : copydesk::list_files({arguments[1]}).files)
    files.push_back(copydesk::read_bytes(path).value());
  std::size_t articles = 0;
  const double ours =
      speed(files, [&](const std::string& file) { articles += copydesk::read_article("a.md", file) ? 1 : 0; });
  const double anchor = speed(files, parse_alone);
  if (articles != 9 * files.size()) {
    fmt::print("WRONG RESULT: {} articles of {}\n", articles, 9 * files.size());
    return 1;
  }
  fmt::print("read_article {:.0f} MB/s, md4c alone {:.0f} MB/s: {:.2f}\n", ours, anchor, ours / anchor);
  return 0;
}
