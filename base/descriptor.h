// A file descriptor that closes itself.
//
//   const Descriptor file(::open(path, O_RDONLY | O_CLOEXEC));
//   if (!file.is_open()) …
//
// Standard input, output and error are left open.
#pragma once

#include <unistd.h>

namespace copydesk {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

}  // namespace copydesk
