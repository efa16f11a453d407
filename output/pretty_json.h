// JSON spread out for reading: what fits on a line stays on one, the rest is indented.
//
//   {"name": "Zhipu AI", "aliases": ["Zhipu"], "mentions": [[5120, 5128]]}
//
// It moves white space only, so numbers keep every digit. Linear in the text's length (times its
// nesting). A pure function: any thread.
#pragma once

#include <string>
#include <string_view>

namespace copydesk {

// Appends `json`, one valid compact value, spread out, without a line end.
void append_pretty(std::string_view json, std::string& out);

}  // namespace copydesk
