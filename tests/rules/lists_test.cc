#include "rules/gazetteer/lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

using test::Case;
using test::cases;
using testing::HasSubstr;

const RuleSet& bundled() {
  static const RuleSet rules = [] {
    auto loaded = RuleSet::load(COPYDESK_SOURCE_DIR "/rules/en");
    if (!loaded) throw std::runtime_error("the bundled rules do not load");
    return *std::move(loaded);
  }();
  return rules;
}

TEST(Lists, EachNamesItsSourceAndItsDate) {
  for (const auto& [name, list] : bundled().lists()) {
    EXPECT_GT(list.source().size(), 20U) << name;
    EXPECT_GT(list.size(), 0U) << name;
  }
}

TEST(Lists, AttributesAreACountryAndAName) {
  for (const auto& [name, list] : bundled().lists()) {
    if (class_of_list(name).value_or(LexicalClass::common_word) == LexicalClass::common_word) continue;
    for (std::size_t i = 0; i < list.size(); ++i) {
      ASSERT_EQ(list.attribute(i, 2), "") << name << ": " << list.entry(i);
      if (list.attribute(i, 0).empty()) continue;
      EXPECT_THAT(std::string(list.attribute(i, 0)), testing::MatchesRegex("[A-Z][A-Z]"))
          << name << ": " << list.entry(i);
    }
  }
}

std::string classes_of(const GazetteerHit& hit) {
  std::string classes;
  for (std::size_t i = 0; i < lexical_class_count; ++i) {
    const auto one = static_cast<LexicalClass>(i);
    if (hit.classes.has(one)) classes += (classes.empty() ? "" : " ") + std::string(name_of(one));
  }
  return classes.empty() ? "none" : classes;
}

TEST(Lists, BundledCases) {
  const Gazetteer gazetteer = gazetteer_of(bundled());
  for (const Case& c : cases("rules/lists.cases"))
    EXPECT_EQ(classes_of(gazetteer.find(c.input)), c.expected) << c.where;
  const GazetteerHit britain = gazetteer.find("Britain");
  EXPECT_EQ(gazetteer.entry(britain.first_entry).canonical, "United Kingdom");
  EXPECT_EQ(gazetteer.entry(britain.first_entry).country, "GB");
  EXPECT_TRUE(gazetteer.find("Turkey").ordinary_word);
  EXPECT_FALSE(gazetteer.find("Germany").ordinary_word);
}

TEST(Lists, ACompiledIndexIsUsedOnlyWhenItIsOfTheseLists) {
  const std::string path = testing::TempDir() + "lists_test.gaz";
  const auto rules = [](const std::string& company) {
    return *RuleSet::parse({}, {WordList("companies", company + "\n")});
  };
  ASSERT_TRUE(Gazetteer::build({{"from the file", LexicalClass::company}}, digest_of_lists(rules("Acme"))).save(path));
  EXPECT_EQ(gazetteer_of(rules("Acme"), {"/nowhere", path}).find("from the file").entry_count, 1U);
  EXPECT_EQ(gazetteer_of(rules("Ajax"), {path}).find("from the file").entry_count, 0U);
  EXPECT_EQ(gazetteer_of(rules("Ajax"), {path}).find("Ajax").entry_count, 1U);
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace copydesk
