#include "audit/reading.h"

#include <gtest/gtest.h>

#include <ctime>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

SourceSpan whole(const std::string& bytes) { return {0, static_cast<std::uint32_t>(bytes.size())}; }

bool reads(const std::string& bytes, std::string_view text, const char* format = "markdown",
           const char* charset = "utf-8") {
  return SourceReading(bytes, {charset, format, {}}).reads_as(whole(bytes), text);
}

TEST(Reading, DropsMarkup) {
  for (const test::Case& c : test::cases("audit/reading.cases")) EXPECT_TRUE(reads(c.input, c.expected)) << c.where;
}

TEST(Reading, IsNotTakenIn) {
  for (const test::Case& c : test::cases("audit/misreading.cases")) EXPECT_FALSE(reads(c.input, c.expected)) << c.where;
}

TEST(Reading, PlainTextHasNoMarkup) {
  EXPECT_TRUE(reads("*Acme* &amp; Co", "*Acme* &amp; Co", "plain"));
  EXPECT_FALSE(reads("*Acme*", "Acme", "plain"));
}

TEST(Reading, DecodesByCharset) {
  EXPECT_TRUE(reads("caf\xe9 \x93x\x94", "café “x”", "plain", "windows-1252"));
  EXPECT_FALSE(reads("caf\xe9", "cafe", "plain", "windows-1252"));
  EXPECT_TRUE(reads(std::string("A\0c\0m\0e\0", 8), "Acme", "plain", "utf-16le"));
  EXPECT_TRUE(reads("caf\xe9", "café", "plain", "utf-8")) << "a bad byte is read as Windows-1252";
}

TEST(Reading, IsEqualInNormalForm) {
  EXPECT_TRUE(reads("Socie\u0301te\u0301", "Société"));
  EXPECT_TRUE(reads("Socie**\u0301**te\u0301", "Société"));
  EXPECT_FALSE(reads("Societe", "Société"));
}

// ── Repairs
const std::string mojibake = "the countryâ€™s firms";  // the record lists the whole word
const ListedRepair word{{4, 20}, "countryâ€™s", "country’s"};

bool repaired_reads(SourceSpan span, std::string_view text) {
  return SourceReading(mojibake, {"utf-8", "markdown", {word}}).reads_as(span, text);
}

TEST(Reading, AppliesListedRepairs) {
  EXPECT_TRUE(repaired_reads(whole(mojibake), "the country’s firms"));
  EXPECT_FALSE(repaired_reads(whole(mojibake), "the countryâ€™s firms"));
  EXPECT_FALSE(repaired_reads(whole(mojibake), "the country firms"));
}

TEST(Reading, ReadsAPartOfARepairedWord) {
  EXPECT_TRUE(repaired_reads({4, 11}, "country"));
  EXPECT_TRUE(repaired_reads({4, 19}, "country’"));
  EXPECT_TRUE(repaired_reads({11, 19}, "’"));
  EXPECT_TRUE(repaired_reads({0, 11}, "the country"));
  EXPECT_TRUE(repaired_reads({19, 26}, "s firms"));
  EXPECT_FALSE(repaired_reads({4, 11}, "ountry"));
  EXPECT_FALSE(repaired_reads({4, 10}, "country"));
  EXPECT_FALSE(repaired_reads({19, 26}, "firms"));
}

// ── Arguments
TEST(Reading, FindsWordsInTheirPlace) {
  const std::string bytes = "It said **it** raised [money](http://x.example).";
  const SourceReading reading(bytes, {"utf-8", "markdown", {}});
  const auto inside = [&](std::uint32_t start, std::uint32_t end) {
    return reading.reads_inside(whole(bytes), "It said it raised money.", {start, end});
  };
  EXPECT_TRUE(inside(10, 12));   // it
  EXPECT_TRUE(inside(0, 2));     // It
  EXPECT_TRUE(inside(23, 28));   // money
  EXPECT_FALSE(inside(8, 10));   // the asterisks only
  EXPECT_FALSE(inside(7, 8));    // a blank
  EXPECT_FALSE(inside(30, 38));  // of the link's target
  EXPECT_FALSE(inside(40, 90));  // outside
}

TEST(Reading, ASpanOutsideTheSourceIsWrong) {
  const SourceReading reading("Acme", {"utf-8", "plain", {}});
  EXPECT_FALSE(reading.reads_as({0, 5}, "Acme"));
  EXPECT_FALSE(reading.reads_as({3, 2}, ""));
}

double seconds_to_read(std::string_view unit, std::size_t size) {
  std::string bytes;
  while (bytes.size() < size) bytes += unit;
  const std::clock_t start = std::clock();
  (void)reads(bytes, bytes);
  (void)reads(bytes, "x");
  return double(std::clock() - start) / CLOCKS_PER_SEC;
}

TEST(Reading, TakesLinearTimeOverHostileText) {
  for (const char* unit : {"*", "[", "](", "<", "&", "{{", "\\", "![", "a*"}) {
    const double once = seconds_to_read(unit, 2000);
    const double four = seconds_to_read(unit, 8000);
    EXPECT_LT(four, 12 * once + 0.25) << unit;
  }
}

}  // namespace
}  // namespace copydesk
