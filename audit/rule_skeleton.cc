#include "audit/rule_skeleton.h"

#include <fmt/format.h>

namespace copydesk {
namespace {

// An object of the relation: its slot, one that an example can name, and what must stand behind it.
struct Sample {
  std::string_view slot;
  std::string_view object;
  std::string_view behind = {};
};

Sample sample_of(Relation relation) {
  switch (relation) {
    case Relation::founded_by: return {"people", "Ann Lee"};
    case Relation::led_by: return {"person", "Ann Lee"};
    case Relation::founded_on: return {"date", "2019"};
    case Relation::raised:
    case Relation::valued_at:
    case Relation::earned: return {"money", "$5 million"};
    case Relation::acquired:
    case Relation::subsidiary_of: return {"company", "Orlo"};
    case Relation::backed_by: return {"companies/people", "Orlo Ventures"};
    case Relation::headquartered_in: return {"place", "Leeds"};
    case Relation::employs: return {"number", "800", " people"};
    case Relation::makes: return {"products", "Lumo-1"};
  }
  return {};
}

}  // namespace

std::string rule_skeleton(Relation relation, std::string_view name) {
  const Sample sample = sample_of(relation);
  return fmt::format(R"(rule {0} : {1}
  note   Say which sentences this is for; put their words in the place of VERBED.
  match  {{subject:company}}<aside>? VERBED {{object:{2}}}{4}
  yes    Veltrix VERBED {3}{4}.
         => Veltrix {1} {3}
  no     Veltrix, which VERBED nobody, saw {3}{4}.
         => Veltrix {1} {3}
)",
                     name, name_of(relation), sample.slot, sample.object, sample.behind);
}

}  // namespace copydesk
