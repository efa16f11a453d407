// Where an interrupted run goes on: what of its FILE.part is whole, and which input comes next.
//
//   Result<Resumption> on = resume_from("records.jsonl.part", OutputFormat::jsonl, paths, engine);
//   OutputFile::open("records.jsonl", on->keep);
//   run_batch(std::span(paths).subspan(on->first), …);
//
// The finished file is the same, byte for byte, as that of a run without interruption. Of records
// each whole line is kept; where an article has several lines or none (facts, csv), the last article's are
// dropped, as a kill may have cut between them, and it is done again. Reads the file once; no state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"
#include "output/formats.h"

namespace copydesk {

struct Resumption {
  std::uint64_t keep = 0;         // bytes of the part, whole lines
  std::size_t first = 0;          // index of the first input still to do
  std::size_t failed_before = 0;  // inputs before it that left no record (of jsonl, which has one for each)
};

// A part that is not there has nothing to keep. A part that was written in another format, from other
// inputs or (where its records tell) by another engine is a Fault.
[[nodiscard]] Result<Resumption> resume_from(const std::string& part, OutputFormat format,
                                             std::span<const std::string> inputs, const Engine& engine);

}  // namespace copydesk
