#!/usr/bin/env python3
"""Fit the weights of the evidence for names (rules/en/names.rules) to annotated articles.

usage: fit_weights.py --binary build/release/bench/name_features [--rules rules/en] [--shared ../shared]
                      [--rounds 3] [--write]

Multinomial logistic regression: the chances of each type and of none of them are
the softmax of the summed weights of a name's evidence. Where an annotation leaves a name's type open
(it lists companies, so all else is person, place, product or none), the likelihood is that of the open
set. Weights are drawn to the rules' priors, so that a rule that the articles hardly show keeps what its
author expects of it. Evidence that names lend each other depends on the weights: hence the rounds, from the second of which on the
weights are averaged, since whole lists of names may flip from round to round.

Learns from articles/dev and articles/seeds (gold/GUIDELINES.md), from the names of articles of bulk/press
and of documents of knowledgenet/dev.jsonl that scripts/name_labels.tsv says the types of, and from the
facts of the rest of KnowledgeNet and of core/dev.jsonl. Needs numpy and scipy. Without --write it only
reports; --folds N reports the quality on articles left out.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

TYPES = ["company", "person", "place", "product", "organisation"]
COMPANY, PERSON, PLACE, PRODUCT, ORGANISATION, NONE = range(6)
ALL = frozenset(range(len(TYPES) + 1))


def key_function(shared):
    sys.path.insert(0, os.path.join(shared, "tools"))
    from score import key
    return key


def features(binary, rules, paths, flags=()):
    out = subprocess.run([binary, *flags, "--features", rules, *paths], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def article_labels(gold, key):
    """name key → allowed types, and what any other name may be."""
    allowed = {}
    for fact in gold.get("facts", []):
        for names, kind in ((fact.get("object") or [], {"led_by": PERSON, "founded_by": PERSON, "headquartered_in": PLACE,
                                                        "makes": PRODUCT}.get(fact["relation"])),):
            for name in names if kind is not None else ():
                allowed[key(name)] = {kind}
    for names in gold.get("companies_optional", []):
        for name in names:
            allowed[key(name)] = ALL
    for names in gold.get("founders", []):
        for name in names:
            allowed[key(name)] = {PERSON}
    for names in gold.get("companies", []):
        for name in names:
            allowed[key(name)] = {COMPANY}
    return allowed, ALL - {COMPANY}


def read_articles(args, key):
    for part in ("seeds", "dev"):
        directory = os.path.join(args.shared, "articles", part)
        golds = {os.path.splitext(f)[0]: json.load(open(os.path.join(args.shared, "gold", part, f)))
                 for f in os.listdir(os.path.join(args.shared, "gold", part)) if f.endswith(".json")}
        for file in sorted(os.listdir(directory)):
            gold = golds.get(os.path.splitext(file)[0])
            if gold:
                allowed, rest = article_labels(gold, key)
                yield os.path.join(directory, file), allowed, rest, 1.0


def read_labels(path):
    """article → (start, end) → type: names that were labelled one by one."""
    types = dict(zip("cpldon", range(len(ALL))))
    labels = defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        if not line.startswith("#"):
            article, start, end, kind = line.split()
            labels[article][int(start), int(end)] = {types[kind]}
    return labels


def read_labelled(args, labels, directory):
    """Articles of which each name is labelled: names that have no label tell nothing."""
    with tarfile.open(os.path.join(args.shared, "bulk", "press.tar.xz")) as press:
        for member in press:
            article = os.path.splitext(os.path.basename(member.name))[0]
            if article in labels:
                path = os.path.join(directory, article + ".md")
                with open(path, "wb") as file:
                    file.write(press.extractfile(member).read())
                yield path, labels[article], ALL, 1.0
    for line in open(os.path.join(args.shared, "knowledgenet", "dev.jsonl")):
        document = json.loads(line)
        if document["id"] in labels:
            path = os.path.join(directory, document["id"] + ".txt")
            with open(path, "w") as file:
                file.write(document["text"])
            yield path, labels[document["id"]], ALL, 1.0


def read_sentences(args, key, labelled, directory):
    """KnowledgeNet and CORE: only the arguments of their facts are known."""
    kinds = {"founded_by": {PERSON}, "led_by": {PERSON}, "headquartered_in": {PLACE}, "subsidiary_of": {COMPANY, ORGANISATION}}
    documents = defaultdict(lambda: ["", {}])
    for line in open(os.path.join(args.shared, "knowledgenet", "dev.jsonl")):
        d = json.loads(line)
        if d["id"] in labelled:
            continue
        labels = documents[d["id"]][1]
        documents[d["id"]][0] = d["text"]
        for fact in d.get("facts", []):
            labels.setdefault(key(fact["subject"]["text"]), {COMPANY, ORGANISATION})
            if fact["relation"] in kinds and "object" in fact:
                labels[key(fact["object"]["text"])] = kinds[fact["relation"]]
    for line in open(os.path.join(args.shared, "core", "dev.jsonl")):
        d = json.loads(line)
        labels = documents[d["id"]][1]
        documents[d["id"]][0] = d["text"]
        labels[key(d["text"][slice(*d["subject"])])] = {COMPANY}
        labels[key(d["text"][slice(*d["object"])])] = {PRODUCT} if d["relation"] == "makes" else {COMPANY, PRODUCT, ORGANISATION, NONE}
    for name, (text, labels) in sorted(documents.items()):
        path = os.path.join(directory, re.sub(r"\W", "_", name) + ".txt")
        with open(path, "w") as file:
            file.write(text)
        yield path, labels, None, args.sentence_weight


class Data:
    def __init__(self, rows, labels, names, key, args):
        self.names = {n: i for i, n in enumerate(names)}
        index, columns, values, allowed, weight, self.source, self.row_names, self.possible = [0], [], [], [], [], [], [], []
        sizes = defaultdict(int)
        for row in rows:
            sizes[row["source"]] += 1
        for row in rows:
            known, rest, share = labels[row["source"]]
            # A long list of names should not outweigh many articles.
            share *= min(1.0, (args.article_size / sizes[row["source"]]) ** 0.5)
            if rest is None:  # facts name companies far more often than articles do
                row["evidence"]["(sentence)"] = row["evidence"].pop("always")
            spans = [tuple(span) for span in row["spans"]]
            types = next((known[span] for span in spans if span in known), known.get(key(row["name"]), rest))
            if types is None or types == ALL:
                continue
            for name, value in row["evidence"].items():
                columns.append(self.names[name])
                values.append(value)
            index.append(len(columns))
            allowed.append([1.0 if t in types else 0.0 for t in sorted(ALL)])
            weight.append(share)
            # A sentence's facts tell nothing about what is no name.
            self.possible.append([1.0] * len(TYPES) + [0.0 if rest is None else 1.0])
            self.source.append(row["source"])
            self.row_names.append(row["name"])
        self.x = csr_matrix((values, columns, index), shape=(len(allowed), len(names)))
        self.possible = np.array(self.possible)
        self.allowed, self.weight = np.array(allowed) * self.possible, np.array(weight)

    def part(self, mask):
        made = object.__new__(Data)
        made.x, made.allowed, made.weight, made.possible = self.x[mask], self.allowed[mask], self.weight[mask], self.possible[mask]
        return made


def chances(x, w):
    z = np.hstack([x @ w, np.zeros((x.shape[0], 1))])
    z -= z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def fit(data, prior, strength):
    def loss(flat):
        w = flat.reshape(prior.shape)
        p = chances(data.x, w) * data.possible
        p /= p.sum(axis=1, keepdims=True)
        open_set = p * data.allowed
        total = open_set.sum(axis=1)
        gradient = (p - open_set / total[:, None])[:, :NONE] * data.weight[:, None]
        value = -(data.weight * np.log(total)).sum() + strength * ((w - prior) ** 2).sum()
        return value, (data.x.T @ gradient + 2 * strength * (w - prior)).ravel()
    return minimize(loss, prior.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x.reshape(prior.shape)


def quality(p, data):
    is_company = data.allowed[:, 0] * (data.allowed.sum(axis=1) == 1)
    no_company = data.allowed[:, 0] == 0
    said = p.argmax(axis=1) == 0
    tp, fp, fn = (said * is_company).sum(), (said * no_company).sum(), (~said * is_company).sum()
    sure = data.allowed.sum(axis=1) == 1
    right = data.allowed[np.arange(len(p)), p.argmax(axis=1)] == 1
    by_type = ["%s %.2f" % (name, right[sure & (data.allowed[:, t] == 1)].mean()) for t, name in enumerate([*TYPES, "none"])]
    return 2 * tp / (2 * tp + fp + fn), tp / (tp + fp), right[sure].mean(), " ".join(by_type)


def read_rules(path):
    """names in order, priors, and the file's lines with the place of each rule's prior."""
    lines = open(path, encoding="utf-8").read().split("\n")
    names, priors, places = [], [], []
    for i, line in enumerate(lines):
        if line.startswith("evidence "):
            names.append(line.split()[1])
            priors.append([0.0] * len(TYPES))
            places.append(None)
        elif line.startswith("  prior ") and names:
            words = line.split()[1:]
            for name, number in zip(words[::2], words[1::2]):
                priors[-1][TYPES.index(name)] = float(number)
            places[-1] = i
    return names, np.array(priors), lines, places


def write_rules(path, lines, places, weights):
    after = {place: "  weight  " + " ".join(f"{t} {w:+.2f}" for t, w in zip(TYPES, row)) for place, row in zip(places, weights)}
    out = []
    for i, line in enumerate(lines):
        if line.startswith("  weight "):
            continue
        out.append(line)
        if i in after:
            out.append(after[i])
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out))


def folds(data, prior, strength, count):
    articles = sorted({s for s, p in zip(data.source, data.possible) if p[NONE] == 1.0})
    fold_of = {a: i % count for i, a in enumerate(articles)}
    found = np.array([fold_of.get(s, -1) for s in data.source])
    p = np.zeros((data.x.shape[0], len(ALL)))
    for fold in range(count):
        held = found == fold
        p[held] = chances(data.x[held], fit(data.part(~held), prior, strength))
    inside = found >= 0
    return quality(p[inside], data.part(inside)), p, inside


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--rules", default="rules/en")
    parser.add_argument("--shared", default="../shared")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--strength", type=float, default=1.0, help="of the pull to the priors")
    parser.add_argument("--sentence-weight", type=float, default=0.05, help="of a name in KnowledgeNet and CORE")
    parser.add_argument("--article-size", type=float, default=40, help="names of an article from which on they weigh less")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true", help="print the names that the folds get wrong")
    args = parser.parse_args()
    key = key_function(args.shared)
    rules = os.path.join(args.rules, "names.rules")
    with tempfile.TemporaryDirectory() as directory:
        marked = read_labels(os.path.join(os.path.dirname(__file__), "name_labels.tsv"))
        sources = [*read_articles(args, key), *read_labelled(args, marked, directory),
                   *read_sentences(args, key, marked, directory)]
        labels = {path: (known, rest, share) for path, known, rest, share in sources}
        fits = []
        for _ in range(args.rounds if args.write else 1):
            names, prior, lines, places = read_rules(rules)
            # Once with the list of companies and once without, so that no weight leans on it.
            rows = [row for flags in ((), ("--no-companies",)) for row in features(args.binary, args.rules, list(labels), flags)]
            data = Data(rows, labels, [*names, "(sentence)"], key, args)
            prior = np.vstack([prior, np.zeros((1, len(TYPES)))])
            if args.folds:
                result, p, inside = folds(data, prior, args.strength, args.folds)
                print("left out: company F1 %.3f (P %.3f), types right %.3f: %s" % result, flush=True)
                if args.show:
                    for i in np.flatnonzero(inside):
                        if data.allowed[i][p[i].argmax()] == 0:
                            print(os.path.basename(data.source[i])[:12], data.row_names[i], p[i].round(2), sep="\t")
            weights = fit(data, prior, args.strength)
            own = data.part(data.possible[:, NONE] == 1.0)
            print("fitted:   company F1 %.3f (P %.3f), types right %.3f: %s" % quality(chances(own.x, weights), own), flush=True)
            if args.write:
                fits.append(weights)
                write_rules(rules, lines, places, np.mean(fits[1:] or fits, axis=0))


if __name__ == "__main__":
    main()
