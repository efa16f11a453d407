#include "pipeline/relate/facts.h"

#include <array>

namespace copydesk {
namespace {

constexpr std::array kRelations = {"founded_by", "founded_on", "raised",        "valued_at",
                                   "earned",     "acquired",   "backed_by",     "headquartered_in",
                                   "employs",    "led_by",     "subsidiary_of", "makes"};

}  // namespace

const char* name_of(Relation relation) { return kRelations.at(static_cast<std::size_t>(relation)); }

std::optional<Relation> relation_named(std::string_view name) {
  for (std::size_t i = 0; i < kRelations.size(); ++i) {
    if (name == kRelations[i]) return static_cast<Relation>(i);
  }
  return std::nullopt;
}

const char* name_of(Status status) {
  switch (status) {
    case Status::stated: return "stated";
    case Status::planned: return "planned";
    case Status::rumoured: return "rumoured";
    case Status::denied: return "denied";
  }
  return "";
}

}  // namespace copydesk
