#include "rules/rule_set.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

#include "base/sha256.h"

namespace copydesk {
namespace {

namespace fs = std::filesystem;

// A list with more entries than this is no macro: an alternation of it would cost more than a gazetteer.
constexpr std::size_t kMostEntriesOfMacro = 1000;

std::optional<std::string> contents_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return std::nullopt;
  std::string text(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  if (!file.read(text.data(), static_cast<std::streamsize>(text.size()))) return std::nullopt;
  return text;
}

std::vector<fs::path> files_with(const fs::path& directory, std::string_view extension) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == extension) found.push_back(at->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// Hashes names and contents, each with its length, so that no two sets of files can be confused.
void add_measured(Sha256& digest, std::string_view text) {
  digest.add(std::to_string(text.size()) + ":");
  digest.add(text);
}

std::string line_of(std::string_view source, std::uint32_t number) {
  std::size_t at = 0;
  for (std::uint32_t n = 1; n < number; ++n) {
    at = source.find('\n', at);
    if (at == std::string_view::npos) return {};
    ++at;
  }
  return std::string(source.substr(at, source.find('\n', at) - at));
}

void check_names(const RuleFile& file, std::map<std::string, std::string, std::less<>>& seen,
                 std::vector<RuleFault>& faults) {
  for (const RuleDefinition& definition : file.definitions) {
    const auto [first, fresh] = seen.emplace(definition.name, file.path);
    if (fresh) continue;
    faults.push_back(fault_at(file.path, definition.name_place, 0, definition.name.size(),
                              "the name '" + definition.name + "' is taken", definition.name,
                              "the first stands in " + first->second));
  }
}

}  // namespace

WordList::WordList(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  lines_.reserve(text_.size() / 8);
  for (std::size_t at = 0; at < text_.size();) {
    const std::size_t start = at;
    std::size_t end = std::min(text_.find('\n', at), text_.size());
    at = end + 1;
    if (end > start && text_[end - 1] == '\r') --end;
    if (start == end || text_[start] == '#') continue;
    const std::size_t tab = std::string_view(text_).substr(start, end - start).find('\t');
    const std::size_t entry_end = tab == std::string_view::npos ? end : start + tab;
    lines_.push_back(
        {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(entry_end), static_cast<std::uint32_t>(end)});
  }
}

std::string_view WordList::source() const {
  const std::string_view first = std::string_view(text_).substr(0, text_.find('\n'));
  if (!first.starts_with('#')) return {};
  return first.substr(std::min(first.find_first_not_of("# "), first.size()));
}

std::string_view WordList::attribute(std::size_t i, std::size_t column) const {
  std::string_view rest = std::string_view(text_).substr(lines_[i].entry_end, lines_[i].end - lines_[i].entry_end);
  while (!rest.empty()) {
    rest.remove_prefix(1);  // the tab
    const std::string_view text = rest.substr(0, rest.find('\t'));
    if (column-- == 0) return text;
    rest.remove_prefix(text.size());
  }
  return {};
}

RuleSet RuleSet::load(const std::string& directory, std::vector<RuleFault>& faults) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) {
    faults.push_back({directory, 0, 0, 1, "no such directory of rules", {}, "name one with --rules DIR", {}});
    return {};
  }
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<WordList> lists;
  Sha256 digest;
  for (const auto& [where, extension] :
       {std::pair{fs::path(directory), ".rules"}, {fs::path(directory) / "lists", ".txt"}}) {
    for (const fs::path& path : files_with(where, extension)) {
      std::optional<std::string> text = contents_of(path);
      if (!text) {
        faults.push_back({path.string(), 0, 0, 1, "cannot be read", {}, "check its permissions", {}});
        continue;
      }
      add_measured(digest, path.filename().string());
      add_measured(digest, *text);
      if (path.extension() == ".txt") {
        lists.emplace_back(path.stem().string(), std::move(*text));
      } else {
        files.emplace_back(path.string(), std::move(*text));
      }
    }
  }
  RuleSet rules = read(files, std::move(lists), faults);
  const fs::path measured = fs::path(directory) / kCalibrationFile;
  if (const std::optional<std::string> text = contents_of(measured)) {
    add_measured(digest, kCalibrationFile);
    add_measured(digest, *text);
    rules.calibration_ = parse_calibration(measured.string(), *text, faults);
  }
  rules.directory_ = directory;
  rules.digest_ = digest.hex();
  return rules;
}

tl::expected<RuleSet, std::vector<RuleFault>> RuleSet::load(const std::string& directory) {
  std::vector<RuleFault> faults;
  RuleSet rules = load(directory, faults);
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  return rules;
}

tl::expected<RuleSet, std::vector<RuleFault>> RuleSet::parse(
    const std::vector<std::pair<std::string, std::string>>& files, std::vector<WordList> lists) {
  std::vector<RuleFault> faults;
  RuleSet rules = read(files, std::move(lists), faults);
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  return rules;
}

RuleSet RuleSet::read(const std::vector<std::pair<std::string, std::string>>& files, std::vector<WordList> lists,
                      std::vector<RuleFault>& faults) {
  RuleSet rules;
  std::map<std::string, std::string, std::less<>> seen;
  Sha256 digest;
  for (WordList& list : lists) {
    std::string name = list.name();
    rules.lists_.insert_or_assign(std::move(name), std::move(list));
  }
  for (const auto& [path, source] : files) {
    add_measured(digest, path);
    add_measured(digest, source);
    rules.files_.push_back(parse_rule_file(path, source, faults));
    check_names(rules.files_.back(), seen, faults);
    for (const RuleMacro& macro : rules.files_.back().macros) {
      const auto [first, fresh] = rules.macros_.emplace(macro.name, macro);
      if (fresh && rules.list(macro.name) == nullptr) continue;
      faults.push_back(fault_at(path, macro.pattern, 0, macro.pattern.text.size(),
                                "the macro <" + macro.name + "> is defined twice", {},
                                fresh ? "a word list has that name" : "the first stands in " + first->second.file));
    }
  }
  rules.digest_ = digest.hex();
  rules.show_lines(faults);
  return rules;
}

std::vector<const RuleDefinition*> RuleSet::of_kind(std::string_view kind) const {
  std::vector<const RuleDefinition*> found;
  for (const RuleFile& file : files_) {
    for (const RuleDefinition& definition : file.definitions) {
      if (definition.kind == kind) found.push_back(&definition);
    }
  }
  return found;
}

const RuleMacro* RuleSet::macro(std::string_view name) const {
  const auto found = macros_.find(name);
  return found == macros_.end() ? nullptr : &found->second;
}

const WordList* RuleSet::list(std::string_view name) const {
  const auto found = lists_.find(name);
  return found == lists_.end() ? nullptr : &found->second;
}

std::vector<std::string> RuleSet::macro_names() const {
  std::vector<std::string> names;
  for (const auto& [name, macro] : macros_) names.push_back(name);
  for (const auto& [name, list] : lists_) {
    if (list.size() <= kMostEntriesOfMacro) names.push_back(name);
  }
  return names;
}

void RuleSet::show_lines(std::vector<RuleFault>& faults) const {
  for (RuleFault& fault : faults) {
    for (const RuleFile& file : files_) {
      if (file.path == fault.file && fault.line > 0) fault.source_line = line_of(file.source, fault.line);
    }
  }
}

}  // namespace copydesk
