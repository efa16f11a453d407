#include "pipeline/text/offset_map.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace copydesk {
namespace {

// Where the source of the text byte at `at` starts. Requires: at lies in the run.
std::uint32_t source_start(const OffsetMap::Run& run, std::uint32_t at) {
  return run.copy ? run.source.start + (at - run.text.start) : run.source.start;
}

// Where the source of the text byte before `at` ends. Requires: that byte lies in the run.
std::uint32_t source_end(const OffsetMap::Run& run, std::uint32_t at) {
  return run.copy ? run.source.start + (at - run.text.start) : run.source.end;
}

// Every way of building a map appends here: this keeps runs as long as they can be.
void append(std::vector<OffsetMap::Run>& runs, const OffsetMap::Run& run) {
  if (!runs.empty()) {
    OffsetMap::Run& last = runs.back();
    const bool goes_on = run.copy && last.copy && last.source.end == run.source.start;
    const bool same_source = !run.copy && !last.copy && last.source == run.source;
    if (goes_on || same_source) {
      last.text.end = run.text.end;
      last.source.end = run.source.end;
      return;
    }
  }
  runs.push_back(run);
}

}  // namespace

void OffsetMap::Builder::copy(std::uint32_t bytes) {
  if (bytes == 0) return;
  close_insertion();
  append(runs_, {{text_, text_ + bytes}, {source_, source_ + bytes}, true});
  text_ += bytes;
  source_ += bytes;
}

void OffsetMap::Builder::replace(std::uint32_t source_bytes, std::uint32_t text_bytes) {
  if (text_bytes == 0) {
    source_ += source_bytes;
    return;
  }
  Run run{{text_, text_ + text_bytes}, {source_, source_ + source_bytes}, false};
  if (source_bytes > 0) {
    close_insertion();
  } else if (const bool goes_on = !runs_.empty() && runs_.back().source.start >= runs_.back().source.end; goes_on) {
    run.source = runs_.back().source;
  } else {
    run.source.end = runs_.empty() ? 0 : runs_.back().source.end;
  }
  append(runs_, run);
  text_ += text_bytes;
  source_ += source_bytes;
}

// Source dropped behind an insertion moves the place where the text after it starts.
void OffsetMap::Builder::close_insertion() {
  if (!runs_.empty() && runs_.back().source.start >= runs_.back().source.end) runs_.back().source.start = source_;
}

OffsetMap OffsetMap::Builder::build() && {
  close_insertion();
  OffsetMap map;
  map.runs_ = std::move(runs_);
  map.text_size_ = std::exchange(text_, 0);
  map.source_size_ = std::exchange(source_, 0);
  runs_.clear();
  return map;
}

OffsetMap OffsetMap::identity(std::uint32_t bytes) {
  Builder builder;
  builder.copy(bytes);
  return std::move(builder).build();
}

bool OffsetMap::is_identity() const {
  if (text_size_ != source_size_) return false;
  return text_size_ == 0 || (runs_.size() == 1 && runs_.front().copy);
}

SourceSpan OffsetMap::source_of(TextSpan text) const {
  assert(text.start <= text.end && text.end <= text_size_);
  const auto run_of = [this](std::uint32_t byte) -> const Run& {
    return *std::prev(std::ranges::upper_bound(runs_, byte, {}, [](const Run& run) { return run.text.start; }));
  };
  const std::uint32_t start = text.start == text_size_ ? source_size_ : source_start(run_of(text.start), text.start);
  if (text.empty()) return {start, start};
  return {start, std::max(start, source_end(run_of(text.end - 1), text.end))};
}

TextSpan OffsetMap::text_of(SourceSpan source) const {
  assert(source.start <= source.end && source.end <= source_size_);
  const auto first = std::ranges::upper_bound(runs_, source.start, {}, [](const Run& run) { return run.source.end; });
  std::uint32_t start = text_size_;
  if (first != runs_.end()) {
    start = first->text.start;
    if (first->copy && source.start > first->source.start) start += source.start - first->source.start;
  }
  if (source.empty()) return {start, start};
  const auto behind = std::ranges::lower_bound(runs_, source.end, {}, [](const Run& run) { return run.source.start; });
  std::uint32_t end = 0;
  if (behind != runs_.begin()) {
    const Run& last = *std::prev(behind);
    end = last.copy ? std::min(last.text.end, last.text.start + (source.end - last.source.start)) : last.text.end;
  }
  return {start, std::max(start, end)};
}

// Looks up ever later places of a map's text, in O(runs) for all of them together.
class OffsetMap::Walk {
 public:
  explicit Walk(const OffsetMap& map) : map_(map) {}

  // The run that holds text byte `at`.
  const Run& run_of(std::uint32_t at) {
    while (map_.runs_[next_].text.end <= at) ++next_;
    return map_.runs_[next_];
  }
  std::uint32_t start_at(std::uint32_t at) {
    return at == map_.text_size_ ? map_.source_size_ : source_start(run_of(at), at);
  }
  std::uint32_t end_at(std::uint32_t at) { return at == 0 ? 0 : source_end(run_of(at - 1), at); }

 private:
  const OffsetMap& map_;
  std::size_t next_ = 0;
};

OffsetMap OffsetMap::then(const OffsetMap& after) const {
  assert(after.source_size_ == text_size_);
  if (after.is_identity()) return *this;
  if (is_identity()) return after;
  OffsetMap both;
  both.text_size_ = after.text_size_;
  both.source_size_ = source_size_;
  both.runs_.reserve(std::max(runs_.size(), after.runs_.size()));
  Walk starts(*this);
  Walk ends(*this);
  for (const Run& run : after.runs_) {
    if (!run.copy) {
      append(both.runs_, {run.text, {starts.start_at(run.source.start), ends.end_at(run.source.end)}, false});
      continue;
    }
    for (std::uint32_t at = run.source.start; at < run.source.end;) {
      const Run& behind = starts.run_of(at);
      const std::uint32_t end = std::min(run.source.end, behind.text.end);
      const std::uint32_t text = run.text.start + (at - run.source.start);
      append(both.runs_, {{text, text + (end - at)}, {source_start(behind, at), source_end(behind, end)}, behind.copy});
      at = end;
    }
  }
  return both;
}

}  // namespace copydesk
