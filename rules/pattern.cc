#include "rules/pattern.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <memory>

#include "pipeline/text/utf8.h"
#include "rules/pattern_needs.h"
#include "rules/pattern_tree.h"

namespace copydesk {
namespace {

using Kind = PatternNode::Kind;
using Node = PatternNode;
using Sequence = PatternSequence;

constexpr std::string_view kApostrophe = "['’‘ʼ´`]";
constexpr std::string_view kQuote = "[\"“”„«»]";
constexpr std::string_view kDash = "[-‐‑‒–—]";
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

}  // namespace

std::string either_case(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find_first_of("kKsS", at), text.size());
    if (end > at) out += "(?i:" + escaped(text.substr(at, end - at)) + ")";
    if (end < text.size()) out += text[end] == 'k' || text[end] == 'K' ? "[kK]" : "[sS]";
    at = end + 1;
  }
  return out;
}

namespace {

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
    const std::string_view run = text.substr(at, end - at);
    out += fold ? either_case(run) : escaped(run);
    at = end;
  }
  return out;
}

// A single code point, written "\x{E030}".
bool is_code_point(const std::string& text) { return text.starts_with("\\x{") && text.find('}') == text.size() - 1; }

// Whether whatever matches holds a word that the pattern says: a phrase counts, a mention or a gap does not.
bool says_word(const Node& node);

bool says_word(const Sequence& sequence) {
  return std::any_of(sequence.begin(), sequence.end(), [](const Node& node) { return says_word(node); });
}

bool says_word(const Node& node) {
  const auto in_all = [&] {
    return std::all_of(node.branches.begin(), node.branches.end(), [](const Sequence& s) { return says_word(s); });
  };
  if (node.optional) return false;
  switch (node.kind) {
    case Kind::literal:
      return std::any_of(node.text.begin(), node.text.end(),
                         [](char c) { return is_word(c) || static_cast<unsigned char>(c) >= 0x80; });
    case Kind::raw: return is_code_point(node.text);
    case Kind::slot: return node.branches.empty() ? is_code_point(node.text) : in_all();
    case Kind::group: return in_all();
    case Kind::klass:
    case Kind::blank: return false;
  }
  return false;
}

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

// Writes a tree as RE2 text, and notes its slots.
class Writer {
 public:
  [[nodiscard]] Pattern pattern(const Node& root) {
    const std::string body = group_text(root, true);
    std::string text;
    if (word_at_start(root)) text += R"(\b)";
    text += root.branches.size() > 1 ? "(?:" + body + ")" : body;
    if (word_at_end(root)) text += R"(\b)";
    return {.re2 = with_all_blanks(text),
            .slots = std::move(slots_),
            .needs = needs_of(root, word_at_start(root), word_at_end(root)),
            .wordless = !says_word(root)};
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

  // Whether every way to match begins (ends) with an ASCII letter or digit: there a \b is meant. Maybe: nothing need
  // match, and what follows decides.
  enum class Word : std::uint8_t { no, maybe, yes };

  static bool word_at_start(const Node& node) { return word_at(node, true) == Word::yes; }
  static bool word_at_end(const Node& node) { return word_at(node, false) == Word::yes; }

  static Word word_at(const Node& node, bool start) {
    const auto yes_if = [](bool is_word) { return is_word ? Word::yes : Word::no; };
    switch (node.kind) {
      case Kind::literal: return yes_if(!node.text.empty() && is_word(start ? node.text.front() : node.text.back()));
      case Kind::klass:
        return yes_if(node.text == "\\d" || node.text == "\\w" || node.text == "[0-9]" || node.text == "[A-Z]" ||
                      node.text == "[a-z]");
      case Kind::blank: return Word::no;
      case Kind::raw: return node.text == "\\b" ? Word::maybe : Word::no;
      case Kind::slot: return node.branches.empty() ? Word::no : word_at(node.branches.front().front(), start);
      case Kind::group: {
        bool all = true;
        for (const Sequence& branch : node.branches) {
          const Word word = word_at(branch, start);
          if (word == Word::no) return Word::no;
          all = all && word == Word::yes;
        }
        return all ? Word::yes : Word::maybe;
      }
    }
    return Word::no;
  }

  static Word word_at(const Sequence& branch, bool start) {
    for (std::size_t i = 0; i < branch.size(); ++i) {
      const Node& part = start ? branch[i] : branch[branch.size() - 1 - i];
      if (part.kind == Kind::blank) continue;
      const Word word = word_at(part, start);
      if (word == Word::no || (word == Word::yes && !part.optional)) return word;
    }
    return Word::maybe;
  }

  std::vector<Slot> slots_;
};

}  // namespace

std::optional<Pattern> translate(const RuleText& text, const std::string& file, const std::string& rule,
                                 const RuleSet& rules, const SlotWriter& slot_writer,
                                 const std::vector<std::string>& slot_types, std::vector<RuleFault>& faults) {
  std::vector<RuleFault> found;
  const Node root = read_pattern(text, file, rule, rules, slot_writer, slot_types, found);
  // A fault in a macro shows in every rule that uses it: once is enough.
  for (RuleFault& fault : found) {
    const bool known = std::any_of(faults.begin(), faults.end(), [&](const RuleFault& f) {
      return f.file == fault.file && f.line == fault.line && f.column == fault.column && f.message == fault.message;
    });
    if (!known) faults.push_back(std::move(fault));
  }
  if (!found.empty()) return std::nullopt;
  return write_pattern(root);
}

Pattern write_pattern(const PatternNode& root) { return Writer().pattern(root); }

}  // namespace copydesk
