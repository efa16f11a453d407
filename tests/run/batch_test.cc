#include "pipeline/run/batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace copydesk {
namespace {

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> inputs;
  for (std::size_t i = 0; i < count; ++i) inputs.push_back(std::to_string(i));
  return inputs;
}

// Echoes its input; the earlier the input, the longer it takes.
Result<Job> slow_start() {
  return [](const std::string& input) -> Finished {
    std::this_thread::sleep_for(std::chrono::microseconds(200 / (1 + std::stoi(input))));
    return {input + "\n", 1, std::nullopt};
  };
}

TEST(Batch, GivesTheSameForAnyNumberOfWorkers) {
  const auto inputs = numbered(500);
  std::string expected;
  for (const auto& input : inputs) expected += input + "\n";
  for (unsigned workers : {1U, 2U, 3U, 16U}) {
    std::string text;
    const auto taken = run_batch(inputs, workers, slow_start,
                                 [&](std::size_t, Finished f) {
                                   text += f.text;
                                   return true;
                                 },
                                 {});
    EXPECT_EQ(taken.value(), inputs.size());
    EXPECT_EQ(text, expected) << workers << " workers";
  }
}

TEST(Batch, OfNothingIsNothing) {
  EXPECT_EQ(run_batch({}, 4, slow_start, [](std::size_t, Finished) { return true; }, {}).value(), 0U);
}

TEST(Batch, AnExceptionIsThatInputsFault) {
  const auto inputs = numbered(10);
  const auto hire = []() -> Result<Job> {
    return [](const std::string& input) -> Finished {
      if (input == "3") throw std::bad_alloc();
      return {input, 1, std::nullopt};
    };
  };
  for (unsigned workers : {1U, 2U}) {
    std::vector<std::string> faults;
    const auto take = [&](std::size_t, const Finished& f) {
      if (f.fault) faults.push_back(f.fault->message);
      return true;
    };
    EXPECT_EQ(run_batch(inputs, workers, hire, take, {}).value(), 10U);
    EXPECT_THAT(faults, testing::ElementsAre("3: cannot be processed: std::bad_alloc"));
  }
}

TEST(Batch, EndsWhenNoMoreIsTaken) {
  const auto inputs = numbered(1000);
  for (unsigned workers : {1U, 4U}) {
    std::size_t calls = 0;
    EXPECT_EQ(run_batch(inputs, workers, slow_start, [&](std::size_t, Finished) { return ++calls < 5; }, {}).value(),
              4U);
    EXPECT_EQ(calls, 5U);
  }
}

TEST(Batch, FinishesWhatIsUnderWayWhenStopped) {
  const auto inputs = numbered(1000);
  for (unsigned workers : {1U, 4U}) {
    std::stop_source source;
    std::vector<std::size_t> taken;
    const auto take = [&](std::size_t index, Finished) {
      taken.push_back(index);
      if (index == 7) source.request_stop();
      return true;
    };
    const std::size_t count = run_batch(inputs, workers, slow_start, take, source.get_token()).value();
    EXPECT_EQ(count, taken.size());
    EXPECT_GE(count, 8U);
    EXPECT_LT(count, inputs.size());
    for (std::size_t i = 0; i < count; ++i) ASSERT_EQ(taken[i], i);
  }
}

TEST(Batch, SaysWhyAWorkerCouldNotBeHired) {
  const auto inputs = numbered(100);
  const auto hire = []() -> Result<Job> { return fail("no rules"); };
  for (unsigned workers : {1U, 4U}) {
    const auto taken = run_batch(inputs, workers, hire, [](std::size_t, Finished) { return true; }, {});
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().message, "no rules");
  }
}

// However slow the one who takes, no more than the window's results wait.
TEST(Batch, BoundsWhatWaits) {
  const auto inputs = numbered(300);
  std::atomic<int> waiting = 0;
  std::atomic<int> most = 0;
  const auto hire = [&]() -> Result<Job> {
    return [&](const std::string&) -> Finished {
      most = std::max(most.load(), ++waiting);
      return {};
    };
  };
  const auto take = [&](std::size_t, Finished) {
    std::this_thread::sleep_for(std::chrono::microseconds(50));
    --waiting;
    return true;
  };
  ASSERT_TRUE(run_batch(inputs, 2, hire, take, {}));
  EXPECT_LE(most, 2 * 4 + 1);
}

}  // namespace
}  // namespace copydesk
