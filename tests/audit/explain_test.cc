// Why a fact was drawn, and why none was.
#include "audit/explain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "corpus/reader.h"

namespace copydesk {
namespace {

using testing::HasSubstr;

class Explaining : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto desk = Desk::open(COPYDESK_SOURCE_DIR "/rules/en");
    ASSERT_TRUE(desk) << desk.error().message;
    desk_ = std::move(*desk);
    auto worker = Worker::create(*desk_);
    ASSERT_TRUE(worker) << worker.error().message;
    worker_ = std::move(*worker);
    explainer_ = std::make_unique<Explainer>(*desk_, *worker_);
  }
  static void TearDownTestSuite() {
    explainer_.reset();
    worker_.reset();
    desk_.reset();
  }

  static Explanation explain(const std::string& text, const ExplanationWish& wish = {}) {
    auto article = read_article("a.txt", text);
    EXPECT_TRUE(article) << article.error().message;
    return explainer_->explain(std::move(*article), wish);
  }

  static ExplainedSentence first(const std::string& text, const ExplanationWish& wish = {}) {
    Explanation all = explain(text, wish);
    EXPECT_FALSE(all.sentences.empty()) << text;
    return all.sentences.empty() ? ExplainedSentence() : std::move(all.sentences.front());
  }

  // The miss of a rule, or an empty one.
  static NearMiss miss_of(const ExplainedSentence& sentence, const std::string& rule) {
    for (const NearMiss& miss : sentence.misses) {
      if (miss.rule == rule) return miss;
    }
    return {};
  }

  static std::unique_ptr<const Desk> desk_;
  static std::unique_ptr<Worker> worker_;
  static std::unique_ptr<Explainer> explainer_;
};

std::unique_ptr<const Desk> Explaining::desk_;
std::unique_ptr<Worker> Explaining::worker_;
std::unique_ptr<Explainer> Explaining::explainer_;

TEST_F(Explaining, ARuleThatMatchedShowsItsSlotsAndItsFacts) {
  const ExplainedSentence sentence =
      first("Veltrix Inc. makes lamps. It was founded in 2019 by Ann Lee.\n", {.at = "founded"});
  EXPECT_EQ(sentence.text, "It was founded in 2019 by Ann Lee.");
  EXPECT_EQ(sentence.seen, "[it: company] was founded in [date] by [person].");
  ASSERT_FALSE(sentence.fired.empty());
  const FiredRule& fired = sentence.fired.front();
  EXPECT_EQ(fired.rule, "founding.passive");
  EXPECT_THAT(fired.place, testing::ContainsRegex("founding.rules:[0-9]+$"));
  ASSERT_EQ(fired.slots.size(), 3U);
  EXPECT_EQ(fired.slots[0].text, "“It” = Veltrix Inc.");
  EXPECT_EQ(fired.slots[2].text, "“Ann Lee”");
  ASSERT_FALSE(fired.facts.empty());
  EXPECT_EQ(fired.facts[0].text, "Veltrix Inc. founded_by Ann Lee");
  EXPECT_EQ(fired.facts[0].status, "stated");
  EXPECT_THAT(fired.facts[0].fate, testing::AnyOf("kept", testing::StartsWith("also stated")));
}

TEST_F(Explaining, MentionsHaveTheirMeaningAndEvidence) {
  const ExplainedSentence sentence = first("Veltrix Inc. raised $5 million.\n");
  ASSERT_EQ(sentence.mentions.size(), 2U);
  EXPECT_EQ(sentence.mentions[0].type, "company");
  EXPECT_THAT(sentence.mentions[0].evidence, HasSubstr("own.legal_suffix +"));
  EXPECT_EQ(sentence.mentions[1].meaning, "5000000 USD");
  EXPECT_EQ(sentence.mentions[1].span, (SourceSpan{20, 30}));
}

// “reached …, needed company, saw an unknown name”: whatever the recogniser took for none.
TEST_F(Explaining, AMissSaysWhichPartIsLackingAndWhatStandsThere) {
  const NearMiss with = miss_of(first("Veltrix Inc. was founded with the help of Ann Lee.\n"), "founding.passive");
  EXPECT_EQ(with.matched, 3U);
  EXPECT_EQ(with.parts, 4U);
  EXPECT_EQ(with.needed, "by");
  EXPECT_EQ(with.saw, "“with”");
  const NearMiss group = miss_of(first("Veltrix Inc. was set up by a group of students.\n"), "founding.passive");
  EXPECT_EQ(group.needed, "{object:people}");
  EXPECT_THAT(group.saw, HasSubstr("“a"));
  const NearMiss place = miss_of(first("Leeds was founded by Ann Lee.\n"), "founding.passive");
  EXPECT_EQ(place.needed, "{subject:company}");
}

TEST_F(Explaining, SentencesAreChosenByTheirWordsTheirLineAndTheirRules) {
  const std::string text = "Veltrix Inc. raised $5 million.\n\nOrlo Inc. is based in Leeds.\n";
  EXPECT_EQ(explain(text).sentences.size(), 2U);
  EXPECT_EQ(first(text, {.at = "based in"}).line, 3U);
  EXPECT_EQ(first(text, {.line = 1}).text, "Veltrix Inc. raised $5 million.");
  EXPECT_TRUE(explain(text, {.line = 2}).sentences.empty());
  EXPECT_TRUE(explain(text, {.at = "nowhere"}).sentences.empty());
  EXPECT_TRUE(first(text, {.line = 1, .relation = Relation::headquartered_in}).fired.empty());
  EXPECT_LE(first(text, {.line = 1, .misses = 1}).misses.size(), 1U);
}

// What is drawn does not depend on being watched.
TEST_F(Explaining, ExplainsTheFactsOfTheRecord) {
  const std::string text = "Veltrix Inc. plans to buy Orlo Inc. The company raised $5 million. She was glad.\n";
  auto article = read_article("a.txt", text);
  ASSERT_TRUE(article);
  const Record record = desk_->extract(std::move(*article), *worker_);
  std::set<std::string> ids;
  for (const ExplainedSentence& sentence : explain(text).sentences) {
    for (const FiredRule& fired : sentence.fired) {
      for (const ExplainedFact& fact : fired.facts) {
        if (!fact.id.empty()) ids.insert(fact.id);
      }
    }
  }
  EXPECT_EQ(ids.size(), record.facts.all.size());
  EXPECT_FALSE(ids.empty());
}

TEST_F(Explaining, ReadsAsTextAndAsJson) {
  const Explanation explanation = explain("Veltrix Inc. raised $5 million.\n");
  const std::string text = explanation_text(explanation);
  EXPECT_THAT(text, testing::StartsWith("a.txt:1  bytes 0-31, paragraph\n  Veltrix Inc. raised $5 million.\n"));
  EXPECT_THAT(text, HasSubstr("\n      => Veltrix Inc. raised $5 million  "));
  const nlohmann::json json = nlohmann::json::parse(explanation_json(explanation));
  EXPECT_EQ(json["source"], "a.txt");
  EXPECT_EQ(json["sentences"][0]["fired"][0]["facts"][0]["id"], "f1");
  EXPECT_EQ(json["sentences"][0]["span"], nlohmann::json::parse("[0, 31]"));
}

}  // namespace
}  // namespace copydesk
