#include "output/json_writer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

std::string written(std::string_view text) {
  std::string out;
  JsonWriter(out).string(text);
  return out;
}

TEST(JsonWriter, EscapesWhatJsonMustHaveEscaped) {
  EXPECT_EQ(written("plain"), "\"plain\"");
  EXPECT_EQ(written("a \"b\" \\ c"), R"("a \"b\" \\ c")");
  EXPECT_EQ(written("line\nend\ttab\rreturn"), R"("line\nend\ttab\rreturn")");
  EXPECT_EQ(written(std::string("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
  EXPECT_EQ(written("Société ’ 智谱 😀"), "\"Société ’ 智谱 😀\"");
}

TEST(JsonWriter, PlacesCommas) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.key("a").begin_array();
  json.number(1);
  json.begin_array();
  json.end_array();
  json.null();
  json.end_array();
  json.key("b").boolean(true);
  json.key("c").begin_object();
  json.end_object();
  json.key("d").literal("2.50");
  json.key("e").number(18446744073709551615U);
  json.end_object();
  EXPECT_EQ(out, R"({"a":[1,[],null],"b":true,"c":{},"d":2.50,"e":18446744073709551615})");
}

// A quote, backslash or control character at every place of the eight bytes that are looked at together.
TEST(JsonWriter, FindsEscapesAtEveryPlace) {
  for (char odd : {'"', '\\', '\n', '\x1f'}) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, 'x');
      text[at] = odd;
      EXPECT_EQ(nlohmann::json::parse(written(text)).get<std::string>(), text) << at;
    }
  }
}

RC_GTEST_PROP(JsonWriterProperty, AnotherParserReadsWhatWasWritten, (const std::vector<std::uint16_t>& units)) {
  std::string text;
  for (std::uint16_t unit : units) {
    if (unit < 0x80)
      text += static_cast<char>(unit);
    else if (unit < 0x800)
      text += {static_cast<char>(0xC0 | unit >> 6U), static_cast<char>(0x80 | (unit & 0x3FU))};
  }
  RC_ASSERT(nlohmann::json::parse(written(text)).get<std::string>() == text);
}

RC_GTEST_PROP(JsonWriterProperty, BrokenBytesNeverMakeALineThatIsNoJson, (const std::string& bytes)) {
  std::string out = written(bytes);
  make_valid_utf8(out);
  RC_ASSERT(nlohmann::json::accept(out));
}

TEST(MakeValidUtf8, ReplacesEachBrokenByteOnly) {
  std::string text = "ok \xff Soci\xc3\xa9t\xc3 \xe2\x80 end";
  make_valid_utf8(text, 3);
  EXPECT_EQ(text, "ok \uFFFD Soci\u00E9t\uFFFD \uFFFD\uFFFD end");
}

}  // namespace
}  // namespace copydesk
