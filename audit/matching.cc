#include "audit/matching.h"

#include <algorithm>
#include <cmath>

#include "audit/names.h"

namespace copydesk {
namespace {

std::string text_or_empty(const Json& value) { return value.is_null() ? std::string() : string_text(value); }

bool close_numbers(const Json& gold, const Json& value) {
  if (!gold.is_number() || !value.is_number()) return false;
  const double asked = gold.get<double>();
  return std::abs(asked - value.get<double>()) <= 1e-6 * std::max(1.0, std::abs(asked));
}

std::set<std::string> keys_of(const Json& names) {
  std::set<std::string> keys;
  for (const Json& name : names) keys.insert(name_key(string_text(name)));
  return keys;
}

// Gathers the names of two required items that are not the same.
bool conflates(const Item& found, const Alignment& alignment) {
  std::vector<const Item*> matched;
  for (const Item& item : alignment.required) {
    if (alignment.match(item, found)) matched.push_back(&item);
  }
  for (std::size_t i = 0; i < matched.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!alignment.match(*matched[i], *matched[j])) return true;
    }
  }
  return false;
}

}  // namespace

Item item_of_names(const Json& names) {
  const Json list = names.is_array() ? names : Json::array({names});
  return {list, keys_of(list)};
}

const Json& member(const Json& object, const char* key) {
  static const Json null;
  if (!object.is_object()) return null;
  const auto found = object.find(key);
  return found == object.end() ? null : *found;
}

bool same_names(const Item& a, const Item& b) {
  return std::ranges::any_of(a.keys, [&](const std::string& key) { return b.keys.contains(key); });
}

bool same_date(const Json& gold, const Json& value) {
  if (gold.is_null() || value.is_null()) return false;
  if (gold.is_object() && gold.contains("start") && gold.contains("end")) {
    return value.is_object() && member(value, "start") == gold["start"] && member(value, "end") == gold["end"];
  }
  return string_text(gold) == string_text(value);
}

bool same_money(const Json& gold, const Json& money) {
  if (text_or_empty(member(money, "currency")) != text_or_empty(member(gold, "currency"))) return false;
  const Json& asked = member(gold, "range");
  if (asked.is_null() || asked.empty()) return close_numbers(member(gold, "amount"), member(money, "amount"));
  const Json& given = member(money, "range");
  if (!given.is_array() || given.size() != 2) return false;
  for (std::size_t i = 0; i < 2 && i < asked.size(); ++i) {
    if (!close_numbers(asked[i], given[i])) return false;
  }
  return true;
}

bool same_qualifier(const Json& gold, const Json& value) {
  if (gold.is_object()) return value.is_object() && same_money(gold, value);
  if (gold.is_array()) return value.is_array() && keys_of(gold) == keys_of(value);
  if (gold.is_boolean()) return value.is_boolean() && gold == value;
  if (value.is_null()) return false;
  const std::string asked = name_key(string_text(gold));
  const std::string given = name_key(string_text(value));
  return !given.empty() && (given.find(asked) != std::string::npos || asked.find(given) != std::string::npos);
}

std::vector<std::pair<const Item*, const Item*>> align(const Alignment& alignment, const std::string& article,
                                                       Tally& tally) {
  const auto note = [&](const char* kind, const Item& item) {
    tally.errors.push_back({article, kind, alignment.show(item)});
  };
  const auto judge = [&](const Item& item, Verdict verdict) {
    if (alignment.judge) alignment.judge(item, verdict);
  };
  std::vector<const Item*> left = alignment.found;
  if (alignment.distinct) {
    std::erase_if(left, [&](const Item* found) {
      if (!conflates(*found, alignment)) return false;
      ++tally.false_positives;
      judge(*found, Verdict::wrong);
      note("conflated", *found);
      return true;
    });
  }
  std::vector<std::pair<const Item*, const Item*>> pairs;
  for (const Item& required : alignment.required) {
    const auto hit = std::ranges::find_if(left, [&](const Item* found) { return alignment.match(required, *found); });
    if (hit == left.end()) {
      ++tally.false_negatives;
      note("missed", required);
      continue;
    }
    ++tally.true_positives;
    judge(**hit, Verdict::right);
    pairs.emplace_back(&required, *hit);
    left.erase(hit);
  }
  std::vector<const Item*> spare;
  for (const Item& optional : alignment.optional) spare.push_back(&optional);
  for (const Item* found : left) {
    if (alignment.excuse && alignment.excuse(*found)) {
      judge(*found, Verdict::excused);
      continue;
    }
    const auto match = [&](const Item* gold) { return alignment.match(*gold, *found); };
    if (const auto hit = std::ranges::find_if(spare, match); hit != spare.end()) {
      judge(*found, Verdict::excused);
      spare.erase(hit);
      continue;
    }
    ++tally.false_positives;
    judge(*found, Verdict::wrong);
    const bool repeated = std::ranges::any_of(alignment.required, [&](const Item& g) { return match(&g); });
    note(repeated ? "repeated" : "wrong", *found);
  }
  return pairs;
}

}  // namespace copydesk
