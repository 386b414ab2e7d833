#!/usr/bin/env python3
"""Measures the memory that a command holds at its peak, and its time, with one program or several.

    memory_bench.py HUBMINE... -- analyze rq3 --table usage --top 0 --format csv --store study.db

Runs each program with these words, its output thrown away, and prints one line for each. Standard library only.
"""
import os
import subprocess
import sys
import time


def measure(words):
    start = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(words)}: exit code {os.waitstatus_to_exitcode(status)}")
    return usage.ru_maxrss / 1024, time.monotonic() - start, usage.ru_utime + usage.ru_stime


def main():
    if "--" not in sys.argv[2:]:
        sys.exit(__doc__)
    split = sys.argv.index("--")
    for program in sys.argv[1:split]:
        megabytes, wall, processor = measure([program, *sys.argv[split + 1:]])
        print(f"{program}: {megabytes:.0f} MB at the peak, {wall:.1f} s wall, {processor:.1f} s processor")


if __name__ == "__main__":
    main()
