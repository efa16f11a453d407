// Charsets: what bytes are taken for, and that the map leads from each character to its bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpus/charset/convert.h"
#include "corpus/charset/decode.h"
#include "tests/corpus/dump.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(Charset, IsFound) {
  for (const Case& c : cases("corpus/charset.cases")) {
    const auto decoded = decode(c.input);
    ASSERT_TRUE(decoded.has_value()) << c.where << ": " << decoded.error().message;
    EXPECT_EQ(decoded->charset + ": " + std::string(decoded->of(c.input)), c.expected) << c.where;
    EXPECT_EQ(decoded->map.text_size(), decoded->of(c.input).size()) << c.where;
    EXPECT_EQ(decoded->map.source_size(), c.input.size()) << c.where;
  }
}

// The source bytes of `part` of the decoded text.
std::string bytes_of(std::string_view part, const std::string& bytes) {
  const auto decoded = decode(bytes);
  if (!decoded) return decoded.error().message;
  const std::size_t at = decoded->of(bytes).find(part);
  if (at == std::string_view::npos) return "not in " + std::string(decoded->of(bytes));
  return std::string(decoded->map.source_of({std::uint32_t(at), std::uint32_t(at + part.size())}).of(bytes));
}

TEST(Charset, MapLeadsToTheBytes) {
  using namespace std::string_literals;
  EXPECT_EQ(bytes_of("café", "a caf\xE9 noir"), "caf\xE9");
  EXPECT_EQ(bytes_of("’s", "Acme\x92s plan"), "\x92s");
  EXPECT_EQ(bytes_of("’",
                     "\xFF\xFE"
                     "A\0\x19\x20s\0"s),
            "\x19\x20");
  EXPECT_EQ(bytes_of("😀", "\xFE\xFF\0A\xD8\x3D\xDE\0\0B"s), "\xD8\x3D\xDE\0"s);
  EXPECT_EQ(bytes_of("“plan”", "Acme\xA1\xAFs \xA1\xB0plan\xA1\xB1"), "\xA1\xB0plan\xA1\xB1");
  EXPECT_EQ(bytes_of("Acme", "Ac\0me rose"s), "Ac\0me"s);
  EXPECT_EQ(bytes_of("café",
                     "\xEF\xBB\xBF"
                     "a caf\xC3\xA9"),
            "caf\xC3\xA9");
  EXPECT_EQ(bytes_of("é too", "caf\xC3\xA9 and caf\xC3\xA9 and\xE9 too"), "\xE9 too");
  EXPECT_EQ(bytes_of("日本", "\x93\xFA\x96\x7B\x82\xCC\x89\xEF\x8E\xD0\x82\xAA\x94\xAD\x95\x5C\x82\xB5\x82\xBD"),
            "\x93\xFA\x96\x7B");
}

// Long texts cross the converter's buffer, with pairs of surrogates on its edge.
TEST(Charset, LongWideTextIsMappedThroughout) {
  for (const std::size_t lead : {0U, 1U, 2U, 3U}) {
    std::string bytes = "\xFF\xFE";
    for (std::size_t i = 0; i < lead; ++i) bytes += std::string("a\0", 2);
    for (int i = 0; i < 20000; ++i)
      bytes += std::string(
          "\x3D\xD8\x00\xDE"
          "b\0",
          6);
    const auto decoded = decode(bytes);
    ASSERT_TRUE(decoded.has_value());
    EXPECT_TRUE(decoded->warnings.empty());
    EXPECT_EQ(decoded->text.size(), lead + 20000 * 5);
    for (std::uint32_t i = 0; i < 20000; i += 61) {
      const auto at = std::uint32_t(lead + i * 5);
      EXPECT_EQ(decoded->map.source_of({at, at + 4}),
                (SourceSpan{std::uint32_t(2 + lead * 2 + i * 6), std::uint32_t(2 + lead * 2 + i * 6 + 4)}));
    }
  }
}

TEST(Charset, OddBytesAreWarnedOf) {
  EXPECT_THAT(read("a.md", "caf\xC3\xA9 and caf\xC3\xA9 and caf\xE9 too").warnings,
              Contains("1 byte was no UTF-8 and read as windows-1252"));
  EXPECT_THAT(read("a.md", std::string("Ac\0me rose", 10)).warnings, Contains("1 control character taken out"));
  EXPECT_THAT(read("a.md", "---\nencoding: koi8-r\n---\nAcme\x92s caf\xE9 rose").warnings,
              Contains("declares koi8-r but reads as windows-1252"));
}

TEST(Charset, BinaryDataIsRefused) {
  using namespace std::string_literals;
  EXPECT_THAT(decode("%PDF-1.7 x"s).error().message, HasSubstr("PDF"));
  EXPECT_THAT(decode("PK\x03\x04 x"s).error().message, HasSubstr("ZIP"));
  std::string noise;
  for (int i = 0; i < 4096; ++i) noise += char((i * 2654435761U) >> 13);
  EXPECT_THAT(read_article("a.md", noise).error().message, HasSubstr("a.md: is binary data, not text"));
}

TEST(Charset, NamesAreThoseOfIana) {
  EXPECT_EQ(canonical_charset("Latin1"), "windows-1252");
  EXPECT_EQ(canonical_charset("CP1251"), "windows-1251");
  EXPECT_EQ(canonical_charset("UTF8"), "utf-8");
  EXPECT_EQ(canonical_charset("no-such"), "");
  EXPECT_EQ(canonical_charset(""), "");
}

}  // namespace
}  // namespace copydesk::test
