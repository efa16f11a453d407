#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "pipeline/normalise/mojibake/codecs.h"
#include "pipeline/normalise/mojibake/line_repair.h"
#include "pipeline/normalise/mojibake/misread.h"
#include "pipeline/normalise/mojibake/plausibility.h"
#include "pipeline/normalise/steps.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

std::string repaired(const std::string& text) {
  if (valid_utf8(text)) return text;  // not this step's task
  const auto edited = repair_mojibake(text);
  return edited ? edited->text : text;
}

TEST(Mojibake, Cases) {
  for (const test::Case& c : test::cases("normalise/mojibake.cases")) {
    EXPECT_EQ(repaired(c.input), c.expected) << c.where;
  }
}

TEST(Mojibake, LeavesWhatItMadeAlone) {
  for (const test::Case& c : test::cases("normalise/mojibake.cases")) {
    EXPECT_EQ(repaired(c.expected), c.expected) << c.where;
  }
}

TEST(Mojibake, NotesEveryChange) {
  const std::string text = "donÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢t";
  const auto edited = repair_mojibake(text);
  ASSERT_TRUE(edited);
  ASSERT_FALSE(edited->notes.empty());
  EXPECT_EQ(edited->notes.front().old.of(text), "ÃƒÂ¢Ã¢â€šÂ¬Ã¢â€žÂ¢");
}

TEST(Mojibake, LongLinesTakeLinearTime) {
  const auto seconds = [](std::size_t count) {
    std::string line;
    for (std::size_t i = 0; i < count; ++i) line += "Â¬´é ";
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(line.empty());
    (void)repair_mojibake(line);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double one = seconds(2'000);
  EXPECT_LT(seconds(16'000), 8 * 4 * one);
}

TEST(Codecs, KnowTheirBytes) {
  const Codecs& codecs = Codecs::get();
  EXPECT_EQ(codecs.row_of(U'™').byte[Codecs::windows_1252], 0x99);
  EXPECT_EQ(codecs.row_of(U'é').byte[Codecs::macintosh], 0x8E);
  EXPECT_EQ(codecs.row_of(U'ж').byte[Codecs::windows_1251], 0xE6);
  EXPECT_EQ(codecs.row_of(U'ж').byte[Codecs::windows_1252], 0);
  EXPECT_EQ(codecs.row_of(U'\u0081').byte[Codecs::windows_1252], 0x81);
  EXPECT_EQ(codecs.row_of(U'\u0081').byte[Codecs::cp437], 0);
  EXPECT_EQ(codecs.row_of(U'😀').leads, 0);
  EXPECT_EQ(codecs.char_of(Codecs::windows_1252, 0x93), U'“');
}

TEST(Reader, PrefersWhatPeopleWrite) {
  const auto bits = [](std::u32string_view text) {
    Reader reader;
    int sum = 0;
    for (const char32_t c : text) sum += reader.surprise(trait_of(c));
    return sum;
  };
  EXPECT_LT(bits(U"é"), bits(U"Ã©"));
  EXPECT_LT(bits(U"HÔTEL"), bits(U"HÃ”TEL"));
  EXPECT_LT(bits(U"CAFÉ™"), bits(U"CAFə"));
  EXPECT_LT(bits(U"дорого"), bits(U"РґРѕСЂРѕРіРѕ"));
  EXPECT_LT(bits(U"don’t"), bits(U"donβ€™t"));
}

}  // namespace
}  // namespace copydesk
