// How much decoded text looks like something a person wrote.
//
//   plausibility("Acme’s")   > plausibility("AcmeÕs")      // Windows-1252 against Mac Roman
//
// Each character beyond ASCII adds or takes a few points by what it is and what stands beside it.
// Only sums over readings of the same bytes compare. No state; linear.
#pragma once

#include <string_view>

namespace copydesk {

// `text` is valid UTF-8.
[[nodiscard]] double plausibility(std::string_view text);

}  // namespace copydesk
