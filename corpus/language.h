// The language that a text is written in.
//
//   language_of("The company said that it had raised money from its backers.")   // "en"
//   language_of("La empresa anunció que ha recaudado fondos de sus socios.")      // "es"
//   language_of("Acme 2025")                                                     // "und"
//
// English announces itself by its small words; what lacks them is shown to CLD2. No state: any number
// of threads may ask.
#pragma once

#include <string>
#include <string_view>

namespace copydesk {

// ISO 639-1, or "und" where the text is too short or of no language. Looks at the first 1 KiB.
[[nodiscard]] std::string language_of(std::string_view text);

}  // namespace copydesk
