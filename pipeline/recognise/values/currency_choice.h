// Decides which currency a sign or noun of several stands for in an article: "$", "¥", "kr", "peso".
//
//   CurrencyChoice choice(text);
//   choice.of("$");       // "CAD" in a story from Toronto that writes US$ for the other kind
//
// By the article's own evidence, in this order: what it declares ("all amounts in Canadian dollars"), the
// currencies it names beside it, its dateline, then the most used. One per document; cheap until first asked.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values/expressions.h"

namespace copydesk {

// The ISO code for a currency that is written without doubt, or the choice among those it may be.
[[nodiscard]] std::string chosen_currency(std::string_view name, std::string_view text,
                                          const std::vector<MoneyExpression>& money);

}  // namespace copydesk
