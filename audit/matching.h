// When what a record says is what an annotation asks, and how the two are paired.
//
// Pure functions: any thread.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "audit/python_text.h"
#include "audit/score.h"

namespace copydesk {

// Something annotated or found: the JSON that says it and the keys of its names (names.h).
struct Item {
  Json json;
  std::set<std::string> keys;
};

// An item known by a list of names (or by one name).
[[nodiscard]] Item item_of_names(const Json& names);

[[nodiscard]] bool same_names(const Item& a, const Item& b);
[[nodiscard]] bool same_date(const Json& gold, const Json& value);
[[nodiscard]] bool same_money(const Json& gold, const Json& money);
[[nodiscard]] bool same_qualifier(const Json& gold, const Json& value);

// object[key], or null.
[[nodiscard]] const Json& member(const Json& object, const char* key);

struct Alignment {
  const std::vector<Item>& required;
  const std::vector<Item>& optional;
  std::vector<const Item*> found;
  std::function<bool(const Item& gold, const Item& found)> match;
  std::function<std::string(const Item&)> show;
  bool distinct = false;                                      // one that gathers two required ones is wrong
  std::function<bool(const Item&)> excuse = nullptr;          // what is left and excused is not counted
  std::function<void(const Item&, Verdict)> judge = nullptr;  // hears of every item found
};

// One to one: the required first, then each optional one swallows one of what is left. Counts into
// `tally` and returns the pairs of required and found.
std::vector<std::pair<const Item*, const Item*>> align(const Alignment& alignment, const std::string& article,
                                                       Tally& tally);

}  // namespace copydesk
