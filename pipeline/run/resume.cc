#include "pipeline/run/resume.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace copydesk {
namespace {

// Follows the lines of a part along the inputs that they came from.
class Follower {
 public:
  Follower(OutputFormat format, std::span<const std::string> inputs) : format_(format), inputs_(inputs) {}

  // Goes to the input that a line belongs to; false where none of those to come does.
  bool follow(const std::string& source) {
    if (several_lines() && begun_ && is(at_, source)) return true;
    std::size_t next = begun_ ? at_ + 1 : 0;
    while (next < inputs_.size() && !is(next, source)) ++next;
    if (next == inputs_.size()) return false;
    skipped_ += next - (begun_ ? at_ + 1 : 0);
    at_ = next;
    begun_ = true;
    return true;
  }

  [[nodiscard]] bool several_lines() const { return format_ != OutputFormat::jsonl; }
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::size_t skipped() const { return skipped_; }

 private:
  [[nodiscard]] bool is(std::size_t input, const std::string& source) const {
    return source_as_written(format_, inputs_[input]) == source;
  }

  const OutputFormat format_;
  const std::span<const std::string> inputs_;
  bool begun_ = false;
  std::size_t at_ = 0;
  std::size_t skipped_ = 0;
};

// The start of every record that this engine writes.
std::string record_start(const Engine& engine) {
  std::string start;
  write_record_start(engine, start);
  return start;
}

}  // namespace

Result<Resumption> resume_from(const std::string& part, OutputFormat format, std::span<const std::string> inputs,
                               const Engine& engine) {
  if (!std::filesystem::exists(part)) return Resumption{};
  std::ifstream file(part, std::ios::binary);
  if (!file) return fail("{}: cannot be read, so --resume cannot go on from it", part);
  const std::string start = record_start(engine);
  Follower follower(format, inputs);
  Resumption resumption;
  std::uint64_t offset = 0;
  for (std::string line; std::getline(file, line) && !file.eof(); offset += line.size() + 1) {
    if (offset == 0 && !header_of(format).empty()) {
      if (line + '\n' != header_of(format))
        return fail("{}: is not in the format asked for; remove it to start anew", part);
      resumption.keep = line.size() + 1;
      continue;
    }
    if (format == OutputFormat::jsonl && !line.starts_with(start)) {
      return fail("{}: was written by another version or with other rules; remove it to start anew", part);
    }
    const std::size_t before = follower.at();
    const bool first_line = offset == header_of(format).size();
    const auto source = source_of_line(format, line);
    if (!source || !follower.follow(*source)) {
      return fail("{}: does not belong to these inputs in this format (line for '{}'); remove it to start anew", part,
                  source.value_or("?"));
    }
    if (!follower.several_lines()) {
      resumption = {offset + line.size() + 1, follower.at() + 1, follower.skipped()};
    } else if (first_line || follower.at() != before) {
      resumption = {offset, follower.at(), 0};
    }
  }
  return resumption;
}

}  // namespace copydesk
