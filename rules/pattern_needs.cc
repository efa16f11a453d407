#include "rules/pattern_needs.h"

#include <algorithm>
#include <array>
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
using Atoms = std::vector<std::string>;

constexpr std::size_t kMostNeeds = 8;
constexpr std::size_t kLargestNeed = 256;  // atoms
constexpr std::size_t kShortestAtom = 2;   // letters

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Whether a word is bounded on the left, on the right of a part.
struct Bounds {
  bool left = false;
  bool right = false;
};

// Words that most sentences hold say little.
bool is_common(std::string_view atom) {
  constexpr std::array<std::string_view, 28> kCommon = {
      "a",  "an", "and", "are", "as", "at", "be",  "been", "by",  "for",   "from", "has", "have",  "in",
      "is", "it", "its", "of",  "on", "or", "our", "that", "the", "their", "to",   "was", "which", "with"};
  if (atom.starts_with(' ')) atom.remove_prefix(1);
  if (atom.ends_with(' ')) atom.remove_suffix(1);
  return std::find(kCommon.begin(), kCommon.end(), atom) != kCommon.end();
}

// Long strings are seldom met, and few of them.
double rarity_of(const Atoms& atoms) {
  constexpr double kCommon = 0.5;
  double least = 100;
  for (const std::string& atom : atoms)
    least = std::min(least, is_common(atom) ? kCommon : static_cast<double>(atom.size()));
  return least - static_cast<double>(atoms.size()) / 8;
}

std::uint16_t added(std::size_t a, std::size_t b) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(a + b, kAnyBlanks));
}

std::uint16_t times(std::size_t blanks, std::size_t how_often) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(blanks * how_often, kAnyBlanks));
}

// The needs of part of a pattern, and the runs of blanks behind the last, or in all of it where there is none.
struct Chain {
  std::vector<Need> needs = {};
  std::uint16_t least_behind = 0;
  std::uint16_t most_behind = 0;

  [[nodiscard]] std::uint16_t most() const {
    std::uint16_t blanks = most_behind;
    for (const Need& need : needs) blanks = added(blanks, need.most);
    return blanks;
  }

  void append(Chain next) {
    if (next.needs.empty()) {
      least_behind = std::max(least_behind, next.least_behind);
      most_behind = added(most_behind, next.most_behind);
      return;
    }
    Need& first = next.needs.front();
    first.least = std::max(first.least, least_behind);
    first.most = added(first.most, most_behind);
    needs.insert(needs.end(), std::make_move_iterator(next.needs.begin()), std::make_move_iterator(next.needs.end()));
    least_behind = next.least_behind;
    most_behind = next.most_behind;
  }

  // Of all needs only the most seldom met.
  void keep_rarest() {
    if (needs.empty()) return;
    const auto rarest =
        std::max_element(needs.begin(), needs.end(), [](const Need& a, const Need& b) { return a.rarity < b.rarity; });
    for (auto before = needs.begin(); before != rarest; ++before) rarest->most = added(rarest->most, before->most);
    for (auto behind = rarest + 1; behind != needs.end(); ++behind) most_behind = added(most_behind, behind->most);
    rarest->least = 0;
    least_behind = 0;
    needs = {std::move(*rarest)};
  }
};

Chain chain_of(Atoms atoms) {
  const double rarity = rarity_of(atoms);
  return {.needs = {{.any = std::move(atoms), .rarity = rarity}}};
}

Chain chain_of(const Node& node, Bounds bounds);

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
Chain chain_of_literal(const std::string& text, Bounds bounds) {
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
  Chain chain;
  if (longest >= kShortestAtom) chain = chain_of(Atoms{best});
  // "\ ": on either side of the atom, then.
  const auto blanks = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
  for (Need& need : chain.needs) need.most = added(need.most, blanks);
  chain.most_behind = added(chain.most_behind, blanks);
  return chain;
}

// A slot, written "\x{E030}", or a class of them, "[\x{E001}\x{E003}]", with more behind where it is a list.
Chain chain_of_slot(std::string_view text, std::uint16_t most_blanks) {
  Chain unknown{.most_behind = most_blanks};
  Atoms any;
  const bool several = text.starts_with('[');
  if (several) text.remove_prefix(1);
  while (text.starts_with("\\x{")) {
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return unknown;
    std::uint32_t code_point = 0;
    std::from_chars(text.data() + 3, text.data() + close, code_point, 16);
    append_code_point(any.emplace_back(), code_point);
    text.remove_prefix(close + 1);
  }
  const bool whole = several ? text.starts_with(']') : text.empty();
  if (any.empty() || !whole) return unknown;
  Chain chain = chain_of(std::move(any));
  chain.most_behind = most_blanks;
  return chain;
}

// A class, as far as it may match a blank: "[^;]" and "\\W" may, "[^\\s;]" and "[a-z]" may not.
Chain chain_of_class(std::string_view text) {
  const bool all_but = text.starts_with("[^");
  const auto has = [text](std::string_view what) { return text.find(what) != std::string_view::npos; };
  const bool unknown = has("\\p") || has("\\P") || (all_but && (has("\\S") || has("\\W") || has("\\D")));
  const bool blanks = has("\\s") || (!all_but && (has(" ") || has("\\W") || has("\\D")));
  return {.most_behind = static_cast<std::uint16_t>(unknown || blanks != all_but ? 1 : 0)};
}

// A blank takes one at least, unless a part beside it that may be missing takes it along.
Chain chain_of_blank(const Sequence& sequence, std::size_t i) {
  const bool sure = i > 0 && i + 1 < sequence.size() && !sequence[i - 1].optional && !sequence[i + 1].optional;
  return {.least_behind = static_cast<std::uint16_t>(sure ? 1 : 0), .most_behind = 1};
}

Chain chain_of_sequence(const Sequence& sequence, Bounds outer) {
  Chain all;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    if (sequence[i].kind == Kind::blank) {
      all.append(chain_of_blank(sequence, i));
      continue;
    }
    const bool once = sequence[i].repeat.empty();
    all.append(chain_of(
        sequence[i], {once && bound_before(sequence, i, outer.left), once && bound_after(sequence, i, outer.right)}));
  }
  return all;
}

// Whichever branch matches, one atom of its best need is there.
Chain chain_of_branches(const std::vector<Sequence>& branches, Bounds bounds) {
  if (branches.size() == 1) return chain_of_sequence(branches.front(), bounds);
  Atoms any;
  Need joined;
  std::uint16_t most_behind = 0;
  std::uint16_t most = 0;
  bool all = true;
  for (const Sequence& branch : branches) {
    Chain chain = chain_of_sequence(branch, bounds);
    most = std::max(most, chain.most());
    all = all && !chain.needs.empty();
    if (!all) continue;
    chain.keep_rarest();
    const Need& need = chain.needs.front();
    any.insert(any.end(), need.any.begin(), need.any.end());
    joined.most = std::max(joined.most, need.most);
    most_behind = std::max(most_behind, chain.most_behind);
  }
  std::sort(any.begin(), any.end());
  any.erase(std::unique(any.begin(), any.end()), any.end());
  if (!all || any.size() > kLargestNeed) return {.most_behind = most};
  joined.rarity = rarity_of(any);
  joined.any = std::move(any);
  return {.needs = {std::move(joined)}, .most_behind = most_behind};
}

Chain chain_of_once(const Node& node, Bounds bounds) {
  switch (node.kind) {
    case Kind::literal: return chain_of_literal(node.text, bounds);
    case Kind::raw: return chain_of_slot(node.text, node.most_blanks);
    case Kind::klass: return chain_of_class(node.text);
    case Kind::blank: return {.most_behind = 1};
    case Kind::slot:
      return node.branches.empty() ? chain_of_slot(node.text, node.most_blanks)
                                   : chain_of_branches(node.branches, bounds);
    case Kind::group: return chain_of_branches(node.branches, bounds);
  }
  return {.most_behind = kAnyBlanks};
}

// How often at most a repeat takes its part: "?", "*", "{1,3}?".
std::size_t most_times(std::string_view repeat) {
  if (repeat.empty() || repeat.starts_with('?')) return 1;
  const auto close = repeat.find('}');
  if (close == std::string_view::npos) return kAnyBlanks;
  const auto comma = repeat.find(',');
  const std::string_view most = repeat.substr(comma == std::string_view::npos ? 1 : comma + 1);
  std::size_t how_often = kAnyBlanks;
  std::from_chars(most.data(), repeat.data() + close, how_often);
  return how_often;
}

Chain chain_of(const Node& node, Bounds bounds) {
  Chain chain = chain_of_once(node, bounds);
  if (node.optional) return {.most_behind = times(chain.most(), most_times(node.repeat))};
  if (node.repeat.empty()) return chain;
  chain.keep_rarest();
  const std::uint16_t most = times(chain.most(), most_times(node.repeat));
  for (Need& need : chain.needs) need.most = most;
  chain.most_behind = most;
  return chain;
}

// Without the needs that are met most often, where there are too many.
void keep_rarest(std::vector<Need>& needs) {
  while (needs.size() > kMostNeeds) {
    const auto often =
        std::min_element(needs.begin(), needs.end(), [](const Need& a, const Need& b) { return a.rarity < b.rarity; });
    if (const auto next = often + 1; next != needs.end()) {
      next->least = std::max(next->least, often->least);
      next->most = added(next->most, often->most);
    }
    needs.erase(often);
  }
}

}  // namespace

std::vector<Need> needs_of(const PatternNode& root, bool word_at_start, bool word_at_end) {
  std::vector<Need> needs = chain_of(root, {word_at_start, word_at_end}).needs;
  keep_rarest(needs);
  return needs;
}

}  // namespace copydesk
