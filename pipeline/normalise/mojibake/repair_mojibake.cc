#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/normalise/mojibake/line_repair.h"
#include "pipeline/normalise/mojibake/misread.h"
#include "pipeline/normalise/scan.h"
#include "pipeline/normalise/steps.h"
#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

// Text damaged again and again is mended layer by layer.
constexpr int most_layers = 6;

// Longer lines are decided piece by piece.
constexpr std::size_t longest_line = 1 << 15;

// A gain of so many bits in one line proves its charset for the document.
constexpr int proof = 30;

// Where the line of `at` starts, or a piece of it that reaches no farther back than `least`.
std::size_t piece_start(std::string_view text, std::size_t least, std::size_t at) {
  const std::size_t farthest = std::max(least, at - std::min(at, longest_line / 2));
  const std::size_t line_end = text.substr(farthest, at - farthest).rfind('\n');
  std::size_t start = line_end == std::string_view::npos ? farthest : farthest + line_end + 1;
  while (is_continuation(text[start])) ++start;
  return start;
}

// Where the piece that starts at `start` and holds `odd` ends: with the line, else if it can with a word.
std::size_t piece_end(std::string_view text, std::size_t start, std::size_t odd) {
  const std::string_view longest = text.substr(start, longest_line);
  const std::size_t line_end = longest.find('\n', odd - start);
  if (line_end != std::string_view::npos) return start + line_end;
  if (start + longest.size() == text.size()) return text.size();
  const std::size_t blank = longest.rfind(' ');
  const bool after_word = blank != std::string_view::npos && blank > longest_line - 512 && start + blank > odd &&
                          static_cast<unsigned char>(longest[blank - 1]) < 0x80;
  std::size_t end = after_word ? start + blank : start + longest.size();
  while (is_continuation(text[end])) --end;
  return end;
}

// The lines, or pieces of long ones, in which something may be misread.
std::vector<TextSpan> doubtful_lines(std::string_view text) {
  std::vector<TextSpan> lines;
  std::size_t least = 0;
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    if (!may_be_misread(text, at)) {
      at += code_point_at(text, at).size;
      continue;
    }
    const std::size_t start = piece_start(text, least, at);
    least = at = piece_end(text, start, at);
    lines.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at)});
  }
  return lines;
}

std::vector<LineRepair> repairs_of(std::string_view text, const std::vector<TextSpan>& lines, const Odds& odds) {
  std::vector<LineRepair> repairs;
  repairs.reserve(lines.size());
  for (const TextSpan line : lines) repairs.push_back(repair_line(Line(text, line), odds));
  return repairs;
}

// Learns from what was mended which charsets were at work; true if that is news.
bool learn(const std::vector<LineRepair>& repairs, std::array<bool, Codecs::count>& known, Odds& odds) {
  bool news = false;
  for (const LineRepair& repair : repairs) {
    if (repair.codec == Codecs::count || repair.gain < proof || known[repair.codec]) continue;
    news = known[repair.codec] = true;
    odds.proved(repair.codec);
  }
  return news;
}

std::optional<Edited> rewritten(std::string_view text, const std::vector<LineRepair>& repairs) {
  Rewriter rewriter(text);
  for (const LineRepair& repair : repairs) {
    for (const LineRepair::Change& change : repair.changes) {
      std::string after;
      append_code_point(after, change.meant);
      if (change.keeps_blank) after += ' ';
      rewriter.replace(change.old, after);
      rewriter.note("mojibake", change.old);
    }
  }
  return std::move(rewriter).finish();
}

}  // namespace

std::optional<Edited> repair_mojibake(std::string_view text) {
  std::optional<Edited> all;
  Odds odds;
  std::array<bool, Codecs::count> known{};
  for (int layer = 0; layer < most_layers; ++layer) {
    const std::string_view now = all ? std::string_view(all->text) : text;
    const std::vector<TextSpan> lines = doubtful_lines(now);
    if (lines.empty()) break;
    std::vector<LineRepair> repairs = repairs_of(now, lines, odds);
    if (learn(repairs, known, odds) && lines.size() > 1) repairs = repairs_of(now, lines, odds);
    std::optional<Edited> edited = rewritten(now, repairs);
    if (!edited) break;
    if (all) {
      for (Note& note : edited->notes) {
        const SourceSpan old = all->map.source_of(note.old);
        note.old = {old.start, old.end};
      }
      edited->notes.insert(edited->notes.begin(), all->notes.begin(), all->notes.end());
      edited->map = all->map.then(edited->map);
    }
    all = std::move(edited);
  }
  return all;
}

}  // namespace copydesk
