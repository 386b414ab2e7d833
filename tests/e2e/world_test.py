#!/usr/bin/env python3
"""Crawls a demo Hub that serves a directory, analyses the store, and compares the tables.

    world_test.py --hub hubmine-demohub --hubmine hubmine --world DIR --work DIR
                  [--expected DIR]                      every CSV below it must be what hubmine prints
                  [--validate SCRIPT]                   recomputes every table from the store's views
                  [--graphs SCRIPT]                     reads exported graphs back and compares them with the views
                  [--compare SCRIPT --oracle FILE]      compares with figures computed from the world itself
                  [--truth FILE]                        drop these bots and merge these identities
                  [-- ARGUMENTS OF EVERY ANALYSIS]

With HUBMINE_ACCEPT=1 the expected tables are written instead of compared. Standard library only.
"""
import argparse
import csv
import json
import math
import os
import shutil
import subprocess
import sys

ANALYSES = ("rq1", "rq2", "rq3")


def run(command, **options):
    print("+", " ".join(command), flush=True)
    return subprocess.run(command, check=True, **options)


def clean_environment():
    """Nobody's token, endpoint or locale may reach the tests."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HF_", "HUGGING", "HUBMINE_STORE", "http_", "https_"))}
    return {**kept, "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"}


class Hub:
    """A demo Hub on a free port of the loopback for as long as the block runs."""

    def __init__(self, program, arguments):
        self.command = [program, "--port", "0", *arguments]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline().strip()
        self.url = line.rsplit(" ", 1)[-1]
        if not self.url.startswith("http://"):
            raise SystemExit(f"the demo Hub said {line!r}")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def same_cell(want, got):
    if want == got:
        return True
    try:
        return math.isclose(float(want), float(got), rel_tol=1e-12, abs_tol=1e-300)
    except ValueError:
        return False


def rows_of(path):
    """Without the numbers that a store gives in the order in which lists happen to arrive."""
    with open(path, newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream))
    chance = {at for at, name in enumerate(rows[0]) if name == "repo_id"}
    return [[cell for at, cell in enumerate(row) if at not in chance] for row in rows]


def compare_tables(expected, folder):
    """The differences between two CSV files, as lines."""
    want, got = rows_of(expected), rows_of(folder)
    if len(want) != len(got):
        return [f"{folder}: {len(got)} lines, expected {len(want)}"]
    return [f"{folder}:{number}: expected {x}, got {y}" for number, (x, y) in enumerate(zip(want, got), 1)
            if len(x) != len(y) or not all(map(same_cell, x, y))]


def check_expected(expected, out):
    wrong, checked = [], 0
    for name in ANALYSES:
        written = os.path.join(expected, name)
        if os.environ.get("HUBMINE_ACCEPT"):
            shutil.rmtree(written, ignore_errors=True)
            os.makedirs(written)
            for file in os.listdir(os.path.join(out, name)):
                if file.endswith(".csv"):
                    shutil.copy(os.path.join(out, name, file), written)
        for file in sorted(os.listdir(written)):
            wrong += compare_tables(os.path.join(written, file), os.path.join(out, name, file))
            checked += 1
    print("\n".join(wrong[:50]))
    print(f"{checked} tables compared, {len(wrong)} lines differ")
    return not wrong and checked > 0


def main():
    arguments, passed = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, passed = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--hub", "--hubmine", "--world", "--work"):
        parser.add_argument(name, required=True)
    for name in ("--expected", "--validate", "--graphs", "--compare", "--oracle", "--truth"):
        parser.add_argument(name)
    options = parser.parse_args(arguments)
    shutil.rmtree(options.work, ignore_errors=True)
    os.makedirs(options.work)
    environment = clean_environment()
    store = os.path.join(options.work, "world.db")
    with Hub(options.hub, ["--world", options.world]) as hub:
        run([options.hubmine, "crawl", "--endpoint", hub.url, "--store", store], env=environment)
    run([options.hubmine, "status", "--store", store], env=environment)
    out = os.path.join(options.work, "out")
    identities = []
    if options.truth:
        with open(options.truth, encoding="utf-8") as stream:
            truth = json.load(stream)
        bots, merges = os.path.join(options.work, "bots.csv"), os.path.join(options.work, "merges.csv")
        with open(bots, "w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, lineterminator="\n").writerows([["name"], *([name] for name in truth["bots"])])
        with open(merges, "w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, lineterminator="\n").writerows(
                [["name_a", "name_b", "decision"], *([*pair, "accept"] for pair in truth["merges"])])
        run([options.hubmine, "identities", "apply", merges, "--store", store], env=environment)
        identities = ["--bots-file", bots]
    for name in ANALYSES:
        own = [a for a in passed if name == "rq1" or not a.startswith("--min-license-repos")]
        run([options.hubmine, "analyze", name, "--store", store, "--format", "csv", "--output-dir", os.path.join(out, name),
             *own, *(identities if name != "rq3" else [])], env=environment)
    ok = True
    if options.expected:
        ok &= check_expected(options.expected, out)
    if options.compare:
        command = [sys.executable, options.compare, options.oracle]
        for name in ANALYSES:
            command += [f"--{name}", os.path.join(out, name)]
        ok &= subprocess.run(command).returncode == 0
    if options.validate:
        command = [sys.executable, options.validate, store, "--binary", options.hubmine, *passed, *identities]
        print("+", " ".join(command), flush=True)
        ok &= subprocess.run(command, env=environment).returncode == 0
    if options.graphs:
        command = [sys.executable, options.graphs, store, "--binary", options.hubmine, *identities]
        print("+", " ".join(command), flush=True)
        ok &= subprocess.run(command, env=environment).returncode == 0
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
