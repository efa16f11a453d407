// The commands as a user meets them: help, exit codes, formats.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/process.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using nlohmann::json;
using test::run;
using test::TemporaryDirectory;
using testing::HasSubstr;

constexpr auto article =
    "---\ntitle: News of Acme\ndate: 2024-06-01\n---\n\nThe round of **$5 million** closed last year, the firm said.\n";

TEST(Help, HasExamplesEverywhere) {
  for (const std::vector<std::string>& command : {std::vector<std::string>{},
                                                  {"extract"},
                                                  {"inspect"},
                                                  {"verify"},
                                                  {"score"},
                                                  {"rules"},
                                                  {"rules", "check"},
                                                  {"rules", "test"},
                                                  {"rules", "new"},
                                                  {"rules", "list"},
                                                  {"audit"},
                                                  {"audit", "calibrate"},
                                                  {"audit", "coverage"}}) {
    std::vector<std::string> arguments = command;
    arguments.emplace_back("--help");
    const auto help = run(arguments);
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_THAT(help.out, HasSubstr("examples:\n  copydesk "));
  }
}

TEST(Usage, IsExitCodeTwo) {
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{},
                                                {"frobnicate"},
                                                {"extract"},
                                                {"extract", "--format", "xml", "a.md"},
                                                {"extract", "--jobs", "0", "a.md"},
                                                {"extract", "--resume", "a.md"},
                                                {"extract", "--reference-date", "2025-02-30", "a.md"},
                                                {"extract", "--rules", "/nowhere", "a.md"},
                                                {"inspect", "a.md"},
                                                {"inspect", "--stage", "soup", "a.md"},
                                                {"score", "only-one"},
                                                {"rules"},
                                                {"rules", "check", "/nowhere"},
                                                {"rules", "test", "/nowhere"},
                                                {"rules", "new", "founded_bi", "my.rule"}}) {
    const auto outcome = run(wrong);
    EXPECT_EQ(outcome.exit_code, 2) << testing::PrintToString(wrong);
    EXPECT_NE(outcome.err, "");
    EXPECT_EQ(outcome.out, "");
  }
}

TEST(Version, IsPrinted) { EXPECT_THAT(run({"--version"}).out, testing::MatchesRegex("copydesk [0-9.]+\n")); }

TEST(Extract, WritesARecordForEachArticle) {
  const TemporaryDirectory files;
  files.file("posts/b.md", article);
  files.file("posts/a.md", article);
  const auto outcome = run({"extract", "posts"}, {.directory = files.path()});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  const json first = json::parse(outcome.out.substr(0, outcome.out.find('\n')));
  const json second = json::parse(outcome.out.substr(outcome.out.find('\n') + 1));
  EXPECT_EQ(first["article"]["source"], "posts/a.md");
  EXPECT_EQ(second["article"]["source"], "posts/b.md");
  EXPECT_EQ(first["article"]["title"], "News of Acme");
  EXPECT_EQ(first["dates"][0]["value"], "2023");
  EXPECT_EQ(first["money"][0]["amount"], 5000000);
}

TEST(Extract, PassesOverWhatIsNoArticleAndSaysSo) {
  const TemporaryDirectory files;
  files.file("posts/a.md", article);
  files.file("posts/gold/a.json", "{}");
  files.file("posts/README.md", "What these are.\n");
  const auto outcome = run({"extract", "posts"}, {.directory = files.path()});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(std::ranges::count(outcome.out, '\n'), 1);
  EXPECT_EQ(outcome.err,
            "copydesk: passed over 2 files that are no article by name (.json 1, README 1); to read one, name it\n");
}

TEST(Extract, ReadsStandardInput) {
  const auto outcome = run({"extract", "-", "--reference-date", "2020-01-31"},
                           {.input = "The round closed last year, the firm said.\n"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const json record = json::parse(outcome.out);
  EXPECT_EQ(record["article"]["source"], "-");
  EXPECT_EQ(record["dates"][0]["value"], "2019");
}

TEST(Extract, OneFaultDoesNotKeepTheRestBack) {
  const TemporaryDirectory files;
  files.file("a.md", article);
  files.file("c.md", article);
  const auto outcome = run({"extract", "a.md", "b.md", "c.md"}, {.directory = files.path()});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(std::ranges::count(outcome.out, '\n'), 2);
  EXPECT_THAT(outcome.err, HasSubstr("copydesk: b.md: "));
}

TEST(Extract, WritesTheSameWithAnyNumberOfJobs) {
  const TemporaryDirectory files;
  for (int i = 0; i < 60; ++i)
    files.file("posts/" + std::to_string(i) + ".md", article + std::string(static_cast<std::size_t>(i) * 50, 'x'));
  const auto one = run({"extract", files / "posts", "--jobs", "1"});
  EXPECT_EQ(one.exit_code, 0);
  for (const char* jobs : {"2", "5"}) EXPECT_EQ(run({"extract", files / "posts", "--jobs", jobs}).out, one.out);
}

TEST(Extract, HasFormatsForPeopleAndTables) {
  const TemporaryDirectory files;
  const std::string path = files.file("a.md", article);
  EXPECT_EQ(json::parse(run({"extract", path, "--format", "pretty"}).out), json::parse(run({"extract", path}).out));
  EXPECT_THAT(run({"extract", path, "--format", "csv"}).out,
              testing::StartsWith("source,published,relation,subject,object,"));
  EXPECT_EQ(run({"extract", path, "--format", "facts"}).exit_code, 0);
}

TEST(Inspect, ShowsEachStageWithSourceSpanAndText) {
  const TemporaryDirectory files;
  const std::string path = files.file("a.md", article);
  for (const char* stage : {"text", "sentences", "tokens", "mentions"}) {
    const auto outcome = run({"inspect", "--stage", stage, path});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    const json line = json::parse(outcome.out.substr(0, outcome.out.find('\n')));
    EXPECT_EQ(line["source"], path);
    EXPECT_EQ(line["span"].size(), 2U);
    EXPECT_FALSE(line["text"].get<std::string>().empty());
  }
  for (const char* stage : {"entities", "facts"}) EXPECT_EQ(run({"inspect", "--stage", stage, path}).exit_code, 0);
  EXPECT_THAT(run({"inspect", "--stage", "sentences", "--plain", path}).out,
              HasSubstr("The round of $5 million closed last year, the firm said.\n"));
}

TEST(Verify, FindsEverySpanRightUntilTheSourceChanges) {
  const TemporaryDirectory files;
  const std::string path = files.file("a.md", article);
  const std::string records = files.file("records.jsonl", run({"extract", path}).out);
  auto outcome = run({"verify", records});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, testing::MatchesRegex("1 records, [0-9]+ spans: every span right\n"));
  files.file("a.md", std::string(article) + "More.\n");
  outcome = run({"verify", records});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("a.md: source changed\n"));
  std::filesystem::remove(path);
  EXPECT_EQ(run({"verify", records}).exit_code, 1);
}

TEST(Verify, SaysWhatAWrongSpanReads) {
  const TemporaryDirectory files;
  const std::string path = files.file("a.md", article);
  json record = json::parse(run({"extract", path}).out);
  record["money"][0]["span"][0] = record["money"][0]["span"][0].get<int>() + 1;
  const auto outcome = run({"verify", files.file("records.jsonl", record.dump() + "\n")});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("money 1 ["));
  EXPECT_THAT(outcome.out, HasSubstr("reads “5 million”, not “$5 million”"));
}

TEST(Verify, SaysWhatIsNoRecord) {
  const TemporaryDirectory files;
  EXPECT_THAT(run({"verify", files.file("a.jsonl", "{\"article\":1}\n")}).out,
              HasSubstr("is no record of schema copydesk/1"));
  const auto outcome = run({"verify", files.file("b.jsonl", "soup\n")});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("b.jsonl:1: is not JSON"));
}

TEST(Score, PrintsATable) {
  const TemporaryDirectory files;
  files.file("gold/a.json", R"({"article":"a.md","money":[{"text":"$5 million","amount":5000000,"currency":"USD"}]})");
  const std::string records = files.file("records.jsonl", run({"extract", files.file("a.md", article)}).out);
  const auto outcome = run({"score", records, files / "gold"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("money                       1.000  1.000  1.000     1     0     0\n"));
  EXPECT_EQ(run({"score", files / "none.jsonl", files / "gold"}).exit_code, 1);
}

}  // namespace
}  // namespace copydesk
