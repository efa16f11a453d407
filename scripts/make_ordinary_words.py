#!/usr/bin/env python3
"""Make rules/en/lists/ordinary_words.txt: English words that are written in lower case.

usage: make_ordinary_words.py SCOWL_DIR WORDNET_DIR > rules/en/lists/ordinary_words.txt

SCOWL_DIR is /usr/share/dict/scowl of Debian's package scowl, WORDNET_DIR /usr/share/wordnet of
wordnet-base. A line is a word and its uses: n noun, p plural noun, v verb, z verb with -s,
d past tense or participle, g form with -ing, a adjective, r adverb; a use that makes up less than
a tenth of the word's occurrences in WordNet's tagged texts is left out.
"""
import glob
import re
import sys
from collections import defaultdict

SIZES = {"10", "20", "35", "40"}
POS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}


def words_of(scowl):
    for path in glob.glob(f"{scowl}/english-words.*") + glob.glob(f"{scowl}/american-words.*"):
        if path.rsplit(".", 1)[1] in SIZES:
            for line in open(path, encoding="latin-1"):
                if re.fullmatch(r"[a-z]{2,}", line.strip()):
                    yield line.strip()


def lemmas_of(wordnet):
    lemmas, exceptions, counts = {}, {}, defaultdict(int)
    for pos, name in FILES.items():
        lemmas[pos] = {line.split(" ", 1)[0] for line in open(f"{wordnet}/index.{name}") if line[0] != " "}
        exceptions[pos] = defaultdict(set)
        for line in open(f"{wordnet}/{name}.exc"):
            form, *bases = line.split()
            exceptions[pos][form].update(bases)
    for line in open(f"{wordnet}/cntlist.rev"):
        key, _, count = line.split()
        lemma, sense = key.split("%")
        counts[lemma, POS[sense[0]]] += int(count)
    return lemmas, exceptions, counts


ENDINGS = {
    "p": [("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("ies", "y"), ("s", "")],
    "z": [("ies", "y"), ("es", "e"), ("es", ""), ("s", "")],
    "d": [("ied", "y"), ("ed", "e"), ("ed", "")],
    "g": [("ying", "ie"), ("ing", "e"), ("ing", "")],
}


def undoubled(stem):
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiousl" else stem


def uses_of(word, lemmas, exceptions, counts):
    uses = {}
    for pos in "nvar":
        if word in lemmas[pos]:
            uses[pos] = counts[word, pos]
    for use, endings in ENDINGS.items():
        pos = "n" if use == "p" else "v"
        bases = {word[: -len(e)] + r for e, r in endings if word.endswith(e) and len(word) > len(e) + 1}
        if use in "dg":
            bases |= {undoubled(word[: -len(e)]) for e, _ in endings if word.endswith(e)}
        if use == "p" or use == "d":
            if not (use == "d" and word.endswith("ing")):
                bases |= exceptions[pos].get(word, set())
        if word in exceptions["v"] and use == "z":
            continue
        found = [b for b in bases & lemmas[pos] if b != word]
        if found:
            uses[use] = max(counts[b, pos] for b in found) // 4
    total = sum(uses.values())
    return "".join(u for u in "npvzdgar" if u in uses and uses[u] * 10 >= total)


def main(scowl, wordnet):
    known = lemmas_of(wordnet)
    print("# Words written in lower case, with their uses: SCOWL 2020.12.07 up to size 40, WordNet 3.0;"
          " made by scripts/make_ordinary_words.py")
    for word in sorted(set(words_of(scowl))):
        uses = uses_of(word, *known)
        print(f"{word}\t{uses}" if uses else word)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
