// Which charset are bytes in that are no UTF-8?
//
//   guess_charset("caf\xE9")                    // "windows-1252"
//   guess_charset("caf\x8E", "macintosh")       // "macintosh"
//
// Every candidate is asked how plausible its reading of the bytes beyond ASCII is, each in its
// surroundings: a small letter between small letters, a quotation mark at the edge of a word, a
// dash between blanks. What the file says of itself and what uchardet proposes weigh in as opinions
// only, so that a wrong declaration is survived.
#pragma once

#include <string>
#include <string_view>

namespace copydesk {

// The best guess, an IANA name in lower case; "windows-1252" where nothing speaks for another.
// `declared` is a charset's name, or empty. Looks at no more than the first
// 64 KiB, and at 4 KiB of lines that hold such bytes.
[[nodiscard]] std::string guess_charset(std::string_view bytes, std::string_view declared = {});

// What a file says of its own charset in its first 2 KiB: `charset:` or `encoding:` in front matter,
// HTML's meta, XML's prologue, an editor's `coding:`. Empty where it says nothing that ICU knows.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

}  // namespace copydesk
