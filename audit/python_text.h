// JSON values spelt as Python's json.dumps() and str() spell them, so that a report can be held
// against one made by a script.
//
//   json_text(json::parse("[1.5e6,\"é\"]"), false)   // [1500000.0, "é"]
//   string_text(json::parse("{\"a\":null}"))         // {'a': None}
//
// Pure functions: any thread.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace copydesk {

// Keeps the order of keys as they stand in the file.
using Json = nlohmann::ordered_json;

// json.dumps(value, ensure_ascii=ascii)
[[nodiscard]] std::string json_text(const Json& value, bool ascii);

// str(value): a string itself; None, True, dictionaries and lists as Python shows them.
[[nodiscard]] std::string string_text(const Json& value);

// repr() of a float: the shortest digits that read back the same.
[[nodiscard]] std::string float_text(double value);

}  // namespace copydesk
