#include "pipeline/run/resume.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/output/sample_record.h"

namespace copydesk {
namespace {

using testing::HasSubstr;

const Engine engine{"0.1.0", "5f1c"};
const std::vector<std::string> inputs = {"a.md", "b.md", "c.md", "d.md"};

std::string share_of(OutputFormat format, const std::string& source) {
  Record record = test::sample_record();
  record.article.source = source;
  std::string out;
  write_as(format, record, engine, out);
  return out;
}

Result<Resumption> resumed(OutputFormat format, const std::string& part, const Engine& by = engine) {
  const std::string path = std::filesystem::temp_directory_path() / ("copydesk-resume-" + std::to_string(::getpid()));
  std::ofstream(path, std::ios::binary) << part;
  auto result = resume_from(path, format, inputs, by);
  std::filesystem::remove(path);
  return result;
}

TEST(Resume, AMissingPartHasNothingToKeep) {
  const auto on = resume_from("/nowhere/at/all.part", OutputFormat::jsonl, inputs, engine);
  ASSERT_TRUE(on);
  EXPECT_EQ(on->keep, 0U);
  EXPECT_EQ(on->first, 0U);
}

// Wherever a kill cuts the part, what is kept and what is done again make the whole.
TEST(Resume, WhateverTheCutTheWholeIsTheSame) {
  for (OutputFormat format : {OutputFormat::jsonl, OutputFormat::facts, OutputFormat::csv}) {
    std::string whole(header_of(format));
    for (const std::string& input : inputs) whole += share_of(format, input);
    for (std::size_t cut = 0; cut <= whole.size(); cut += 7) {
      const auto on = resumed(format, whole.substr(0, cut));
      ASSERT_TRUE(on) << on.error().message;
      ASSERT_LE(on->keep, cut);
      std::string again = whole.substr(0, on->keep);
      if (again.empty()) again = header_of(format);
      for (std::size_t i = on->first; i < inputs.size(); ++i) again += share_of(format, inputs[i]);
      ASSERT_EQ(again, whole) << "cut at " << cut;
      ASSERT_EQ(on->failed_before, 0U);
    }
  }
}

TEST(Resume, KeepsEveryWholeRecord) {
  const std::string two = share_of(OutputFormat::jsonl, "a.md") + share_of(OutputFormat::jsonl, "b.md");
  const auto on = resumed(OutputFormat::jsonl, two + "{\"schema\":");
  ASSERT_TRUE(on);
  EXPECT_EQ(on->keep, two.size());
  EXPECT_EQ(on->first, 2U);
}

TEST(Resume, CountsInputsThatLeftNoRecord) {
  const auto on =
      resumed(OutputFormat::jsonl, share_of(OutputFormat::jsonl, "b.md") + share_of(OutputFormat::jsonl, "d.md"));
  ASSERT_TRUE(on);
  EXPECT_EQ(on->first, 4U);
  EXPECT_EQ(on->failed_before, 2U);
}

TEST(Resume, RefusesAPartOfAnotherRun) {
  EXPECT_THAT(resumed(OutputFormat::jsonl, share_of(OutputFormat::jsonl, "x.md")).error().message,
              HasSubstr("does not belong to these inputs"));
  EXPECT_THAT(
      resumed(OutputFormat::jsonl, share_of(OutputFormat::jsonl, "b.md") + share_of(OutputFormat::jsonl, "a.md"))
          .error()
          .message,
      HasSubstr("does not belong to these inputs"));
  EXPECT_THAT(resumed(OutputFormat::jsonl, share_of(OutputFormat::jsonl, "a.md"), {"0.1.0", "77aa"}).error().message,
              HasSubstr("with other rules"));
  EXPECT_THAT(resumed(OutputFormat::csv, share_of(OutputFormat::jsonl, "a.md")).error().message,
              HasSubstr("is not in the format asked for"));
  EXPECT_THAT(resumed(OutputFormat::facts, "no fact at all\n").error().message,
              HasSubstr("does not belong to these inputs"));
}

}  // namespace
}  // namespace copydesk
