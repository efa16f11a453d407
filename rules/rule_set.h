// A RuleSet is a directory of rules, loaded once and shared: every *.rules file (in order of name),
// their macros in one name space, and beside them the word lists (lists/*.txt) and the rules' measured
// precision (calibration.h).
//
//   tl::expected<RuleSet, std::vector<RuleFault>> rules = RuleSet::load("rules/en");
//   for (const RuleDefinition* d : rules->of_kind("money")) …
//   rules->list("given_names")->entries;
//
// A word list is UTF-8 text, one entry a line, '#' begins a comment line, the first line names its
// source; an entry may carry tab-separated attributes. A list is also a macro, <name>, where it has
// at most 1,000 entries. Immutable once loaded, so any number of threads may read it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "rules/calibration.h"
#include "rules/rule_file.h"

namespace copydesk {

struct WordList {
  std::string name;                                  // the file's stem
  std::string source;                                // its first line, without "# "
  std::vector<std::string> entries;                  // first column
  std::vector<std::vector<std::string>> attributes;  // the other columns, an entry each
};

class RuleSet {
 public:
  [[nodiscard]] static tl::expected<RuleSet, std::vector<RuleFault>> load(const std::string& directory);
  // The same for whoever wants to see all that is wrong: what could be read, and every fault.
  [[nodiscard]] static RuleSet load(const std::string& directory, std::vector<RuleFault>& faults);
  // From texts in memory, for tests: pairs of file name and text.
  [[nodiscard]] static tl::expected<RuleSet, std::vector<RuleFault>> parse(
      const std::vector<std::pair<std::string, std::string>>& files, std::vector<WordList> lists = {});

  [[nodiscard]] const std::vector<RuleFile>& files() const { return files_; }
  [[nodiscard]] std::vector<const RuleDefinition*> of_kind(std::string_view kind) const;  // in file order
  [[nodiscard]] const RuleMacro* macro(std::string_view name) const;                      // nullptr if unknown
  [[nodiscard]] const WordList* list(std::string_view name) const;                        // nullptr if unknown
  [[nodiscard]] const std::map<std::string, WordList, std::less<>>& lists() const { return lists_; }
  // What each rule's precision was measured to be; empty where nothing was measured.
  [[nodiscard]] const Calibration& calibration() const { return calibration_; }
  [[nodiscard]] std::vector<std::string> macro_names() const;
  // Gives faults found later (by translate() and the stages) the lines they point at.
  void show_lines(std::vector<RuleFault>& faults) const;
  // Hex digest of all files, lists and the calibration: the record's engine.rules.
  [[nodiscard]] const std::string& digest() const { return digest_; }
  [[nodiscard]] const std::string& directory() const { return directory_; }

 private:
  static RuleSet read(const std::vector<std::pair<std::string, std::string>>& files, std::vector<WordList> lists,
                      std::vector<RuleFault>& faults);

  std::string directory_;
  std::vector<RuleFile> files_;
  std::map<std::string, WordList, std::less<>> lists_;
  std::map<std::string, RuleMacro, std::less<>> macros_;
  Calibration calibration_;
  std::string digest_;
};

}  // namespace copydesk
