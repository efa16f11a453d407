#include "pipeline/recognise/values/value_pattern.h"

namespace copydesk {
namespace {

std::vector<std::string> names_of_groups(std::string_view text) {
  static constexpr std::string_view opening = "(?P<";
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = text.find(opening, at)) != std::string_view::npos;) {
    at += opening.size();
    names.emplace_back(text.substr(at, text.find('>', at) - at));
  }
  return names;
}

}  // namespace

ValuePattern::ValuePattern(std::string text, Direction direction)
    : text_(std::move(text)), groups_(names_of_groups(text_)), automaton_(direction) {
  automaton_.add(text_, 0);
}

std::string ValuePattern::fault_of(const std::string& text) {
  const auto expression = read_expression(text, Encoding::utf8);
  return expression ? std::string() : expression.error().message;
}

std::optional<std::uint32_t> ValuePattern::furthest(std::string_view text, std::uint32_t from, std::uint32_t to) const {
  const std::size_t end = automaton_.longest(text, from, to);
  return end == Automaton::kNone ? std::nullopt : std::optional(static_cast<std::uint32_t>(end));
}

bool ValuePattern::matches(std::string_view text, std::uint32_t from, std::uint32_t to) const {
  return automaton_.matches(text, from, to);
}

bool ValuePattern::capture(std::string_view text, TextSpan whole, Groups& groups) const {
  groups[0] = whole.of(text);
  if (groups_.empty()) return true;
  if (!program_) {
    Result<Program> program = Program::compile(text_, Encoding::utf8);
    if (!program) return false;
    program_ = std::move(*program);
  }
  if (!runner_.match_whole(*program_, text, whole.start, whole.end)) return false;
  const Captures& captures = runner_.captures();
  for (std::size_t i = 1; i < captures.size() && i < groups.size(); ++i)
    groups.at(i) =
        captures[i] ? text.substr(captures[i]->start, captures[i]->end - captures[i]->start) : std::string_view();
  return true;
}

}  // namespace copydesk
