// The automaton finds what RE2 finds: its longest matches are RE2's, forwards and backwards.
#include "rules/matching/automaton.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <random>

#include "rules/matching/program.h"

namespace copydesk {
namespace {

using Direction = Automaton::Direction;

RE2::Options longest() {
  RE2::Options options(RE2::Quiet);
  options.set_longest_match(true);
  return options;
}

// Expressions and texts of few characters, so that they often match.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::string text() {
    std::string text;
    for (int i = below(16); i > 0; --i)
      text += one_of({"a", "a", "b", "B", "c", " ", ",", "é", "€", "–", "\U0001F600"});
    return text;
  }

  std::string expression(int depth = 2) {
    std::string out;
    for (int i = 1 + below(3); i > 0; --i) out += part(depth);
    return out;
  }

 private:
  int below(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }
  std::string one_of(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }
  std::string part(int depth) {
    if (depth == 0 || below(2) == 0) {
      const std::string atom = one_of({"a", "b", "é", "€", "[ab]", "[^a]", "[^é–]", "[à-ö]", R"([\x{A0}-\x{2014}b])",
                                       ".", R"(\W)", R"(\S)", R"(\s)", "(?i:b)", "[–,]", "[^–\\s]"});
      return below(6) == 0 ? one_of({R"(\b)", R"(\B)", "^", "$"}) + atom
                           : atom + one_of({"", "", "", "?", "*", "+", "{2}", "{0,2}", "+?"});
    }
    std::string inside = expression(depth - 1);
    for (int i = below(3); i > 0; --i) inside += "|" + expression(depth - 1);
    return "(?:" + inside + ")" + one_of({"", "", "?", "{0,2}"});
  }

  std::mt19937 random_;
};

std::vector<std::size_t> starts_of_characters(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) starts.push_back(at);
  }
  return starts;
}

TEST(Automaton, FindsTheLongestMatchThatRe2Finds) {
  constexpr unsigned kExpressions = 600;
  int matches = 0;
  for (unsigned seed = 0; seed < kExpressions; ++seed) {
    Maker maker(seed);
    const std::string expression = maker.expression();
    const RE2 re2(expression, longest());
    const RE2 to_end("(?:" + expression + ")$", longest());
    ASSERT_TRUE(re2.ok()) << re2.error() << " in " << expression;
    Automaton onwards;
    Automaton backwards(Direction::backwards);
    onwards.add(expression, 0);
    backwards.add(expression, 0);
    for (int i = 0; i < 8; ++i) {
      const std::string text = maker.text();
      for (const std::size_t at : starts_of_characters(text)) {
        re2::StringPiece found;
        const bool any = re2.Match(text, at, text.size(), RE2::ANCHOR_START, &found, 1);
        ASSERT_EQ(onwards.longest(text, at, text.size()), any ? at + found.size() : Automaton::kNone)
            << expression << " in '" << text << "' at " << at;
        const re2::StringPiece up_to(text.data(), at);
        const bool before = to_end.Match(up_to, 0, at, RE2::UNANCHORED, &found, 1);
        ASSERT_EQ(backwards.longest(std::string_view(text).substr(0, at), at, 0),
                  before ? static_cast<std::size_t>(found.data() - text.data()) : Automaton::kNone)
            << expression << " in '" << text << "' back from " << at;
        matches += any ? 1 : 0;
      }
    }
  }
  EXPECT_GT(matches, 3'000);
}

// What a program captures of a whole match is what RE2 captures of its longest match.
TEST(Program, CapturesAWholeMatchInUtf8) {
  int matches = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    Maker maker(seed);
    const std::string expression = "(?P<x>" + maker.expression() + ")(?P<y>" + maker.expression() + ")?";
    const RE2 re2(expression, longest());
    const Result<Program> program = Program::compile(expression, Encoding::utf8);
    ASSERT_TRUE(re2.ok() && program) << expression;
    ProgramRunner runner;
    for (int i = 0; i < 8; ++i) {
      const std::string text = maker.text();
      std::array<re2::StringPiece, 3> groups;
      if (!re2.Match(text, 0, text.size(), RE2::ANCHOR_START, groups.data(), 3)) continue;
      ASSERT_TRUE(runner.match_whole(*program, text, 0, groups[0].size())) << expression << " in '" << text << "'";
      for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto& capture = runner.captures()[g];
        ASSERT_EQ(capture.has_value(), groups.at(g).data() != nullptr) << expression << " in '" << text << "'";
        if (!capture) continue;
        EXPECT_EQ(text.substr(capture->start, capture->end - capture->start), groups.at(g).as_string())
            << expression << " in '" << text << "', group " << g;
      }
      ++matches;
    }
  }
  EXPECT_GT(matches, 500);
}

TEST(Automaton, TellsWhichExpressionsEndWhere) {
  Automaton dates;
  dates.add(R"(\d{1,2} May)", 7);
  dates.add(R"(\d{1,2} May \d{4})", 9);
  dates.add(R"(\d)", 2);
  std::string ends;
  dates.walk("On 3 May 2024, it", 3, 17, [&](std::size_t end, std::span<const std::uint16_t> ids) {
    ends += std::to_string(end) + ":";
    for (const std::uint16_t id : ids) ends += " " + std::to_string(id);
    ends += "; ";
    return true;
  });
  EXPECT_EQ(ends, "4: 2; 8: 7; 13: 9; ");
}

// A room ends a match, but what stands behind it is seen.
TEST(Automaton, SeesTheTextAboutItsRoom) {
  Automaton word;
  word.add(R"(\bMay\b)", 0);
  EXPECT_TRUE(word.matches("in May 2024", 3, 6));
  EXPECT_FALSE(word.matches("in Mayfair", 3, 6));
  EXPECT_FALSE(word.matches("Maymay", 3, 6));
  EXPECT_FALSE(word.matches("in May", 3, 5));
}

// No more states are kept than the automaton allows, and it goes on to be right.
TEST(Automaton, ForgetsItsStates) {
  Automaton pairs;
  pairs.add("[ab]*a[ab]{18}", 0);  // as many states as there are windows of 19 letters
  std::mt19937 random(1);
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += random() % 2 == 0 ? 'a' : 'b';
  for (std::size_t at = 0; at + 200 < text.size(); at += 100) {
    const std::size_t end = pairs.longest(text, at, at + 100);
    ASSERT_NE(end, Automaton::kNone);
    EXPECT_EQ(text[end - 19], 'a');
    EXPECT_EQ(text.substr(end - 18, at + 100 - end).find('a'), std::string::npos);
  }
}

}  // namespace
}  // namespace copydesk
