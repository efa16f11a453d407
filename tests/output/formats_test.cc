#include "output/formats.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "output/pretty_json.h"
#include "tests/output/sample_record.h"

namespace copydesk {
namespace {

const Engine engine{"0.1.0", "5f1c"};

std::string written(OutputFormat format, const Record& record = test::sample_record()) {
  std::string out;
  write_as(format, record, engine, out);
  return out;
}

TEST(Facts, AreLinesForAPerson) {
  EXPECT_EQ(written(OutputFormat::facts),
            "posts/acme.md:2  Acme founded by Ann Lee  (date early 2021)  0.97\n"
            "posts/acme.md:2  Acme raised 5000000 to 6500000 USD  (rumoured; round seed; date “last Whitsun”; "
            "investors Brill, Inc., Cove; total)  0.9\n"
            "posts/acme.md:78  Acme employs approx 800  1\n");
}

TEST(Csv, IsRfc4180) {
  EXPECT_EQ(
      header_of(OutputFormat::csv),
      "source,published,relation,subject,object,value,value_high,currency,mod,per,date,period,investors,"
      "lead_investors,price,amount,role,round,measure,former,total,status,confidence,rule,start,end,evidence\r\n");
  const std::string sentence = "\"Acme, founded by Ann Lee in early 2021, raised $5-6.5 million last Whitsun.\"";
  EXPECT_EQ(
      written(OutputFormat::csv),
      "posts/acme.md,2025-02-15,founded_by,Acme,Ann Lee,,,,,,early 2021,,,,,,,,,,,stated,0.97,founding.passive,2,77," +
          sentence +
          "\r\n"
          "posts/acme.md,2025-02-15,raised,Acme,,5000000,6500000,USD,,,“last Whitsun”,,\"Brill, Inc.; "
          "Cove\",,,,,seed,,,true,rumoured,0.9,raising.verb,2,77," +
          sentence +
          "\r\n"
          "posts/acme.md,2025-02-15,employs,Acme,,800,,,approx,,,,,,,,,,,,,stated,1,staff.verb,78,105,The firm employs "
          "about 800.\r\n");
}

TEST(Csv, QuotesQuotesAndLineEnds) {
  Record record = test::sample_record();
  record.article.source = "a \"b\"\n.md";
  record.facts.all.resize(1);
  EXPECT_EQ(written(OutputFormat::csv, record).substr(0, 14), "\"a \"\"b\"\"\n.md\",");
}

TEST(Pretty, SaysWhatTheLineSays) {
  EXPECT_EQ(nlohmann::json::parse(written(OutputFormat::pretty)), nlohmann::json::parse(written(OutputFormat::jsonl)));
  EXPECT_NE(written(OutputFormat::pretty).find("\n  \"dates\": [\n    {\"text\": \"early 2021\", \"span\": [30, 40], "),
            std::string::npos);
}

TEST(Pretty, MovesWhiteSpaceOnly) {
  std::string out;
  append_pretty(R"({"a":"x, y: {z}","b":1.50})", out);
  EXPECT_EQ(out, R"({"a": "x, y: {z}", "b": 1.50})");
}

// Whether a value is one line or many, its characters are the same.
RC_GTEST_PROP(PrettyProperty, KeepsTheValue, (const std::vector<std::vector<std::string>>& lists)) {
  nlohmann::json value = nlohmann::json::array();
  for (const auto& list : lists) {
    nlohmann::json object;
    for (const std::string& text : list)
      object[std::to_string(object.size())] = std::string(text.size() * 10, 'x') + "\"\\";
    value.push_back(object);
  }
  std::string out;
  append_pretty(value.dump(), out);
  RC_ASSERT(nlohmann::json::parse(out) == value);
}

TEST(SourceOfLine, IsTheOneThatWasWritten) {
  for (const char* source : {"posts/acme.md", "a, \"b\".md", "odd:12 name.md", "-", "caf\xe9.md"}) {
    for (OutputFormat format : {OutputFormat::jsonl, OutputFormat::facts, OutputFormat::csv}) {
      Record record = test::sample_record();
      record.article.source = source;
      const std::string text = written(format, record);
      const std::string line = text.substr(0, text.find('\n'));
      EXPECT_EQ(source_of_line(format, line), source_as_written(format, source)) << line;
    }
  }
  EXPECT_EQ(source_of_line(OutputFormat::jsonl, "{\"article\":"), std::nullopt);
  EXPECT_EQ(source_of_line(OutputFormat::facts, "no fact"), std::nullopt);
}

}  // namespace
}  // namespace copydesk
