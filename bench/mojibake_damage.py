#!/usr/bin/env python3
"""How much damage to the encoding of real sentences is mended, beside ftfy in the same run.

    python3 -m venv venv && venv/bin/pip install ftfy
    venv/bin/python bench/mojibake_damage.py --articles ../shared/bulk/press build/release/bench/repair_lines

Takes 3,000 sentences with a character beyond ASCII (fixed seed), writes each as UTF-8, reads it as
each codec, one layer and two, wherever every byte is a character there, and asks both to restore it.
Prints a row for each codec and layer; the last row is the undamaged sentences, of which none may change.
"""
import argparse
import random
import re
import subprocess
import sys
from pathlib import Path

import ftfy.bad_codecs
from ftfy import fix_encoding

ftfy.bad_codecs.ok()
CODECS = ["latin-1", "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1257",
          "iso-8859-2", "macroman", "cp437"]


def sentences(directory, count, seed):
    """Sentences of 20 to 400 characters that hold something beyond ASCII and are not damaged by themselves."""
    found = set()
    for path in sorted(Path(directory).rglob("*")):
        if not path.is_file():
            continue
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            for sentence in re.split(r"(?<=[.!?]) +", line.strip()):
                if 20 <= len(sentence) <= 400 and re.search(r"[^\x00-\x7F]", sentence):
                    if not re.search(r"[\x00-\x08\x0A-\x1F\x7F-\x9F\u0085\u2028\u2029\uFFFD\uE000-\uF8FF]", sentence):
                        found.add(sentence)
    chosen = sorted(found)
    random.Random(seed).shuffle(chosen)
    return chosen[:count]


def damaged(sentence, codec, layers):
    for _ in range(layers):
        sentence = sentence.encode("utf-8").decode(codec)
    return sentence


def repaired(program, lines):
    done = subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, encoding="utf-8", check=True)
    return done.stdout.split("\n")[: len(lines)]


def row(name, program, pairs, show):
    ours = repaired(program, [bad for bad, _ in pairs])
    right = theirs = 0
    for (bad, good), found in zip(pairs, ours):
        right += found == good
        theirs += fix_encoding(bad) == good
        if show and found != good:
            print(f"  {name}\n    bad   {bad}\n    ours  {found}\n    good  {good}", file=sys.stderr)
    total = max(1, len(pairs))
    print(f"{name:28} {len(pairs):6} {right / total:9.4f} {theirs / total:9.4f}  {'' if right >= theirs else 'BELOW'}")
    return right, len(pairs)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program", help="repair_lines")
    arguments.add_argument("--articles", required=True, help="directory of articles in UTF-8")
    arguments.add_argument("--count", type=int, default=3000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--codec", action="append", help="only these")
    arguments.add_argument("--sloppy", action="store_true", help="undefined bytes of Windows codecs stand for C1")
    arguments.add_argument("--show", action="store_true", help="print what was not restored to standard error")
    given = arguments.parse_args()
    chosen = sentences(given.articles, given.count, given.seed)
    print(f"{'codec, layers':28} {'cases':>6} {'restored':>9} {'ftfy':>9}")
    right = total = 0
    for codec in given.codec or CODECS:
        for layers in (1, 2):
            pairs = []
            for sentence in chosen:
                try:
                    name = "sloppy-" + codec if given.sloppy and codec.startswith("windows") else codec
                    bad = damaged(sentence, name, layers)
                except UnicodeDecodeError:
                    continue
                if "\n" not in bad and "\r" not in bad:
                    pairs.append((bad, sentence))
            found, count = row(f"{codec}, {layers}", given.program, pairs, given.show)
            right, total = right + found, total + count
    print(f"{'all':28} {total:6} {right / max(1, total):9.4f}")
    row("undamaged", given.program, [(sentence, sentence) for sentence in chosen], given.show)


if __name__ == "__main__":
    main()
