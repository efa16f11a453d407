#!/usr/bin/env python3
"""Whether the time of a fuzz target grows with the size of its input.

    python3 fuzz/linear.py build/fuzz/fuzz/*_fuzz

Takes 40 inputs that fuzzing kept (TARGET.corpus, fixed seed), repeats each up to 32 KiB and up to 256 KiB, and has
the target read both, three times. Fails where eight times as much takes more than 16 times as long. A target that
never reads that far (offset_map) is fast on both.
"""
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (32 << 10, 256 << 10)
MOST = 16          # times as long, for eight times as much
CLOCK = 20         # milliseconds that are no proof of anything on a busy machine


def inputs(target, count=40):
    kept = sorted(path for path in Path(f"{target}.corpus").iterdir() if path.stat().st_size > 1)
    random.Random(1).shuffle(kept)
    return [path.read_bytes() for path in kept[:count]]


def milliseconds(target, paths):
    """The least of three runs for each file, as the target prints them."""
    done = subprocess.run([target, "-runs=3", *map(str, paths)], capture_output=True, text=True, errors="replace")
    times = {}
    for path, time in re.findall(r"^Executed (\S+) in (\d+) ms$", done.stderr, re.MULTILINE):
        times[path] = int(time)
    if done.returncode != 0 or len(times) != len(paths):
        raise SystemExit(f"{target} did not read all of its inputs:\n{done.stderr[-2000:]}")
    return [times[str(path)] for path in paths]


def worst(target, directory):
    pairs = []
    for number, seed in enumerate(inputs(target)):
        paths = []
        for size in SIZES:
            paths.append(Path(directory, f"{number}-{size}"))
            paths[-1].write_bytes((seed * (size // len(seed) + 1))[:size])
        pairs.append(paths)
    small = milliseconds(target, [pair[0] for pair in pairs])
    large = milliseconds(target, [pair[1] for pair in pairs])
    return max(((after / (before + CLOCK), before, after) for before, after in zip(small, large)), default=(0, 0, 0))


def main():
    failed = False
    for target in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as directory:
            ratio, before, after = worst(target, directory)
        failed |= ratio > MOST
        print(f"{Path(target).name:22} slowest growth: {before} ms for 32 KiB, {after} ms for 256 KiB"
              f"{'  NOT LINEAR' if ratio > MOST else ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
