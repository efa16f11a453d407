#include "pipeline/recognise/values/value_rules.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace copydesk {
namespace {

// Takes the place of a mention slot in a piece of a pattern: a private-use character, U+E000.
constexpr std::string_view kStandIn = "\xEE\x80\x80";

constexpr std::array<std::string_view, 4> kKindNames = {"date", "money", "number", "duration"};

std::optional<ValueKind> kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kKindNames.size(); ++i) {
    if (kKindNames.at(i) == name) return static_cast<ValueKind>(i);
  }
  return std::nullopt;
}

RuleText part_of(const RuleText& whole, std::size_t from, std::size_t to) {
  RuleText part{whole.text.substr(from, to - from), {}};
  for (const RuleText::Piece& piece : whole.pieces) {
    if (piece.offset >= to) break;
    if (piece.offset <= from) {
      part.pieces.assign(1, {0, piece.line, piece.column + static_cast<std::uint32_t>(from - piece.offset)});
    } else {
      part.pieces.push_back({piece.offset - static_cast<std::uint32_t>(from), piece.line, piece.column});
    }
  }
  return part;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// A mention slot of a pattern: "{low:money}" outside all brackets.
struct MentionSlot {
  std::size_t start;
  std::size_t end;
  std::string name;
  ValueKind kind;
};

std::vector<MentionSlot> mention_slots(std::string_view pattern) {
  std::vector<MentionSlot> slots;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      ++i;
    } else if (c == '[') {
      i = std::min(pattern.find(']', i), pattern.size());
    } else if (c == '(' || c == ')') {
      depth += c == '(' ? 1 : -1;
    } else if (c == '{') {
      const auto close = std::min(pattern.find('}', i), pattern.size());
      const std::string_view inside = pattern.substr(i + 1, close - i - 1);
      const auto colon = inside.find(':');
      const std::string_view type = colon == std::string_view::npos ? inside : inside.substr(colon + 1);
      if (const auto kind = kind_named(type); kind && depth == 0) {
        slots.push_back({i, close + 1, std::string(inside.substr(0, colon)), *kind});
      }
      i = close;
    }
  }
  return slots;
}

}  // namespace

// Reads the definitions one by one; collects faults.
class ValueRulesCompiler {
  using Direction = ValuePattern::Direction;

 public:
  ValueRulesCompiler(const RuleSet& rules, std::vector<RuleFault>& faults)
      : rules_(rules), faults_(faults), out_(rules) {}

  void compile_all() {
    for (const RuleFile& file : rules_.files()) {
      for (const RuleDefinition& definition : file.definitions) {
        if (const auto kind = kind_named(definition.kind)) compile(definition, *kind);
      }
    }
    if (faults_.empty()) index();
  }

  [[nodiscard]] ValueRules take() { return std::move(out_); }

 private:
  void fault(const RuleDefinition& definition, const RuleText& where, std::string message, std::string hint) {
    faults_.push_back(fault_at(definition.file, where, 0, std::max<std::size_t>(where.text.size(), 1),
                               std::move(message), definition.name, std::move(hint)));
  }

  void compile(const RuleDefinition& definition, ValueKind kind) {
    static constexpr std::array<std::string_view, 11> known = {
        "trigger", "lead", "match", "value", "yes", "no", "after", "before", "not_after", "not_before", "published"};
    for (const RuleProperty& property : definition.properties) {
      if (std::find(known.begin(), known.end(), property.key) != known.end()) continue;
      fault(definition, property.key_place, "unknown property '" + property.key + "'",
            "known are trigger, lead, match, value, after, before, not_after, not_before, published, yes, no");
    }
    const RuleProperty* match = definition.find("match");
    const RuleProperty* value = definition.find("value");
    if (match == nullptr || value == nullptr) {
      fault(definition, definition.name_place, match == nullptr ? "no 'match' line" : "no 'value' line",
            "a value's rule says what it matches and what that means");
      return;
    }
    ValueRule rule;
    rule.name = definition.name;
    rule.kind = kind;
    slots_.clear();
    if (!compile_match(definition, *match, rule) || !compile_value(definition, *value, rule)) return;
    if (rule.triggered() && !(read_triggers(definition, out_.rules_.size()) && compile_lead(definition, rule))) return;
    const bool whole = compile_context(definition, "after", true, rule.after) &&
                       compile_context(definition, "not_after", true, rule.not_after) &&
                       compile_context(definition, "before", false, rule.before) &&
                       compile_context(definition, "not_before", false, rule.not_before);
    if (whole) out_.rules_.push_back(std::move(rule));
  }

  // An empty pattern, and a fault, where the text is not understood.
  ValuePattern checked(const RuleDefinition& definition, const RuleText& where, std::string text,
                       ValuePattern::Direction direction) {
    if (const std::string error = ValuePattern::fault_of(text); !error.empty()) {
      fault(definition, where, "this pattern can't be compiled: " + error, "");
      return {};
    }
    ValuePattern pattern(std::move(text), direction);
    if (pattern.groups().size() < kMostCaptures) return pattern;
    fault(definition, where, "too many slots", fmt::format("at most {}", kMostCaptures - 1));
    return {};
  }

  std::optional<Pattern> translated(const RuleDefinition& definition, const RuleText& text) {
    const auto write = [&words = out_.vocabulary_](std::string_view type) -> std::optional<SlotText> {
      std::optional<std::string> re2 = words.pattern_of(type);
      if (!re2) return std::nullopt;
      return SlotText{std::move(*re2), kAnyBlanks};
    };
    return translate(text, definition.file, definition.name, rules_, write, Vocabulary::slot_types(), faults_);
  }

  bool compile_match(const RuleDefinition& definition, const RuleProperty& match, ValueRule& rule) {
    const std::vector<MentionSlot> mentions = mention_slots(match.value.text);
    if (mentions.size() > 2) {
      fault(definition, match.value, "more than two values in a pattern", "put two together first, then the third");
      return false;
    }
    if (mentions.empty()) {
      if (!compile_piece(definition, match.value, ValueRule::right, "", "", rule)) return false;
      rule.captures_all = captures_all(rule.pieces[ValueRule::right].text());
      return true;
    }
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      rule.mentions.at(i) = mentions[i].kind;
      slots_[mentions[i].name] = {.kind = ArgumentSource::Kind::mention, .word = {}, .mention = i};
    }
    const RuleText& text = match.value;
    const std::size_t last_end = mentions.back().end;
    if (!compile_piece(definition, part_of(text, 0, mentions[0].start), ValueRule::left, "", "$", rule)) return false;
    if (mentions.size() == 2 && !compile_piece(definition, part_of(text, mentions[0].end, mentions[1].start),
                                               ValueRule::between, "^", "$", rule)) {
      return false;
    }
    if (!compile_piece(definition, part_of(text, last_end, text.text.size()), ValueRule::right, "", "", rule))
      return false;
    if (rule.binary() || rule.pieces[ValueRule::left] || rule.pieces[ValueRule::right]) return true;
    fault(definition, match.value, "a pattern of one value and nothing else", "say what stands beside the value");
    return false;
  }

  // A piece is translated with a stand-in for each slot it was cut from, so that blanks and optional words
  // beside the slot mean what they mean in the whole pattern.
  bool compile_piece(const RuleDefinition& definition, const RuleText& text, ValueRule::Piece which,
                     std::string_view head, std::string_view tail, ValueRule& rule) {
    const bool slot_before = which != ValueRule::left && !rule.triggered();
    const bool slot_behind = which != ValueRule::right;
    if (trimmed(text.text).empty() && which != ValueRule::between) return true;
    RuleText whole{slot_before ? std::string(kStandIn) : std::string(), {}};
    const auto shift = static_cast<std::uint32_t>(whole.text.size());
    for (const RuleText::Piece& piece : text.pieces) {
      whole.pieces.push_back({piece.offset == 0 ? 0 : piece.offset + shift, piece.line,
                              piece.offset == 0 && piece.column > shift ? piece.column - shift : piece.column});
    }
    whole.text += text.text;
    if (slot_behind) whole.text += kStandIn;
    const std::optional<Pattern> pattern = translated(definition, whole);
    if (!pattern) return false;
    const std::string re2 = "(?:" + without_stand_ins(pattern->re2) + ")";
    rule.pieces.at(which) = checked(definition, text, std::string(head) + re2 + std::string(tail),
                                    which == ValueRule::left ? Direction::backwards : Direction::forwards);
    if (!rule.pieces.at(which)) return false;
    const std::vector<std::string>& groups = rule.pieces.at(which).groups();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      slots_[groups[i]] = {
          .kind = ArgumentSource::Kind::capture, .word = {}, .piece = which, .group = static_cast<int>(i) + 1};
    }
    return true;
  }

  // Whether a pattern's text is "(?:(?P<name>…))".
  static bool captures_all(std::string_view text) {
    if (!text.starts_with("(?:(?P<")) return false;
    int depth = 0;
    for (std::size_t i = 3; i < text.size(); ++i) {
      if (text[i] == '\\') {
        ++i;
      } else if (text[i] == '[') {
        i = text.find(']', i + 2);
      } else if (text[i] == '(') {
        ++depth;
      } else if (text[i] == ')' && --depth == 0) {
        return i + 2 == text.size();
      }
    }
    return false;
  }

  static std::string without_stand_ins(std::string text) {
    for (std::size_t at = 0; (at = text.find(kStandIn, at)) != std::string::npos;) text.erase(at, kStandIn.size());
    return text;
  }

  // "quarter(index, year)", or "none".
  bool compile_value(const RuleDefinition& definition, const RuleProperty& value, ValueRule& rule) {
    const std::string_view text = trimmed(value.value.text);
    if (text == "none") return true;
    const auto open = text.find('(');
    if (open == std::string_view::npos || !text.ends_with(')')) {
      fault(definition, value.value, "a value is a builder's call", "such as date(year, month, day), or 'none'");
      return false;
    }
    const std::string_view name = trimmed(text.substr(0, open));
    rule.builder = builder_named(rule.kind, name);
    if (rule.builder == nullptr) {
      const std::string close = closest_name(name, builder_names(rule.kind));
      fault(definition, value.value,
            "unknown builder '" + std::string(name) + "' for a " + std::string(definition.kind),
            close.empty() ? fmt::format("known are {}", fmt::join(builder_names(rule.kind), ", "))
                          : "did you mean " + close + "?");
      return false;
    }
    std::string_view rest = text.substr(open + 1, text.size() - open - 2);
    while (!trimmed(rest).empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      const std::string word(trimmed(rest.substr(0, comma)));
      const auto slot = slots_.find(word);
      rule.arguments.push_back(slot != slots_.end() ? slot->second : ArgumentSource{.word = word});
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    if (rule.arguments.size() < rule.builder->least || rule.arguments.size() > rule.builder->most) {
      fault(definition, value.value,
            fmt::format("{} takes {} to {} arguments", name, rule.builder->least, rule.builder->most), "");
      return false;
    }
    return true;
  }

  // What stands before the trigger word and belongs to the value: "a" in "a year".
  bool compile_lead(const RuleDefinition& definition, ValueRule& rule) {
    const RuleProperty* lead = definition.find("lead");
    if (lead == nullptr) return true;
    const std::optional<Pattern> pattern = translated(definition, lead->value);
    if (!pattern) return false;
    rule.pieces[ValueRule::left] =
        checked(definition, lead->value, fmt::format("(?:{})[-{}]+$", pattern->re2, kBlankClass), Direction::backwards);
    return static_cast<bool>(rule.pieces[ValueRule::left]);
  }

  bool compile_context(const RuleDefinition& definition, std::string_view key, bool backwards, ValuePattern& out) {
    const RuleProperty* property = definition.find(key);
    if (property == nullptr) return true;
    RuleText context = property->value;
    // What follows a value is looked at as far as the pattern says and no further: "\\d" is met by any figure.
    if (!backwards) context.text += kStandIn;
    const std::optional<Pattern> pattern = translated(definition, context);
    if (!pattern) return false;
    const std::string inside = "(?:" + without_stand_ins(pattern->re2) + ")";
    // Blanks may stand between the words before a value and the value; what follows it says itself where it begins.
    out = backwards
              ? checked(definition, property->value, fmt::format("{}[{}]*$", inside, kBlankClass), Direction::backwards)
              : checked(definition, property->value, inside, Direction::forwards);
    return static_cast<bool>(out);
  }

  // "this | last | <ordinal> | {month} | \d": words, macros of words, slot types, a figure.
  bool read_triggers(const RuleDefinition& definition, std::size_t rule) {
    const RuleProperty* trigger = definition.find("trigger");
    if (trigger == nullptr) {
      fault(definition, definition.name_place, "no 'trigger' line",
            "a rule without mention slots names the words it may begin with");
      return false;
    }
    return add_triggers(definition, *trigger, trigger->value.text, rule, 0);
  }

  bool add_triggers(const RuleDefinition& definition, const RuleProperty& trigger, std::string_view text,
                    std::size_t rule, int depth) {
    while (!text.empty()) {
      const auto bar = std::min(text.find('|'), text.size());
      const std::string_view word = trimmed(text.substr(0, bar));
      text.remove_prefix(std::min(bar + 1, text.size()));
      if (word.empty()) continue;
      if (!add_trigger(definition, trigger, word, rule, depth)) return false;
    }
    return true;
  }

  bool add_trigger(const RuleDefinition& definition, const RuleProperty& trigger, std::string_view word,
                   std::size_t rule, int depth) {
    if (word == "\\d") {
      figure_rules_.push_back(static_cast<std::uint16_t>(rule));
      return true;
    }
    if (word.starts_with('<') && word.ends_with('>') && depth < 8) {
      const std::string_view name = word.substr(1, word.size() - 2);
      if (const RuleMacro* macro = rules_.macro(name); macro != nullptr) {
        return add_triggers(definition, trigger, macro->pattern.text, rule, depth + 1);
      }
    }
    if (word.starts_with('{') && word.ends_with('}')) {
      for (const std::string& name : out_.vocabulary_.triggers_of(word.substr(1, word.size() - 2)))
        add_word(name, rule);
      return true;
    }
    const bool plain =
        std::all_of(word.begin(), word.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    if (!plain) {
      fault(definition, trigger.value, "'" + std::string(word) + "' is no trigger",
            "give words, macros of plain words, slot types such as {month}, or \\d");
      return false;
    }
    add_word(word, rule);
    return true;
  }

  void add_word(std::string_view word, std::size_t rule) {
    auto& rules = word_rules_[std::string(folded(word))];
    if (rules.empty() || rules.back() != rule) rules.push_back(static_cast<std::uint16_t>(rule));
  }

  // Groups of rules and the hash table of their words.
  void index() {
    std::map<std::vector<std::uint16_t>, std::uint16_t> known;
    const auto group_of = [&](const std::vector<std::uint16_t>& rules) {
      const auto [at, fresh] = known.emplace(rules, static_cast<std::uint16_t>(out_.groups_.size()));
      if (fresh) out_.groups_.push_back(together(rules, ValueRule::right));
      return at->second;
    };
    // Words with the same key share a slot of the table.
    std::map<std::uint64_t, std::vector<std::uint16_t>> of_key;
    for (const auto& [word, rules] : word_rules_) {
      auto& all = of_key[word_key(word, 0, word.size())];
      all.insert(all.end(), rules.begin(), rules.end());
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
    }
    std::size_t size = 64;
    while (size < word_rules_.size() * 4) size *= 2;
    out_.table_.resize(size);
    out_.mask_ = size - 1;
    for (const auto& [word, rules] : word_rules_) {
      const std::uint64_t key = word_key(word, 0, word.size());
      const std::uint64_t mixed = ValueRules::mix(key);
      out_.may_trigger_.set(mixed % out_.may_trigger_.size());
      std::size_t at = mixed & out_.mask_;
      while (out_.table_[at].group != ValueRules::kNoGroup && out_.table_[at].word != key) at = (at + 1) & out_.mask_;
      out_.table_[at] = {key, group_of(of_key[key])};
    }
    if (!figure_rules_.empty()) out_.figure_group_ = group_of(figure_rules_);
    index_compounds();
  }

  void index_compounds() {
    std::array<std::vector<std::uint16_t>, ValueRules::kKinds> leftward;
    std::array<std::vector<std::uint16_t>, ValueRules::kKinds> rightward;
    std::array<std::array<std::vector<std::uint16_t>, ValueRules::kKinds>, ValueRules::kKinds> between;
    for (std::size_t i = 0; i < out_.rules_.size(); ++i) {
      const ValueRule& rule = out_.rules_[i];
      if (rule.triggered()) continue;
      const auto first = static_cast<std::size_t>(rule.mentions[0]);
      const auto number = static_cast<std::uint16_t>(i);
      if (rule.binary()) {
        between.at(first).at(static_cast<std::size_t>(rule.mentions[1])).push_back(number);
      } else {
        (rule.pieces[ValueRule::left] ? leftward : rightward).at(first).push_back(number);
      }
    }
    for (std::size_t i = 0; i < ValueRules::kKinds; ++i) {
      out_.leftward_.at(i) = together(leftward.at(i), ValueRule::left);
      out_.rightward_.at(i) = together(rightward.at(i), ValueRule::right);
      for (std::size_t k = 0; k < ValueRules::kKinds; ++k)
        out_.between_.at(i).at(k) = together(between.at(i).at(k), ValueRule::between);
    }
  }

  [[nodiscard]] Automaton together(const std::vector<std::uint16_t>& rules, ValueRule::Piece piece) const {
    Automaton all(piece == ValueRule::left ? Direction::backwards : Direction::forwards);
    for (const std::uint16_t rule : rules) all.add(out_.rules_[rule].pieces.at(piece).text(), rule);
    return all;
  }

  const RuleSet& rules_;
  std::vector<RuleFault>& faults_;
  ValueRules out_;
  std::map<std::string, ArgumentSource> slots_;  // of the rule being read
  std::map<std::string, std::vector<std::uint16_t>> word_rules_;
  std::vector<std::uint16_t> figure_rules_;
};

tl::expected<ValueRules, std::vector<RuleFault>> ValueRules::compile(const RuleSet& rules) {
  std::vector<RuleFault> faults;
  ValueRulesCompiler compiler(rules, faults);
  compiler.compile_all();
  if (!faults.empty()) {
    rules.show_lines(faults);
    return tl::unexpected(std::move(faults));
  }
  return compiler.take();
}

}  // namespace copydesk
