#include "corpus/byline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/date_line.h"
#include "corpus/markup/lines.h"

namespace copydesk {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t longest_byline = 160;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = is_upper(c) ? char(c + 32) : c;
  return out;
}

std::vector<std::string_view> split(std::string_view text, const std::vector<std::string_view>& separators) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const auto found = std::find_if(separators.begin(), separators.end(),
                                    [&](std::string_view s) { return text.substr(at).starts_with(s); });
    if (at < text.size() && found == separators.end()) {
      ++at;
      continue;
    }
    if (const std::string_view piece = trimmed(text.substr(start, at - start)); !piece.empty()) pieces.push_back(piece);
    at += found == separators.end() ? 1 : found->size();
    start = at;
  }
  return pieces;
}

bool is_particle(std::string_view word) {
  static constexpr auto particles = std::to_array<std::string_view>(
      {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "ten", "van", "von", "y"});
  return std::find(particles.begin(), particles.end(), word) != particles.end();
}

bool is_role(const std::string& word) {
  static constexpr auto roles = std::to_array<std::string_view>(
      {"agency",        "analyst",  "bureau", "chief",     "columnist", "contributing", "contributor",
       "correspondent", "desk",     "editor", "editorial", "editors",   "guest",        "journalist",
       "news",          "newsroom", "press",  "producer",  "reporter",  "reporters",    "senior",
       "special",       "staff",    "team",   "writer",    "writers"});
  return std::find(roles.begin(), roles.end(), word) != roles.end();
}

// "By the Numbers" heads a section, "By The Associated Press" names a newsroom.
bool has_article(std::string_view words) {
  const std::string head = lower(words.substr(0, 4));
  return head.starts_with("the ") || head.starts_with("a ") || head.starts_with("an ");
}

// The words behind "By" and its like; nullopt where the line starts otherwise.
std::optional<std::string_view> behind_label(std::string_view line) {
  static constexpr auto labels =
      std::to_array<std::string_view>({"by ", "by: ", "written by ", "words by ", "posted by ", "story by ",
                                       "reported by ", "author: ", "authors: ", "byline: "});
  const std::string head = lower(line.substr(0, 16));
  for (const std::string_view label : labels) {
    if (head.starts_with(label)) return trimmed(line.substr(label.size()));
  }
  return std::nullopt;
}

std::string_view without_date(std::string_view text) {
  const auto found = find_date(text);
  return found ? trimmed(text.substr(0, found->span.start)) : text;
}

}  // namespace

bool looks_like_a_name(std::string_view text) {
  const auto words = split(text, {" "});
  if (words.size() < 2 || words.size() > 5 || has_article(text)) return false;
  return std::all_of(words.begin(), words.end(), [&](std::string_view word) {
    if (word.find_first_of("0123456789@/:()!?\"") != npos || is_role(lower(word))) return false;
    return is_upper(word.front()) || word.front() < 0 || (is_particle(word) && word.data() != words.front().data());
  });
}

std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> found;
  for (const std::string_view piece : split(names, {",", ";", " and ", " & ", " with "})) {
    if (looks_like_a_name(piece)) found.emplace_back(piece);
  }
  // One name of another form ("maloymanna", "Reuters") is taken as it stands.
  if (found.empty() && !trimmed(names).empty()) found.emplace_back(trimmed(names));
  return found;
}

std::optional<std::vector<std::string>> read_byline(std::string_view line) {
  if (line.size() > longest_byline || line.ends_with('.')) return std::nullopt;
  const auto names = behind_label(line);
  if (!names || names->empty()) return std::nullopt;
  const auto parts = split(*names, {"|", "·", "•", " – ", " — ", " - ", " on ", " Published ", " Updated ", "\n"});
  if (parts.empty()) return std::nullopt;
  const std::string_view who = without_date(parts.front());
  std::vector<std::string> found;
  for (const std::string_view piece : split(who, {",", ";", " and ", " & ", " with "})) {
    if (looks_like_a_name(piece)) found.emplace_back(piece);
  }
  if (!found.empty()) return found;
  const auto words = split(who, {" "});
  const bool all_capital =
      std::all_of(words.begin(), words.end(), [](std::string_view w) { return is_upper(w.front()); });
  const bool roles = std::any_of(words.begin(), words.end(), [](std::string_view w) { return is_role(lower(w)); });
  if (words.empty() || words.size() > 4 || (!all_capital && !roles)) return std::nullopt;
  if (has_article(who) && !roles) return std::nullopt;
  if (!roles) found.emplace_back(trimmed(who.substr(0, who.find(','))));
  return found;
}

}  // namespace copydesk
