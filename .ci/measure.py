#!/usr/bin/env python3
"""Measures a build on annotated and bulk articles and holds the figures against their floors.

usage: measure.py --binary build/release/copydesk --shared ../shared --floors .ci/floors [--quick]

Prints every figure; exits with 1 where one is worse than its line in the floors file ("name >= value" or
"name <= value"). A set of articles that is not there is left out, and said to be. --quick leaves out bulk.
"""
import argparse
import filecmp
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time

SCORED = {"companies": "companies", "founders": "founders", "dates": "dates", "money": "money", "facts, all": "facts"}


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def timed(*command):
    """Seconds and peak memory in MB of one run of a command that must succeed."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.monotonic() - start, usage.ru_maxrss / 1024


def annotated(options, scratch, name):
    """How far records of articles/NAME agree with gold/NAME, and how many of their spans are right."""
    articles, gold = (os.path.join(options.shared, folder, name) for folder in ("articles", "gold"))
    records = os.path.join(scratch, name + ".jsonl")
    run(options.binary, "extract", articles, "-o", records)
    print(run(options.binary, "verify", records).strip())
    score = json.loads(run(sys.executable, os.path.join(options.shared, "tools", "score.py"), records, gold, "--json"))
    return {f"{name} {SCORED[key]} F1": value["f1"] for key, value in score.items() if key in SCORED}


def knowledgenet(options, scratch):
    tool = os.path.join(options.shared, "tools", "kn_score.py")
    documents = os.path.join(options.shared, "knowledgenet", "dev.jsonl")
    texts, records = os.path.join(scratch, "kn"), os.path.join(scratch, "kn.jsonl")
    run(sys.executable, tool, "split", documents, texts)
    run(options.binary, "extract", texts, "-o", records)
    rows = (line.split() for line in run(sys.executable, tool, "score", documents, records).splitlines()[1:])
    return {f"knowledgenet {row[0]} F1": float(row[3]) for row in rows if len(row) == 7}


def bulk(options, scratch):
    """Speed and memory of one worker; the same bytes from two runs, and from two workers; every span right."""
    articles = os.path.join(scratch, "bulk")
    with tarfile.open(os.path.join(options.shared, "bulk", "press.tar.xz")) as archive:
        archive.extractall(articles)
    size = sum(os.path.getsize(os.path.join(folder, file)) for folder, _, files in os.walk(articles) for file in files)
    outputs = [os.path.join(scratch, name + ".jsonl") for name in ("one", "again", "two")]
    runs = [timed(options.binary, "extract", articles, "--jobs", jobs, "-o", output)
            for jobs, output in zip(("1", "1", "2"), outputs)]
    same = all(filecmp.cmp(outputs[0], other, shallow=False) for other in outputs[1:])
    print(run(options.binary, "verify", outputs[0]).strip())
    start_up = min(timed(options.binary, "extract", "/dev/null", "-o", os.path.join(scratch, "none"))[0] for _ in range(5))
    return {"bulk MB/s, one worker": size / 1e6 / min(seconds for seconds, _ in runs[:2]),
            "bulk peak MB, one worker": max(memory for _, memory in runs[:2]),
            "bulk outputs the same": float(same), "start-up ms": start_up * 1000}


def worse_than_floors(figures, path):
    faults = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.split("#")[0].strip()
            for sign, holds in ((">=", lambda a, b: a >= b), ("<=", lambda a, b: a <= b)):
                name, found, bound = line.partition(sign)
                name = name.strip()
                if found and name in figures and not holds(round(figures[name], 3), float(bound)):
                    faults.append(f"{name} is {figures[name]:.3f}, must be {sign} {bound.strip()}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for option in ("--binary", "--shared", "--floors"):
        parser.add_argument(option, required=True)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    here = lambda *path: os.path.exists(os.path.join(options.shared, *path))

    figures = {}
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as scratch:
        jobs = [(f"articles/{name}", lambda name=name: annotated(options, scratch, name)) for name in ("seeds", "dev", "wikinews")]
        jobs.append(("knowledgenet/dev.jsonl", lambda: knowledgenet(options, scratch)))
        if not options.quick:
            jobs.append(("bulk/press.tar.xz", lambda: bulk(options, scratch)))
        faults = []
        for path, job in jobs:
            if not here(path):
                print(f"left out: there is no {os.path.join(options.shared, path)}")
                continue
            try:
                figures.update(job())
            except subprocess.CalledProcessError as error:
                faults.append(f"{path}: {error}\n{(error.stdout or '')[-2000:]}{(error.stderr or '')[-2000:]}")
    for name, value in figures.items():
        print(f"{name:32}{value:10.3f}")
    faults += worse_than_floors(figures, options.floors)
    for fault in faults:
        print("worse:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
