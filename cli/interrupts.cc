#include "cli/interrupts.h"

#include <pthread.h>
#include <unistd.h>

#include "cli/commands.h"

namespace copydesk {

Interrupts::Interrupts() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiter_ = std::thread([this] { wait(); });
}

void Interrupts::wait() {
  for (int signal = 0; sigwait(&signals_, &signal) == 0;) {
    if (over_) return;
    if (!source_.request_stop()) ::_exit(exit_interrupted);
  }
}

Interrupts::~Interrupts() {
  over_ = true;
  pthread_kill(waiter_.native_handle(), SIGTERM);
  waiter_.join();
  pthread_sigmask(SIG_UNBLOCK, &signals_, nullptr);
}

}  // namespace copydesk
