// Makes an article's text fit to read: repairs its encoding, folds odd characters, puts it into NFC,
// and keeps the way back to the bytes of the file.
//
//   Document document = normalise(article);
//   document.text;                              // "… the country’s …", where the file has "countryâ€™s"
//   document.map.source_of(TextSpan{7, 10});    // the 8 bytes of "â€™"
//   document.repairs;                           // {"mojibake", …, before "countryâ€™s", after "country’s"}
//
// What it guarantees of the text, whatever bytes came in: valid UTF-8 in NFC; no control character
// but '\n' and '\t'; no byte order mark, soft hyphen or zero-width space; no code point from the
// private use area U+E000..U+F8FF (relation matching uses them). Quotes, dashes and exotic spaces
// stay as the author wrote them. Blocks keep their kinds and their order and, if they did in
// article.marked, lie apart.
//
// Every change but NFC and line ends (CRLF, U+2028, … → '\n') is listed in `repairs`, by source
// span, not overlapping; kinds: "mojibake", "invalid" (bytes that are no UTF-8), "control",
// "invisible", "private", "ligature", "width", "line_break" (a comma where lines of a contact block ran together).
//
// Linear time. Any number of threads may call it.
#pragma once

#include <string_view>

#include "corpus/article.h"
#include "pipeline/text/document.h"

namespace copydesk {

[[nodiscard]] Document normalise(const Article& article);

// True for a text that normalise() would leave as it is, and that it finds so without a look at
// every character; false says only that the steps have to run.
[[nodiscard]] bool is_clean(std::string_view text);

}  // namespace copydesk
