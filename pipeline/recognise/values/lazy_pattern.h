// RE2 patterns and sets that are compiled when they are first asked for.
//
//   LazyPattern month("(?P<month>May|June)");
//   month.get().Match(…);            // compiles here, once
//
// Most articles use a fifth of the rules; compiling them all takes a fifth of a second. What can be wrong with a
// pattern is found at once, by fault_of(). A copy has the same text and compiles for itself: each worker has its own.
// Not for several threads.
#pragma once

#include <re2/re2.h>
#include <re2/set.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace copydesk {

class LazyPattern {
 public:
  LazyPattern() = default;
  explicit LazyPattern(std::string text) : text_(std::move(text)) {}
  LazyPattern(const LazyPattern& other) : text_(other.text_) {}
  LazyPattern(LazyPattern&&) noexcept = default;
  LazyPattern& operator=(const LazyPattern& other) { return *this = LazyPattern(other); }
  LazyPattern& operator=(LazyPattern&&) noexcept = default;
  ~LazyPattern() = default;

  [[nodiscard]] explicit operator bool() const { return !text_.empty(); }
  [[nodiscard]] const std::string& text() const { return text_; }
  // Longest matches. Requires: there is a pattern.
  [[nodiscard]] const RE2& get() const;

  // The names of its groups, in order: RE2 numbers them from 1.
  [[nodiscard]] std::vector<std::string> groups() const;
  // What is wrong with RE2 text, or "".
  [[nodiscard]] static std::string fault_of(const std::string& text);

 private:
  std::string text_;
  mutable std::unique_ptr<RE2> re2_;
};

class LazySet {
 public:
  LazySet() = default;
  LazySet(std::vector<std::string> patterns, RE2::Anchor anchor) : patterns_(std::move(patterns)), anchor_(anchor) {}
  LazySet(const LazySet& other) : patterns_(other.patterns_), anchor_(other.anchor_) {}
  LazySet(LazySet&&) noexcept = default;
  LazySet& operator=(const LazySet& other) { return *this = LazySet(other); }
  LazySet& operator=(LazySet&&) noexcept = default;
  ~LazySet() = default;

  [[nodiscard]] explicit operator bool() const { return !patterns_.empty(); }
  // The indices of the patterns that match, in order.
  void match(std::string_view text, std::vector<int>& found) const;

 private:
  std::vector<std::string> patterns_;
  RE2::Anchor anchor_ = RE2::ANCHOR_BOTH;
  mutable std::unique_ptr<RE2::Set> set_;
};

}  // namespace copydesk
