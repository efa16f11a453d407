#include "rules/near_patterns.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

namespace copydesk {
namespace {

std::vector<NearPattern> near(const std::string& text) {
  const auto rules = RuleSet::parse({});
  const auto write = [](std::string_view type) -> std::optional<SlotText> {
    if (type == "company") return SlotText{"[\\x{E001}\\x{E003}]"};
    if (type == "person") return SlotText{"[\\x{E002}\\x{E003}]"};
    return std::nullopt;
  };
  return near_patterns({text, {{0, 1, 1}}}, "x.rules", *rules, write);
}

// What of `text` the nearest pattern matches, what it lacks and what stands there.
std::string best(const std::string& pattern, const std::string& text) {
  std::string shown = "none";
  std::size_t most = 0;
  for (const NearPattern& one : near(pattern)) {
    re2::StringPiece match;
    if (one.matched <= most || !RE2::PartialMatch(text, "(" + one.pattern.re2 + ")", &match)) continue;
    most = one.matched;
    shown = std::to_string(one.matched) + "/" + std::to_string(one.parts) + " " + one.lacks + (one.cut ? " cut" : "");
  }
  return shown;
}

constexpr auto pattern = "{subject:company} (?:was)? founded by {object:person}";

TEST(NearPatterns, AreOneShortOrCutOff) {
  EXPECT_EQ(best(pattern, "\xEE\x80\x82 saw that Acme was founded by \xEE\x80\x82."), "3/4 {subject:company}");
  EXPECT_EQ(best(pattern, "\xEE\x80\x81 was founded with \xEE\x80\x82."), "3/4 by");
  EXPECT_EQ(best(pattern, "\xEE\x80\x81 was founded."), "2/4 by cut");
  EXPECT_EQ(best(pattern, "\xEE\x80\x81 grew."), "none");
}

TEST(NearPatterns, MentionsAloneAreNotNear) {
  for (const NearPattern& one : near(pattern)) EXPECT_FALSE(one.pattern.wordless) << one.pattern.re2;
  EXPECT_TRUE(near("{subject:company} {object:person}").empty());
}

TEST(NearPatterns, EachAlternativeHasItsOwn) {
  EXPECT_EQ(best("{subject:company} grew fast | {object:person} left town", "\xEE\x80\x82 left home"), "2/3 town");
}

TEST(NearPatterns, APatternWithFaultsHasNone) { EXPECT_TRUE(near("{subject:compagny} (was").empty()); }

}  // namespace
}  // namespace copydesk
