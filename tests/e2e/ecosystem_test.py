#!/usr/bin/env python3
"""Crawls a demo Hub that serves a world of known results, and holds every table that it has against them.

    ecosystem_test.py --hub hubmine-demohub --hubmine hubmine --golden DIR --compare SCRIPT --work DIR

The folder holds the world, lists of its own and the expected tables, a folder a run. Analyses, and tables, that the program
does not list are left out, and named. Likes are held against the world's own files. Standard library only.
"""
import argparse
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys

from world_test import Hub, clean_environment, run

KINDS = ("models", "datasets", "spaces")
PARTS = "listing,commits,discussions,owners,storage,likers"
# Folder of expected tables -> analysis and its options.
RUNS = {
    "calendar": ["calendar"],
    "calendar-options": ["calendar", "--by", "entity", "--every", "month"],
    "lineage": ["lineage"],
    "lineage-options": ["lineage", "--root", "odd-lab/origin", "--depth", "1"],
    "organisations": ["organisations"],
    "roles": ["roles"],
    "sizes": ["sizes"],
    "sizes-options": ["sizes", "--names"],
    "topics": ["topics"],
    "trends": ["trends"],
}


def records(path):
    """Those of a file of one JSON value a line; none where it is not there."""
    if path.exists():
        with open(path, encoding="utf-8") as stream:
            yield from (json.loads(line) for line in stream if line.strip())


def set_clock(db, now):
    """The snapshot ends when the world does, so that ages are those that are expected."""
    db.execute("UPDATE snapshot SET finished_at = CAST(round((julianday(?) - 2440587.5) * 86400) AS INTEGER) * 1000", (now,))


def expected_likes(world):
    """Kind and id of a repository -> when its likes were given, from the oldest on; unreadable ones are none."""
    likes = {}
    for kind in KINDS:
        for row in records(world / "likers" / f"{kind}.jsonl"):
            times = sorted(like["likedAt"] for like in row["likers"] if str(like.get("likedAt", "")).endswith("Z"))
            if times:
                likes[kind[:-1], row["id"]] = times
    return likes


def check_likes(db, world):
    held = {}
    for kind, name, liked_at in db.execute("SELECT kind, id, liked_at FROM likes JOIN repos USING (repo_id) ORDER BY repo_id, position"):
        held.setdefault((kind, name), []).append(liked_at)
    if held != expected_likes(world):
        raise SystemExit("the likes in the store are not those of the world")


def complete(store, world):
    with open(world / "world.json", encoding="utf-8") as stream:
        now = json.load(stream)["now"]
    db = sqlite3.connect(store)
    with db:
        set_clock(db, now)
    check_likes(db, world)
    db.close()


def listed_tables(program, environment):
    """Analysis -> the tables that it has."""
    told = subprocess.run([program, "analyze", "--list"], check=True, capture_output=True, text=True, env=environment).stdout
    tables, analysis = {}, None
    for line in told.splitlines():
        name = line.split(":", 1)[0]
        if line and not line.startswith(" "):
            analysis = tables.setdefault(name, set())
        elif line.startswith("  ") and not line.startswith(("   ", "  (")):
            analysis.add(name.strip())
    return tables


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--hub", "--hubmine", "--golden", "--compare", "--work"):
        parser.add_argument(name, required=True)
    options = parser.parse_args()
    golden, work = pathlib.Path(options.golden), pathlib.Path(options.work)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    environment, store = clean_environment(), str(work / "ecosystem.db")
    with Hub(options.hub, ["--world", str(golden / "world")]) as hub:
        run([options.hubmine, "crawl", "--endpoint", hub.url, "--store", store, "--only", PARTS], env=environment)
    complete(store, golden / "world")
    tables, wrong = listed_tables(options.hubmine, environment), 0
    for folder, (analysis, *own) in RUNS.items():
        expected = {path.stem for path in (golden / "expected" / folder).glob("*.csv")}
        known = sorted(expected & tables.get(analysis, set()))
        if unknown := sorted(expected - set(known)):
            print(f"not compared: {folder}: {', '.join(unknown)}", flush=True)
        if not known:
            continue
        out = work / folder
        run([options.hubmine, "analyze", analysis, "--store", store, "--bots-file", str(golden / "data" / "bots.csv"), "--identities", "raw",
             "--organisations", str(golden / "data" / "organisations.csv"), "--format", "csv", "--raw-text", "--output-dir", str(out), *own],
            env=environment)
        compare = [sys.executable, options.compare, str(golden / "expected" / folder), str(out), "--tables", ",".join(known)]
        print("+", " ".join(compare), flush=True)
        wrong += subprocess.run(compare).returncode != 0
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
