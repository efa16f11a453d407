// The program finds what RE2 finds: RE2 over Latin-1 is the oracle.
#include "rules/matching/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <ctime>
#include <random>

namespace copydesk {
namespace {

using testing::HasSubstr;

RE2::Options latin1() {
  RE2::Options options(RE2::Quiet);
  options.set_encoding(RE2::Options::EncodingLatin1);
  return options;
}

std::string shown(const Captures& captures) {
  std::string out;
  for (const auto& capture : captures) {
    out += capture ? "[" + std::to_string(capture->start) + "," + std::to_string(capture->end) + ")" : "-";
  }
  return out;
}

std::string found_by_re2(const RE2& re2, std::string_view text) {
  std::vector<re2::StringPiece> groups(1 + static_cast<std::size_t>(re2.NumberOfCapturingGroups()));
  if (!re2.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, groups.data(),
                 static_cast<int>(groups.size())))
    return "none";
  Captures captures;
  for (const re2::StringPiece& group : groups) {
    const auto start = static_cast<std::uint32_t>(group.data() - text.data());
    captures.push_back(group.data() == nullptr
                           ? std::nullopt
                           : std::optional(Capture{start, start + static_cast<std::uint32_t>(group.size())}));
  }
  return shown(captures);
}

std::string found(const Program& program, std::string_view text, std::size_t from = 0) {
  ProgramRunner runner;
  return runner.search(program, text, from) ? shown(runner.captures()) : "none";
}

std::string found(std::string_view expression, std::string_view text, std::size_t from = 0) {
  const Result<Program> program = Program::compile(expression);
  return program ? found(*program, text, from) : program.error().message;
}

// Expressions and texts of few characters, so that they often match.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  std::string text() {
    std::string text;
    const int size = below(24);
    for (int i = 0; i < size; ++i) text += one_of({"a", "a", "b", "B", "c", " ", " ", ",", "\x81", "\xE9", "\n"});
    return text;
  }

  // Never empty, so that it may be repeated: loops over nothing are RE2's own affair.
  std::string expression(int depth = 3) {
    std::string out;
    const int parts = 1 + below(3);
    for (int i = 0; i < parts; ++i) out += below(6) == 0 ? assertion() + part(depth) : part(depth);
    return below(4) == 0 ? out + one_of({"", "", "$", "\\b", "a?", "b*"}) : out;
  }

 private:
  int below(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }
  std::string one_of(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }
  std::string assertion() { return one_of({"^", "\\b", "\\b", "\\B", "(?:^| )", "(?:,|$)?"}); }
  std::string repeat() {
    return one_of({"?", "*", "+", "{2}", "{0,3}", "{1,2}", "{2,}", "??", "*?", "+?", "{0,3}?", "{1,4}?"});
  }
  std::string atom() {
    return one_of({"a", "b", "ab", "abc", "\\x81", "\\s", "\\w", "[ab]", "[^a]", "[^ ,]", "[a-c\\s]", "(?i:b)",
                   "(?i:ab)", " ", ",", ".", "\\W", "(?i:[a-b])"});
  }
  std::string part(int depth) {
    if (depth == 0 || below(3) == 0) return below(3) == 0 ? "(?:" + atom() + ")" + repeat() : atom();
    std::string inside = expression(depth - 1);
    const int branches = below(5);
    for (int i = 0; i < branches; ++i) inside += "|" + expression(depth - 1);
    if (below(2) == 0) return "(?P<g" + std::to_string(++groups_) + ">" + inside + ")" + (below(3) == 0 ? "?" : "");
    return "(?:" + inside + ")" + (below(2) == 0 ? one_of({"?", "{0,2}", "{1,3}?", "??", "{2}"}) : "");
  }

  std::mt19937 random_;
  int groups_ = 0;
};

TEST(Program, FindsWhatRe2Finds) {
  constexpr unsigned kExpressions = 800;
  constexpr int kTexts = 20;
  int matches = 0;
  for (unsigned seed = 0; seed < kExpressions; ++seed) {
    Maker maker(seed);
    const std::string expression = maker.expression();
    const RE2 re2(expression, latin1());
    ASSERT_TRUE(re2.ok()) << re2.error() << " in " << expression;
    const Result<Program> program = Program::compile(expression);
    ASSERT_TRUE(program) << program.error().message;
    for (int i = 0; i < kTexts; ++i) {
      const std::string text = maker.text();
      const std::string expected = found_by_re2(re2, text);
      ASSERT_EQ(found(*program, text), expected) << expression << " in '" << text << "', seed " << seed;
      matches += expected != "none" ? 1 : 0;
    }
  }
  EXPECT_GT(matches, 3'000);
  EXPECT_LT(matches, 15'900);
}

TEST(Program, SearchesFromAPlaceAndSeesWhatIsBefore) {
  EXPECT_EQ(found("\\bfound", "refound found", 2), "[8,13)");
  EXPECT_EQ(found("^found", "found", 1), "none");
  EXPECT_EQ(found("(a)(?:b|(c))", "ab ac", 1), "[3,5)[3,4)[4,5)");
}

TEST(Program, FaultsSayWhatAndWhere) {
  EXPECT_THAT(found("a(b", ""), HasSubstr("missing ')' at byte 3"));
  EXPECT_THAT(found("a)b", ""), HasSubstr("unexpected ')'"));
  EXPECT_THAT(found("[a", ""), HasSubstr("missing ']'"));
  EXPECT_THAT(found("*a", ""), HasSubstr("nothing to repeat"));
  EXPECT_THAT(found("a{3,2}", ""), HasSubstr("a repeat is"));
  EXPECT_THAT(found("a{2000}", ""), HasSubstr("bad repetition size"));
  EXPECT_THAT(found("\\pL", ""), HasSubstr("unknown escape"));
  EXPECT_THAT(found("[[:alpha:]]", ""), HasSubstr("classes with names"));
  EXPECT_THAT(found("(?=a)", ""), HasSubstr("only (?:"));
  EXPECT_THAT(found("(?:(?:(?:abc ){1,60} d){1,60} e){1,60}", ""), HasSubstr("too large"));
  EXPECT_THAT(found(std::string(1000, '('), ""), HasSubstr("nested too deep"));
  for (const char* cut : {"\\", "[\\", "a{", "a{1", "(?P<", "(?P<x", "(?", "[^", "[a-", "\\x", "\\x1", "(?i:"}) {
    (void)found(cut, "a{1");  // a fault, or the characters themselves
  }
}

// Expressions at which a backtracking machine without a memory would take for ever.
TEST(Program, TakesBoundedTime) {
  const std::string text(3000, 'a');
  const std::clock_t start = std::clock();
  EXPECT_EQ(found("(?:a?){0,30}a{30}b", text), "none");
  EXPECT_EQ(found("(?:(?:a|aa|aaa){1,5}[^b]{0,9}?){1,8}b", text), "none");
  EXPECT_EQ(found("(?:[^;]*?a){8}b", text), "none");
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 10);
}

}  // namespace
}  // namespace copydesk
