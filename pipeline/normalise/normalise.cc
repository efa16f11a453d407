#include "pipeline/normalise/normalise.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/normalise/edited.h"
#include "pipeline/normalise/scan.h"
#include "pipeline/normalise/steps.h"

namespace copydesk {
namespace {

using Step = std::optional<Edited> (*)(std::string_view text);

// In this order: repair needs the control characters that folding drops, and what repair and folding
// bring in has yet to be composed.
constexpr std::array<Step, 5> steps = {valid_utf8, repair_mojibake, fold_characters, mend_line_breaks, compose};

// A change worth telling, by the span of the marked text that it changed.
struct Change {
  const char* kind;
  TextSpan marked;
};

TextSpan as_text(SourceSpan span) { return {span.start, span.end}; }
SourceSpan as_source(TextSpan span) { return {span.start, span.end}; }

TextSpan joined(TextSpan a, TextSpan b) { return {std::min(a.start, b.start), std::max(a.end, b.end)}; }

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// A reader of the record wants to see the word that was repaired, not half a character.
TextSpan word_around(std::string_view text, TextSpan span) {
  constexpr std::uint32_t farthest = 40;
  const std::uint32_t first = span.start - std::min(span.start, farthest);
  const auto last = static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), std::size_t{span.end} + farthest));
  TextSpan word = span;
  while (word.start > first && !is_blank(text[word.start - 1])) --word.start;
  while (word.end < last && !is_blank(text[word.end])) ++word.end;
  if (word.start == first && first > 0 && !is_blank(text[first - 1])) word.start = span.start;
  if (word.end == last && last < text.size() && !is_blank(text[last])) word.end = span.end;
  return word;
}

// Changes in source order, those that touch the same characters made one.
std::vector<Change> settled(std::vector<Change> changes, std::string_view marked, const OffsetMap& edits) {
  for (Change& change : changes) {
    if (std::string_view(change.kind) == "mojibake") change.marked = word_around(marked, change.marked);
    const TextSpan text = edits.text_of(as_source(change.marked));
    if (!text.empty()) change.marked = joined(change.marked, as_text(edits.source_of(text)));
  }
  std::ranges::stable_sort(changes, {}, [](const Change& change) { return change.marked; });
  std::vector<Change> apart;
  for (const Change& change : changes) {
    if (!apart.empty() && apart.back().marked.overlaps(change.marked)) {
      apart.back().marked = joined(apart.back().marked, change.marked);
    } else {
      apart.push_back(change);
    }
  }
  return apart;
}

std::vector<Repair> repairs_of(std::vector<Change> changes, const Article::Marked& marked, const OffsetMap& edits,
                               std::string_view text) {
  std::vector<Repair> repairs;
  for (const Change& change : settled(std::move(changes), marked.text, edits)) {
    const TextSpan made = edits.text_of(as_source(change.marked));
    repairs.push_back({change.kind, made, marked.map.source_of(change.marked),
                       std::string(change.marked.of(marked.text)), std::string(made.of(text))});
  }
  return repairs;
}

// Where a block ends without the no-break space that readers leave there.
TextSpan without_end_blank(TextSpan block, std::string_view text) {
  constexpr std::string_view no_break_space = "\xC2\xA0";
  if (block.of(text).ends_with(no_break_space)) block.end -= no_break_space.size();
  return block;
}

}  // namespace

bool is_clean(std::string_view text) { return skip_plain(text, 0) == text.size() && !mend_line_breaks(text); }

Document normalise(const Article& article) {
  const Article::Marked& marked = article.marked;
  if (is_clean(marked.text)) return {marked.text, marked.map, marked.blocks, {}, {}};
  std::string text = marked.text;
  OffsetMap edits = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  std::vector<Change> changes;
  for (const Step step : steps) {
    std::optional<Edited> edited = step(text);
    if (!edited) continue;
    for (const Note& note : edited->notes) changes.push_back({note.kind, as_text(edits.source_of(note.old))});
    edits = edits.then(edited->map);
    text = std::move(edited->text);
  }
  Document document{{}, marked.map.then(edits), marked.blocks, {}, {}};
  for (Block& block : document.blocks) block.span = without_end_blank(edits.text_of(as_source(block.span)), text);
  document.repairs = repairs_of(std::move(changes), marked, edits, text);
  document.text = std::move(text);
  return document;
}

}  // namespace copydesk
