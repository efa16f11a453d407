#include "output/record_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/output/sample_record.h"
#include "tests/output/schema.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using nlohmann::json;

std::string written(const Record& record) {
  std::string out;
  write_record(record, {"0.1.0", "5f1c"}, out);
  return out;
}

TEST(RecordJson, WritesEveryFieldInItsPlace) {
  EXPECT_EQ(
      written(test::sample_record()),
      R"({"schema":"copydesk/1","engine":{"version":"0.1.0","rules":"5f1c"},)"
      R"("article":{"id":"aaaaaaaaaaaaaaaa","source":"posts/acme.md","sha256":")" +
          std::string(64, 'a') +
          R"(","format":"markdown","charset":"utf-8","title":"Acme grows","authors":["Bo Day"],)"
          R"("published":"2025-02-15","url":null,"language":"en","bytes":105,"warnings":["odd \"quotes\""]},)"
          R"("repairs":[{"kind":"mojibake","span":[2,6],"before":"Acmâ€™","after":"Acm’"}],)"
          R"("entities":[{"id":"e1","type":"company","name":"Acme","aliases":["Acme Corp."],"mentions":[[2,6]]},)"
          R"({"id":"e2","type":"person","name":"Ann Lee","aliases":[],"roles":["founder"],"mentions":[[19,26]]}],)"
          R"("dates":[{"text":"early 2021","span":[30,40],"value":"2021","mod":"early"},)"
          R"({"text":"last Whitsun","span":[64,76],"value":null,"relative":"last Whitsun"}],)"
          R"("money":[{"text":"$5-6.5 million","span":[49,63],"amount":null,"currency":"USD","range":[5000000,6500000]}],)"
          R"("facts":[{"id":"f1","relation":"founded_by","subject":{"entity":"e1","name":"Acme"},)"
          R"("object":{"entity":"e2","name":"Ann Lee"},"qualifiers":{"date":{"value":"2021","mod":"early"}},)"
          R"("status":"stated","confidence":0.97,"evidence":[{"span":[2,77],)"
          R"("text":"Acme, founded by Ann Lee in early 2021, raised $5-6.5 million last Whitsun.",)"
          R"("subject":[2,6],"object":[19,26],"rule":"founding.passive","confidence":0.97}]},)"
          R"({"id":"f2","relation":"raised","subject":{"entity":"e1","name":"Acme"},)"
          R"("value":{"amount":null,"currency":"USD","range":[5000000,6500000]},)"
          R"("qualifiers":{"date":{"value":null,"relative":"last Whitsun"},"investors":["Brill, Inc.","Cove"],"round":"seed","total":true},)"
          R"("status":"rumoured","confidence":0.9,"evidence":[{"span":[2,77],)"
          R"("text":"Acme, founded by Ann Lee in early 2021, raised $5-6.5 million last Whitsun.",)"
          R"("subject":[2,6],"object":[49,63],"rule":"raising.verb","confidence":0.9}]},)"
          R"({"id":"f3","relation":"employs","subject":{"entity":"e1","name":"Acme"},"value":{"number":800,"mod":"approx"},)"
          R"("qualifiers":{},"status":"stated","confidence":1,"evidence":[{"span":[78,105],"text":"The firm employs about 800.",)"
          R"("subject":[78,86],"object":[95,104],"rule":"staff.verb","confidence":1}]}]})"
          "\n");
}

TEST(RecordJson, HoldsItsSchema) { EXPECT_EQ(test::breaches(json::parse(written(test::sample_record()))), ""); }

TEST(RecordJson, AnArticleWithNothingInItHoldsTheSchemaToo) {
  Record record = test::sample_record();
  record.article.title.clear();
  record.article.published.reset();
  record.entities = {};
  record.mentions = {};
  record.facts = {};
  const json written_record = json::parse(written(record));
  EXPECT_EQ(test::breaches(written_record), "");
  EXPECT_TRUE(written_record["article"]["title"].is_null());
  EXPECT_TRUE(written_record["article"]["published"].is_null());
}

// The schema must be able to say no.
TEST(RecordSchema, RefusesWhatIsNoRecord) {
  const json good = json::parse(written(test::sample_record()));
  const auto changed = [&](const char* pointer, const json& value) {
    json record = good;
    record[json::json_pointer(pointer)] = value;
    return test::breaches(record);
  };
  EXPECT_NE(changed("/schema", "copydesk/2"), "");
  EXPECT_NE(changed("/article/id", "xyz"), "");
  EXPECT_NE(changed("/article/published", "15 February"), "");
  EXPECT_NE(changed("/dates/0/value", "February"), "");
  EXPECT_NE(changed("/dates/0/span", json::array({1})), "");
  EXPECT_NE(changed("/facts/0/relation", "likes"), "");
  EXPECT_NE(changed("/facts/0/status", "maybe"), "");
  EXPECT_NE(changed("/facts/0/confidence", 1.5), "");
  EXPECT_NE(changed("/facts/0/evidence", json::array()), "");
  EXPECT_NE(changed("/facts/1/value", json{{"value", "2024"}}), "") << "raised takes money";
  EXPECT_NE(changed("/facts/2/value", json{{"amount", 3}, {"currency", "USD"}}), "") << "employs takes a count";
  EXPECT_NE(changed("/unknown", 1), "");
}

TEST(RecordJson, AFounderIsOneOfWhomItIsNotDenied) {
  Record record = test::sample_record();
  record.facts.all[0].status = Status::denied;
  EXPECT_FALSE(json::parse(written(record))["entities"][1].contains("roles"));
}

TEST(RecordJson, AmountsKeepEveryDigit) {
  Record record = test::sample_record();
  record.mentions.money[0] = {test::decimal("123456789012345.678"), std::nullopt, "USD", Mod::more_than, "year"};
  EXPECT_THAT(written(record),
              testing::HasSubstr(R"("amount":123456789012345.678,"currency":"USD","mod":"more_than","per":"year"})"));
}

TEST(RecordJson, AFileNameOfBrokenBytesStillGivesJson) {
  Record record = test::sample_record();
  record.article.source = "posts/caf\xe9\n.md";
  const json parsed = json::parse(written(record));
  EXPECT_EQ(parsed["article"]["source"], "posts/caf\uFFFD\n.md");
}

}  // namespace
}  // namespace copydesk
