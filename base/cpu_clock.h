// CpuClock counts the processor time of the calling thread, so that what a stage costs can be measured on a
// machine that others use as well.
//
//   const auto start = CpuClock::now();
//   …
//   const std::chrono::nanoseconds cost = CpuClock::now() - start;
//
// Meets the requirements of a standard clock; time points of different threads cannot be compared. A call is a
// system call (a quarter of a microsecond): measure stages with it, not sentences.
#pragma once

#include <chrono>
#include <ctime>

namespace copydesk {

struct CpuClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<CpuClock>;
  static constexpr bool is_steady = true;

  [[nodiscard]] static time_point now() noexcept {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time_point(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
  }
};

}  // namespace copydesk
