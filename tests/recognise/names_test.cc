// Names: cases as data (names.cases), the examples of the evidence, and what holds for any text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "pipeline/recognise/recogniser.h"
#include "pipeline/segment/segmenter.h"
#include "rules/gazetteer/lists.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

const std::string kRules = COPYDESK_SOURCE_DIR "/rules/en";

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(trimmed(part));
  return parts;
}

using Names = std::map<std::string, std::set<std::string>>;  // type → names

// "company: A | B; person: C"; "none" is nothing.
Names expected_names(const std::string& text) {
  Names names;
  if (text == "none") return names;
  for (const std::string& part : split(text, ';')) {
    const auto colon = part.find(": ");
    for (const std::string& name : split(part.substr(colon + 1), '|')) names[part.substr(0, colon)].insert(name);
  }
  return names;
}

// A block for each line; a line that begins with "# " is a heading, with "* " a list item.
Document document_of(const std::string& text) {
  Document document;
  for (std::string line : split(text, '\n')) {
    BlockKind kind = BlockKind::paragraph;
    if (line.starts_with("# ") || line.starts_with("* ")) {
      kind = line.front() == '#' ? BlockKind::title : BlockKind::list_item;
      line.erase(0, 2);
    }
    const auto start = static_cast<std::uint32_t>(document.text.size());
    document.text += line + "\n";
    document.blocks.push_back({.kind = kind, .span = {start, static_cast<std::uint32_t>(document.text.size() - 1)}});
  }
  return document;
}

class NamesTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto rules = RuleSet::load(kRules);
    ASSERT_TRUE(rules) << rules.error().front().text();
    auto recogniser = Recogniser::create(*rules, gazetteer_of(*rules));
    ASSERT_TRUE(recogniser) << recogniser.error().message;
    recogniser_ = std::make_unique<Recogniser>(std::move(*recogniser));
    segmenter_ = std::make_unique<Segmenter>(*Segmenter::open(kRules + "/lists"));
  }
  static void TearDownTestSuite() {
    recogniser_.reset();
    segmenter_.reset();
  }

  static Mentions mentions_of(const Document& document) {
    Mentions mentions;
    recogniser_->recognise({}, document, segmenter_->segment(document), mentions);
    return mentions;
  }

  static Names names_in(const std::string& text, std::string* why = nullptr) {
    const Document document = document_of(text);
    const Mentions mentions = mentions_of(document);
    Names names;
    for (const Mention& mention : mentions.all) {
      if (!is_name(mention.type)) continue;
      names[name_of(mention.type)].insert(std::string(mention.span.of(document.text)));
      if (why == nullptr) continue;
      *why += std::string(mention.span.of(document.text)) + " is a " + name_of(mention.type) + ": " +
              evidence_of(mentions, mention) + "\n";
    }
    return names;
  }

  static std::unique_ptr<Recogniser> recogniser_;
  static std::unique_ptr<Segmenter> segmenter_;
};

std::unique_ptr<Recogniser> NamesTest::recogniser_;
std::unique_ptr<Segmenter> NamesTest::segmenter_;

TEST_F(NamesTest, Cases) {
  for (const Case& c : cases("recognise/names.cases")) {
    std::string why;
    Names found = names_in(c.input, &why);
    const Names expected = expected_names(c.expected);
    for (const char* optional : {"place", "product", "organisation"}) {
      if (!expected.contains(optional)) found.erase(optional);
    }
    EXPECT_EQ(found, expected) << c.where << "\n" << why;
  }
}

TEST_F(NamesTest, MentionsAreSortedAndApart) {
  const Document document = document_of(
      "# Mariner Raises $4 Million\nMariner, a London-based startup, raised $4 million on Monday from Harbour Point "
      "Ventures and Ann Lee.\nMotel 6 and Studio 8 Labs opened 12 sites in Austin, Texas.");
  const Mentions mentions = mentions_of(document);
  ASSERT_GT(mentions.all.size(), 6U);
  for (std::size_t i = 1; i < mentions.all.size(); ++i) {
    EXPECT_LE(mentions.all[i - 1].span.end, mentions.all[i].span.start) << mentions.all[i].span.of(document.text);
  }
}

TEST_F(NamesTest, EvidenceIsToldWithItsWeight) {
  const Document document = document_of("Quarry Lane Holdings Inc. raised $4 million.");
  const Mentions mentions = mentions_of(document);
  ASSERT_FALSE(mentions.all.empty());
  EXPECT_THAT(evidence_of(mentions, mentions.all.front()), ::testing::HasSubstr("own.legal_suffix +"));
  EXPECT_THAT(evidence_of(mentions, mentions.all.front()), ::testing::HasSubstr("verb.raise +"));
}

TEST_F(NamesTest, SameTextSameNames) {
  const std::string text = "Rival Quarry Lane bought Mariner, said Ann Lee, chief executive of Mariner.";
  const Names first = names_in(text);
  (void)names_in("Something else entirely, by Bob Stone of Acme Corp. in Leeds.");
  EXPECT_EQ(names_in(text), first);
}

TEST_F(NamesTest, OddTextIsNoTrouble) {
  for (const std::string& text : {std::string(), std::string("\xff\xfe\xff"), std::string("A"), std::string("&"),
                                  std::string("’s"), std::string("A’s B’s C’s"), std::string("of of of The The")}) {
    (void)names_in(text);
  }
  std::string capitals;
  for (int i = 0; i < 20000; ++i) capitals += "Name & Of ";
  (void)names_in(capitals);
}

// Every "yes" of the evidence: its name has that evidence.
TEST_F(NamesTest, EvidenceExamples) {
  auto rules = RuleSet::load(kRules);
  ASSERT_TRUE(rules);
  int examples = 0;
  for (const RuleDefinition* definition : rules->of_kind("evidence")) {
    for (const RuleProperty& property : definition->properties) {
      if (property.key != "yes" && property.key != "no") continue;
      const auto arrow = property.value.text.find("=>");
      const std::string text = trimmed(property.value.text.substr(0, arrow));
      ASSERT_TRUE(arrow != std::string::npos || !property.expected.empty()) << definition->name;
      const std::string name =
          arrow != std::string::npos ? trimmed(property.value.text.substr(arrow + 2)) : property.expected.front().text;
      (void)names_in(text);
      const NameRecogniser& names = recogniser_->names();
      bool holds = false;
      for (std::size_t i = 0; i < names.candidates().size(); ++i) {
        if (names.span_of(names.candidates()[i]).of(document_of(text).text) != name) continue;
        for (const names::WeighedEvidence& piece : names.group_of(i).evidence) {
          holds |= names.rules()[piece.rule].name == definition->name;
        }
      }
      EXPECT_EQ(holds, property.key == "yes") << definition->name << ": " << text << " => " << name;
      ++examples;
    }
  }
  EXPECT_GE(examples, 10);
}

}  // namespace
}  // namespace copydesk::test
