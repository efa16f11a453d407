#include "pipeline/relate/status.h"

#include <algorithm>

namespace copydesk {
namespace {

std::optional<Status> status_named(std::string_view name) {
  for (const Status status : {Status::planned, Status::rumoured, Status::denied}) {
    if (name == name_of(status)) return status;
  }
  return std::nullopt;
}

// Where the clause that `at` stands in begins: after the last ';', or ", and"/", but" before it.
std::uint32_t clause_start(std::string_view text, std::uint32_t at) {
  const std::string_view before = text.substr(0, at);
  std::size_t start = 0;
  for (const std::string_view mark : {";", ", and ", ", but ", ", while ", " although "}) {
    if (const auto found = before.rfind(mark); found != std::string_view::npos)
      start = std::max(start, found + mark.size());
  }
  return static_cast<std::uint32_t>(start);
}

}  // namespace

StatusCues StatusCues::read(const RuleSet& rules, std::vector<RuleFault>& faults) {
  StatusCues cues;
  for (const RuleDefinition* definition : rules.of_kind("status")) {
    const std::optional<Status> status = status_named(definition->head);
    if (!status) {
      faults.push_back(fault_at(definition->file, definition->name_place, 0, definition->name.size(),
                                "a status cue needs planned, rumoured or denied after its ':'", definition->name));
      continue;
    }
    for (const RuleProperty& property : definition->properties) {
      if (property.key != "match") continue;
      auto pattern = translate(
          property.value, definition->file, definition->name, rules, [](std::string_view) { return std::nullopt; }, {},
          faults);
      if (pattern) cues.all.push_back({definition->name, *status, std::move(*pattern), definition});
    }
  }
  rules.show_lines(faults);
  return cues;
}

StatusFinder::StatusFinder(const StatusCues& cues) : cues_(cues) {
  for (const StatusCues::Cue& cue : cues.all) matcher_.add(cue.pattern);
  matcher_.compile();
}

void StatusFinder::read(std::string_view slotted) {
  text_ = slotted;
  found_.clear();
  for (const int id : matcher_.candidates(slotted)) {
    matcher_.for_each_match(id, slotted, [&](const Captures& captures) {
      found_.push_back({*captures[0], cues_.all[static_cast<std::size_t>(id)].status});
    });
  }
}

Status StatusFinder::status_of(Capture match) const {
  const std::uint32_t clause = clause_start(text_, match.start);
  Status strongest = Status::stated;
  for (const Found& cue : found_) {
    if (cue.at.start >= clause && cue.at.end <= match.end) strongest = std::max(strongest, cue.status);
  }
  return strongest;
}

}  // namespace copydesk
