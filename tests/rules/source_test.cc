#include "rules/gazetteer/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "rules/gazetteer/lists.h"
#include "rules/gazetteer/table.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A table in a file, gone with it.
class Table {
 public:
  Table(const std::string& name, const std::string& text) : path_(testing::TempDir() + name) {
    std::ofstream(path_) << text;
  }
  ~Table() { std::filesystem::remove(path_); }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] Result<SourceNames> names(const ColumnMap& columns) const {
    return read_names(path_, *format_of(path_), columns);
  }

 private:
  std::string path_;
};

// "phrase/canonical/country" of each name.
std::vector<std::string> summary(const std::vector<GazetteerName>& names) {
  std::vector<std::string> lines;
  for (const GazetteerName& name : names) lines.push_back(name.phrase + "/" + name.canonical + "/" + name.country);
  return lines;
}

std::vector<std::string> csv_cells(const std::string& text) {
  std::istringstream stream(text);
  gazetteer::TableReader reader(stream, TableFormat::csv);
  std::vector<std::string> all;
  std::vector<std::string> cells;
  while (reader.next(cells)) {
    for (const std::string& cell : cells) all.push_back(std::to_string(reader.line()) + ":" + cell);
  }
  return all;
}

TEST(TableReader, ReadsQuotesAndBreaksOfCsv) {
  EXPECT_THAT(csv_cells("\xEF\xBB\xBF"
                        "a,b\r\n\r\n\"c,\"\"d\"\"\",\n\"e\nf\",g"),
              ElementsAre("1:a", "1:b", "3:c,\"d\"", "3:", "4:e\nf", "4:g"));
  EXPECT_THAT(csv_cells("a\"b,\"c\"d"), ElementsAre("1:a\"b", "1:cd"));
  EXPECT_THAT(csv_cells(""), IsEmpty());
}

TEST(TableReader, AQuoteThatNeverClosesEndsWithTheFileOrAMegabyte) {
  std::istringstream stream("\"a\nb\n");
  gazetteer::TableReader reader(stream, TableFormat::csv);
  std::vector<std::string> cells;
  ASSERT_TRUE(reader.next(cells));
  EXPECT_TRUE(reader.unclosed());
  EXPECT_FALSE(reader.next(cells));
  std::string lines = "\"";
  for (int i = 0; i < 200000; ++i) lines += "0123456789\n";
  std::istringstream longer(lines);
  gazetteer::TableReader bounded(longer, TableFormat::csv);
  ASSERT_TRUE(bounded.next(cells));
  EXPECT_LT(cells[0].size(), (1U << 20) + 20);
}

TEST(ReadNames, OfATableByTitles) {
  const Table table("source_test.tsv",
                    "id\tlabel\talso\tland\n1\tVarnholt AG\tVarnholt|VH\tDE\n2\t\tx\t\n3\t Otterly \n");
  const auto source = table.names({.name = "label", .other_names = {"also"}, .country = "land"});
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_THAT(summary(source->names),
              ElementsAre("Varnholt AG//DE", "Varnholt/Varnholt AG/DE", "VH/Varnholt AG/DE", "Otterly//"));
  EXPECT_EQ(source->records, 3U);
  EXPECT_EQ(source->skipped, 1U);
}

TEST(ReadNames, OfATableByNumbersAndTypes) {
  const Table table("source_test.csv", "Quick Press,product\nMara Vint,person\nOops,gadget\n");
  const auto source = table.names({.name = "1", .type = "2", .header = false});
  ASSERT_TRUE(source) << source.error().message;
  ASSERT_EQ(source->names.size(), 2U);
  EXPECT_EQ(source->names[0].classes, LexicalClasses(LexicalClass::product));
  EXPECT_EQ(source->names[1].classes, LexicalClasses(LexicalClass::person));
  EXPECT_THAT(source->complaints, ElementsAre(HasSubstr("source_test.csv:3: no such type as 'gadget'")));
}

TEST(ReadNames, OfJsonLinesByPaths) {
  const Table table(
      "source_test.jsonl",
      R"({"entity": {"legalName": {"name": "Varnholt AG"}, "otherNames": [{"name": "Varnholt"}, {"name": "VH"}]}})"
      "\n\nnot json\n{\"entity\": 7}\n");
  const auto source = table.names({.name = "entity.legalName.name", .other_names = {"entity.otherNames.name"}});
  ASSERT_TRUE(source) << source.error().message;
  EXPECT_THAT(summary(source->names), ElementsAre("Varnholt AG//", "Varnholt/Varnholt AG/", "VH/Varnholt AG/"));
  EXPECT_EQ(source->records, 3U);
  EXPECT_EQ(source->skipped, 2U);
  EXPECT_THAT(source->complaints, ElementsAre(HasSubstr("source_test.jsonl:3: is not JSON")));
}

TEST(ReadNames, SaysWhatIsWrong) {
  const Table table("source_test.tsv", "id\tlabel\n1\tx\n");
  EXPECT_THAT(table.names({}).error().message, HasSubstr("no column 'name'; there are id, label"));
  EXPECT_THAT(table.names({.name = "label", .header = false}).error().message,
              HasSubstr("'label' is no number of a column"));
  EXPECT_THAT(read_names("/nowhere.csv", TableFormat::csv, {}).error().message,
              HasSubstr("/nowhere.csv: cannot be read"));
  EXPECT_FALSE(format_of("names.xls"));
}

TEST(CompleteNames, MarksWordsMakesCodesAndWritesNamesOtherWays) {
  const Gazetteer bundled = Gazetteer::build({{"Germany", LexicalClass::country, "", "DE"},
                                              {"target", LexicalClass::common_word},
                                              {"Inc.", LexicalClass::legal_suffix},
                                              {"Co., Ltd.", LexicalClass::legal_suffix},
                                              {"Ltd.", LexicalClass::legal_suffix}});
  std::vector<GazetteerName> names = {{"Target, Inc.", LexicalClass::company, "", "Germany"},
                                      {"Ostrel Foods Co., Ltd.", LexicalClass::company, "", "CN"},
                                      {"Mara Inc.", LexicalClass::person, "", "Nowhere"}};
  complete_names(names, bundled, true);
  EXPECT_THAT(summary(names), ElementsAre("Target, Inc.//DE", "Ostrel Foods Co., Ltd.//CN", "Mara Inc.//",
                                          "Target Inc./Target, Inc./DE", "Target/Target, Inc./DE",
                                          "Ostrel Foods/Ostrel Foods Co., Ltd./CN"));
  EXPECT_FALSE(names[0].ordinary_word);
  EXPECT_TRUE(names[4].ordinary_word);
}

}  // namespace
}  // namespace copydesk
