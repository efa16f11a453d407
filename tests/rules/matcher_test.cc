// What the prefilter lets through is all that matches: a program tried everywhere is the oracle.
#include "rules/matching/matcher.h"

#include <gtest/gtest.h>

#include <random>

#include "rules/matching/plain_text.h"

namespace copydesk {
namespace {

constexpr Chunks kAll = ~Chunks{0};

std::optional<SlotText> write_slot(std::string_view type) {
  if (type == "company") return SlotText{R"([\x{E001}\x{E003}])"};
  if (type == "person") return SlotText{R"([\x{E002}\x{E003}])"};
  if (type == "money") return SlotText{R"(\x{E011})"};
  if (type == "words") return SlotText{R"((?:[^;\x{E001}\x{E003}]*?))", kAnyBlanks};
  return std::nullopt;
}

Pattern pattern_of(const std::string& text) {
  const auto rules = RuleSet::parse({{"macros.rules", "define was = was | were | has been\n"}});
  std::vector<RuleFault> faults;
  const auto pattern = translate({text, {{0, 1, 1}}}, "test.rules", "test", *rules, write_slot, {}, faults);
  EXPECT_TRUE(pattern) << text << ": " << (faults.empty() ? "" : faults[0].text());
  return pattern.value_or(Pattern());
}

// Of every kind of part: optional ones with blanks about them, alternatives, repeats, gaps, classes, marks.
const std::vector<std::string> kPatterns = {
    "{a:company} <was>? founded by {b:person}",
    "{a:company}, (?:a|an) <gap>? (?:unit|arm) of (?:the )?{b:company}",
    "founded (?:in|by)? {b:person}",
    "(?:founded|set up|started) <words> {b:money}",
    "^(?:the )?{a:company}'s? (?:new )?unit",
    "{a:company} (?:bought|buys|to buy)[^;]{0,8} {b:company}",
    "{a:company}(?:, {b:company}){1,3} and {c:person}",
    "{a:company} <aside>? bought {b:company}",
    "(?:re)?founded by {b:person}, {c:person}?",
    "unit of {b:company}$",
    "{a:company} \\(?[Ff]ounded\\)?",
    "up (?:to|from) {b:money} set",
    "(?:arm|unit)s? of (?:its|the)? (?:arm|unit)? {a:company}",
};

std::string random_text(std::mt19937& random) {
  const std::vector<std::string> words = {"founded", "by",  "set", "up",  "unit", "units", "arm",    "of",
                                          "the",     "The", "a",   "was", "has",  "been",  "bought", "to",
                                          "buy",     "in",  "and", "new", "its",  "from"};
  const std::vector<std::string> runs = {"founded by \uE002", "was founded by", "\uE001, a",
                                         "new unit of the",   "unit of \uE001", "up to \uE011 set",
                                         "founded by \uE003", "\uE001 was",     "\uE001, \uE003 and"};
  const std::vector<std::string> others = {"\uE001", "\uE002",   "\uE003",  "\uE011",    "\uE001",
                                           "\uE002", "\uE001's", "\uE001,", ",",         ";",
                                           "(",      ")",        "re",      "caf\u00E9", "co-"};
  const auto one_of = [&](const std::vector<std::string>& all) { return all[random() % all.size()]; };
  std::string text;
  for (std::size_t left = random() % (random() % 40 == 0 ? 120 : 16); left > 0; --left) {
    const std::size_t kind = random() % 8;
    text += kind < 3 ? one_of(others) : kind < 6 ? one_of(words) : one_of(runs);
    if (random() % 8 != 0) text += random() % 12 == 0 ? "  " : " ";
  }
  return plain_text(text);
}

TEST(Matcher, LosesNoMatch) {
  NeedIndex needs;
  Matcher matcher(needs);
  std::vector<Program> programs;
  for (const std::string& text : kPatterns) {
    const Pattern pattern = pattern_of(text);
    matcher.add(pattern);
    programs.push_back(*Program::compile(plain_pattern(pattern.re2)));
  }
  needs.compile();
  matcher.compile();
  std::mt19937 random(7);
  ProgramRunner runner;
  std::vector<int> matches(kPatterns.size(), 0);
  std::size_t tried = 0;
  for (int i = 0; i < 40'000; ++i) {
    const std::string text = random_text(random);
    needs.read(text);
    std::vector<std::optional<Capture>> first(kPatterns.size());
    for (const Matcher::Candidate& candidate : matcher.candidates()) {
      ++tried;
      matcher.for_each_match(candidate, [&](const Captures& captures) {
        auto& its_first = first[static_cast<std::size_t>(candidate.id)];
        if (!its_first) its_first = captures[0];
      });
    }
    for (std::size_t id = 0; id < programs.size(); ++id) {
      const bool found = runner.search(programs[id], text, 0);
      ASSERT_EQ(found, first[id].has_value()) << kPatterns[id] << " in '" << utf8_of_plain(text) << "'";
      if (!found) continue;
      EXPECT_EQ(runner.captures()[0]->start, first[id]->start)
          << kPatterns[id] << " in '" << utf8_of_plain(text) << "'";
      ++matches[id];
    }
  }
  for (std::size_t id = 0; id < matches.size(); ++id) EXPECT_GT(matches[id], 0) << kPatterns[id];
  EXPECT_LT(tried, kPatterns.size() * 40'000 / 4);  // and lets little through
}

TEST(NeedIndex, KnowsOrderAndDistance) {
  NeedIndex needs;
  Matcher matcher(needs);
  matcher.add(pattern_of("{a:company} was founded by {b:person}"));
  needs.compile();
  matcher.compile();
  const auto beginnings = [&](const std::string& text) {
    const std::string plain = plain_text(text);
    needs.read(plain);
    return matcher.candidates().empty() ? Chunks{0} : matcher.candidates()[0].beginnings;
  };
  EXPECT_EQ(beginnings("\uE001 was founded by \uE002"), 0b1);
  EXPECT_EQ(beginnings("\uE001 and \uE001 was founded by \uE002"), 0b100);
  EXPECT_EQ(beginnings("\uE001 was once founded by \uE002"), 0);
  EXPECT_EQ(beginnings("by \uE002 was founded \uE001"), 0);
  std::string far;
  for (int i = 0; i < 200; ++i) far += "word ";
  EXPECT_EQ(beginnings(far + "\uE001 was founded by \uE002"), kLastChunk);
}

TEST(NeedIndex, BeforeKeepsToLeastAndMost) {
  EXPECT_EQ(before(0b1000, 0, 0), 0b1000);
  EXPECT_EQ(before(0b1000, 1, 1), 0b0100);
  EXPECT_EQ(before(0b1000, 1, 3), 0b0111);
  EXPECT_EQ(before(0b1000, 0, kAnyBlanks), 0b1111);
  EXPECT_EQ(before(0, 0, kAnyBlanks), 0);
  EXPECT_EQ(before(kLastChunk, 1, 1), kLastChunk | (kLastChunk >> 1));
  EXPECT_EQ(before(kLastChunk, 1, kAnyBlanks), kAll);
}

}  // namespace
}  // namespace copydesk
