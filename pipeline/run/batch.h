// A batch does the same job for many inputs on several threads and hands over the results in the
// order of the inputs, so that what is written does not depend on the number of threads.
//
//   const auto hire = [&]() -> Result<Job> {               // on each worker's own thread
//     std::shared_ptr<Worker> worker = …;
//     return [worker](const std::string& path) { return extracted(path, *worker); };
//   };
//   run_batch(paths, 4, hire, [&](std::size_t index, Finished finished) {   // on the caller's thread
//     return file.write(finished.text).has_value();
//   }, stop);
//
// At most four results a worker wait for their turn, so memory is bounded however long the list.
// With one worker all happens on the caller's thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "base/result.h"

namespace copydesk {

// What a job made of one input.
struct Finished {
  std::string text;            // what to write: whole lines
  std::size_t bytes = 0;       // how much was read
  std::optional<Fault> fault;  // why the input could not be read
};

using Job = std::function<Finished(const std::string& input)>;
using Hire = std::function<Result<Job>()>;
// False ends the batch: what is under way is finished and dropped.
using Take = std::function<bool(std::size_t index, Finished finished)>;

// Returns how many inputs were taken: all of them, unless `take` returned false or `stop` was
// requested; then what was under way is still finished and taken. An exception from a job (memory
// that ran out) is that input's fault. A Fault is a worker's that could not be hired.
[[nodiscard]] Result<std::size_t> run_batch(std::span<const std::string> inputs, unsigned workers, const Hire& hire,
                                            const Take& take, const std::stop_token& stop);

}  // namespace copydesk
