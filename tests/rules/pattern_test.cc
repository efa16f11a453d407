#include "rules/pattern.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

const std::vector<std::string> kTypes = {"company", "name", "year", "day"};

std::optional<SlotText> write_slot(std::string_view type) {
  if (type == "company" || type == "name") return SlotText{"[A-Z][a-z]+ [A-Z][a-z]+", 1};
  if (type == "year") return SlotText{"[0-9]{4}"};
  if (type == "day") return SlotText{"[0-9]{1,2}"};
  return std::nullopt;
}

constexpr const char* kMacros = "define verb = founded | set up | established\n";

std::string captured(const Pattern& pattern, std::string_view text) {
  const RE2 re2(pattern.re2);
  EXPECT_TRUE(re2.ok()) << re2.error() << " in " << pattern.re2;
  std::vector<re2::StringPiece> groups(1 + static_cast<std::size_t>(re2.NumberOfCapturingGroups()));
  if (!re2.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::UNANCHORED, groups.data(),
                 static_cast<int>(groups.size()))) {
    return "none";
  }
  std::string out;
  for (std::size_t i = 0; i < pattern.slots.size(); ++i) {
    out += (i == 0 ? "" : " ") + pattern.slots[i].name + "=" + std::string(groups[i + 1]);
  }
  return out.empty() ? "match" : out;
}

TEST(Pattern, Cases) {
  const auto rules = RuleSet::parse({{"macros.rules", kMacros}}, {WordList("month", "# own\nMarch\nMay\n")});
  ASSERT_TRUE(rules);
  for (const test::Case& c : test::cases("rules/pattern.cases")) {
    const auto bar = c.input.find(" ¦ ");
    ASSERT_NE(bar, std::string::npos) << c.where;
    std::vector<RuleFault> faults;
    const RuleText text{c.input.substr(0, bar), {{0, 1, 1}}};
    const auto pattern = translate(text, "test.rules", "test", *rules, write_slot, kTypes, faults);
    ASSERT_TRUE(pattern) << c.where << ": " << faults.at(0).text();
    EXPECT_EQ(captured(*pattern, std::string_view(c.input).substr(bar + 4)), c.expected) << c.where << "\n"
                                                                                         << pattern->re2;
  }
}

std::string faults_of(const std::string& source) {
  std::vector<RuleFault> faults;
  const auto rules = RuleSet::parse({{"test.rules", source}});
  if (rules) {
    for (const RuleDefinition* definition : rules->of_kind("rule")) {
      for (const RuleProperty& property : definition->properties) {
        (void)translate(property.value, "test.rules", definition->name, *rules, write_slot, kTypes, faults);
      }
    }
  } else {
    faults = rules.error();
  }
  std::string out;
  for (const RuleFault& fault : faults) {
    out += (out.empty() ? "" : "; ") + fmt::format("{}:{}: {}", fault.line, fault.column, fault.message);
  }
  return out.empty() ? "ok" : out;
}

TEST(RuleFaults, EachNamesItsPlace) {
  for (const test::Case& c : test::cases("rules/faults.cases")) EXPECT_EQ(faults_of(c.input), c.expected) << c.where;
}

TEST(RuleFaults, ShowTheLineACaretAndAHint) {
  const auto rules = RuleSet::parse({{"x.rules", "rule founding.passive\n  match  {subject:compani} founded\n"}});
  ASSERT_TRUE(rules);
  std::vector<RuleFault> faults;
  const RuleDefinition& definition = *rules->of_kind("rule").at(0);
  (void)translate(definition.properties.at(0).value, "x.rules", definition.name, *rules, write_slot, kTypes, faults);
  ASSERT_EQ(faults.size(), 1U);
  rules->show_lines(faults);
  EXPECT_EQ(faults[0].text(),
            "x.rules:2:19: unknown slot type 'compani'\n"
            "    2 |   match  {subject:compani} founded\n"
            "      |                   ^^^^^^^\n"
            "   in rule founding.passive; did you mean 'company'?\n");
}

TEST(RuleSet, MissingDirectorySaysSo) {
  const auto rules = RuleSet::load("/nonexistent/rules");
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().at(0).text(),
            "/nonexistent/rules: no such directory of rules\n   name one with --rules DIR\n");
}

}  // namespace
}  // namespace copydesk
