#include "pipeline/recognise/values/lazy_pattern.h"

#include <algorithm>

namespace copydesk {
namespace {

RE2::Options options_for(int megabytes) {
  RE2::Options options(RE2::Quiet);
  options.set_longest_match(true);
  options.set_max_mem(megabytes << 20);
  return options;
}

}  // namespace

const RE2& LazyPattern::get() const {
  if (re2_ == nullptr) re2_ = std::make_unique<RE2>(text_, options_for(64));
  return *re2_;
}

std::vector<std::string> LazyPattern::groups() const {
  static constexpr std::string_view opening = "(?P<";
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = text_.find(opening, at)) != std::string::npos;) {
    at += opening.size();
    names.push_back(text_.substr(at, text_.find('>', at) - at));
  }
  return names;
}

std::string LazyPattern::fault_of(const std::string& text) {
  // A set parses what is added to it and compiles nothing.
  RE2::Set parser(options_for(1), RE2::UNANCHORED);
  std::string error;
  return parser.Add(text, &error) >= 0 ? std::string() : error;
}

void LazySet::match(std::string_view text, std::vector<int>& found) const {
  if (set_ == nullptr) {
    set_ = std::make_unique<RE2::Set>(options_for(64), anchor_);
    for (const std::string& pattern : patterns_) set_->Add(pattern, nullptr);
    set_->Compile();
  }
  found.clear();
  set_->Match(re2::StringPiece(text.data(), text.size()), &found);
  std::sort(found.begin(), found.end());
}

}  // namespace copydesk
