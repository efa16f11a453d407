#!/usr/bin/env python3
"""Whether the time of a fuzz target grows with the size of its input.

    python3 fuzz/linear.py build/fuzz/fuzz/*_fuzz

Takes 12 inputs that fuzzing kept (TARGET.corpus, fixed seed), repeats each up to 32 KiB and up to 256 KiB, and
measures the processor's time for both. Fails where eight times as much takes more than 16 times as long. A target
that never reads that far (offset_map) is fast on both.
"""
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (32 << 10, 256 << 10)
MOST = 16      # times as long, for eight times as much
NOISE = 0.02   # seconds


def inputs(target, count=12):
    kept = sorted(path for path in Path(f"{target}.corpus").iterdir() if path.stat().st_size > 1)
    random.Random(1).shuffle(kept)
    return [path.read_bytes() for path in kept[:count]]


def seconds(target, bytes_, path):
    path.write_bytes(bytes_)
    process = subprocess.Popen([target, "-runs=1", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{target} breaks on {len(bytes_)} bytes that begin {bytes_[:64]!r}")
    return usage.ru_utime + usage.ru_stime


def slowest_growth(target, path):
    start = min(seconds(target, b" ", path) for _ in range(3))
    worst = (0, 0, 0)
    for seed in inputs(target):
        small, large = (max(0, seconds(target, (seed * (size // len(seed) + 1))[:size], path) - start) for size in SIZES)
        worst = max(worst, (large / (small + NOISE), small, large))
    return worst


def main():
    failed = False
    for target in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as directory:
            growth, small, large = slowest_growth(target, Path(directory, "input"))
        failed |= growth > MOST
        print(f"{Path(target).name:22} slowest growth: {small:.2f} s for 32 KiB, {large:.2f} s for 256 KiB"
              f"{'  NOT LINEAR' if growth > MOST else ''}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
