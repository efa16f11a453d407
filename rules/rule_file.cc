#include "rules/rule_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

namespace copydesk {
namespace {

constexpr std::string_view kBlanks = " \t";

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-';
}

// One line of the file without its end, its comment and its trailing blanks.
struct Line {
  std::string_view text;
  std::uint32_t number = 0;
  std::uint32_t indent = 0;
};

std::string_view without_comment(std::string_view line) {
  const auto first = line.find_first_not_of(kBlanks);
  if (first == std::string_view::npos || line[first] == '#') return {};
  if (const auto comment = line.find("  # "); comment != std::string_view::npos) line = line.substr(0, comment);
  const auto last = line.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

std::vector<Line> lines_of(std::string_view source) {
  std::vector<Line> lines;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < source.size();) {
    const auto end = std::min(source.find('\n', at), source.size());
    const std::string_view text = without_comment(source.substr(at, end - at));
    ++number;
    if (!text.empty()) lines.push_back({text, number, static_cast<std::uint32_t>(text.find_first_not_of(kBlanks))});
    at = end + 1;
  }
  return lines;
}

// The part of a line from byte `from` on, without leading blanks, with its place.
RuleText piece_of(const Line& line, std::size_t from) {
  const auto start = std::min(line.text.find_first_not_of(kBlanks, from), line.text.size());
  return {std::string(line.text.substr(start)), {{0, line.number, static_cast<std::uint32_t>(start + 1)}}};
}

void append(RuleText& text, const RuleText& more) {
  if (!text.text.empty()) text.text += ' ';
  const auto offset = static_cast<std::uint32_t>(text.text.size());
  for (const RuleText::Piece& piece : more.pieces) {
    text.pieces.push_back({offset + piece.offset, piece.line, piece.column});
  }
  text.text += more.text;
}

// Reads the lines of one file into macros and definitions.
class Reader {
 public:
  Reader(RuleFile& file, std::vector<RuleFault>& faults) : file_(file), faults_(faults) {}

  void read() {
    for (const Line& line : lines_of(file_.source)) {
      if (line.indent == 0) {
        begin(line);
      } else {
        continue_with(line);
      }
    }
  }

 private:
  void fault(const Line& line, std::size_t column, std::size_t length, std::string message, std::string hint) {
    RuleFault fault{file_.path,
                    line.number,
                    static_cast<std::uint32_t>(column + 1),
                    static_cast<std::uint32_t>(length),
                    std::move(message),
                    {},
                    std::move(hint),
                    {}};
    if (in_definition_) fault.rule = file_.definitions.back().name;
    faults_.push_back(std::move(fault));
  }

  void begin(const Line& line) {
    in_definition_ = in_macro_ = false;
    const auto kind_end = std::min(line.text.find_first_of(kBlanks), line.text.size());
    const std::string_view kind = line.text.substr(0, kind_end);
    const RuleText rest = piece_of(line, kind_end);
    if (rest.text.empty()) {
      fault(line, 0, line.text.size(), "a definition needs a kind and a name",
            "write 'rule NAME : RELATION' or 'define NAME = PATTERN'");
      return;
    }
    if (kind == "define") {
      begin_macro(line, rest);
    } else {
      begin_definition(line, std::string(kind), rest);
    }
  }

  void begin_macro(const Line& line, const RuleText& rest) {
    const auto equals = rest.text.find('=');
    const auto name_end = rest.text.find_last_not_of(" \t", equals == 0 ? 0 : equals - 1);
    if (equals == std::string::npos || equals == 0 || name_end == std::string::npos) {
      fault(line, rest.pieces[0].column - 1, rest.text.size(), "a macro needs a name and '='",
            "write 'define NAME = PATTERN'");
      return;
    }
    RuleMacro macro{rest.text.substr(0, name_end + 1), file_.path,
                    piece_of(line, rest.pieces[0].column - 1 + equals + 1)};
    if (!std::all_of(macro.name.begin(), macro.name.end(), is_name_character)) {
      fault(line, rest.pieces[0].column - 1, macro.name.size(),
            "a macro's name holds letters, digits, '_', '.' and '-'", "");
      return;
    }
    file_.macros.push_back(std::move(macro));
    in_macro_ = true;
  }

  void begin_definition(const Line& line, std::string kind, const RuleText& rest) {
    const auto name_end = std::min(rest.text.find_first_of(" \t:"), rest.text.size());
    RuleDefinition definition;
    definition.kind = std::move(kind);
    definition.name = rest.text.substr(0, name_end);
    definition.file = file_.path;
    definition.name_place = {definition.name, rest.pieces};
    const RuleText tail = piece_of(line, rest.pieces[0].column - 1 + name_end);
    if (!tail.text.empty() && tail.text.front() != ':') {
      fault(line, tail.pieces[0].column - 1, tail.text.size(), "unexpected words after the name",
            "write ': " + tail.text + "' or leave them out");
    } else if (!tail.text.empty()) {
      definition.head_place = piece_of(line, tail.pieces[0].column);
      definition.head = definition.head_place.text;
    }
    file_.definitions.push_back(std::move(definition));
    in_definition_ = true;
    property_indent_ = 0;
  }

  void continue_with(const Line& line) {
    if (in_macro_) {
      append(file_.macros.back().pattern, piece_of(line, 0));
      return;
    }
    if (!in_definition_) {
      fault(line, line.indent, line.text.size() - line.indent, "an indented line outside a definition",
            "begin the definition at the first column");
      return;
    }
    std::vector<RuleProperty>& properties = file_.definitions.back().properties;
    if (property_indent_ == 0) property_indent_ = line.indent;
    const bool arrow = line.text.substr(line.indent).starts_with("=>");
    if (arrow || line.indent > property_indent_) {
      if (properties.empty()) {
        fault(line, line.indent, line.text.size() - line.indent, "nothing before this line for it to go on with", "");
      } else if (arrow) {
        properties.back().expected.push_back(piece_of(line, line.indent + 2));
      } else {
        RuleProperty& last = properties.back();
        append(last.expected.empty() ? last.value : last.expected.back(), piece_of(line, 0));
      }
      return;
    }
    const auto key_end = std::min(line.text.find_first_of(kBlanks, line.indent), line.text.size());
    RuleProperty property;
    property.key = line.text.substr(line.indent, key_end - line.indent);
    property.key_place = {property.key, {{0, line.number, line.indent + 1}}};
    property.value = piece_of(line, key_end);
    properties.push_back(std::move(property));
  }

  RuleFile& file_;
  std::vector<RuleFault>& faults_;
  bool in_macro_ = false;
  bool in_definition_ = false;
  std::uint32_t property_indent_ = 0;
};

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, substituted});
    }
  }
  return row.back();
}

}  // namespace

const RuleProperty* RuleDefinition::find(std::string_view key) const {
  const auto found = std::find_if(properties.begin(), properties.end(), [&](const auto& p) { return p.key == key; });
  return found == properties.end() ? nullptr : &*found;
}

std::string RuleFault::text() const {
  std::string out = line == 0 ? file : fmt::format("{}:{}:{}", file, line, column);
  out += fmt::format(": {}{}\n", warning ? "warning: " : "", message);
  if (!source_line.empty()) {
    std::string shown = source_line;
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    // Columns count bytes, carets stand under characters: continuation bytes take no place.
    const auto characters = [&](std::size_t from, std::size_t count) {
      const std::string_view part = std::string_view(shown).substr(std::min(from, shown.size()), count);
      return static_cast<std::size_t>(
          std::count_if(part.begin(), part.end(), [](char c) { return (c & 0xC0) != 0x80; }));
    };
    out += fmt::format("{:>5} | {}\n      | {}{}\n", line, shown, std::string(characters(0, column - 1), ' '),
                       std::string(std::max<std::size_t>(1, characters(column - 1, length)), '^'));
  }
  if (!rule.empty()) out += "   in rule " + rule;
  if (!hint.empty()) out += (rule.empty() ? "   " : "; ") + hint;
  if (!rule.empty() || !hint.empty()) out += '\n';
  return out;
}

RuleFile parse_rule_file(std::string path, std::string source, std::vector<RuleFault>& faults) {
  RuleFile file{std::move(path), std::move(source), {}, {}};
  Reader(file, faults).read();
  return file;
}

RuleFault fault_at(const std::string& file, const RuleText& where, std::size_t offset, std::size_t length,
                   std::string message, std::string rule, std::string hint) {
  RuleFault fault{file,
                  0,
                  1,
                  static_cast<std::uint32_t>(std::max<std::size_t>(length, 1)),
                  std::move(message),
                  std::move(rule),
                  std::move(hint),
                  {}};
  for (const RuleText::Piece& piece : where.pieces) {
    if (piece.offset > offset) break;
    fault.line = piece.line;
    fault.column = piece.column + static_cast<std::uint32_t>(offset - piece.offset);
  }
  return fault;
}

std::string text_of(const std::vector<RuleFault>& faults) {
  std::string out;
  for (const RuleFault& fault : faults) out += fault.text();
  return out;
}

std::string closest_name(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = 3;
  for (const std::string& name : known) {
    if (const std::size_t distance = edit_distance(word, name); distance < least) {
      least = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace copydesk
