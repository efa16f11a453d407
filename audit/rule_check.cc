#include "audit/rule_check.h"

#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "pipeline/recognise/names/candidates.h"
#include "pipeline/recognise/names/evidence.h"
#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/relate/relator.h"

namespace copydesk {
namespace {

// Macros that the engine itself asks for: what joins lists, and how a clause's tense is told
// (recognise/values/clause.h).
constexpr std::string_view kAskedFor[] = {"list_separator", "list_aside", "looks_ahead", "looks_back",
                                          "maybe_back",     "until",      "compares"};

constexpr std::string_view kKinds[] = {"define", "rule",   "phrase",   "status", "date",
                                       "money",  "number", "duration", "words",  "evidence"};

class Checker {
 public:
  Checker(const RuleSet& rules, RuleReport& report) : rules_(rules), report_(report) {}

  void check() {
    check_kinds();
    check_values();
    check_names();
    std::vector<RuleFault> faults;
    const RelationRules relations = RelationRules::read(rules_, faults);
    const StatusCues cues = StatusCues::read(rules_, faults);
    add(std::move(faults));
    count(relations, cues);
    add(Relator(relations, cues).check());
    check_phrases(relations);
    check_cues(cues);
    check_shadows(relations);
    check_use();
    check_calibration(relations);
  }

 private:
  void add(std::vector<RuleFault> faults) {
    report_.faults.insert(report_.faults.end(), std::make_move_iterator(faults.begin()),
                          std::make_move_iterator(faults.end()));
  }

  void warn(const std::string& file, const RuleText& where, std::size_t length, std::string message, std::string rule,
            std::string hint) {
    RuleFault fault = fault_at(file, where, 0, length, std::move(message), std::move(rule), std::move(hint));
    fault.warning = true;
    report_.faults.push_back(std::move(fault));
  }

  void count(const RelationRules& relations, const StatusCues& cues) {
    report_.files = rules_.files().size();
    report_.lists = rules_.lists().size();
    report_.rules = relations.all().size();
    for (const RelationRule& rule : relations.all()) report_.templates += rule.templates.size();
    report_.phrases = relations.phrases().size();
    report_.cues = cues.all.size();
  }

  void check_kinds() {
    const std::vector<std::string> known(std::begin(kKinds), std::end(kKinds));
    for (const RuleFile& file : rules_.files()) {
      for (const RuleDefinition& definition : file.definitions) {
        if (std::ranges::find(known, definition.kind) != known.end()) continue;
        RuleFault fault = fault_at(file.path, definition.name_place, 0, definition.kind.size(),
                                   "unknown kind of definition '" + definition.kind + "'");
        fault.column = 1;
        const std::string close = closest_name(definition.kind, known);
        fault.hint =
            close.empty() ? fmt::format("known are {}", fmt::join(known, ", ")) : "did you mean '" + close + "'?";
        report_.faults.push_back(std::move(fault));
      }
    }
  }

  void check_values() {
    if (auto values = ValueRecogniser::create(rules_); !values) add(std::move(values.error()));
  }

  void check_names() {
    std::vector<RuleFault> faults;
    names::WordClassesBuilder words(rules_, faults);
    (void)names::EvidenceRules::compile(rules_, words, faults);
    (void)names::SpanClasses::resolve(words, faults);
    add(std::move(faults));
  }

  // A phrase or a cue that matches nothing at all would stand everywhere.
  void check_pattern(const RuleDefinition& definition, const RuleProperty& property, const Pattern& pattern) {
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 compiled(pattern.re2, options);
    const auto fault = [&](std::string message, std::string hint) {
      report_.faults.push_back(fault_at(definition.file, property.value, 0, property.value.text.size(),
                                        std::move(message), definition.name, std::move(hint)));
    };
    if (!compiled.ok()) {
      fault("RE2 refuses this pattern: " + compiled.error(), "fewer or shorter gaps and lists");
    } else if (RE2::FullMatch("", compiled)) {
      fault("this pattern can match the empty text", "at least one part must not be optional");
    }
  }

  template <class Patterns>
  void check_patterns(const RuleDefinition& definition, const Patterns& patterns) {
    std::size_t next = 0;
    for (const RuleProperty& property : definition.properties) {
      if (property.key == "match" && next < patterns.size()) check_pattern(definition, property, patterns[next++]);
    }
  }

  void check_phrases(const RelationRules& relations) {
    for (const RuleDefinition* definition : rules_.of_kind("phrase")) {
      for (const PhraseRule& phrase : relations.phrases()) {
        if (phrase.name == definition->name) check_patterns(*definition, phrase.patterns);
      }
    }
  }

  void check_cues(const StatusCues& cues) {
    for (const RuleDefinition* definition : rules_.of_kind("status")) {
      std::vector<Pattern> patterns;
      for (const StatusCues::Cue& cue : cues.all) {
        if (cue.definition == definition) patterns.push_back(cue.pattern);
      }
      check_patterns(*definition, patterns);
      for (const char* key : {"yes", "no"}) {
        if (definition->find(key) != nullptr) continue;
        warn(definition->file, definition->name_place, definition->name.size(),
             fmt::format("a status cue without a '{}' example", key), definition->name,
             fmt::format("add a sentence it must {}match", *key == 'n' ? "not " : ""));
      }
    }
  }

  // A template that another one of the same relation repeats word for word never has a say of its own.
  void check_shadows(const RelationRules& relations) {
    using Key = std::tuple<Relation, std::vector<BlockKind>, std::string>;
    std::map<Key, std::pair<const RelationRule*, const RuleTemplate*>> first;
    for (const RelationRule& rule : relations.all()) {
      for (const RuleTemplate& its : rule.templates) {
        const auto [at, fresh] = first.emplace(Key{rule.relation, rule.zones, its.pattern.re2}, std::pair{&rule, &its});
        if (fresh) continue;
        const RuleFault earlier = fault_at(at->second.first->definition->file, at->second.second->source, 0, 1, {});
        warn(rule.definition->file, its.source, its.source.text.size(), "this template is never reached", rule.name,
             fmt::format("{}:{} in rule {} matches the same", earlier.file, earlier.line, at->second.first->name));
      }
    }
  }

  // Figures of rules that are gone.
  void check_calibration(const RelationRules& relations) {
    for (const auto& [name, counts] : rules_.calibration()) {
      const bool known = std::ranges::any_of(relations.all(), [&](const RelationRule& r) { return r.name == name; });
      if (known) continue;
      RuleFault fault{rules_.directory() + "/" + std::string(kCalibrationFile), 0, 0, 1, {}, {}, {}, {}};
      fault.message = "measures '" + name + "', which is no rule here";
      fault.hint = "make the file anew with copydesk audit calibrate";
      fault.warning = true;
      report_.faults.push_back(std::move(fault));
    }
  }

  // Macros and phrases that nothing names.
  void check_use() {
    std::set<std::string, std::less<>> used(std::begin(kAskedFor), std::end(kAskedFor));
    for (const RuleFile& file : rules_.files()) {
      for (const RuleMacro& macro : file.macros) note_names(macro.pattern.text, false, used);
      for (const RuleDefinition& definition : file.definitions) {
        for (const RuleProperty& property : definition.properties) {
          const bool plain = property.key == "lead" || property.key == "trigger";  // of values: macros without brackets
          note_names(property.value.text, plain, used);
        }
      }
    }
    for (const RuleFile& file : rules_.files()) {
      for (const RuleMacro& macro : file.macros) {
        if (!used.contains(macro.name))
          warn(file.path, macro.pattern, macro.pattern.text.size(), "no pattern uses the macro <" + macro.name + ">",
               {}, "take it out, or check how it is spelt where it is meant");
      }
    }
    for (const RuleDefinition* phrase : rules_.of_kind("phrase")) {
      if (!used.contains(phrase->name))
        warn(phrase->file, phrase->name_place, phrase->name.size(), "no pattern uses the phrase <" + phrase->name + ">",
             phrase->name, "take it out, or check how it is spelt where it is meant");
    }
  }

  // Every "<name>", "{name}" and "{slot:name}" of a pattern; where `plain`, each word.
  static void note_names(std::string_view text, bool plain, std::set<std::string, std::less<>>& used) {
    std::size_t start = 0;
    for (std::size_t at = 0; at <= text.size(); ++at) {
      const char c = at < text.size() ? text[at] : ' ';
      if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-') continue;
      const bool named = (c == '>' && start > 0 && text[start - 1] == '<') ||
                         (c == '}' && start > 0 && (text[start - 1] == ':' || text[start - 1] == '{'));
      if (named || plain) used.emplace(text.substr(start, at - start));
      start = at + 1;
    }
  }

  const RuleSet& rules_;
  RuleReport& report_;
};

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count == 0 ? "no" : std::to_string(count), what, count == 1 ? "" : "s");
}

}  // namespace

std::size_t RuleReport::errors() const {
  return static_cast<std::size_t>(
      std::count_if(faults.begin(), faults.end(), [](const RuleFault& fault) { return !fault.warning; }));
}

std::string RuleReport::summary(const std::string& directory) const {
  return fmt::format("{}: {}, {} with {}, {}, {}, {}: {}, {}\n", directory, counted(files, "file"),
                     counted(rules, "rule"), counted(templates, "template"), counted(phrases, "phrase"),
                     counted(cues, "status cue"), counted(lists, "list"), counted(errors(), "error"),
                     counted(warnings(), "warning"));
}

RuleReport check_rules(const std::string& directory) {
  RuleReport report;
  std::error_code error;
  report.readable = std::filesystem::is_directory(directory, error);
  const RuleSet rules = RuleSet::load(directory, report.faults);
  if (!report.readable) return report;
  Checker(rules, report).check();
  rules.show_lines(report.faults);
  std::stable_sort(report.faults.begin(), report.faults.end(), [](const RuleFault& a, const RuleFault& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
  const auto same = [](const RuleFault& a, const RuleFault& b) {
    return std::tie(a.file, a.line, a.column, a.message) == std::tie(b.file, b.line, b.column, b.message);
  };
  report.faults.erase(std::unique(report.faults.begin(), report.faults.end(), same), report.faults.end());
  return report;
}

}  // namespace copydesk
