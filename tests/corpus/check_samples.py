#!/usr/bin/env python3
"""Checks that what the annotations of corpus/samples name stands in their articles, and in that order.

usage: check_samples.py    (from anywhere; prints each fault, exits 1 if there is one)

Every name of a company or founder, every text of a date or sum, and every object or subject of a fact
must occur in the article, mojibake undone and Markdown's marks dropped; dates and sums must occur in
the order given. Names that an article only implies (an alias without its title) are written down there.
"""
import json
import pathlib
import re
import sys

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "corpus" / "samples"
RELATIONS = {"founded_by", "founded_on", "raised", "valued_at", "earned", "acquired", "backed_by", "headquartered_in",
             "employs", "led_by", "subsidiary_of", "makes"}
STATUSES = {"stated", "planned", "rumoured", "denied"}


def as_windows_1252(text):
    """The bytes that were read as windows-1252, its five unassigned bytes as C1 controls; None if it was not."""
    try:
        return b"".join(c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def plain(text):
    text = as_windows_1252(text) or text
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"\s+", " ", text.replace("*", ""))


def faults(gold, text):
    def missing(what, words):
        if words not in text:
            yield f"{what} is not in the article: {words}"

    for layer in ("companies", "companies_optional", "founders"):
        for names in gold[layer]:
            for name in names:
                yield from missing(layer, name)
    for layer in ("dates", "money"):
        at = 0
        for mention in gold[layer]:
            found = text.find(mention["text"], at)
            if found < 0:
                yield f"{layer}: not in this order: {mention['text']}"
            else:
                at = found + len(mention["text"])
        for words in gold[layer + "_optional"]:
            yield from missing(layer + "_optional", words)
    companies = {names[0] for names in gold["companies"] + gold["companies_optional"]}
    for fact in gold["facts"]:
        if fact["relation"] not in RELATIONS or fact.get("status", "stated") not in STATUSES:
            yield f"unknown relation or status: {fact}"
        if fact["subject"][0] not in companies:
            yield f"no company: {fact['subject'][0]}"
        if ("object" in fact) == ("value" in fact):
            yield f"an object or a value: {fact}"
        for name in fact["subject"] + ([fact["object"][0]] if "object" in fact else []):
            if not (fact.get("optional") and fact["relation"] == "headquartered_in"):
                yield from missing(fact["relation"], name)


def main():
    found = 0
    relations = set()
    articles = sorted(p for p in SAMPLES.iterdir() if p.suffix in (".md", ".txt") and p.name != "README.md")
    for article in articles:
        gold = json.loads((SAMPLES / "gold" / (article.stem + ".json")).read_text(encoding="utf-8"))
        if gold["article"] != article.name:
            print(f"{article.name}: its annotation is for {gold['article']}")
            found += 1
        for fault in faults(gold, plain(article.read_text(encoding="utf-8"))):
            print(f"{article.name}: {fault}")
            found += 1
        relations |= {fact["relation"] for fact in gold["facts"]}
    for relation in sorted(RELATIONS - relations):
        print(f"no article states {relation}")
        found += 1
    print(f"{len(articles)} articles, {found} faults")
    return 1 if found or not articles else 0


if __name__ == "__main__":
    sys.exit(main())
