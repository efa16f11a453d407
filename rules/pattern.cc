#include "rules/pattern.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>

#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

// A gap is at most this many words (design.md), each without the marks it may not cross.
constexpr int kWordsOfGap = 8;
// Macros may use macros, but not without end.
constexpr int kDeepestMacro = 16;
constexpr std::size_t kMostEntriesOfList = 1000;

constexpr std::string_view kApostrophe = "['’‘ʼ´`]";
constexpr std::string_view kQuote = "[\"“”„«»]";
constexpr std::string_view kDash = "[-‐‑‒–—]";
// Not `.`: a full stop inside a sentence stands in an abbreviation or a name, and is let through there.
constexpr std::string_view kWord = R"([^\s;|]*[^\s;|,.])";

enum class Kind { literal, klass, blank, slot, group, raw };

struct Node;
using Sequence = std::vector<Node>;

// One part of a pattern: what it matches and how often.
struct Node {
  Kind kind = Kind::literal;
  std::string text = {};  // literal: UTF-8 as written; klass, raw: RE2 text; slot: its type's RE2 text
  std::string slot = {};  // slots: the capture's name
  std::string type = {};
  std::vector<Sequence> branches = {};  // groups
  std::string repeat = {};              // "", "?", "{0,3}", …, with a lazy "?" behind
  bool gap = false;                     // a built-in gap: shortest first
  bool optional = false;

  [[nodiscard]] bool wraps() const { return kind != Kind::klass && !(kind == Kind::literal && text.size() == 1); }
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string escaped(std::string_view literal) {
  std::string out;
  for (const char c : literal) {
    if (static_cast<unsigned char>(c) < 0x80 && !is_word(c) && c != ' ') out += '\\';
    out += c;
  }
  return out;
}

// Lower-case letters match either case, upper-case ones only themselves.
std::string literal_re2(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '\'' || c == '"' || c == '-') {
      out += c == '\'' ? kApostrophe : c == '"' ? kQuote : kDash;
      ++at;
      continue;
    }
    auto end = at;
    const auto lower = [](char x) { return is_letter(x) && std::islower(static_cast<unsigned char>(x)) != 0; };
    const bool fold = lower(c);
    while (end < text.size() && lower(text[end]) == fold && text[end] != '\'' && text[end] != '"' && text[end] != '-')
      ++end;
    const std::string run = escaped(text.substr(at, end - at));
    out += fold ? "(?i:" + run + ")" : run;
    at = end;
  }
  return out;
}

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
      if (!node) continue;
      read_repeat(*node, start);
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
    if (std::optional<std::string> text = slot_writer_(name)) return Node{.kind = Kind::raw, .text = std::move(*text)};
    if (name == "aside") {
      return Node{.kind = Kind::raw,
                  .text = fmt::format(R"((?:,\s+{0}(?:,?\s+{0}){{0,{1}}}?,))", kWord, 2 * kWordsOfGap - 1)};
    }
    if (name == "descriptor" || name == "gap") {
      const std::string_view comma = name == "gap" ? ",?" : "";
      return Node{.kind = Kind::raw,
                  .text = fmt::format(R"((?:{0}(?:{2}\s+{0}){{0,{1}}}?{2}))", kWord, kWordsOfGap - 1, comma),
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
    if (std::optional<std::string> text = slot_writer_(type)) {
      node.text = std::move(*text);
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
      node = Node{.kind = Kind::raw, .text = R"(\s*)"};
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

// Works out what a text needs to match a tree.
class Needs {
 public:
  using Clause = std::vector<std::string>;

  static std::vector<Clause> of(const Node& root) {
    std::vector<Clause> clauses = clauses_of(root);
    std::stable_sort(clauses.begin(), clauses.end(),
                     [](const Clause& a, const Clause& b) { return score(a) > score(b); });
    if (clauses.size() > kMostClauses) clauses.resize(kMostClauses);
    return clauses;
  }

 private:
  static constexpr std::size_t kMostClauses = 8;
  static constexpr std::size_t kLargestClause = 256;
  static constexpr std::size_t kShortestAtom = 2;

  // A clause is good that is seldom met: long strings, and few of them.
  static double score(const Clause& clause) {
    std::size_t shortest = 100;
    for (const std::string& atom : clause) shortest = std::min(shortest, atom.size());
    return static_cast<double>(shortest) - static_cast<double>(clause.size()) / 8;
  }

  static std::vector<Clause> clauses_of(const Node& node) {
    if (node.optional) return {};
    switch (node.kind) {
      case Kind::literal: return clauses_of_literal(node.text);
      case Kind::raw:
      case Kind::klass: return clauses_of_slot(node.text);
      case Kind::blank: return {};
      case Kind::slot: return node.branches.empty() ? clauses_of_slot(node.text) : clauses_of_branches(node.branches);
      case Kind::group: return clauses_of_branches(node.branches);
    }
    return {};
  }

  // The longest run of letters and digits: quotes and dashes may be written in several ways.
  static std::vector<Clause> clauses_of_literal(const std::string& text) {
    std::string best;
    std::string run;
    for (const char c : text + " ") {
      if (is_word(c)) {
        run += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        continue;
      }
      if (run.size() > best.size()) best = run;
      run.clear();
    }
    if (best.size() < kShortestAtom) return {};
    return {{best}};
  }

  // A slot, written "\x{E030}", or a class of them, "[\x{E001}\x{E003}]", with more behind where it is a list.
  static std::vector<Clause> clauses_of_slot(std::string_view text) {
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

  static std::vector<Clause> clauses_of_branches(const std::vector<Sequence>& branches) {
    if (branches.size() == 1) return clauses_of_sequence(branches.front());
    // Whichever branch matches, one string of its best clause is there.
    Clause any;
    for (const Sequence& branch : branches) {
      std::vector<Clause> clauses = clauses_of_sequence(branch);
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

  static std::vector<Clause> clauses_of_sequence(const Sequence& sequence) {
    std::vector<Clause> all;
    for (const Node& node : sequence) {
      std::vector<Clause> clauses = clauses_of(node);
      all.insert(all.end(), std::make_move_iterator(clauses.begin()), std::make_move_iterator(clauses.end()));
    }
    return all;
  }
};

// Writes a tree as RE2 text, and notes its slots.
class Writer {
 public:
  [[nodiscard]] Pattern pattern(const Node& root) {
    const std::string body = group_text(root, true);
    std::string text;
    if (word_at_start(root)) text += R"(\b)";
    text += root.branches.size() > 1 ? "(?:" + body + ")" : body;
    if (word_at_end(root)) text += R"(\b)";
    return {std::move(text), std::move(slots_), Needs::of(root)};
  }

 private:
  std::string group_text(const Node& group, bool required) {
    std::string out;
    const bool alone = group.branches.size() == 1;
    for (const Sequence& branch : group.branches) {
      if (!out.empty() || &branch != &group.branches.front()) out += '|';
      out += sequence_text(branch, required && alone);
    }
    return out;
  }

  // A blank beside an optional part is taken with it, so that "a b? c" is "a c" or "a b c".
  std::string sequence_text(const Sequence& parts, bool required) {
    const std::size_t tail = start_of_optional_tail(parts);
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Node& part = parts[i];
      const bool before = blank_before(parts, i) && !attaches(part);
      const bool after = i + 1 < parts.size() && parts[i + 1].kind == Kind::blank;
      if (part.kind == Kind::blank && i >= tail) {
        const Node& optional = parts[++i];
        out += R"((?:\s+)" + core_text(optional, false) + ")" + optional.repeat;
      } else if (part.kind == Kind::blank) {
        out += R"(\s+)";
      } else if (part.optional && before && after && i < tail) {
        out += "(?:" + core_text(part, false) + R"(\s+))" + part.repeat;
        ++i;
      } else {
        const std::string core = core_text(part, required && !part.optional);
        out += part.repeat.empty()
                   ? core
                   : (part.wraps() && part.kind != Kind::group ? "(?:" + core + ")" : core) + part.repeat;
      }
    }
    return out;
  }

  // Whether a blank, or the beginning, stands before part `i`: "a (?:b )?" ends with one, too.
  static bool blank_before(const Sequence& parts, std::size_t i) {
    if (i == 0 || parts[i - 1].kind == Kind::blank) return true;
    return ends_with_blank(parts[i - 1]) && (!parts[i - 1].optional || blank_before(parts, i - 1));
  }

  static bool ends_with_blank(const Node& part) {
    if (part.kind == Kind::blank) return true;
    return part.kind == Kind::group &&
           std::all_of(part.branches.begin(), part.branches.end(),
                       [](const Sequence& branch) { return !branch.empty() && ends_with_blank(branch.back()); });
  }

  // A comma belongs to what stands before it, wherever it is written.
  static bool attaches(const Node& part) {
    return part.kind == Kind::literal && part.text.find_first_not_of(",;:.)") == std::string::npos;
  }

  // Where the run of " b? c?" at the end begins: each of those takes the blank before it, unless it
  // ends with one of its own.
  static std::size_t start_of_optional_tail(const Sequence& parts) {
    std::size_t tail = parts.size();
    while (tail > 2 && parts[tail - 1].optional && !ends_with_blank(parts[tail - 1]) &&
           parts[tail - 2].kind == Kind::blank) {
      tail -= 2;
    }
    return tail;
  }

  // The part itself, without its repeat. A group comes in brackets.
  std::string core_text(const Node& part, bool required) {
    switch (part.kind) {
      case Kind::literal: return literal_re2(part.text);
      case Kind::klass:
      case Kind::raw: return part.text;
      case Kind::blank: return R"(\s+)";
      case Kind::group: return "(?:" + group_text(part, required) + ")";
      case Kind::slot: {
        slots_.push_back({part.slot, part.type, required});
        std::string inner = part.text;
        if (!part.branches.empty()) inner = core_text(part.branches.front().front(), false);
        return "(?P<" + part.slot + ">" + inner + ")";
      }
    }
    return {};
  }

  // Whether every way to match begins (ends) with an ASCII letter or digit: there a \b is meant.
  static bool word_at_start(const Node& node) { return word_at(node, true); }
  static bool word_at_end(const Node& node) { return word_at(node, false); }

  static bool word_at(const Node& node, bool start) {
    switch (node.kind) {
      case Kind::literal: return !node.text.empty() && is_word(start ? node.text.front() : node.text.back());
      case Kind::klass:
        return node.text == "\\d" || node.text == "\\w" || node.text == "[0-9]" || node.text == "[A-Z]" ||
               node.text == "[a-z]";
      case Kind::blank:
      case Kind::raw: return false;
      case Kind::slot: return !node.branches.empty() && word_at(node.branches.front().front(), start);
      case Kind::group:
        return std::all_of(node.branches.begin(), node.branches.end(),
                           [&](const Sequence& branch) { return word_at(branch, start); });
    }
    return false;
  }

  static bool word_at(const Sequence& branch, bool start) {
    for (std::size_t i = 0; i < branch.size(); ++i) {
      const Node& part = start ? branch[i] : branch[branch.size() - 1 - i];
      if (part.kind == Kind::blank) continue;
      if (!word_at(part, start)) return false;
      if (!part.optional) return true;
    }
    return false;
  }

  std::vector<Slot> slots_;
};

// RE2's "\s" is ASCII's; a pattern's is every white space (kBlankClass), in a class and outside.
std::string with_all_blanks(std::string_view re2) {
  std::string out;
  bool in_class = false;
  for (std::size_t i = 0; i < re2.size(); ++i) {
    const char c = re2[i];
    if (c == '\\' && i + 1 < re2.size()) {
      const char next = re2[++i];
      if (next == 's' && in_class) {
        out += kBlankClass;
      } else if (next == 's' || (next == 'S' && !in_class)) {
        out += fmt::format("[{}{}]", next == 'S' ? "^" : "", kBlankClass);
      } else {
        out += {c, next};
      }
      continue;
    }
    if (c == '[' && !in_class) {
      in_class = true;
      // A ']' that stands first is meant.
      out += c;
      if (i + 1 < re2.size() && re2[i + 1] == '^') out += re2[++i];
      if (i + 1 < re2.size() && re2[i + 1] == ']') out += re2[++i];
      continue;
    }
    if (c == ']') in_class = false;
    out += c;
  }
  return out;
}

}  // namespace

std::optional<Pattern> translate(const RuleText& text, const std::string& file, const std::string& rule,
                                 const RuleSet& rules, const SlotWriter& slot_writer,
                                 const std::vector<std::string>& slot_types, std::vector<RuleFault>& faults) {
  std::vector<RuleFault> found;
  const Node root = Reader(text, file, rule, rules, slot_writer, slot_types, found).read();
  // A fault in a macro shows in every rule that uses it: once is enough.
  for (RuleFault& fault : found) {
    const bool known = std::any_of(faults.begin(), faults.end(), [&](const RuleFault& f) {
      return f.file == fault.file && f.line == fault.line && f.column == fault.column && f.message == fault.message;
    });
    if (!known) faults.push_back(std::move(fault));
  }
  if (!found.empty()) return std::nullopt;
  Pattern pattern = Writer().pattern(root);
  pattern.re2 = with_all_blanks(pattern.re2);
  return pattern;
}

}  // namespace copydesk
