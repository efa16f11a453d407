// How much decoded text looks like something a person wrote.
//
//   plausibility(U"Acme’s")   > plausibility(U"AcmeÕs")      // Windows-1252 against Mac Roman
//
// Each character beyond ASCII adds or takes a few points by what it is and what stands beside it.
// Only sums over readings of the same bytes compare. No state; linear.
#pragma once

#include <string>

namespace copydesk {

[[nodiscard]] double plausibility(const std::u32string& text);

}  // namespace copydesk
