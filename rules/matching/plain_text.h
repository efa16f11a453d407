// Plain text: text of one byte a character, for patterns to be matched against.
//
//   UTF-8    Acme’s café – ○ bought □        slots are private-use characters (U+E000 …)
//   plain    Acme’s café – ○ bought □        the same characters, a byte each
//
//   RE2 re2(plain_pattern("{…}’s? café"), latin1);      // RE2 reads bytes
//   RE2::PartialMatch(plain_text("the café"), re2);
//
// Over bytes RE2's programs are a tenth the size: "anything but a blank" is three ranges instead of an automaton
// over UTF-8 sequences, and what a program costs is compiled, and its states are made, on first use. Patterns mean
// the same as over UTF-8. The bytes:
//
//   00–7F  ASCII              except: 0B any blank beyond ASCII; 7F any character that has no byte of its own;
//                             01–08 and 0E–1F the marks that rules name: ’ “ – — and the like
//   80–BF  slots, U+E000 to U+E03F
//   C0–FF  the letters of Latin-1
//
// Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace copydesk {

[[nodiscard]] char plain_byte(char32_t character);
[[nodiscard]] std::string plain_text(std::string_view utf8);
// For people: the characters of plain text, U+FFFD for those that share a byte.
[[nodiscard]] std::string utf8_of_plain(std::string_view plain);
// What matches in plain text what RE2 text `re2` matches in UTF-8. For RE2 with the encoding Latin-1. "\p{…}" is not
// for plain text: slots are letters to it.
[[nodiscard]] std::string plain_pattern(std::string_view re2);

}  // namespace copydesk
