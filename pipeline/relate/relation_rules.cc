#include "pipeline/relate/relation_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

#include "rules/gazetteer/fold.h"

namespace copydesk {
namespace {

using Role = SlotUse::Role;

constexpr std::array kRoleNames = {"subject", "object", "date",  "period",  "investors", "lead_investors", "price",
                                   "amount",  "role",   "round", "measure", "former",    "total"};

// What may fill the object of a relation.
MentionTypes object_types(Relation relation) {
  switch (relation) {
    case Relation::founded_by: return {MentionType::person, MentionType::company};
    case Relation::founded_on: return MentionType::date;
    case Relation::raised:
    case Relation::valued_at:
    case Relation::earned: return MentionType::money;
    case Relation::acquired:
    case Relation::subsidiary_of: return MentionType::company;
    case Relation::backed_by: return {MentionType::company, MentionType::person};
    case Relation::headquartered_in: return MentionType::place;
    case Relation::employs: return MentionType::number;
    case Relation::led_by: return MentionType::person;
    case Relation::makes: return {MentionType::product, MentionType::company};
  }
  return {};
}

// "object2" is another "object".
std::optional<Role> role_named(std::string_view name) {
  while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.remove_suffix(1);
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
    if (name == kRoleNames[i]) return static_cast<Role>(i);
  }
  return std::nullopt;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = text.find_first_not_of(" \t", at);
    if (start == std::string::npos) break;
    const auto end = std::min(text.find_first_of(" \t", start), text.size());
    words.push_back(text.substr(start, end - start));
    at = end;
  }
  return words;
}

// Reads one definition.
class RuleReader {
 public:
  RuleReader(const RuleDefinition& definition, const RuleSet& rules, const Slots& slots, std::vector<RuleFault>& faults)
      : definition_(definition), rules_(rules), slots_(slots), faults_(faults) {}

  std::optional<RelationRule> read() {
    const std::size_t before = faults_.size();
    rule_.name = definition_.name;
    rule_.definition = &definition_;
    const std::optional<Relation> relation = relation_named(definition_.head);
    if (!relation) {
      const RuleText& place = definition_.head.empty() ? definition_.name_place : definition_.head_place;
      std::vector<std::string> known;
      for (int i = 0; i <= static_cast<int>(Relation::makes); ++i)
        known.emplace_back(name_of(static_cast<Relation>(i)));
      const std::string close = closest_name(definition_.head, known);
      fault(place, place.text.size(),
            definition_.head.empty() ? "a rule needs its relation" : "unknown relation '" + definition_.head + "'",
            close.empty() ? fmt::format("known are {}", fmt::join(known, ", ")) : "did you mean '" + close + "'?");
      return std::nullopt;
    }
    rule_.relation = *relation;
    if (const auto counts = rules_.calibration().find(rule_.name); counts != rules_.calibration().end())
      rule_.confidence = confidence_of(counts->second);
    for (const RuleProperty& property : definition_.properties) read(property);
    if (rule_.templates.empty() && faults_.size() == before) {
      fault(definition_.name_place, definition_.name.size(), "a rule without a template", "add a 'match' line");
    }
    for (const char* key : {"yes", "no"}) {
      if (definition_.find(key) == nullptr) {
        fault(definition_.name_place, definition_.name.size(), fmt::format("a rule without a '{}' example", key),
              fmt::format("add a sentence it must {}match", *key == 'n' ? "not " : ""));
      }
    }
    if (faults_.size() != before) return std::nullopt;
    return std::move(rule_);
  }

 private:
  void fault(const RuleText& where, std::size_t length, std::string message, std::string hint) {
    faults_.push_back(
        fault_at(definition_.file, where, 0, length, std::move(message), definition_.name, std::move(hint)));
  }

  void read(const RuleProperty& property) {
    const std::string& key = property.key;
    if (key == "match") {
      read_match(property);
    } else if (key == "also") {
      read_also(property);
    } else if (key == "set") {
      read_set(property);
    } else if (key == "in") {
      read_zones(property);
    } else if (key == "priority") {
      const std::string& text = property.value.text;
      if (std::from_chars(text.data(), text.data() + text.size(), rule_.priority).ec != std::errc()) {
        fault(property.value, text.size(), "a priority is a whole number", "leave it out for 0");
      }
    } else if (key == "status") {
      read_status(property);
    } else if (key == "subject") {
      rule_.topic_subject = property.value.text == "topic";
      rule_.namesake_subject = property.value.text == "namesake";
      if (!rule_.topic_subject && !rule_.namesake_subject)
        fault(property.value, property.value.text.size(), "a subject that is neither topic nor namesake",
              "write 'subject topic' or 'subject namesake'");
    } else if (key != "yes" && key != "no" && key != "note") {
      const std::string close =
          closest_name(key, {"match", "also", "set", "in", "priority", "status", "subject", "yes", "no", "note"});
      fault(property.key_place, key.size(), "unknown property '" + key + "'",
            close.empty() ? "known are match, also, set, in, priority, status, subject, yes, no, note"
                          : "did you mean '" + close + "'?");
    }
  }

  void read_match(const RuleProperty& property) {
    const auto write = [this](std::string_view type) { return slots_.write(type); };
    std::optional<Pattern> pattern =
        translate(property.value, definition_.file, definition_.name, rules_, write, slots_.names(), faults_);
    if (!pattern) return;
    RuleTemplate made;
    bool subject = false;
    bool object = false;
    for (const Slot& slot : pattern->slots) {
      const SlotType type = Slots::type_named(slot.type).value_or(SlotType{});
      const SlotUse use{role_named(slot.name).value_or(Role::other), type.types, type.list};
      check_slot(property, slot, use);
      subject = subject || use.role == Role::subject;
      object = object || use.role == Role::object;
      // An anaphor may stand where a company or a person does: only the rest must be there as mentions.
      if (slot.required && !use.types.any_of({MentionType::company, MentionType::person}))
        made.required.add(single(use.types));
      made.slots.push_back(use);
    }
    if ((!subject && definition_.find("subject") == nullptr) || !object) {
      fault(property.value, property.value.text.size(),
            fmt::format("a template without {{{}:…}}", subject ? "object" : "subject"),
            "a fact needs both a subject and an object");
      return;
    }
    if (pattern->wordless) {
      fault(property.value, property.value.text.size(), "this template can match mentions alone",
            "a word, a list of words or a phrase must be there whatever else is");
      return;
    }
    made.pattern = std::move(*pattern);
    made.source = property.value;
    rule_.templates.push_back(std::move(made));
  }

  // Types that must all be there: a slot that takes one of several asks for none of them.
  static MentionTypes single(MentionTypes types) {
    return (types.bits() & (types.bits() - 1)) == 0 ? types : MentionTypes();
  }

  void check_slot(const RuleProperty& property, const Slot& slot, const SlotUse& use) {
    MentionTypes may;
    if (use.role == Role::subject) may = MentionType::company;
    if (use.role == Role::object) may = object_types(rule_.relation);
    if (may == MentionTypes()) return;
    // A brand may stand where a company does, and a product may carry a company's name.
    if (use.role == Role::subject) may.add(MentionType::product);
    if (use.types.any_of(may)) return;
    fault(property.value, property.value.text.size(),
          fmt::format("{} does not take a {} as its {}", name_of(rule_.relation), slot.type, slot.name),
          "see the relations in docs/rules.md");
  }

  void read_also(const RuleProperty& property) {
    const std::vector<std::string> words = words_of(property.value.text);
    const std::optional<Relation> relation = words.empty() ? std::nullopt : relation_named(words[0]);
    const std::optional<Role> subject = words.size() == 3 ? role_named(words[1]) : std::nullopt;
    const std::optional<Role> object = words.size() == 3 ? role_named(words[2]) : std::nullopt;
    if (!relation || !subject || !object) {
      fault(property.value, property.value.text.size(), "'also' needs a relation and two slots",
            "write 'also founded_on subject date'");
      return;
    }
    rule_.also.push_back({*relation, *subject, *object});
  }

  void read_set(const RuleProperty& property) {
    const std::string& text = property.value.text;
    const auto blank = text.find_first_of(" \t");
    const std::string name = text.substr(0, blank);
    const std::string value = blank == std::string::npos ? "true" : text.substr(text.find_first_not_of(" \t", blank));
    const std::optional<Role> role = role_named(name);
    if (role == Role::role) {
      rule_.constants.role = value;
    } else if (role == Role::round) {
      rule_.constants.round = value;
    } else if (role == Role::measure) {
      rule_.constants.measure = value;
    } else if (role == Role::former) {
      rule_.constants.former = true;
    } else if (role == Role::total) {
      rule_.constants.total = true;
    } else {
      fault(property.value, name.size(), "'" + name + "' can't be set", "set role, round, measure, former or total");
    }
  }

  void read_zones(const RuleProperty& property) {
    for (const std::string& word : words_of(property.value.text)) {
      if (word == "body") {
        rule_.zones.insert(rule_.zones.end(),
                           {BlockKind::paragraph, BlockKind::list_item, BlockKind::quote, BlockKind::contact});
      } else if (word == "heading") {
        rule_.zones.insert(rule_.zones.end(), {BlockKind::heading, BlockKind::title});
      } else if (word == "table") {
        rule_.zones.push_back(BlockKind::table_cell);
      } else if (word == "list") {
        rule_.zones.push_back(BlockKind::list_item);
      } else if (word == "caption") {
        rule_.zones.push_back(BlockKind::caption);
      } else {
        fault(property.value, property.value.text.size(), "unknown zone '" + word + "'",
              "known are body, caption, heading, list, table");
      }
    }
  }

  void read_status(const RuleProperty& property) {
    for (const Status status : {Status::stated, Status::planned, Status::rumoured, Status::denied}) {
      if (property.value.text == name_of(status)) {
        rule_.status = status;
        return;
      }
    }
    fault(property.value, property.value.text.size(), "unknown status '" + property.value.text + "'",
          "known are stated, planned, rumoured, denied");
  }

  const RuleDefinition& definition_;
  const RuleSet& rules_;
  const Slots& slots_;
  std::vector<RuleFault>& faults_;
  RelationRule rule_;
};

}  // namespace

RelationRules RelationRules::read(const RuleSet& rules, std::vector<RuleFault>& faults) {
  RelationRules read;
  const std::size_t before = faults.size();
  const Slots slots(rules, faults);
  for (const RuleDefinition* definition : rules.of_kind("rule")) {
    if (auto rule = RuleReader(*definition, rules, slots, faults).read()) read.rules_.push_back(std::move(*rule));
  }
  read.phrases_ = slots.phrases();
  read.list_link_ = slots.list_link();
  read.margins_ = slots.margins();
  if (const WordList* unmade = rules.list("unmade"); unmade != nullptr) {
    for (std::size_t i = 0; i < unmade->size(); ++i) {
      const std::string word(unmade->entry(i));
      read.unmade_.insert(word.ends_with(" #") ? word : gazetteer::fold_phrase(word));
    }
  }
  if (faults.size() != before) rules.show_lines(faults);
  return read;
}

bool RelationRules::is_unmade(std::string_view name) const {
  constexpr std::size_t kLongestLabel = 3;
  const std::string folded = gazetteer::fold_phrase(name);
  const auto blank = folded.rfind(' ');
  if (blank == std::string::npos) return unmade_.contains(folded) || unmade_.contains(folded + " #");
  const std::string last = folded.substr(blank + 1);
  const bool labelled = last.size() <= kLongestLabel && folded.find(' ') == blank;
  return unmade_.contains(last) || (labelled && unmade_.contains(folded.substr(0, blank) + " #"));
}

RelationRules RelationRules::only(std::size_t rule) const {
  RelationRules one;
  one.rules_.push_back(rules_[rule]);
  one.phrases_ = phrases_;
  one.list_link_ = list_link_;
  one.margins_ = margins_;
  one.unmade_ = unmade_;
  return one;
}

}  // namespace copydesk
