// Who wrote an article, as its byline and its front matter say.
//
//   read_byline("By Jane Doe and Ann O’Neil, Staff Writers")   // {"Jane Doe", "Ann O’Neil"}
//   read_byline("By the time it closed")                       // nullopt
//   split_names("Jane Doe, Ann Lee & Li Wei")                  // {"Jane Doe", "Ann Lee", "Li Wei"}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace copydesk {

// The authors that a byline names (there may be none: "By staff writers"), or nullopt where the line
// is no byline. A date in the line is passed over.
[[nodiscard]] std::optional<std::vector<std::string>> read_byline(std::string_view line);

// Names that stand in one field, apart by commas, semicolons, "and" or "&".
[[nodiscard]] std::vector<std::string> split_names(std::string_view names);

// Two to five words in capitals as a person's name has them, none of them a role's ("Staff", "Editor").
[[nodiscard]] bool looks_like_a_name(std::string_view text);

}  // namespace copydesk
