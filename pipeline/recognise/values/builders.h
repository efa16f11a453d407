// Value builders: what the `value` line of a rule may call, to turn captured words into an expression.
//
//   value  date(year, month, day)          in a rule of kind date
//   value  money(amount, currency)         in a rule of kind money
//
// A builder refuses (-1) what has no meaning ("February 30"): then the rule does not apply there.
// docs/values.md lists them for the writers of rules. Pure functions of their arguments.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values/expressions.h"
#include "pipeline/recognise/values/vocabulary.h"

namespace copydesk {

enum class ValueKind : std::uint8_t { date, money, number, duration, nothing };

struct Argument {
  std::string_view text;    // what the slot captured, empty where it took no part; or the word in the rule
  std::int32_t index = -1;  // mention slots: their expression
  ValueKind kind = ValueKind::nothing;
};

// The index of the expression made, or -1.
using Builder = std::int32_t (*)(std::span<const Argument>, const Vocabulary&, Expressions&);

struct BuilderEntry {
  std::string_view name;
  ValueKind kind;  // of what it makes
  std::size_t least = 0;
  std::size_t most = 0;  // arguments
  Builder build = nullptr;
  bool merges = true;   // false: the mention slots stay apart, the first has learnt something ("share_year")
  bool renames = true;  // false: the mention keeps the name of the rule that made it ("the" was added)
};

[[nodiscard]] std::span<const BuilderEntry> date_builders();
[[nodiscard]] std::span<const BuilderEntry> amount_builders();  // money, numbers, durations
// nullptr where there is no such builder for rules of that kind.
[[nodiscard]] const BuilderEntry* builder_named(ValueKind kind, std::string_view name);
[[nodiscard]] std::vector<std::string> builder_names(ValueKind kind);

}  // namespace copydesk
