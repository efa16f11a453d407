#include "rules/pattern_tree.h"

#include <algorithm>
#include <cctype>

namespace copydesk {
namespace {

using Kind = PatternNode::Kind;
using Node = PatternNode;
using Sequence = PatternSequence;

// A gap is at most this many words (design.md), each without the marks it may not cross.
constexpr int kWordsOfGap = 8;
// Macros may use macros, but not without end.
constexpr int kDeepestMacro = 16;
constexpr std::size_t kMostEntriesOfList = 1000;

// Not `.`: a full stop inside a sentence stands in an abbreviation or a name, and is let through there.
constexpr std::string_view kWord = R"([^\s;|]*[^\s;|,.])";

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Reads a pattern's text into a tree.
class Reader {
 public:
  Reader(const RuleText& text, const std::string& file, const std::string& rule, const RuleSet& rules,
         const SlotWriter& slot_writer, const std::vector<std::string>& slot_types, std::vector<RuleFault>& faults,
         std::vector<std::string> open_macros = {})
      : text_(text),
        file_(file),
        rule_(rule),
        rules_(rules),
        slot_writer_(slot_writer),
        slot_types_(slot_types),
        faults_(faults),
        open_macros_(std::move(open_macros)) {}

  [[nodiscard]] Node read() {
    Node root = read_branches();
    if (at_ < size()) fault(at_, 1, "a ')' without its '('", "");
    return root;
  }

 private:
  [[nodiscard]] std::size_t size() const { return text_.text.size(); }
  [[nodiscard]] char here() const { return at_ < size() ? text_.text[at_] : '\0'; }
  [[nodiscard]] char next() const { return at_ + 1 < size() ? text_.text[at_ + 1] : '\0'; }

  void fault(std::size_t offset, std::size_t length, std::string message, std::string hint) {
    faults_.push_back(fault_at(file_, text_, offset, length, std::move(message), rule_, std::move(hint)));
  }

  Node read_branches() {
    Node group{.kind = Kind::group};
    group.branches.push_back(read_sequence());
    while (here() == '|') {
      ++at_;
      group.branches.push_back(read_sequence());
    }
    return group;
  }

  Sequence read_sequence() {
    Sequence sequence;
    const std::size_t begin = at_;
    while (at_ < size() && here() != '|' && here() != ')') {
      const std::size_t start = at_;
      std::optional<Node> node = read_item();
      if (!node) {
        if (here() == '?') ++at_;  // of what has been reported already
        continue;
      }
      read_repeat(*node, start);
      node->written = text_.text.substr(start, at_ - start);
      sequence.push_back(std::move(*node));
    }
    // Blanks at either end of the whole pattern, and on both sides of a '|', are there for the reader only.
    const auto blank_at = [this](std::size_t at) {
      return at < size() && (text_.text[at] == ' ' || text_.text[at] == '\t');
    };
    const bool reader_only_behind = at_ == size() || (here() == '|' && blank_at(at_ + 1));
    const bool reader_only_before = begin == 0 || (text_.text[begin - 1] == '|' && begin >= 2 && blank_at(begin - 2));
    if (!sequence.empty() && reader_only_behind && sequence.back().kind == Kind::blank) sequence.pop_back();
    if (!sequence.empty() && reader_only_before && sequence.front().kind == Kind::blank)
      sequence.erase(sequence.begin());
    return sequence;
  }

  std::optional<Node> read_item() {
    const char c = here();
    switch (c) {
      case ' ':
      case '\t':
        while (here() == ' ' || here() == '\t') ++at_;
        return Node{.kind = Kind::blank};
      case '(': return read_group();
      case '[': return read_class();
      case '<': return read_macro();
      case '{': return read_slot();
      case '\\': return read_escape();
      case '^':
      case '$': ++at_; return Node{.kind = Kind::raw, .text = std::string(1, c)};
      case '.':
        // A point in a pattern stands for a point far more often than for any character.
        ++at_;
        return Node{.kind = Kind::literal, .text = "."};
      default: return read_literal();
    }
  }

  Node read_literal() {
    const std::size_t start = at_;
    static constexpr std::string_view special = " \t([<{\\^$.|)?*+";
    while (at_ < size() && special.find(here()) == std::string_view::npos) ++at_;
    if (at_ == start) {
      fault(at_, 1, fmt::format("nothing for '{}' to repeat", here()),
            fmt::format("write '\\{}' for the character", here()));
      ++at_;
      return Node{.kind = Kind::literal};
    }
    // A repeat belongs to the last character alone: "colou?r".
    if ((here() == '?' || here() == '*' || here() == '+' ||
         (here() == '{' && std::isdigit(static_cast<unsigned char>(next())) != 0)) &&
        at_ - start > 1) {
      do --at_;
      while ((text_.text[at_] & 0xC0) == 0x80);
      if (at_ == start) at_ = start + last_character(start);
    }
    return Node{.kind = Kind::literal, .text = text_.text.substr(start, at_ - start)};
  }

  // The bytes of the character at `offset`.
  [[nodiscard]] std::size_t last_character(std::size_t offset) const {
    std::size_t bytes = 1;
    while (offset + bytes < size() && (text_.text[offset + bytes] & 0xC0) == 0x80) ++bytes;
    return bytes;
  }

  std::optional<Node> read_group() {
    const std::size_t open = at_;
    ++at_;
    if (here() == '?') {
      if (next() != ':') {
        fault(at_, 2, "only plain groups '(?:…)' are known", "captures are slots: {name:type}");
        at_ = std::min(text_.text.find_first_of(":)>", at_), size() - 1) - 1;
      }
      at_ += 2;
    }
    Node group = read_branches();
    if (here() != ')') {
      fault(open, 1, "this '(' is never closed", "add a ')'");
      return group;
    }
    ++at_;
    return group;
  }

  std::optional<Node> read_class() {
    const std::size_t open = at_;
    std::size_t close = at_ + 1;
    if (close < size() && text_.text[close] == '^') ++close;
    if (close < size() && text_.text[close] == ']') ++close;
    while (close < size() && text_.text[close] != ']') close += text_.text[close] == '\\' ? 2 : 1;
    if (close >= size()) {
      fault(open, 1, "this '[' is never closed", "add a ']'");
      at_ = size();
      return std::nullopt;
    }
    at_ = close + 1;
    return Node{.kind = Kind::klass, .text = text_.text.substr(open, at_ - open)};
  }

  std::optional<Node> read_escape() {
    if (at_ + 1 >= size()) {
      fault(at_, 1, "a '\\' at the end", "");
      ++at_;
      return std::nullopt;
    }
    const char c = next();
    const std::size_t start = at_;
    at_ += 2;
    if (c == 'b' || c == 'B') return Node{.kind = Kind::raw, .text = text_.text.substr(start, 2)};
    if (is_word(c)) {
      if ((c == 'p' || c == 'P') && here() == '{') {
        const auto close = std::min(text_.text.find('}', at_), size() - 1);
        at_ = close + 1;
      } else if (c == 'p' || c == 'P') {
        ++at_;
      }
      return Node{.kind = Kind::klass, .text = text_.text.substr(start, at_ - start)};
    }
    return Node{.kind = Kind::literal, .text = std::string(1, c)};
  }

  // The part between the bracket at at_ and `close`; at_ goes behind it. Empty with a fault if never closed.
  std::string read_bracketed(char close, std::string_view what) {
    const std::size_t open = at_;
    const auto end = text_.text.find(close, open);
    if (end == std::string::npos) {
      fault(open, 1, fmt::format("this {} is never closed", what), fmt::format("add a '{}'", close));
      at_ = size();
      return {};
    }
    at_ = end + 1;
    return text_.text.substr(open + 1, end - open - 1);
  }

  std::optional<Node> read_macro() {
    const std::size_t open = at_;
    const std::string name = read_bracketed('>', "'<'");
    if (name.empty()) return std::nullopt;
    return expand(name, open, name.size() + 2);
  }

  std::optional<Node> expand(const std::string& name, std::size_t offset, std::size_t length) {
    if (std::optional<SlotText> slot = slot_writer_(name))
      return Node{.kind = Kind::raw, .text = std::move(slot->re2), .most_blanks = slot->most_blanks};
    if (name == "aside") {
      return Node{.kind = Kind::raw,
                  .text = fmt::format(R"((?:,\s+{0}(?:,?\s+{0}){{0,{1}}}?,))", kWord, 2 * kWordsOfGap - 1),
                  .most_blanks = 2 * kWordsOfGap};
    }
    if (name == "descriptor" || name == "gap") {
      const std::string_view comma = name == "gap" ? ",?" : "";
      return Node{.kind = Kind::raw,
                  .text = fmt::format(R"((?:{0}(?:{2}\s+{0}){{0,{1}}}?{2}))", kWord, kWordsOfGap - 1, comma),
                  .most_blanks = kWordsOfGap - 1,
                  .gap = true};
    }
    if (const RuleMacro* macro = rules_.macro(name); macro != nullptr) return expand_macro(*macro, offset, length);
    const WordList* list = rules_.list(name);
    if (list == nullptr) {
      const std::string close = closest_name(name, rules_.macro_names());
      fault(offset, length, "unknown macro or list <" + name + ">",
            close.empty() ? "define it with 'define " + name + " = …'" : "did you mean <" + close + ">?");
      return std::nullopt;
    }
    if (list->size() > kMostEntriesOfList) {
      fault(offset, length, fmt::format("the list {} has {} entries, too many for a macro", name, list->size()),
            "use a mention slot instead");
      return std::nullopt;
    }
    return node_of(*list);
  }

  static Node node_of(const WordList& list) {
    Node group{.kind = Kind::group};
    std::vector<std::string_view> entries;
    for (std::size_t i = 0; i < list.size(); ++i) entries.push_back(list.entry(i));
    // RE2 takes the first alternative that matches: the longer entry must stand first.
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    for (const std::string_view entry : entries) {
      Sequence words;
      for (std::size_t at = 0; at < entry.size();) {
        const auto blank = std::min(entry.find(' ', at), entry.size());
        if (!words.empty()) words.push_back({.kind = Kind::blank});
        words.push_back({.kind = Kind::literal, .text = std::string(entry.substr(at, blank - at))});
        at = blank + 1;
      }
      group.branches.push_back(std::move(words));
    }
    return group;
  }

  std::optional<Node> expand_macro(const RuleMacro& macro, std::size_t offset, std::size_t length) {
    const bool circular = std::find(open_macros_.begin(), open_macros_.end(), macro.name) != open_macros_.end();
    if (circular || open_macros_.size() >= kDeepestMacro) {
      fault(offset, length, "<" + macro.name + "> is defined by itself", "break the circle");
      return std::nullopt;
    }
    std::vector<std::string> open = open_macros_;
    open.push_back(macro.name);
    return Reader(macro.pattern, macro.file, rule_, rules_, slot_writer_, slot_types_, faults_, std::move(open)).read();
  }

  std::optional<Node> read_slot() {
    const std::size_t open = at_;
    const std::string inside = read_bracketed('}', "'{'");
    if (inside.empty()) return std::nullopt;
    const auto colon = inside.find(':');
    const std::string name = inside.substr(0, colon);
    const std::string type = colon == std::string::npos ? name : inside.substr(colon + 1);
    if (name.empty() || !std::all_of(name.begin(), name.end(), is_word)) {
      fault(open, inside.size() + 2, "'" + name + "' is no name for a slot",
            "write {name:type}, the name of letters and '_'");
      return std::nullopt;
    }
    Node node{.kind = Kind::slot, .slot = name, .type = type};
    if (std::optional<SlotText> slot = slot_writer_(type)) {
      node.text = std::move(slot->re2);
      node.most_blanks = slot->most_blanks;
      return node;
    }
    const bool macro =
        rules_.macro(type) != nullptr || rules_.list(type) != nullptr || type == "descriptor" || type == "gap";
    if (!macro) {
      std::vector<std::string> known = rules_.macro_names();
      known.insert(known.begin(), slot_types_.begin(), slot_types_.end());
      const std::string close = closest_name(type, known);
      fault(open + (colon == std::string::npos ? 1 : colon + 2), type.size(), "unknown slot type '" + type + "'",
            close.empty() ? fmt::format("known are {}, and every macro", fmt::join(slot_types_, ", "))
                          : "did you mean '" + close + "'?");
      return std::nullopt;
    }
    std::optional<Node> inner = expand(type, open, inside.size() + 2);
    if (!inner) return std::nullopt;
    node.branches.push_back({std::move(*inner)});
    return node;
  }

  void read_repeat(Node& node, std::size_t start) {
    const char c = here();
    const bool counted = c == '{' && std::isdigit(static_cast<unsigned char>(next())) != 0;
    if (c != '?' && c != '*' && c != '+' && !counted) return;
    const std::size_t open = at_;
    node.repeat = counted ? "{" + read_bracketed('}', "'{'") + "}" : std::string(1, c);
    if (!counted) ++at_;
    const bool unbounded = c == '*' || c == '+' || (counted && node.repeat.ends_with(",}"));
    const bool crosses =
        node.kind != Kind::literal &&
        (node.kind != Kind::klass || (node.text.starts_with("[^") && node.text.find("\\s") == std::string::npos) ||
         node.text == "\\D" || node.text == "\\W");
    if (unbounded && crosses) {
      fault(start, at_ - start, "an unbounded repeat",
            fmt::format("say how often at most: {{{},5}}", c == '+' ? 1 : 0));
    }
    if (node.kind == Kind::blank && node.repeat == "?") {
      node = Node{.kind = Kind::raw, .text = R"(\s*)", .most_blanks = 1};
      return;
    }
    if (node.kind == Kind::blank) {
      fault(open, 1, "a blank is not repeated: it stands for one or more", "leave the repeat out");
    }
    node.optional = node.repeat == "?" || node.repeat == "*" || node.repeat.starts_with("{0");
    if (here() == '?') {
      node.repeat += '?';
      ++at_;
    } else if (node.gap && node.optional) {
      node.repeat += '?';
    }
  }

  const RuleText& text_;
  const std::string& file_;
  const std::string& rule_;
  const RuleSet& rules_;
  const SlotWriter& slot_writer_;
  const std::vector<std::string>& slot_types_;
  std::vector<RuleFault>& faults_;
  std::vector<std::string> open_macros_;
  std::size_t at_ = 0;
};

}  // namespace

PatternNode read_pattern(const RuleText& text, const std::string& file, const std::string& rule, const RuleSet& rules,
                         const SlotWriter& slot_writer, const std::vector<std::string>& slot_types,
                         std::vector<RuleFault>& faults) {
  return Reader(text, file, rule, rules, slot_writer, slot_types, faults).read();
}

}  // namespace copydesk
