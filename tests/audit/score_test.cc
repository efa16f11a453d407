#include "audit/score.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include "audit/python_text.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

class ScoreTest : public testing::Test {
 protected:
  ScoreTest() : directory_(fs::temp_directory_path() / ("copydesk-score-" + std::to_string(::getpid()))) {
    fs::create_directories(directory_ / "gold");
  }
  ~ScoreTest() override { fs::remove_all(directory_); }

  void gold(const char* name, const char* json) const { std::ofstream(directory_ / "gold" / name) << json; }
  void records(const std::string& lines) const { std::ofstream(records_path()) << lines; }
  [[nodiscard]] std::string records_path() const { return (directory_ / "records.jsonl").string(); }
  [[nodiscard]] Result<Score> score() const { return score_records(records_path(), (directory_ / "gold").string()); }

  const fs::path directory_;
};

constexpr auto gold_a = R"({"article": "a.md",
  "companies": [["Acme Corp", "Acme"], ["Brill"], ["Cove"]], "companies_optional": [["Dorn"]],
  "founders": [["Ann Lee"]],
  "dates": [{"text": "last year", "date": "2024"}, {"text": "2021", "date": "2021", "mod": "early"}], "dates_optional": ["Monday"],
  "money": [{"text": "$5 million", "amount": 5000000, "currency": "USD"}], "money_optional": [],
  "facts": [{"relation": "founded_by", "subject": ["Acme"], "object": ["Ann Lee"], "qualifiers": {"date": "2021"}},
            {"relation": "raised", "subject": ["Acme"], "value": {"amount": 5000000, "currency": "USD"}, "status": "planned"},
            {"relation": "makes", "subject": ["Acme"], "object": ["Anvil"], "optional": true}]})";

constexpr auto record_a = R"({"article": {"source": "posts/a.md"},
  "entities": [{"id": "e1", "type": "company", "name": "Acme", "aliases": ["Acme Corp"]},
               {"id": "e2", "type": "company", "name": "Brill", "aliases": ["Cove"]},
               {"id": "e3", "type": "company", "name": "Dorn", "aliases": []},
               {"id": "e4", "type": "company", "name": "Ewe", "aliases": []},
               {"id": "e5", "type": "person", "name": "Ann Lee", "aliases": [], "roles": ["founder"]},
               {"id": "e6", "type": "person", "name": "Bo Day", "aliases": []}],
  "dates": [{"text": "last year", "value": "2024"}, {"text": "last year", "value": "2024"}, {"text": "early 2021", "value": "2021"},
            {"text": "Monday", "value": "2025-01-06"}],
  "money": [{"text": "about $5 million", "amount": 5000000, "currency": "USD", "mod": "approx"}],
  "facts": [{"relation": "founded_by", "subject": {"entity": "e1", "name": "Acme"}, "object": {"entity": "e5", "name": "Ann Lee"},
             "qualifiers": {"date": "2021-05"}, "status": "stated"},
            {"relation": "raised", "subject": {"entity": "e1", "name": "Acme"}, "value": {"amount": 5000000, "currency": "USD"},
             "qualifiers": {}, "status": "planned"},
            {"relation": "employs", "subject": {"entity": "e1", "name": "Acme"}, "value": {"number": 5}, "qualifiers": {}}]})";

std::string one_line(std::string text) {
  std::erase(text, '\n');
  return text + '\n';
}

TEST_F(ScoreTest, CountsAsTheGuidelinesSay) {
  gold("a.json", gold_a);
  gold("b.json", R"({"article": "b.md", "founders": [["Cy Fox"]]})");
  records(one_line(record_a));
  const Result<Score> result = score();
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->table(),
            "                                P      R     F1    tp    fp    fn\n"
            "companies                   0.333  0.333  0.333     1     2     2\n"
            "dates                       0.667  1.000  0.800     2     1     0\n"
            "facts, all                  0.667  1.000  0.800     2     1     0\n"
            "founders                    1.000  0.500  0.667     1     0     1\n"
            "money                       1.000  1.000  1.000     1     0     0\n"
            "fact employs                0.000  1.000  0.000     0     1     0\n"
            "fact founded_by             1.000  1.000  1.000     1     0     0\n"
            "fact makes                  1.000  1.000  1.000     0     0     0\n"
            "fact raised                 1.000  1.000  1.000     1     0     0\n"
            "articles without a record 1\n"
            "modifiers asked           2\n"
            "modifiers right           0\n"
            "qualifiers asked          1\n"
            "qualifiers given          1\n"
            "qualifiers right          1\n"
            "status asked              1\n"
            "status right              1\n");
  EXPECT_EQ(result->errors(),
            "companies\ta\tconflated\tBrill\n"
            "companies\ta\tmissed\tBrill\n"
            "companies\ta\tmissed\tCove\n"
            "companies\ta\twrong\tEwe\n"
            "dates\ta\trepeated\t{\"text\": \"last year\", \"value\": \"2024\"}\n"
            "fact employs\ta\twrong\tAcme employs {\"number\": 5}\n"
            "founders\tb\tmissed\tCy Fox\n");
}

TEST_F(ScoreTest, SaysWhatItCannotRead) {
  EXPECT_EQ(score().error().message, records_path() + ": cannot be read");
  records("{\n");
  EXPECT_EQ(score().error().message, records_path() + ":1: is not JSON");
  records("{}\n");
  EXPECT_EQ(score().error().message, records_path() + ":1: is not a record: it has no article.source");
  records(one_line(record_a));
  EXPECT_EQ(score().error().message, (directory_ / "gold").string() + ": holds no annotations (*.json)");
  gold("a.json", R"({"companies": [[]], "facts": [{"relation": "raised"}]})");
  EXPECT_NE(score().error().message.find("a.json: the annotation"), std::string::npos);
}

TEST(PythonText, SpellsNumbersAsPythonDoes) {
  for (const auto& [value, text] :
       std::initializer_list<std::pair<double, const char*>>{{1, "1.0"},
                                                             {0.1, "0.1"},
                                                             {1500000.5, "1500000.5"},
                                                             {1e16, "1e+16"},
                                                             {1e15, "1000000000000000.0"},
                                                             {123456789012345.67, "123456789012345.67"},
                                                             {0.0001, "0.0001"},
                                                             {0.00001, "1e-05"},
                                                             {2.0 / 3, "0.6666666666666666"}}) {
    EXPECT_EQ(float_text(value), text);
  }
}

// ── Agreement with the reference scorer, on records made from the annotations by changing every third thing
class Perturbed {
 public:
  explicit Perturbed(unsigned seed) : random_(seed) {}

  Json record_of(const Json& gold, const std::string& source) {
    Json record = {{"article", {{"source", source}}},
                   {"entities", Json::array()},
                   {"dates", Json::array()},
                   {"money", Json::array()},
                   {"facts", Json::array()}};
    for (const char* layer : {"companies", "companies_optional"}) {
      for (const Json& names : gold.value(layer, Json::array())) add_entity(record, "company", names);
    }
    for (const Json& names : gold.value("founders", Json::array())) add_entity(record, "person", names);
    for (const Json& date : gold.value("dates", Json::array())) {
      add(record["dates"], {{"text", worn(date["text"])},
                            {"value", chance() ? Json("2020") : date["date"]},
                            {"mod", date.value("mod", Json())}});
    }
    for (Json money : gold.value("money", Json::array())) {
      if (chance()) money["amount"] = 12.5;
      add(record["money"], money);
    }
    for (Json fact : gold.value("facts", Json::array())) add_fact(record, std::move(fact));
    return record;
  }

 private:
  bool chance() { return random_() % 3 == 0; }

  std::string worn(std::string text) {
    if (chance()) text = "The " + text + ", Inc.";
    if (chance())
      std::transform(text.begin(), text.end(), text.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
  }

  void add(Json& list, const Json& item) {
    if (chance()) return;
    list.push_back(item);
    if (random_() % 8 == 0) list.push_back(item);
  }

  void add_entity(Json& record, const char* type, const Json& names) {
    const Json list = names.is_array() ? names : Json::array({names});
    Json entity = {{"id", "e" + std::to_string(record["entities"].size())},
                   {"type", type},
                   {"name", worn(list[0])},
                   {"aliases", Json::array()}};
    for (std::size_t i = 1; i < list.size(); ++i) entity["aliases"].push_back(list[i]);
    if (random_() % 9 == 0 && !record["entities"].empty())
      entity["aliases"].push_back(record["entities"].back()["name"]);
    if (std::string_view(type) == "person" && !chance()) entity["roles"] = {"founder"};
    add(record["entities"], entity);
  }

  void add_fact(Json& record, Json fact) {
    for (const char* argument : {"subject", "object"}) {
      if (!fact.contains(argument)) continue;
      const Json names = fact[argument].is_array() ? fact[argument] : Json::array({fact[argument]});
      fact[argument] = {{"entity", "e" + std::to_string(random_() % 20)},
                        {"name", worn(names[random_() % names.size()])}};
    }
    if (fact.contains("value") && fact["value"].contains("date")) fact["value"]["value"] = fact["value"]["date"];
    fact.erase("optional");
    if (chance()) fact["status"] = chance() ? "denied" : "rumoured";
    if (chance()) fact.erase("qualifiers");
    add(record["facts"], fact);
  }

  std::mt19937 random_;
};

std::string output_of(const std::string& command) {
  std::string output;
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) > 0;)
    output.append(buffer.data(), n);
  return output;
}

TEST_F(ScoreTest, AgreesWithTheReferenceScorer) {
  const std::string tool = test::shared_directory("tools/score.py");
  if (tool.empty()) GTEST_SKIP() << "no ../shared/tools/score.py to agree with";
  for (const auto& [set, seeds] : {std::pair("seeds", 3U), std::pair("dev", 1U)}) {
    const std::string annotations = test::shared_directory(std::string("gold/") + set);
    for (unsigned seed = 1; seed <= seeds; ++seed) {
      std::ofstream file(records_path());
      Perturbed perturbed(seed);
      for (const auto& entry : fs::directory_iterator(annotations)) {
        const Json annotation = Json::parse(test::read_file(entry.path().string()));
        file << perturbed.record_of(annotation, entry.path().stem().string() + ".md").dump() << '\n';
      }
      file.close();
      const std::string arguments = " '" + records_path() + "' '" + annotations + "' ";
      const auto result = score_records(records_path(), annotations);
      ASSERT_TRUE(result) << result.error().message;
      ASSERT_GT(result->layers.size(), 10U);
      EXPECT_EQ(result->table() + result->errors(), output_of("python3 '" + tool + "'" + arguments + "--errors"));
      EXPECT_EQ(nlohmann::json::parse(result->json()),
                nlohmann::json::parse(output_of("python3 '" + tool + "'" + arguments + "--json")));
    }
  }
}

}  // namespace
}  // namespace copydesk
