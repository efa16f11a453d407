// Dates, money and numbers: cases as data (*.cases), the examples in the rule files, and what holds for any text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <charconv>
#include <optional>

#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/segment/segmenter.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

constexpr std::string_view kReference = "2025-03-12";  // a Wednesday; a case may begin with its own: "(2024-07-01) …"
const std::string kRules = COPYDESK_SOURCE_DIR "/rules/en";

std::optional<std::chrono::year_month_day> day_of(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (text.size() != 10) return std::nullopt;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

std::string with_mod(std::string text, Mod mod) {
  return mod == Mod::none ? text : text + " " + std::string(name_of(mod));
}

std::string text_of(const DateValue& date) {
  std::string text = !date.value.empty() ? date.value : !date.start.empty() ? date.start + ".." + date.end : "?";
  return with_mod(std::move(text), date.mod);
}

std::string text_of(const MoneyValue& money) {
  std::string text =
      money.amount ? money.amount->text() : "[" + money.range->first.text() + ", " + money.range->second.text() + "]";
  text = with_mod(text + " " + money.currency, money.mod);
  return money.per.empty() ? text : text + " per " + money.per;
}

std::string text_of(const NumberValue& number) {
  return with_mod(number.number.text() + (number.percent ? "%" : ""), number.mod);
}

struct Found {
  std::string text;
  std::string value;
  std::string rule;
};

class Values {
 public:
  Values() {
    auto rules = RuleSet::load(kRules);
    if (!rules) ADD_FAILURE() << rules.error().front().text();
    if (!rules) return;
    auto recogniser = ValueRecogniser::create(*rules);
    if (!recogniser) {
      for (const RuleFault& fault : recogniser.error()) ADD_FAILURE() << fault.text();
      return;
    }
    recogniser_.emplace(std::move(*recogniser));
    auto segmenter = Segmenter::open(kRules + "/lists");
    if (segmenter) segmenter_.emplace(std::move(*segmenter));
  }

  [[nodiscard]] std::vector<Found> find(MentionType type, std::string_view text, std::string_view published) {
    Document document;
    document.text = text;
    document.blocks = {{.kind = BlockKind::paragraph, .span = {0, static_cast<std::uint32_t>(text.size())}}};
    Mentions mentions;
    recogniser_->recognise({.published = day_of(published)}, document, segmenter_->segment(document), mentions);
    std::vector<Found> found;
    for (const Mention& mention : mentions.all) {
      if (mention.type != type) continue;
      const auto value = static_cast<std::size_t>(mention.value);
      found.push_back({std::string(mention.span.of(document.text)),
                       type == MentionType::date    ? text_of(mentions.dates[value])
                       : type == MentionType::money ? text_of(mentions.money[value])
                                                    : text_of(mentions.numbers[value]),
                       mention.evidence});
    }
    return found;
  }

  [[nodiscard]] bool ready() const { return recogniser_.has_value() && segmenter_.has_value(); }

 private:
  std::optional<ValueRecogniser> recogniser_;
  std::optional<Segmenter> segmenter_;
};

Values& values() {
  static Values shared;
  return shared;
}

// "value, value", or "none".
std::string joined(const std::vector<Found>& found) {
  std::string out;
  for (const Found& value : found) out += (out.empty() ? "" : "; ") + value.value;
  return found.empty() ? "none" : out;
}

void run_cases(MentionType type, std::string_view file) {
  ASSERT_TRUE(values().ready());
  for (const Case& c : cases(file)) {
    std::string_view text = c.input;
    std::string_view published = kReference;
    if (text.starts_with('(') && text.size() > 12 && text[11] == ')') {
      published = text.substr(1, 10);
      text.remove_prefix(13);
    } else if (text.starts_with("(undated) ")) {
      published = {};
      text.remove_prefix(10);
    }
    EXPECT_EQ(joined(values().find(type, text, published)), c.expected) << c.where << ": " << text;
  }
}

TEST(Values, DatesAreRecognisedAndResolved) { run_cases(MentionType::date, "recognise/dates.cases"); }
TEST(Values, MoneyIsExact) { run_cases(MentionType::money, "recognise/money.cases"); }
TEST(Values, NumbersAreNeitherMoneyNorYears) { run_cases(MentionType::number, "recognise/numbers.cases"); }

// Every `yes` of a rule of values finds what stands behind its arrows, by that rule; no `no` does.
TEST(Values, ExamplesInTheRuleFilesHold) {
  ASSERT_TRUE(values().ready());
  const auto rules = RuleSet::load(kRules);
  ASSERT_TRUE(rules);
  for (const auto& [kind, type] :
       {std::pair{"date", MentionType::date}, {"money", MentionType::money}, {"number", MentionType::number}}) {
    for (const RuleDefinition* rule : rules->of_kind(kind)) {
      const RuleProperty* published = rule->find("published");
      for (const RuleProperty& example : rule->properties) {
        if (example.key != "yes" && example.key != "no") continue;
        const auto found =
            values().find(type, example.value.text, published != nullptr ? published->value.text : kReference);
        std::vector<std::string> by_this;
        for (const Found& value : found) {
          if (value.rule == rule->name) by_this.push_back(value.text + " = " + value.value);
        }
        const std::string where = rule->file + ": " + rule->name + ": " + example.value.text;
        if (example.key == "no") {
          EXPECT_THAT(by_this, testing::IsEmpty()) << where;
          continue;
        }
        ASSERT_FALSE(example.expected.empty()) << where << ": a yes says what it finds";
        for (const RuleText& expected : example.expected)
          EXPECT_THAT(by_this, testing::Contains(expected.text)) << where;
      }
    }
  }
}

}  // namespace
}  // namespace copydesk::test
