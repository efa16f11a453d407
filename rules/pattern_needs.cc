#include "rules/pattern_needs.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <iterator>

#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

using Kind = PatternNode::Kind;
using Node = PatternNode;
using Sequence = PatternSequence;
using Clause = std::vector<std::string>;

constexpr std::size_t kMostClauses = 8;
constexpr std::size_t kLargestClause = 256;
constexpr std::size_t kShortestAtom = 2;  // letters

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Whether a word is bounded on the left, on the right of a part.
struct Bounds {
  bool left = false;
  bool right = false;
};

// A clause is good that is seldom met: long strings, and few of them.
double score(const Clause& clause) {
  std::size_t shortest = 100;
  for (const std::string& atom : clause) shortest = std::min(shortest, atom.size());
  return static_cast<double>(shortest) - static_cast<double>(clause.size()) / 8;
}

std::vector<Clause> clauses_of(const Node& node, Bounds bounds);

// What stands before part `i`, where its sequence stands behind a bound or not.
bool bound_before(const Sequence& parts, std::size_t i, bool outer) {
  if (i == 0) return outer;
  const Node& before = parts[i - 1];
  // A blank may have gone with an optional part before it.
  if (before.kind == Kind::blank) return i == 1 || !parts[i - 2].optional || bound_before(parts, i - 2, outer);
  if (before.kind == Kind::raw) return before.text == "\\b";
  return before.kind == Kind::literal && !before.optional && !before.text.empty() && !is_word(before.text.back());
}

bool bound_after(const Sequence& parts, std::size_t i, bool outer) {
  if (i + 1 >= parts.size()) return outer;
  const Node& after = parts[i + 1];
  if (after.kind == Kind::blank)
    return i + 2 >= parts.size() || !parts[i + 2].optional || bound_after(parts, i + 2, outer);
  if (after.kind == Kind::raw) return after.text == "\\b";
  const bool mark = after.kind == Kind::literal && !after.text.empty() && !is_word(after.text.front());
  return mark && (!after.optional || bound_after(parts, i + 1, outer));
}

// The longest run of letters and digits: quotes and dashes may be written in several ways.
std::vector<Clause> clauses_of_literal(const std::string& text, Bounds bounds) {
  std::string best;
  std::size_t longest = 0;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = start;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end - start > longest) {
      longest = end - start;
      best = start > 0 || bounds.left ? " " : "";
      for (std::size_t i = start; i < end; ++i)
        best += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
      if (end < text.size() || bounds.right) best += ' ';
    }
    start = end + 1;
  }
  if (longest < kShortestAtom) return {};
  return {{best}};
}

// A slot, written "\x{E030}", or a class of them, "[\x{E001}\x{E003}]", with more behind where it is a list.
std::vector<Clause> clauses_of_slot(std::string_view text) {
  Clause any;
  const bool several = text.starts_with('[');
  if (several) text.remove_prefix(1);
  while (text.starts_with("\\x{")) {
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return {};
    std::uint32_t code_point = 0;
    std::from_chars(text.data() + 3, text.data() + close, code_point, 16);
    append_code_point(any.emplace_back(), code_point);
    text.remove_prefix(close + 1);
  }
  const bool whole = several ? text.starts_with(']') : text.empty();
  if (any.empty() || !whole) return {};
  return {std::move(any)};
}

std::vector<Clause> clauses_of_sequence(const Sequence& sequence, Bounds outer) {
  std::vector<Clause> all;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const bool once = sequence[i].repeat.empty();
    const Bounds bounds{once && bound_before(sequence, i, outer.left), once && bound_after(sequence, i, outer.right)};
    std::vector<Clause> clauses = clauses_of(sequence[i], bounds);
    all.insert(all.end(), std::make_move_iterator(clauses.begin()), std::make_move_iterator(clauses.end()));
  }
  return all;
}

std::vector<Clause> clauses_of_branches(const std::vector<Sequence>& branches, Bounds bounds) {
  if (branches.size() == 1) return clauses_of_sequence(branches.front(), bounds);
  // Whichever branch matches, one string of its best clause is there.
  Clause any;
  for (const Sequence& branch : branches) {
    std::vector<Clause> clauses = clauses_of_sequence(branch, bounds);
    if (clauses.empty()) return {};
    const Clause& best = *std::max_element(clauses.begin(), clauses.end(),
                                           [](const Clause& a, const Clause& b) { return score(a) < score(b); });
    any.insert(any.end(), best.begin(), best.end());
  }
  std::sort(any.begin(), any.end());
  any.erase(std::unique(any.begin(), any.end()), any.end());
  if (any.size() > kLargestClause) return {};
  return {std::move(any)};
}

std::vector<Clause> clauses_of(const Node& node, Bounds bounds) {
  if (node.optional) return {};
  switch (node.kind) {
    case Kind::literal: return clauses_of_literal(node.text, bounds);
    case Kind::raw:
    case Kind::klass: return clauses_of_slot(node.text);
    case Kind::blank: return {};
    case Kind::slot:
      return node.branches.empty() ? clauses_of_slot(node.text) : clauses_of_branches(node.branches, bounds);
    case Kind::group: return clauses_of_branches(node.branches, bounds);
  }
  return {};
}

}  // namespace

std::vector<std::vector<std::string>> needs_of(const PatternNode& root, bool word_at_start, bool word_at_end) {
  std::vector<Clause> clauses = clauses_of(root, {word_at_start, word_at_end});
  std::stable_sort(clauses.begin(), clauses.end(),
                   [](const Clause& a, const Clause& b) { return score(a) > score(b); });
  if (clauses.size() > kMostClauses) clauses.resize(kMostClauses);
  return clauses;
}

}  // namespace copydesk
