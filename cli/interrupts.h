// Ctrl-C (SIGINT) and SIGTERM as a request to stop.
//
//   Interrupts interrupts;                       // before any other thread starts
//   run_batch(…, interrupts.stop());
//   if (interrupts.stop().stop_requested()) …
//
// The first signal requests the stop, so that what is under way is finished; the second ends the
// process at once. A thread waits for them: no handler runs in the middle of something.
#pragma once

#include <atomic>
#include <csignal>
#include <stop_token>
#include <thread>

namespace copydesk {

class Interrupts {
 public:
  Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;
  ~Interrupts();

  [[nodiscard]] std::stop_token stop() const { return source_.get_token(); }

 private:
  void wait();

  sigset_t signals_{};
  std::stop_source source_;
  std::atomic<bool> over_ = false;
  std::thread waiter_;
};

}  // namespace copydesk
