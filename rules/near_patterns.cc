#include "rules/near_patterns.h"

#include <algorithm>

#include "rules/pattern_tree.h"

namespace copydesk {
namespace {

using Kind = PatternNode::Kind;

// What may stand where a mention is missed: another mention, a name that is none, or a word.
constexpr std::string_view kAnyName =
    R"((?:[\x{E000}-\x{E03F}]|[A-Z][^\s,;:|()\x{E000}-\x{E03F}]*(?:\s+[A-Z][^\s,;:|()\x{E000}-\x{E03F}]*){0,4}|[^\s,;:|()\x{E000}-\x{E03F}]+))";
constexpr std::string_view kAnyWords = R"((?:[^\s,;:|()\x{E000}-\x{E03F}]+(?:\s+[^\s,;:|()\x{E000}-\x{E03F}]+){0,2}?))";

constexpr std::uint16_t kBlanksOfName = 4;
constexpr std::uint16_t kBlanksOfWords = 2;

// Whether a match must hold the node, and the node says something.
bool is_part(const PatternNode& node) {
  if (node.optional || node.gap || node.kind == Kind::blank) return false;
  return !(node.kind == Kind::raw && (node.text == "^" || node.text == "$" || node.text.starts_with("\\")) &&
           !node.text.starts_with("\\x"));
}

// Whether something else may stand in its place: not where it is glued to its neighbours.
bool is_replaceable(const PatternNode& node) {
  if (node.kind != Kind::literal) return true;
  return std::isalnum(static_cast<unsigned char>(node.text.front())) != 0;
}

PatternNode anything_for(const PatternNode& node) {
  const bool name = node.kind == Kind::slot;
  return {.kind = Kind::slot,
          .text = std::string(name ? kAnyName : kAnyWords),
          .slot = NearPattern::kSaw,
          .type = NearPattern::kSaw,
          .most_blanks = name ? kBlanksOfName : kBlanksOfWords};
}

PatternNode tree_of(PatternSequence parts) {
  PatternNode root{.kind = Kind::group};
  root.branches.push_back(std::move(parts));
  return root;
}

void add_near(const PatternSequence& parts, std::vector<NearPattern>& near) {
  const auto all = static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), is_part));
  std::size_t before = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_part(parts[i])) continue;
    const auto add = [&](PatternSequence sequence, std::size_t matched, bool cut) {
      Pattern pattern = write_pattern(tree_of(std::move(sequence)));
      if (!pattern.wordless) near.push_back({std::move(pattern), parts[i].written, matched, all, cut});
    };
    if (is_replaceable(parts[i])) {
      PatternSequence one_short = parts;
      one_short[i] = anything_for(parts[i]);
      add(std::move(one_short), all - 1, false);
    }
    if (before > 0) {
      PatternSequence start(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i));
      while (!start.empty() && start.back().kind == Kind::blank) start.pop_back();
      add(std::move(start), before, true);
    }
    ++before;
  }
}

}  // namespace

std::vector<NearPattern> near_patterns(const RuleText& text, const std::string& file, const RuleSet& rules,
                                       const SlotWriter& slot_writer) {
  std::vector<RuleFault> faults;
  const PatternNode root = read_pattern(text, file, {}, rules, slot_writer, {}, faults);
  std::vector<NearPattern> near;
  if (!faults.empty()) return near;
  for (const PatternSequence& branch : root.branches) add_near(branch, near);
  return near;
}

}  // namespace copydesk
