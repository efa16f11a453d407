// When two names, or two texts, count as the same: what scoring against annotations rests on.
//
//   name_key("The Zhipu A.I. Corp.")       // "zhipu ai"
//   name_key("Société Générale’s")         // "societe generale"
//   flat_text("about  *$70&nbsp;million*")  // one blank, no asterisks, case folded
//
// Both fold case as Unicode does (NFKC, full case folding). Pure functions: any thread.
#pragma once

#include <string>
#include <string_view>

namespace copydesk {

// The name without case, accents, punctuation, a possessive, a leading "the" and legal suffixes (Inc,
// Corp, Ltd, …); may be empty.
[[nodiscard]] std::string name_key(std::string_view name);

// The text with each run of white space as one blank, without asterisks and case.
[[nodiscard]] std::string flat_text(std::string_view text);

// One text holds the other, and is not more than twice (and 24 characters) longer.
[[nodiscard]] bool same_text(std::string_view a, std::string_view b);

}  // namespace copydesk
