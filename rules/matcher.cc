#include "rules/matcher.h"

#include <algorithm>

namespace copydesk {
namespace {

// A program over this many instructions comes from gaps inside gaps; such a rule is refused.
constexpr std::int64_t kMemoryOfProgram = 8 << 20;

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemoryOfProgram);
  return options;
}

}  // namespace

std::string Matcher::add(const std::string& re2) {
  int id = 0;
  if (filter_.Add(re2, options(), &id) != RE2::NoError) return RE2(re2, options()).error();
  ++size_;
  return {};
}

void Matcher::compile() {
  std::vector<std::string> atoms;
  if (size_ > 0) filter_.Compile(&atoms);
  atoms_ = std::make_unique<AtomIndex>(atoms);
}

const std::vector<int>& Matcher::candidates(std::string_view text) {
  found_atoms_.clear();
  candidates_.clear();
  if (size_ == 0) return candidates_;
  atoms_->find(text, found_atoms_);
  filter_.AllPotentials(found_atoms_, &candidates_);
  std::sort(candidates_.begin(), candidates_.end());
  return candidates_;
}

bool Matcher::match(int id, std::string_view text, std::size_t from) {
  const RE2& re2 = filter_.GetRE2(id);
  groups_.resize(1 + static_cast<std::size_t>(re2.NumberOfCapturingGroups()));
  if (!re2.Match(re2::StringPiece(text.data(), text.size()), from, text.size(), RE2::UNANCHORED, groups_.data(),
                 static_cast<int>(groups_.size()))) {
    return false;
  }
  captures_.clear();
  for (const re2::StringPiece& group : groups_) {
    if (group.data() == nullptr) {
      captures_.emplace_back();
    } else {
      const auto start = static_cast<std::uint32_t>(group.data() - text.data());
      captures_.push_back(Capture{start, start + static_cast<std::uint32_t>(group.size())});
    }
  }
  return true;
}

std::size_t Matcher::next_start(std::size_t from) const {
  std::size_t first = captures_[0]->end;
  for (std::size_t i = 1; i < captures_.size(); ++i) {
    if (captures_[i] && captures_[i]->end > captures_[i]->start)
      first = std::min<std::size_t>(first, captures_[i]->end);
  }
  return std::max(first, from + 1);
}

}  // namespace copydesk
