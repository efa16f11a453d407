#include "pipeline/relate/placeholders.h"

#include <algorithm>
#include <array>

namespace copydesk {
namespace {

constexpr char32_t kNames = 0xE000;
constexpr char32_t kValues = 0xE010;
constexpr char32_t kAnaphors = 0xE020;
constexpr char32_t kPhrases = 0xE030;
constexpr std::size_t kMostPhrases = 0x10;  // up to U+E03F, the last that has a byte in plain text

struct TypeName {
  std::string_view name;
  SlotType type;
};

constexpr std::array kTypes = {
    TypeName{"company", {MentionType::company, false}},
    TypeName{"companies", {MentionType::company, true}},
    TypeName{"person", {MentionType::person, false}},
    TypeName{"people", {MentionType::person, true}},
    TypeName{"place", {MentionType::place, false}},
    TypeName{"places", {MentionType::place, true}},
    TypeName{"organisation", {{MentionType::company, MentionType::product}, false}},
    TypeName{"organisations", {{MentionType::company, MentionType::product}, true}},
    TypeName{"product", {MentionType::product, false}},
    TypeName{"products", {MentionType::product, true}},
    TypeName{"date", {MentionType::date, false}},
    TypeName{"money", {MentionType::money, false}},
    TypeName{"number", {MentionType::number, false}},
};

std::string escape(char32_t code_point) { return fmt::format("\\x{{{:X}}}", static_cast<std::uint32_t>(code_point)); }

std::string anaphors_of(MentionTypes types, bool plain, bool possessive, bool relative) {
  std::string out;
  for (const MentionTypes readings : {MentionTypes(MentionType::company), MentionTypes(MentionType::person),
                                      MentionTypes{MentionType::company, MentionType::person}}) {
    if (!readings.any_of(types)) continue;
    if (plain) out += escape(anaphor_code_point(readings, AnaphorForm::plain));
    if (possessive) out += escape(anaphor_code_point(readings, AnaphorForm::possessive));
    if (relative) out += escape(anaphor_code_point(readings, AnaphorForm::relative));
  }
  return out;
}

// The class of every placeholder that may be of one of `types`.
std::string class_of(MentionTypes types, bool with_anaphors) {
  std::string out = "[";
  for (std::uint32_t bits = 1; bits <= kNameBits; ++bits) {
    if ((bits & types.bits()) != 0) out += escape(kNames + bits);
  }
  for (const MentionType type : {MentionType::date, MentionType::money, MentionType::number}) {
    if (types.has(type)) out += escape(code_point_of(type));
  }
  if (with_anaphors) out += anaphors_of(types, true, true, true);
  return out + "]";
}

// Any words of a clause but a name of one of `types`, or a pronoun that stands for one; shortest first.
std::string words_without(MentionTypes types) {
  std::string names = class_of(types, false);
  return "(?:[^;|" + names.substr(1, names.size() - 2) + anaphors_of(types, true, false, false) + "]*?)";
}

// A macro as RE2 text, its slot types written by `slots`.
std::string macro_text(const RuleSet& rules, std::string_view name, const Slots& slots,
                       std::vector<RuleFault>& faults) {
  const RuleMacro* macro = rules.macro(name);
  if (macro == nullptr) return {};
  const auto write = [&slots](std::string_view type) { return slots.write(type); };
  const auto pattern = translate(macro->pattern, macro->file, {}, rules, write, slots.names(), faults);
  return pattern ? "(?:" + pattern->re2 + ")" : std::string();
}

constexpr int kWordsOfStretch = 12;

// As many words at most, without a name or an anaphor.
std::string stretch() {
  const std::string word = fmt::format(R"([^\s,;:|{}-{}{}-{}]+)", escape(kNames), escape(kNames + kNameBits),
                                       escape(kAnaphors), escape(kListLink));
  return fmt::format(R"((?:{0}(?:,?\s+{0}){{0,{1}}}?,?))", word, kWordsOfStretch - 1);
}

}  // namespace

char32_t code_point_of(MentionTypes types) {
  std::uint32_t bits = types.bits();
  if (types.has(MentionType::organisation)) {
    bits = (bits & ~MentionTypes(MentionType::organisation).bits()) | MentionTypes(MentionType::company).bits();
  }
  if ((bits & ~kNameBits) == 0) return kNames + bits;
  return types.has(MentionType::date) ? kValues : types.has(MentionType::money) ? kValues + 1 : kValues + 2;
}

char32_t anaphor_code_point(MentionTypes readings, AnaphorForm form) {
  const char32_t who = (readings.has(MentionType::company) ? 1 : 0) + (readings.has(MentionType::person) ? 2 : 0);
  return kAnaphors + who + 4 * static_cast<char32_t>(form);
}

char32_t phrase_code_point(std::size_t phrase) { return kPhrases + static_cast<char32_t>(phrase); }

AnaphorForm form_of_anaphor(std::string_view text) {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c | 0x20 : c; });
  for (const std::string_view word : {"its", "their", "our", "my", "his", "her", "your", "whose"}) {
    if (folded == word) return AnaphorForm::possessive;
  }
  for (const std::string_view word : {"which", "that", "who", "whom"}) {
    if (folded == word) return AnaphorForm::relative;
  }
  return AnaphorForm::plain;
}

Slots::Slots(const RuleSet& rules, std::vector<RuleFault>& faults) {
  for (const TypeName& type : kTypes) names_.emplace_back(type.name);
  names_.insert(names_.end(),
                {"anaphor", "possessive", "relative", "stretch", "without_company", "without_person", "list_link"});
  const auto nothing = [](std::string_view) { return std::optional<SlotText>(); };
  for (const RuleDefinition* definition : rules.of_kind("phrase")) {
    if (phrases_.size() == kMostPhrases) {
      faults.push_back(fault_at(definition->file, definition->name_place, 0, definition->name.size(),
                                fmt::format("more than {} phrases", kMostPhrases), definition->name));
      break;
    }
    PhraseRule phrase{definition->name, {}};
    for (const RuleProperty& property : definition->properties) {
      if (property.key != "match") continue;
      auto pattern = translate(property.value, definition->file, definition->name, rules, nothing, {}, faults);
      if (pattern) phrase.patterns.push_back(std::move(*pattern));
    }
    names_.push_back(phrase.name);
    phrases_.push_back(std::move(phrase));
  }
  const std::string separator = macro_text(rules, "list_separator", *this, faults);
  const std::string aside = macro_text(rules, "list_aside", *this, faults);
  list_link_ = (aside.empty() ? "" : aside + "?") + (separator.empty() ? R"(,\s+)" : separator);
  margins_ = {macro_text(rules, "company_trailer", *this, faults), macro_text(rules, "person_trailer", *this, faults),
              macro_text(rules, "person_leader", *this, faults), macro_text(rules, "money_trailer", *this, faults)};
}

std::optional<SlotType> Slots::type_named(std::string_view name) {
  if (name.ends_with('!')) name.remove_suffix(1);
  SlotType all;
  for (std::size_t at = 0; at <= name.size();) {
    const auto end = std::min(name.find('/', at), name.size());
    const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                    [&](const TypeName& t) { return t.name == name.substr(at, end - at); });
    if (found == kTypes.end()) return std::nullopt;
    all.types.add(found->type.types);
    all.list = all.list || found->type.list;
    at = end + 1;
  }
  return all;
}

std::optional<SlotText> Slots::write(std::string_view type) const {
  constexpr MentionTypes either{MentionType::company, MentionType::person};
  if (type == "stretch") return SlotText{stretch(), kWordsOfStretch - 1};
  if (type == "without_company") return SlotText{words_without(MentionType::company), kAnyBlanks};
  if (type == "without_person") return SlotText{words_without(MentionType::person), kAnyBlanks};
  if (type == "anaphor") return SlotText{"[" + anaphors_of(either, true, false, false) + "]"};
  if (type == "possessive") return SlotText{"[" + anaphors_of(either, false, true, false) + "]"};
  if (type == "relative") return SlotText{"[" + anaphors_of(either, false, false, true) + "]"};
  if (type == "list_link") return SlotText{escape(kListLink)};
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    if (phrases_[i].name == type) return SlotText{escape(phrase_code_point(i))};
  }
  const std::optional<SlotType> known = type_named(type);
  if (!known) return std::nullopt;
  const std::string name = class_of(known->types, !type.ends_with('!'));
  if (!known->list) return SlotText{name};
  return SlotText{fmt::format("{0}(?:{1}{0}){{0,15}}", name, escape(kListLink))};
}

}  // namespace copydesk
