// How often the charset of a file is told right, beside uchardet alone.
//
//   charset_bench ARTICLES
//
// ARTICLES: a directory of articles in UTF-8. From them, by a fixed seed, 40 headlines and 20 long
// texts with characters beyond ASCII are written in each of eight charsets (and some more, below the
// line), without byte order marks or declarations. An answer is right when the text that comes out is
// the text that went in: charsets that mean the same by these bytes count as the same. Fails where
// less than 98% of the eight are right.
#include <fmt/format.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/charset/convert.h"
#include "corpus/charset/decode.h"

namespace {

constexpr std::size_t headlines_each = 40;
constexpr std::size_t texts_each = 20;

struct Samples {
  std::vector<std::string> headlines, texts;
};

// Texts that hold controls were damaged before: what is right there is a matter of taste.
bool damaged(std::string_view text) {
  for (std::size_t at = text.find('\xC2'); at != std::string_view::npos; at = text.find('\xC2', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

bool beyond_ascii(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c < 0; });
}

Samples read_samples(const std::string& directory) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  Samples samples;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    std::string text;
    for (std::string line; std::getline(file, line); text += line + "\n") {
      if (line.starts_with("# ") && beyond_ascii(line)) samples.headlines.push_back(line.substr(2));
    }
    if (beyond_ascii(text) && !damaged(text)) samples.texts.push_back(std::move(text));
  }
  std::mt19937_64 random(7);
  std::shuffle(samples.headlines.begin(), samples.headlines.end(), random);
  std::shuffle(samples.texts.begin(), samples.texts.end(), random);
  return samples;
}

// `text` in `charset`, or nothing where it has a character that the charset lacks.
std::optional<std::string> encoded(const std::string& text, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(charset, &status), &ucnv_close);
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  ucnv_setFallback(converter.get(), false);
  const auto wide = icu::UnicodeString::fromUTF8(text);
  std::string bytes(std::size_t(wide.length()) * 4 + 16, '\0');
  const int size =
      ucnv_fromUChars(converter.get(), bytes.data(), int(bytes.size()), wide.getBuffer(), wide.length(), &status);
  if (U_FAILURE(status)) return std::nullopt;
  bytes.resize(std::size_t(size));
  // ICU passes over invisible characters in silence.
  if (copydesk::convert(bytes, charset).text != text) return std::nullopt;
  return bytes;
}

// The lines of `text` that `charset` can write.
std::string writable_lines(const std::string& text, const char* charset) {
  std::istringstream lines(text);
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (encoded(line, charset)) out += line + "\n";
  }
  return out;
}

std::string by_uchardet(const std::string& bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
  uchardet_data_end(detector.get());
  const std::string charset = copydesk::canonical_charset(uchardet_get_charset(detector.get()));
  return charset.empty() ? std::string() : copydesk::convert(bytes, charset).text;
}

std::string by_copydesk(const std::string& bytes) {
  const auto decoded = copydesk::decode(bytes);
  return decoded ? std::string(decoded->of(bytes)) : decoded.error().message;
}

// `text` near where it first differs from `other`, on one line.
std::string around_fault(const std::string& text, const std::string& other) {
  const auto at = std::size_t(std::mismatch(text.begin(), text.end(), other.begin(), other.end()).first - text.begin());
  std::string part = text.substr(at - std::min<std::size_t>(at, 30), 70);
  std::replace(part.begin(), part.end(), '\n', ' ');
  return part;
}

struct Score {
  std::size_t all = 0, ours = 0, uchardets = 0;
};

void add(Score& score, const std::string& text, const std::string& bytes, bool show) {
  ++score.all;
  const std::string ours = by_copydesk(bytes);
  score.ours += ours == text ? 1 : 0;
  score.uchardets += by_uchardet(bytes) == text ? 1 : 0;
  if (show && ours != text) fmt::print("    {}\n    {}\n", around_fault(text, ours), around_fault(ours, text));
}

Score measure(const Samples& samples, const char* charset, bool show) {
  Score headlines;
  Score texts;
  for (const std::string& headline : samples.headlines) {
    if (headlines.all == headlines_each) break;
    if (const auto bytes = encoded(headline, charset)) add(headlines, headline, *bytes, show);
  }
  for (const std::string& whole : samples.texts) {
    if (texts.all == texts_each) break;
    const std::string text = writable_lines(whole, charset);
    if (beyond_ascii(text)) add(texts, text, *encoded(text, charset), show);
  }
  fmt::print("{:<14} headlines {:>3} of {:>3}  uchardet {:>3}    texts {:>3} of {:>3}  uchardet {:>3}\n", charset,
             headlines.ours, headlines.all, headlines.uchardets, texts.ours, texts.all, texts.uchardets);
  return {headlines.all + texts.all, headlines.ours + texts.ours, headlines.uchardets + texts.uchardets};
}

double percent(std::size_t part, std::size_t all) { return 100.0 * double(part) / double(all); }

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    fmt::print(stderr, "usage: charset_bench ARTICLES [--show]\n");
    return 2;
  }
  const Samples samples = read_samples(arguments[1]);
  const bool show = count > 2;
  Score sum;
  for (const char* charset :
       {"utf-8", "utf-16le", "windows-1252", "iso-8859-1", "macintosh", "windows-1250", "ibm850", "gb18030"}) {
    const Score score = measure(samples, charset, show);
    sum = {sum.all + score.all, sum.ours + score.ours, sum.uchardets + score.uchardets};
  }
  fmt::print("all {}: {:.1f}% right, uchardet alone {:.1f}%\n", sum.all, percent(sum.ours, sum.all),
             percent(sum.uchardets, sum.all));
  for (const char* charset : {"utf-16be", "utf-32le", "iso-8859-15", "windows-1251", "windows-1253", "windows-1254",
                              "windows-1257", "iso-8859-2", "ibm437", "big5", "shift_jis", "euc-jp", "euc-kr"}) {
    (void)measure(samples, charset, show);
  }
  return percent(sum.ours, sum.all) >= 98 ? 0 : 1;
}
