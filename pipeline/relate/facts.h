// Facts: what an article asserts about a company, each with the sentences that state it.
//
// design: "The record"; what each relation means is in docs/record.md. Values; a fact refers to
// entities by index (Entities::all), to sentences by index (Segmentation::sentences).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "pipeline/recognise/values.h"
#include "pipeline/text/span.h"

namespace copydesk {

enum class Relation : std::uint8_t {
  founded_by,
  founded_on,
  raised,
  valued_at,
  earned,
  acquired,
  backed_by,
  headquartered_in,
  employs,
  led_by,
  subsidiary_of,
  makes
};

[[nodiscard]] const char* name_of(Relation relation);
[[nodiscard]] std::optional<Relation> relation_named(std::string_view name);

enum class Status : std::uint8_t { stated, planned, rumoured, denied };

[[nodiscard]] const char* name_of(Status status);

// What a fact says beyond subject and object; absent where the text does not say it.
struct Qualifiers {
  std::optional<DateValue> date;
  std::optional<DateValue> period;
  std::vector<std::string> investors;
  std::vector<std::string> lead_investors;
  std::optional<MoneyValue> price;
  std::optional<MoneyValue> amount;
  std::string role;
  std::string round;
  std::string measure;
  bool former = false;
  bool total = false;
};

// One statement of a fact. `subject` and `object` are the spans of its arguments as they stand: the
// pronoun's where a pronoun stood.
struct Evidence {
  TextSpan span;  // the sentence
  TextSpan subject;
  TextSpan object;
  std::string rule;  // "founding.passive"
  double confidence = 0;
};

struct EntityArgument {
  std::uint32_t entity = 0;
};

struct Fact {
  Relation relation = Relation::founded_by;
  std::uint32_t subject = 0;  // entity
  std::variant<EntityArgument, DateValue, MoneyValue, NumberValue> object;
  Qualifiers qualifiers;
  Status status = Status::stated;
  double confidence = 0;  // its best evidence's
  std::vector<Evidence> evidence;
};

struct Facts {
  std::vector<Fact> all;  // by first evidence's start, relation, subject's start, object's start, rule
};

}  // namespace copydesk
