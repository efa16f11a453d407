// What one step makes of a text: the new text and the map back to the old one.
//
//   Rewriter rewriter(text);
//   rewriter.replace({7, 15}, "’");         // edits come from left to right
//   rewriter.note("mojibake", {7, 15});
//   std::optional<Edited> edited = std::move(rewriter).finish();   // nothing where nothing was replaced
//
// Everything between the edits is copied. A note makes an edit known to the reader of the record.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/text/offset_map.h"

namespace copydesk {

struct Note {
  const char* kind = "";
  TextSpan old;  // in the text before the step
};

struct Edited {
  std::string text;
  OffsetMap map;  // text → the text before the step
  std::vector<Note> notes;
};

class Rewriter {
 public:
  // `source` must outlive the rewriter.
  explicit Rewriter(std::string_view source) : source_(source) {}

  // Requires: `old` starts at or behind the end of the one replaced before.
  void replace(TextSpan old, std::string_view after) {
    copy_to(old.start);
    builder_.replace(old.size(), static_cast<std::uint32_t>(after.size()));
    text_ += after;
    done_ = old.end;
    changed_ = true;
  }

  // Edits side by side make one note; so do all from the ten thousandth on, for no reader wants them.
  void note(const char* kind, TextSpan old) {
    constexpr std::size_t most = 10'000;
    const bool goes_on = !notes_.empty() && notes_.back().kind == kind && notes_.back().old.end == old.start;
    if (goes_on || notes_.size() == most) {
      notes_.back().old.end = old.end;
    } else {
      notes_.push_back({kind, old});
    }
  }

  [[nodiscard]] std::optional<Edited> finish() && {
    if (!changed_) return std::nullopt;
    copy_to(static_cast<std::uint32_t>(source_.size()));
    return Edited{std::move(text_), std::move(builder_).build(), std::move(notes_)};
  }

 private:
  void copy_to(std::uint32_t at) {
    assert(at >= done_);
    if (!changed_) text_.reserve(source_.size());
    text_ += source_.substr(done_, at - done_);
    builder_.copy(at - done_);
    done_ = at;
  }

  std::string_view source_;
  std::string text_;
  OffsetMap::Builder builder_;
  std::vector<Note> notes_;
  std::uint32_t done_ = 0;  // everything before is written
  bool changed_ = false;
};

}  // namespace copydesk
