#!/usr/bin/env python3
"""Runs every analysis of the catalogue twice over a store: the declared tables and columns, and the same bytes.

    conformance_test.py HUBMINE STORE WORK

Standard library only.
"""
import csv
import filecmp
import json
import os
import pathlib
import shutil
import subprocess
import sys


def catalogue(hubmine):
    """{analysis: {table: [columns]}} as the program declares it."""
    text = subprocess.run([hubmine, "analyze", "--list"], check=True, capture_output=True, text=True).stdout
    analyses, table = {}, None
    for line in text.splitlines():
        if line.startswith("    "):
            analyses[next(reversed(analyses))][table] = line.strip().split(", ")
        elif line.startswith("  "):
            table = line.strip().split(":")[0]
        elif line:
            analyses[line.split(":")[0]] = {}
    return analyses


def check(hubmine, store, work, analysis, tables):
    folders = [work / analysis / str(run) for run in (1, 2)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUBMINE_")}
    for folder in folders:
        subprocess.run([hubmine, "analyze", analysis, "-q", "--store", store, "--format", "csv", "--output-dir", folder],
                       check=True, env=environment)
    files = sorted(path.name for path in folders[0].iterdir())
    wanted = sorted([f"{table}.csv" for table in tables] + ["manifest.json"])
    if files != wanted:
        yield f"{analysis}: files {files}, expected {wanted}"
        return
    for file in files:
        if not filecmp.cmp(folders[0] / file, folders[1] / file, shallow=False):
            yield f"{analysis}: {file} differs between two runs"
    for table, columns in tables.items():
        with open(folders[0] / f"{table}.csv", newline="", encoding="utf-8") as stream:
            rows = list(csv.reader(stream))
        if rows[0] != columns:
            yield f"{analysis}: {table} has the columns {rows[0]}, declared are {columns}"
        yield from (f"{analysis}: {table}: {len(row)} cells in {row}" for row in rows if len(row) != len(columns))
    manifest = json.loads((folders[0] / "manifest.json").read_text(encoding="utf-8"))
    if not manifest["snapshot"]["complete"]:
        yield f"{analysis}: the snapshot is not complete"


def main():
    hubmine, store, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    shutil.rmtree(work, ignore_errors=True)
    found, count = [], 0
    for analysis, tables in catalogue(hubmine).items():
        count += len(tables)
        found += check(hubmine, store, work, analysis, tables)
    if count < 20:
        found.append(f"only {count} tables declared")
    print("\n".join(found) if found else f"{count} tables as declared, twice the same bytes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
