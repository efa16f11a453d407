// The steps of normalise(), each a function from a text to what it makes of it, or to nothing where
// the text is as it should be. All take linear time; all but valid_utf8 require valid UTF-8.
#pragma once

#include <optional>
#include <string_view>

#include "pipeline/normalise/edited.h"

namespace copydesk {

// Bytes that are no UTF-8 become U+FFFD (one for each maximal broken sequence); surrogate pairs
// written as two three-byte sequences (CESU-8) become the character they stand for.
[[nodiscard]] std::optional<Edited> valid_utf8(std::string_view text);

// Text that was decoded with the wrong charset is decoded again: "countryâ€™s" → "country’s".
[[nodiscard]] std::optional<Edited> repair_mojibake(std::string_view text);

// Characters that a reader does not see or that stand for others: see characters.cc for the list.
[[nodiscard]] std::optional<Edited> fold_characters(std::string_view text);

// Lines of a contact block that were run together get a comma between them: "Acme, Leedswww.acme.com" → "… Leeds,
// www…".
[[nodiscard]] std::optional<Edited> mend_line_breaks(std::string_view text);

// Normalization Form C.
[[nodiscard]] std::optional<Edited> compose(std::string_view text);

}  // namespace copydesk
