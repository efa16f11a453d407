#include "pipeline/relate/status.h"

#include <algorithm>

#include "pipeline/relate/placeholders.h"
#include "rules/matching/plain_text.h"

namespace copydesk {
namespace {

std::optional<Status> status_named(std::string_view name) {
  for (const Status status : {Status::stated, Status::planned, Status::rumoured, Status::denied}) {
    if (name == name_of(status)) return status;
  }
  return std::nullopt;
}

// Where the clause that `at` stands in begins: after the last ';', ", and" or ", but" before it, and after a quotation:
// what is said does not touch who says it.
std::uint32_t clause_start(std::string_view text, std::uint32_t at) {
  const std::string_view before = text.substr(0, at);
  std::size_t start = 0;
  const std::string closing_quote(1, plain_byte(U'\u201D'));
  for (const std::string_view mark : std::initializer_list<std::string_view>{";", ", and ", ", but ", ", while ",
                                                                             " although ", "\"", closing_quote}) {
    if (const auto found = before.rfind(mark); found != std::string_view::npos)
      start = std::max(start, found + mark.size());
  }
  return static_cast<std::uint32_t>(start);
}

}  // namespace

StatusCues StatusCues::read(const RuleSet& rules, std::vector<RuleFault>& faults) {
  StatusCues cues;
  std::vector<RuleFault> told;  // the relation rules report what is wrong with slots
  const Slots slots(rules, told);
  const auto write = [&](std::string_view type) { return slots.write(type); };
  for (const RuleDefinition* definition : rules.of_kind("status")) {
    const std::optional<Status> status = status_named(definition->head);
    if (!status) {
      faults.push_back(fault_at(definition->file, definition->name_place, 0, definition->name.size(),
                                "a status cue needs stated, planned, rumoured or denied after its ':'",
                                definition->name));
      continue;
    }
    for (const RuleProperty& property : definition->properties) {
      const bool omitted = property.key == "omit";
      const bool skip = property.key == "skip" || omitted;
      if (property.key != "match" && !skip) continue;
      auto pattern = translate(property.value, definition->file, definition->name, rules, write, slots.names(), faults);
      if (pattern)
        (skip ? cues.skips : cues.all).push_back({definition->name, *status, std::move(*pattern), definition, omitted});
    }
  }
  rules.show_lines(faults);
  return cues;
}

StatusFinder::StatusFinder(const StatusCues& cues, NeedIndex& needs)
    : cues_(cues), needs_(needs), matcher_(needs), skip_matcher_(needs) {
  for (const StatusCues::Cue& cue : cues.all) matcher_.add(cue.pattern);
  for (const StatusCues::Cue& skip : cues.skips) skip_matcher_.add(skip.pattern);
}

void StatusFinder::compile() {
  matcher_.compile();
  skip_matcher_.compile();
}

void StatusFinder::find_skips(std::vector<Skip>& skips) {
  skips.clear();
  for (const Matcher::Candidate& candidate : skip_matcher_.candidates()) {
    const StatusCues::Cue& cue = cues_.skips[static_cast<std::size_t>(candidate.id)];
    skip_matcher_.for_each_match(candidate, [&](const Captures& captures) {
      skips.push_back({*captures[0], cue.status, cue.omitted});
    });
  }
  std::stable_sort(skips.begin(), skips.end(), [](const Skip& a, const Skip& b) {
    return a.at.start != b.at.start ? a.at.start < b.at.start : a.at.end > b.at.end;
  });
  std::uint32_t done = 0;
  std::erase_if(skips, [&](const Skip& skip) {
    if (skip.at.start < done || skip.at.start == skip.at.end) return true;
    done = skip.at.end;
    return skip.status == Status::stated && !skip.omitted;
  });
}

void StatusFinder::read() {
  text_ = needs_.text();
  found_.clear();
  for (const Matcher::Candidate& candidate : matcher_.candidates()) {
    matcher_.for_each_match(candidate, [&](const Captures& captures) {
      found_.push_back({*captures[0], cues_.all[static_cast<std::size_t>(candidate.id)].status});
    });
  }
}

bool StatusFinder::is_aside(Capture cue, Capture match) const {
  if (cue.start <= match.start || cue.end >= match.end) return false;
  const std::string_view before = text_.substr(match.start, cue.start - match.start);
  const auto comma = before.rfind(", ");
  if (comma == std::string_view::npos || comma + 2 >= before.size()) return false;
  const char opens = before[comma + 2];
  const auto is_relative = [](char c) {
    for (const MentionTypes who : {MentionTypes(MentionType::company), MentionTypes(MentionType::person),
                                   MentionTypes{MentionType::company, MentionType::person}}) {
      if (c == plain_byte(anaphor_code_point(who, AnaphorForm::relative))) return true;
    }
    return false;
  };
  const std::string_view after = text_.substr(cue.end, match.end - cue.end);
  return is_relative(opens) && after.find(',') != std::string_view::npos;
}

Status StatusFinder::status_of(Capture match) const {
  const std::uint32_t clause = clause_start(text_, match.start);
  Status strongest = Status::stated;
  for (const Found& cue : found_) {
    if (cue.at.start >= clause && cue.at.end <= match.end && !is_aside(cue.at, match))
      strongest = std::max(strongest, cue.status);
  }
  return strongest;
}

}  // namespace copydesk
