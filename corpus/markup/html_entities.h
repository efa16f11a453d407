// HTML's character references: "&amp;" "&eacute;" "&#8217;" "&#x2019;".
//
//   entity("&amp;")           // "&"
//   entity("&nosuch;")        // ""
//   entity_at("A&amp;B", 1)   // "&amp;"
//
// Names are case-sensitive and need their ';'. No state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace copydesk {

// What a reference stands for, in UTF-8; empty where it is none.
[[nodiscard]] std::string entity(std::string_view reference);

// The well-formed reference that starts at `at` of `text`; empty where none does. Constant time.
[[nodiscard]] std::string_view entity_at(std::string_view text, std::size_t at);

// `text` with every reference replaced.
[[nodiscard]] std::string without_entities(std::string_view text);

}  // namespace copydesk
