// What sentences say of their facts, over tests/run/status.cases: nine of ten right, and nothing denied passes for
// stated.
#include <gtest/gtest.h>

#include <algorithm>

#include "corpus/reader.h"
#include "pipeline/run/stages.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

// "acquired planned": what `sentence` says of its facts of the relation; "acquired none" where it gives none.
std::string status_in(const std::string& sentence, const std::string& relation, const Desk& desk, Worker& worker) {
  auto article = read_article("status.txt", "Veltrix Inc. makes lamps.\n\n" + sentence + "\n");
  if (!article) return article.error().message;
  const Record record = desk.extract(std::move(*article), worker);
  const auto fact =
      std::ranges::find_if(record.facts.all, [&](const Fact& f) { return relation == name_of(f.relation); });
  return relation + " " + (fact == record.facts.all.end() ? "none" : std::string(name_of(fact->status)));
}

TEST(StatusOfFacts, IsWhatTheSentenceSays) {
  const auto desk = Desk::open(COPYDESK_SOURCE_DIR "/rules/en");
  ASSERT_TRUE(desk) << desk.error().message;
  const auto worker = Worker::create(**desk);
  ASSERT_TRUE(worker) << worker.error().message;
  const std::vector<test::Case> all = test::cases("run/status.cases");
  ASSERT_GE(all.size(), 100U);
  std::size_t right = 0;
  std::string wrong;
  for (const test::Case& one : all) {
    const std::string relation = one.expected.substr(0, one.expected.find(' '));
    const std::string said = status_in(one.input, relation, **desk, **worker);
    if (said == one.expected) {
      ++right;
      continue;
    }
    wrong += one.where + ": " + one.input + "  expected " + one.expected + ", said " + said + "\n";
    if (one.expected.ends_with("denied")) {
      EXPECT_FALSE(said.ends_with("stated")) << one.where << ": " << one.input;
    }
  }
  EXPECT_GE(right * 10, all.size() * 9) << right << " of " << all.size() << " right; not:\n" << wrong;
  RecordProperty("wrong", wrong);
}

}  // namespace
}  // namespace copydesk
