// A RuleSet is a directory of rules, loaded once and shared: every *.rules file (in order of name),
// their macros in one name space, and beside them the word lists (lists/*.txt) and the rules' measured
// precision (calibration.h).
//
//   tl::expected<RuleSet, std::vector<RuleFault>> rules = RuleSet::load("rules/en");
//   for (const RuleDefinition* d : rules->of_kind("money")) …
//   rules->list("given_names")->entry(0);                 // "Aaron"
//
// A word list is UTF-8 text, one entry a line, '#' begins a comment line, the first line names its
// source; an entry may carry tab-separated attributes. A list is also a macro, <name>, where it has
// at most 1,000 entries. Immutable once loaded, so any number of threads may read it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "rules/calibration.h"
#include "rules/rule_file.h"

namespace copydesk {

// A list's text and where its entries stand in it: reading one allocates nothing for each entry.
class WordList {
 public:
  // `name`: the file's stem.
  WordList(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string_view source() const;  // the first line, without "# "
  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  // The first column of line `i`. Views are good for as long as the list is.
  [[nodiscard]] std::string_view entry(std::size_t i) const {
    return std::string_view(text_).substr(lines_[i].start, lines_[i].entry_end - lines_[i].start);
  }
  // The other columns, from 0; "" for one that the line does not have.
  [[nodiscard]] std::string_view attribute(std::size_t i, std::size_t column) const;

 private:
  struct Line {
    std::uint32_t start = 0;
    std::uint32_t entry_end = 0;
    std::uint32_t end = 0;
  };
  std::string name_;
  std::string text_;
  std::vector<Line> lines_;  // those that are no comments
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
