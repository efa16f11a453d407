#include "audit/rule_examples.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string_view>

#include "output/record.h"
#include "pipeline/relate/relator.h"
#include "pipeline/resolve/resolve.h"

namespace copydesk {
namespace {

constexpr std::chrono::year_month_day kPublished{std::chrono::year(2025), std::chrono::June, std::chrono::day(15)};

struct Qualifier {
  std::string name;
  std::string value;
};

// "Veltrix founded_by Ann Lee; date 2019"
struct Expectation {
  const RuleText* place = nullptr;
  std::string subject;
  Relation relation = Relation::founded_by;
  std::string object;
  std::vector<Qualifier> qualifiers;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<Expectation> parse_expectation(const RuleText& text) {
  Expectation expected;
  expected.place = &text;
  std::string_view rest = text.text;
  const auto semicolon = std::min(rest.find(';'), rest.size());
  const std::string_view fact = rest.substr(0, semicolon);
  for (std::size_t at = fact.find(' '); at != std::string_view::npos; at = fact.find(' ', at + 1)) {
    const auto end = std::min(fact.find(' ', at + 1), fact.size());
    const std::optional<Relation> relation = relation_named(fact.substr(at + 1, end - at - 1));
    if (!relation) continue;
    expected.subject = trimmed(fact.substr(0, at));
    expected.relation = *relation;
    expected.object = trimmed(fact.substr(end));
  }
  if (expected.subject.empty() || expected.object.empty()) return std::nullopt;
  for (std::size_t at = semicolon; at < rest.size();) {
    const auto end = std::min(rest.find(';', at + 1), rest.size());
    const std::string_view part = trimmed(rest.substr(at + 1, end - at - 1));
    const auto blank = std::min(part.find(' '), part.size());
    expected.qualifiers.push_back({std::string(part.substr(0, blank)), std::string(trimmed(part.substr(blank)))});
    at = end;
  }
  return expected;
}

// The type that an object's name must have; nullopt where a value stands.
std::optional<MentionType> object_type(Relation relation) {
  switch (relation) {
    case Relation::founded_by:
    case Relation::led_by: return MentionType::person;
    case Relation::acquired:
    case Relation::backed_by:
    case Relation::subsidiary_of: return MentionType::company;
    case Relation::headquartered_in: return MentionType::place;
    case Relation::makes: return MentionType::product;
    default: return std::nullopt;
  }
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}

// Every place where `name` stands as words of its own; false if there is none.
bool add_mentions(std::string_view text, std::string_view name, MentionType type, Mentions& mentions) {
  bool found = false;
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto end = at + name.size();
    if ((at > 0 && is_word(text[at - 1])) ||
        (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0))
      continue;
    found = true;
    const TextSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    const bool known =
        std::any_of(mentions.all.begin(), mentions.all.end(), [&](const Mention& m) { return m.span.overlaps(span); });
    if (known) continue;
    Mention mention;
    mention.span = span;
    mention.types = type;
    mention.type = type;
    mention.score = 10;
    mentions.all.push_back(std::move(mention));
  }
  return found;
}

// An example's text as a document: one paragraph, or for rules of tables a header row and its row.
Document document_of(const std::string& text, bool table) {
  Document document;
  if (!table) {
    document.text = text;
    document.blocks.push_back({BlockKind::paragraph, {0, static_cast<std::uint32_t>(text.size())}});
    return document;
  }
  std::vector<std::pair<std::string, std::string>> cells;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('|', at), text.size());
    const std::string_view cell = trimmed(std::string_view(text).substr(at, end - at));
    const auto colon = std::min(cell.find(':'), cell.size());
    cells.emplace_back(cell.substr(0, colon), trimmed(cell.substr(std::min(colon + 1, cell.size()))));
    at = end + 1;
  }
  for (const std::int32_t row : {0, 1}) {
    for (std::size_t column = 0; column < cells.size(); ++column) {
      if (!document.text.empty()) document.text += '\n';
      const auto start = static_cast<std::uint32_t>(document.text.size());
      document.text += row == 0 ? cells[column].first : cells[column].second;
      document.blocks.push_back({BlockKind::table_cell,
                                 {start, static_cast<std::uint32_t>(document.text.size())},
                                 0,
                                 0,
                                 row,
                                 static_cast<std::int32_t>(column)});
    }
  }
  return document;
}

std::string shown(const DateValue& date) { return date.value.empty() ? date.start + "/" + date.end : date.value; }

std::string shown(const MoneyValue& money) {
  if (money.range)
    return fmt::format("{}-{} {}", money.range->first.text(), money.range->second.text(), money.currency);
  return (money.amount ? money.amount->text() : "?") + " " + money.currency;
}

bool equal_folded(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_qualifier(const Qualifiers& q, const Qualifier& wanted) {
  if (wanted.name == "date") return q.date && shown(*q.date) == wanted.value;
  if (wanted.name == "period") return q.period && shown(*q.period) == wanted.value;
  if (wanted.name == "price") return q.price && shown(*q.price) == wanted.value;
  if (wanted.name == "amount") return q.amount && shown(*q.amount) == wanted.value;
  if (wanted.name == "investors") return holds(q.investors, wanted.value);
  if (wanted.name == "lead_investors") return holds(q.lead_investors, wanted.value);
  if (wanted.name == "role") return equal_folded(q.role, wanted.value);
  if (wanted.name == "round") return equal_folded(q.round, wanted.value);
  if (wanted.name == "measure") return equal_folded(q.measure, wanted.value);
  if (wanted.name == "former") return q.former;
  if (wanted.name == "total") return q.total;
  return false;
}

bool is_named(const Entity& entity, const std::string& name) {
  return entity.name == name || holds(entity.aliases, name);
}

bool is_expected(const Record& read, const Fact& fact, const Expectation& expected, bool with_qualifiers) {
  if (fact.relation != expected.relation || !is_named(read.entities.all[fact.subject], expected.subject)) return false;
  if (const auto* object = std::get_if<EntityArgument>(&fact.object)) {
    if (!is_named(read.entities.all[object->entity], expected.object)) return false;
  } else {
    const std::string_view text = fact.evidence.front().object.of(read.document.text);
    if (text.find(expected.object) == std::string_view::npos && expected.object.find(text) == std::string::npos)
      return false;
  }
  return !with_qualifiers || std::all_of(expected.qualifiers.begin(), expected.qualifiers.end(),
                                         [&](const Qualifier& q) { return has_qualifier(fact.qualifiers, q); });
}

std::string shown(const Record& read) {
  std::string out;
  for (const Fact& fact : read.facts.all) {
    out += fmt::format("{}{} {} {}", out.empty() ? "" : "; ", read.entities.all[fact.subject].name,
                       name_of(fact.relation), fact.evidence.front().object.of(read.document.text));
    const Qualifiers& q = fact.qualifiers;
    if (q.date) out += ", date " + shown(*q.date);
    if (q.period) out += ", period " + shown(*q.period);
    if (q.price) out += ", price " + shown(*q.price);
    if (!q.role.empty()) out += ", role " + q.role;
    if (!q.round.empty()) out += ", round " + q.round;
    if (!q.measure.empty()) out += ", measure " + q.measure;
    if (q.former) out += ", former";
    if (!q.lead_investors.empty()) out += fmt::format(", lead_investors {}", fmt::join(q.lead_investors, " and "));
  }
  return out.empty() ? "it drew nothing" : "it drew " + out;
}

// Runs one example of one rule.
class ExampleRun {
 public:
  ExampleRun(const RelationRule& rule, const RuleProperty& example, std::vector<RuleFault>& faults)
      : rule_(rule), example_(example), faults_(faults), yes_(example.key == "yes") {}

  void run(Relator& relator, const Segmenter& segmenter, const ResolveWords& words, ValueRecogniser& values) {
    const bool table = holds_zone(BlockKind::table_cell);
    read_.document = document_of(example_.value.text, table);
    read_.sentences = segmenter.segment(read_.document);
    for (const RuleText& line : example_.expected) {
      if (auto expected = parse_expectation(line)) {
        expected_.push_back(std::move(*expected));
      } else {
        fault(line, "not a fact", "write '=> SUBJECT relation OBJECT; qualifier value'");
      }
    }
    if (expected_.empty()) return fault(example_.value, "an example without a fact", "add a '=>' line below it");
    give_names();
    values.recognise({.published = kPublished}, read_.document, read_.sentences, read_.mentions);
    std::sort(read_.mentions.all.begin(), read_.mentions.all.end(),
              [](const Mention& a, const Mention& b) { return a.span < b.span; });
    read_.entities = resolve(read_.article, read_.document, read_.sentences, read_.mentions, words);
    read_.facts = relator.relate(read_.document, read_.sentences, read_.mentions, read_.entities);
    seen_ = relator.last_slotted();
    compare();
  }

 private:
  [[nodiscard]] bool holds_zone(BlockKind zone) const {
    return std::find(rule_.zones.begin(), rule_.zones.end(), zone) != rule_.zones.end();
  }

  void fault(const RuleText& where, std::string message, std::string hint) {
    faults_.push_back(
        fault_at(rule_.definition->file, where, 0, where.text.size(), std::move(message), rule_.name, std::move(hint)));
  }

  // Of a product that is named after its maker, "Veltrix Lumo", the whole is one name.
  void give_namesakes() {
    for (const Expectation& expected : expected_) {
      const std::optional<MentionType> type = object_type(expected.relation);
      if (type && expected.object.starts_with(expected.subject + " ")) {
        add_mentions(read_.document.text, expected.object, *type, read_.mentions);
      }
    }
  }

  void give_names() {
    give_namesakes();
    for (const Expectation& expected : expected_) {
      if (!add_mentions(read_.document.text, expected.subject, MentionType::company, read_.mentions)) {
        fault(*expected.place, "'" + expected.subject + "' does not stand in the example", "");
      }
      const std::optional<MentionType> type = object_type(expected.relation);
      const bool there = type ? add_mentions(read_.document.text, expected.object, *type, read_.mentions)
                              : read_.document.text.find(expected.object) != std::string::npos;
      if (!there) fault(*expected.place, "'" + expected.object + "' does not stand in the example", "");
    }
    std::sort(read_.mentions.all.begin(), read_.mentions.all.end(),
              [](const Mention& a, const Mention& b) { return a.span < b.span; });
    for (Mention& mention : read_.mentions.all) {
      for (std::uint32_t i = 0; i < read_.sentences.sentences.size(); ++i) {
        if (read_.sentences.sentences[i].span.contains(mention.span)) mention.sentence = i;
      }
    }
  }

  void compare() {
    for (const Expectation& expected : expected_) {
      const bool drawn = std::any_of(read_.facts.all.begin(), read_.facts.all.end(),
                                     [&](const Fact& fact) { return is_expected(read_, fact, expected, yes_); });
      if (drawn == yes_) continue;
      fault(*expected.place, yes_ ? "this fact was not drawn" : "this fact was drawn, and must not be",
            shown(read_) + " from " + seen_);
    }
  }

  const RelationRule& rule_;
  const RuleProperty& example_;
  std::vector<RuleFault>& faults_;
  bool yes_;
  std::vector<Expectation> expected_;
  Record read_;
  std::string seen_;  // the last sentence as the rules see it
};

}  // namespace

std::vector<RuleFault> RuleProver::prove(std::size_t index) {
  std::vector<RuleFault> faults;
  const RelationRules alone = rules_.only(index);
  Relator relator(alone, no_cues_);
  faults = relator.check();
  const RelationRule& rule = rules_.all()[index];
  for (const RuleProperty& property : rule.definition->properties) {
    if (property.key == "yes" || property.key == "no")
      ExampleRun(rule, property, faults).run(relator, segmenter_, words_, values_);
  }
  return faults;
}

std::vector<RuleFault> prove_cues(const StatusCues& cues) {
  std::vector<RuleFault> faults;
  std::map<const RuleDefinition*, StatusCues> by_definition;
  for (const StatusCues::Cue& cue : cues.all) by_definition[cue.definition].all.push_back(cue);
  for (StatusCues::Cue skip : cues.skips) {
    skip.status = std::max(skip.status, Status::planned);  // what is no denial is found as other skips are
    by_definition[skip.definition].skips.push_back(std::move(skip));
  }
  for (const auto& [definition, own] : by_definition) {
    NeedIndex needs;
    StatusFinder finder(own, needs);
    needs.compile();
    finder.compile();
    std::vector<StatusFinder::Skip> skips;
    bool any = false;
    for (const RuleProperty& property : definition->properties) {
      if (property.key != "yes" && property.key != "no") continue;
      const std::string& text = property.value.text;
      any = any || property.key == "yes";
      needs.read(text);
      finder.read();
      finder.find_skips(skips);
      const bool found =
          finder.status_of({0, static_cast<std::uint32_t>(text.size())}) != Status::stated || !skips.empty();
      if (found == (property.key == "yes")) continue;
      faults.push_back(fault_at(definition->file, property.value, 0, text.size(),
                                found ? "a cue was found here, and must not be" : "no cue was found here",
                                definition->name));
    }
    if (!any) {
      faults.push_back(fault_at(definition->file, definition->name_place, 0, definition->name.size(),
                                "a cue without a 'yes' example", definition->name, "add a sentence that holds it"));
    }
  }
  return faults;
}

tl::expected<Proof, std::vector<RuleFault>> prove_rules(const std::string& directory,
                                                        const std::function<void(std::size_t, std::size_t)>& progress) {
  std::vector<RuleFault> faults;
  const RuleSet rules = RuleSet::load(directory, faults);
  const RelationRules relations = RelationRules::read(rules, faults);
  const StatusCues cues = StatusCues::read(rules, faults);
  auto values = ValueRecogniser::create(rules);
  if (!values) faults.insert(faults.end(), values.error().begin(), values.error().end());
  const auto segmenter = Segmenter::open(directory + "/lists");
  if (!segmenter) faults.push_back({directory, 0, 0, 1, segmenter.error().message, {}, {}, {}});
  const auto words = ResolveWords::from(rules);
  if (!words) faults.push_back({directory, 0, 0, 1, words.error().message, {}, {}, {}});
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  Proof proof;
  const auto count = [&](const RuleDefinition& definition) {
    ++proof.rules;
    for (const RuleProperty& property : definition.properties) {
      proof.yes += property.key == "yes" ? 1 : 0;
      proof.no += property.key == "no" ? 1 : 0;
    }
  };
  const auto add = [&](std::vector<RuleFault> failures) {
    proof.failures.insert(proof.failures.end(), failures.begin(), failures.end());
  };
  for (const RuleDefinition* definition : rules.of_kind("status")) count(*definition);
  add(prove_cues(cues));
  RuleProver prover(relations, *segmenter, *words, std::move(*values));
  for (std::size_t i = 0; i < relations.all().size(); ++i) {
    count(*relations.all()[i].definition);
    add(prover.prove(i));
    progress(i + 1, relations.all().size());
  }
  rules.show_lines(proof.failures);
  return proof;
}

}  // namespace copydesk
