#!/usr/bin/env python3
"""Writes rules/gazetteer/fold_table.inc: what Latin letters with marks fold to.

Case folding and NFKD without marks (Python's unicodedata), and by hand the letters that Unicode
does not take apart. Run: scripts/make_fold_table.py > rules/gazetteer/fold_table.inc
"""
import unicodedata

BY_HAND = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
           "ŋ": "n", "ĸ": "k", "ƀ": "b", "ɓ": "b", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ǝ": "e", "ə": "e", "ɛ": "e", "ƒ": "f",
           "ɠ": "g", "ɣ": "g", "ɨ": "i", "ɩ": "i", "ƙ": "k", "ƚ": "l", "ɯ": "m", "ɲ": "n", "ƞ": "n", "ɵ": "o", "ƥ": "p",
           "ʈ": "t", "ƭ": "t", "ƫ": "t", "ʊ": "u", "ʋ": "v", "ƴ": "y", "ƶ": "z", "ǥ": "g", "ȥ": "z", "ⱥ": "a", "ȼ": "c",
           "ⱦ": "t", "ȿ": "s", "ɀ": "z", "ƃ": "b", "ƌ": "d", "ʉ": "u", "ɇ": "e", "ɉ": "j", "ɍ": "r", "ɏ": "y", "ʀ": "r",
           "ȡ": "d", "ȴ": "l", "ȵ": "n", "ȶ": "t", "ȷ": "j", "ẜ": "s", "ẝ": "s", "ỿ": "y"}
RANGES = [(0x00C0, 0x0250), (0x1E00, 0x1F00)]


def fold(character):
    folded = ""
    for c in unicodedata.normalize("NFKD", character.casefold()):
        if not unicodedata.combining(c):
            folded += BY_HAND.get(c, c)
    return folded if folded.isascii() and folded.isalnum() and len(folded) <= 2 else ""


def main():
    print("// Made by scripts/make_fold_table.py from Unicode", unicodedata.unidata_version + ". Do not edit.")
    print("// Two characters for each code point; dots where the character folds to itself.")
    for first, end in RANGES:
        print(f"constexpr std::string_view latin_{first:04x} =  // U+{first:04X} to U+{end - 1:04X}")
        for row in range(first, end, 32):
            cells = "".join(fold(chr(c)).ljust(2) if fold(chr(c)) else ".." for c in range(row, row + 32))
            print(f'    "{cells}"' + (";" if row + 32 >= end else ""))


if __name__ == "__main__":
    main()
