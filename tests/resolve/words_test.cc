#include <gtest/gtest.h>

#include <string>

#include "pipeline/resolve/entities.h"
#include "pipeline/resolve/name_form.h"
#include "pipeline/resolve/word_table.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

TEST(WordTable, FindsWordsOfEveryLengthInAnyCase) {
  WordTable table;
  std::string word;
  for (int length = 1; length <= 24; ++length) {
    word += static_cast<char>('a' + length % 26);
    table.add(word, {WordTrait::legal});
    EXPECT_TRUE(table.find(word).has(WordTrait::legal)) << word;
    std::string upper = word;
    for (char& c : upper) c = static_cast<char>(c - 'a' + 'A');
    EXPECT_TRUE(table.find(upper).has(WordTrait::legal)) << upper;
    EXPECT_TRUE(table.find(word + "!").none());
  }
  EXPECT_TRUE(table.find(word + "x").none());
  EXPECT_TRUE(table.find("").none());
}

TEST(WordTable, GathersTheTraitsOfAWordAddedTwice) {
  WordTable table;
  for (int i = 0; i < 1000; ++i) table.add("w" + std::to_string(i), {WordTrait::soft});
  table.add("w7", {WordTrait::unit});
  EXPECT_TRUE(table.find("W7").has(WordTrait::soft));
  EXPECT_TRUE(table.find("W7").has(WordTrait::unit));
  EXPECT_FALSE(table.find("w8").has(WordTrait::unit));
}

TEST(NameForms, AreWordsWithoutWhatMayBeLeftOff) {
  const auto rules = RuleSet::load(COPYDESK_SOURCE_DIR "/rules/en");
  ASSERT_TRUE(rules);
  const auto words = ResolveWords::from(*rules);
  ASSERT_TRUE(words) << words.error().message;
  for (const Case& c : cases("resolve/names.cases")) {
    const bool person = c.input.starts_with("person: ");
    const std::string name = person ? c.input.substr(8) : c.input;
    const NameForm form = parse_name(name, person ? NameClass::person : NameClass::organisation, *words);
    std::string got = form.key();
    if (form.legal) got += " +legal";
    if (form.acronym) got += " +acronym";
    for (const std::string& nickname : form.nicknames) got += " +" + nickname;
    EXPECT_EQ(got, c.expected) << c.where;
  }
}

Entities with_anaphors(std::initializer_list<Anaphor> anaphors) {
  Entities entities;
  entities.anaphors = anaphors;
  return entities;
}

TEST(Entities, GivesTheReadingsOfTheAnaphorThatOverlapsMost) {
  const Entities entities = with_anaphors({
      {{10, 12}, MentionType::company, 1, 1, "a"},
      {{20, 28}, MentionType::company, 2, 1, "b"},
      {{20, 28}, MentionType::person, 3, 1, "c"},
      {{20, 28}, MentionType::person, 4, 1, "c"},
      {{30, 40}, MentionType::company, 5, 1, "d"},
  });
  EXPECT_TRUE(entities.antecedents({0, 10}, MentionType::company).empty());
  EXPECT_TRUE(entities.antecedents({12, 20}, MentionType::company).empty());
  EXPECT_TRUE(entities.antecedents({10, 12}, MentionType::person).empty());
  EXPECT_EQ(entities.antecedents({10, 12}, MentionType::company).front().entity, 1);
  EXPECT_EQ(entities.antecedents({11, 31}, MentionType::company).front().entity, 2);
  EXPECT_EQ(entities.antecedents({26, 40}, MentionType::company).front().entity, 5);
  const auto pair = entities.antecedents({20, 28}, MentionType::person);
  ASSERT_EQ(pair.size(), 2U);
  EXPECT_EQ(pair[0].entity, 3);
  EXPECT_EQ(pair[1].entity, 4);
}

TEST(ResolveWords, NameTheListThatIsMissingOrWrong) {
  const auto none = ResolveWords::from(*RuleSet::parse({}));
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().message.find("lists/pronouns.txt"), std::string::npos);
  const auto wrong = ResolveWords::from(*RuleSet::parse({}, {WordList("pronouns", "it\tcompagny\n")}));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message, "lists/pronouns.txt: 'it' has the unknown property 'compagny'");
}

}  // namespace
}  // namespace copydesk::test
