// The beginning of a rule for whoever wants to write one: it holds no faults and its examples hold, so that
// `copydesk rules test` fails for what the author changes and for nothing else.
//
//   rule_skeleton(Relation::founded_by, "founding.mine")
//
//   rule founding.mine : founded_by
//     note   Which sentences is it for?
//     match  {subject:company} VERBED {object:people}
//     yes    Veltrix VERBED Ann Lee.
//            => Veltrix founded_by Ann Lee
//     no     …
//
// Pure.
#pragma once

#include <string>
#include <string_view>

#include "pipeline/relate/facts.h"

namespace copydesk {

[[nodiscard]] std::string rule_skeleton(Relation relation, std::string_view name);

}  // namespace copydesk
