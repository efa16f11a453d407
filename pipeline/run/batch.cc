#include "pipeline/run/batch.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace copydesk {
namespace {

constexpr std::size_t results_per_worker = 4;

Finished attempt(const Job& job, const std::string& input) {
  try {
    return job(input);
  } catch (const std::exception& error) {
    return {{}, 0, Fault{fmt::format("{}: cannot be processed: {}", input, error.what())}};
  }
}

// The inputs under way, a window [delivered, claimed) of them: workers claim the next input and put
// its result, the caller's thread delivers the results in order.
class Window {
 public:
  Window(std::size_t inputs, std::size_t width) : inputs_(inputs), results_(width) {}

  // The next input to work on; nullopt where there is none left or the window is closed.
  std::optional<std::size_t> claim() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || claimed_ == inputs_ || claimed_ - delivered_ < results_.size(); });
    if (closed_ || claimed_ == inputs_) return std::nullopt;
    return claimed_++;
  }

  void put(std::size_t index, Finished finished) {
    const std::lock_guard lock(mutex_);
    results_[index % results_.size()] = std::move(finished);
    if (index == delivered_) ready_.notify_one();
  }

  // The next result in order; nullopt where all that was claimed has been delivered.
  std::optional<Finished> next() {
    std::unique_lock lock(mutex_);
    std::optional<Finished>& slot = results_[delivered_ % results_.size()];
    ready_.wait(lock, [&] { return slot || ((closed_ || claimed_ == inputs_) && delivered_ == claimed_); });
    if (!slot) return std::nullopt;
    std::optional<Finished> result = std::exchange(slot, std::nullopt);
    ++delivered_;
    room_.notify_all();
    return result;
  }

  // No more is claimed.
  void close() {
    const std::lock_guard lock(mutex_);
    close_locked();
  }

  // Closed because a worker cannot work.
  void fail(const Fault& fault) {
    const std::lock_guard lock(mutex_);
    fault_ = fault;
    close_locked();
  }

  std::optional<Fault> fault() {
    const std::lock_guard lock(mutex_);
    return fault_;
  }

 private:
  void close_locked() {
    closed_ = true;
    room_.notify_all();
    ready_.notify_all();
  }

  const std::size_t inputs_;
  std::mutex mutex_;
  std::condition_variable room_;   // for claim()
  std::condition_variable ready_;  // for next()
  std::vector<std::optional<Finished>> results_;
  std::size_t claimed_ = 0;
  std::size_t delivered_ = 0;
  bool closed_ = false;
  std::optional<Fault> fault_;
};

Result<std::size_t> run_alone(std::span<const std::string> inputs, const Hire& hire, const Take& take,
                              const std::stop_token& stop) {
  const Result<Job> job = hire();
  if (!job) return tl::unexpected(job.error());
  std::size_t taken = 0;
  while (taken < inputs.size() && !stop.stop_requested()) {
    if (!take(taken, attempt(*job, inputs[taken]))) break;
    ++taken;
  }
  return taken;
}

// A worker's thread: done when no input is left or the window is closed.
void work(std::span<const std::string> inputs, const Hire& hire, Window& window) {
  const Result<Job> job = hire();
  if (!job) return window.fail(job.error());
  while (const auto index = window.claim()) window.put(*index, attempt(*job, inputs[*index]));
}

}  // namespace

Result<std::size_t> run_batch(std::span<const std::string> inputs, unsigned workers, const Hire& hire, const Take& take,
                              const std::stop_token& stop) {
  workers = static_cast<unsigned>(std::clamp<std::size_t>(workers, 1, std::max<std::size_t>(inputs.size(), 1)));
  if (workers == 1) return run_alone(inputs, hire, take, stop);

  Window window(inputs.size(), workers * results_per_worker);
  std::vector<std::jthread> threads;  // they join before the window goes
  for (unsigned i = 0; i < workers; ++i) threads.emplace_back([&] { work(inputs, hire, window); });
  const std::stop_callback close_on_stop(stop, [&] { window.close(); });
  std::size_t taken = 0;
  while (auto finished = window.next()) {
    if (!take(taken, std::move(*finished))) {
      window.close();
      break;
    }
    ++taken;
  }
  if (const auto fault = window.fault()) return tl::unexpected(*fault);
  return taken;
}

}  // namespace copydesk
