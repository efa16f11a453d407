// One article's way through the house, from its bytes to its record: the list of stages.
//
//   Result<Desk> desk = Desk::open("rules/en");               // once: rules, lists, names
//   Worker worker(*desk);                                     // once a thread: compiled automata
//   Record record = extract(std::move(article), *desk, worker, options);
//
// A Desk is immutable, so any number of threads may share it; a Worker belongs to one thread and is
// best made on it (automata built elsewhere share cache lines with their neighbours').
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "output/record.h"

namespace copydesk {

// The stages, in their order; what each makes is a member of Record.
enum class Stage : std::uint8_t { normalise, segment, recognise, resolve, relate };
inline constexpr std::size_t stage_count = 5;

[[nodiscard]] const char* name_of(Stage stage);

// How long each stage took, over all articles of a worker.
using Timings = std::array<std::chrono::nanoseconds, stage_count>;

}  // namespace copydesk
