#include "audit/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>

#include "audit/matching.h"
#include "audit/names.h"

namespace copydesk {
namespace {

using Items = std::vector<Item>;

// One article's annotation against its record, counted into a score.
class ArticleScorer {
 public:
  ArticleScorer(Score& score, std::string article, const Json& gold, const Json& record)
      : score_(score), article_(std::move(article)), gold_(gold), record_(record) {}

  void count() {
    count_companies();
    count_founders();
    count_mentions("dates", "dates_optional", same_date_mention, {"text", "date", "value"});
    count_mentions("money", "money_optional", same_money_mention, {"text", "amount", "currency", "range"});
    count_facts();
  }

  // Of each fact of the record.
  std::vector<Verdict> judge() {
    verdicts_.assign(member(record_, "facts").size(), Verdict::excused);
    count_facts();
    return verdicts_;
  }

 private:
  using Match = std::function<bool(const Item&, const Item&)>;
  using Pairs = std::vector<std::pair<const Item*, const Item*>>;

  static bool same_date_mention(const Item& gold, const Item& found) {
    return same_text(string_text(member(gold.json, "text")), string_text(member(found.json, "text"))) &&
           same_date(member(gold.json, "date"), member(found.json, "value"));
  }
  static bool same_money_mention(const Item& gold, const Item& found) {
    return same_text(string_text(member(gold.json, "text")), string_text(member(found.json, "text"))) &&
           same_money(gold.json, found.json);
  }
  static std::string first_name(const Item& item) { return string_text(item.json.at(0)); }

  static std::vector<const Item*> pointers(const Items& items) {
    std::vector<const Item*> pointers;
    for (const Item& item : items) pointers.push_back(&item);
    return pointers;
  }

  static Items names(const Json& lists) {
    Items items;
    for (const Json& list : lists) items.push_back(item_of_names(list));
    return items;
  }

  static Items plain(const Json& list) {
    Items items;
    for (const Json& json : list) items.push_back({json, {}});
    return items;
  }

  // The entity's name and its aliases.
  static Json names_of_entity(const Json& entity) {
    Json list = Json::array({entity.at("name")});
    for (const Json& alias : member(entity, "aliases")) list.push_back(alias);
    return list;
  }

  Items entities(const char* type, const char* role) const {
    Items items;
    for (const Json& entity : member(record_, "entities")) {
      if (member(entity, "type") != type) continue;
      const Json& roles = member(entity, "roles");
      if (role != nullptr && std::find(roles.begin(), roles.end(), role) == roles.end()) continue;
      items.push_back(item_of_names(names_of_entity(entity)));
    }
    return items;
  }

  void count_companies() {
    if (!gold_.contains("companies")) return;
    const Items required = names(gold_["companies"]);
    const Items optional = names(member(gold_, "companies_optional"));
    const Items found = entities("company", nullptr);
    align({required, optional, pointers(found), same_names, first_name, true}, article_, score_.layer("companies"));
  }

  void count_founders() {
    if (!gold_.contains("founders")) return;
    Items optional;
    for (const Json& fact : member(gold_, "facts")) {
      if (member(fact, "relation") == "founded_by" && is_optional(fact))
        optional.push_back(item_of_names(fact.at("object")));
    }
    const Items required = names(gold_["founders"]);
    const Items found = entities("person", "founder");
    align({required, optional, pointers(found), same_names, first_name, true}, article_, score_.layer("founders"));
  }

  void count_mentions(const char* layer, const char* optional, const Match& match,
                      const std::vector<const char*>& shown) {
    if (!gold_.contains(layer)) return;
    std::vector<std::string> excused;
    for (const Json& text : member(gold_, optional)) {
      excused.push_back(string_text(text.is_object() ? text.at("text") : text));
    }
    const auto show = [&](const Item& item) {
      Json some = Json::object();
      for (const char* key : shown) {
        if (item.json.contains(key)) some[key] = item.json[key];
      }
      return json_text(some, false);
    };
    const auto excuse = [&](const Item& found) {
      const std::string text = string_text(member(found.json, "text"));
      return std::ranges::any_of(excused, [&](const std::string& other) { return same_text(other, text); });
    };
    const Items required = plain(gold_[layer]);
    const Items found = plain(member(record_, layer));
    const Pairs pairs =
        align({required, {}, pointers(found), match, show, false, excuse}, article_, score_.layer(layer));
    for (const auto& [gold, given] : pairs) {
      count_same(member(gold->json, "mod"), member(given->json, "mod"), "modifiers");
      count_same(member(gold->json, "per"), member(given->json, "per"), "per");
    }
  }

  void count_same(const Json& gold, const Json& given, const std::string& what) {
    if (gold.is_null() && given.is_null()) return;
    ++score_.counts[what + " asked"];
    score_.counts[what + " right"] += gold == given ? 1 : 0;
  }

  static bool is_optional(const Json& fact) { return member(fact, "optional") == true; }

  // Gold: the subject's names. Found: every name of the subject's entity.
  Items facts_of(const Json& facts) const {
    Items items;
    for (const Json& fact : facts) items.push_back({fact, {}});
    return items;
  }

  // Where in the record a fact stands: their ids count from f1.
  void note(const Item& fact, Verdict verdict) {
    const std::string id = string_text(member(fact.json, "id"));
    const std::size_t number = id.size() > 1 ? std::strtoul(id.c_str() + 1, nullptr, 10) : 0;
    if (number >= 1 && number <= verdicts_.size()) verdicts_[number - 1] = verdict;
  }

  // What a found fact calls its argument: its name, its words, and every name of its entity.
  Item argument(const Json& argument) const {
    Json list = Json::array();
    for (const char* key : {"name", "text"}) {
      if (const Json& name = member(argument, key); !name.is_null() && name != "") list.push_back(name);
    }
    for (const Json& entity : member(record_, "entities")) {
      if (member(argument, "entity").is_null() || member(entity, "id") != member(argument, "entity")) continue;
      for (const Json& name : names_of_entity(entity)) list.push_back(name);
    }
    return item_of_names(list);
  }

  bool same_fact(const Json& gold, const Json& found) const {
    if (member(gold, "relation") != member(found, "relation")) return false;
    if (!same_names(item_of_names(gold.at("subject")), argument(member(found, "subject")))) return false;
    if ((member(gold, "status") == "denied") != (member(found, "status") == "denied")) return false;
    if (const Json& value = member(gold, "value"); !value.is_null()) {
      const Json& given = member(found, "value");
      if (given.is_null()) return false;
      if (value.contains("date")) return same_date(value["date"], member(given, "value"));
      if (value.contains("number")) return value["number"] == member(given, "number");
      return same_money(value, given);
    }
    return found.contains("object") && same_names(item_of_names(gold.at("object")), argument(found["object"]));
  }

  static std::string show_fact(const Item& item) {
    const auto name = [](const Json& x) { return string_text(x.is_array() ? x.at(0) : member(x, "name")); };
    const Json& object = member(item.json, "object");
    return fmt::format("{} {} {}", name(member(item.json, "subject")), string_text(member(item.json, "relation")),
                       object.is_null() ? json_text(member(item.json, "value"), false) : name(object));
  }

  void count_facts() {
    if (!gold_.contains("facts")) return;
    const Items asked = facts_of(gold_["facts"]);
    const Items given = facts_of(member(record_, "facts"));
    std::set<std::string> relations;
    for (const Items* side : {&asked, &given}) {
      for (const Item& item : *side) relations.insert(string_text(member(item.json, "relation")));
    }
    for (const std::string& relation : relations) count_relation(relation, asked, given);
  }

  void count_relation(const std::string& relation, const Items& asked, const Items& given) {
    const auto of_relation = [&](const Item& item) { return member(item.json, "relation") == relation; };
    Items required;
    Items optional;
    std::vector<const Item*> found;
    for (const Item& item : asked) {
      if (of_relation(item)) (is_optional(item.json) ? optional : required).push_back(item);
    }
    for (const Item& item : given) {
      if (of_relation(item)) found.push_back(&item);
    }
    const auto match = [&](const Item& gold, const Item& record) { return same_fact(gold.json, record.json); };
    const auto judge = [&](const Item& fact, Verdict verdict) { note(fact, verdict); };
    Tally& tally = score_.layer("fact " + relation);
    for (const auto& [gold, record] :
         align({required, optional, found, match, show_fact, false, nullptr, judge}, article_, tally)) {
      count_details(gold->json, record->json);
    }
  }

  void count_details(const Json& gold, const Json& found) {
    const auto status = [](const Json& fact) {
      const Json& status = member(fact, "status");
      return status.is_null() ? std::string("stated") : string_text(status);
    };
    if (status(gold) != "stated" || status(found) != "stated") {  // the easy ones don't count
      ++score_.counts["status asked"];
      score_.counts["status right"] += status(gold) == status(found) ? 1 : 0;
    }
    const Json& asked = member(gold, "qualifiers");
    const Json& given = member(found, "qualifiers");
    for (const auto& qualifier : asked.items()) {
      ++score_.counts["qualifiers asked"];
      score_.counts["qualifiers right"] +=
          same_qualifier(qualifier.value(), member(given, qualifier.key().c_str())) ? 1 : 0;
    }
    score_.counts["qualifiers given"] += given.size();
    const Json& mod = member(member(gold, "value"), "mod");
    if (mod.is_null()) return;
    ++score_.counts["modifiers asked"];
    score_.counts["modifiers right"] += mod == member(member(found, "value"), "mod") ? 1 : 0;
  }

  Score& score_;
  const std::string article_;
  const Json& gold_;
  const Json& record_;
  std::vector<Verdict> verdicts_;
};

Result<Json> parse_json(std::string_view text, const std::string& where) {
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return fail("{}: is not JSON", where);
  return json;
}

Result<std::map<std::string, Json>> read_records(const std::string& path) {
  std::ifstream file(path == "-" ? "/dev/stdin" : path);
  if (!file) return fail("{}: cannot be read", path);
  std::map<std::string, Json> records;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    Result<Json> record = parse_json(line, fmt::format("{}:{}", path, number));
    if (!record) return tl::unexpected(record.error());
    const Json& source = member(member(*record, "article"), "source");
    if (!source.is_string()) return fail("{}:{}: is not a record: it has no article.source", path, number);
    records[std::filesystem::path(source.get<std::string>()).stem().string()] = std::move(*record);
  }
  return records;
}

Result<std::vector<std::filesystem::path>> annotations(const std::string& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (error) return fail("{}: cannot be listed: {}", directory, error.message());
  if (paths.empty()) return fail("{}: holds no annotations (*.json)", directory);
  std::sort(paths.begin(), paths.end(), [](const auto& a, const auto& b) { return a.native() < b.native(); });
  return paths;
}

void add_all_facts(Score& score) {
  Tally all;
  bool any = false;
  for (const auto& [name, tally] : score.layers) {
    if (!name.starts_with("fact ")) continue;
    any = true;
    all.true_positives += tally.true_positives;
    all.false_positives += tally.false_positives;
    all.false_negatives += tally.false_negatives;
  }
  if (any) score.layers.emplace_back("facts, all", all);
}

}  // namespace

Result<std::vector<Verdict>> judge_facts(std::string_view record, std::string_view annotation) {
  const Result<Json> found = parse_json(record, "the record");
  if (!found) return tl::unexpected(found.error());
  const Result<Json> gold = parse_json(annotation, "the annotation");
  if (!gold) return tl::unexpected(gold.error());
  Score score;
  try {
    return ArticleScorer(score, {}, *gold, *found).judge();
  } catch (const Json::exception& error) {
    return fail("the annotation has not the form expected: {}", error.what());
  }
}

Result<Score> score_records(const std::string& records_path, const std::string& gold_directory) {
  const auto records = read_records(records_path);
  if (!records) return tl::unexpected(records.error());
  const auto paths = annotations(gold_directory);
  if (!paths) return tl::unexpected(paths.error());
  Score score;
  const Json none = Json::object();
  for (const auto& path : *paths) {
    std::ifstream file(path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const Result<Json> gold = parse_json(text, path.string());
    if (!gold) return tl::unexpected(gold.error());
    const std::string stem = path.stem().string();
    const auto record = records->find(stem);
    if (record == records->end()) ++score.counts["articles without a record"];
    try {
      ArticleScorer(score, stem, *gold, record == records->end() ? none : record->second).count();
    } catch (const Json::exception& error) {
      return fail("{}: the annotation or the record it is held against has not the form expected: {}", path.string(),
                  error.what());
    }
  }
  add_all_facts(score);
  return score;
}

}  // namespace copydesk
