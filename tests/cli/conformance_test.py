#!/usr/bin/env python3
"""Runs every analysis of the catalogue twice over a store: the declared tables and columns, and the same bytes.

    conformance_test.py HUBMINE STORE WORK

Over a store with repositories, every table has rows, or says in its row of the catalogue why it may have none. Standard library only.
"""
import contextlib
import csv
import filecmp
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys


# What to give an option that makes a table.
VALUES = {"--every": "year"}


def catalogue(hubmine):
    """{analysis: {table: ([columns], may be empty)}} as the program declares it, and {analysis: {table: its option}} of those
    that are there only with an option."""
    text = subprocess.run([hubmine, "analyze", "--list"], check=True, capture_output=True, text=True).stdout
    analyses, tables, asked = {}, {}, {}
    for line in text.splitlines():
        if line.startswith("    "):
            tables[next(reversed(tables))][0].append(line.split()[0])
        elif line.startswith("  (only with "):
            asked.setdefault(next(reversed(analyses)), {})[next(reversed(tables))] = line.strip()[len("(only with "):-1]
        elif line.startswith("  (may have no rows: "):
            tables[next(reversed(tables))] = (tables[next(reversed(tables))][0], True)
        elif line.startswith("  "):
            tables[line.strip().split(":")[0]] = ([], False)
        elif line:
            tables = analyses[line.split(":")[0]] = {}
    return analyses, asked


def check(hubmine, store, work, analysis, tables, rows_wanted, options=()):
    folders = [work / analysis / str(run) for run in (1, 2)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUBMINE_")}
    for folder in folders:
        subprocess.run([hubmine, "analyze", analysis, "-q", "--store", store, "--format", "csv", "--output-dir", folder, *options],
                       check=True, env=environment)
    files = sorted(path.name for path in folders[0].iterdir())
    wanted = sorted([f"{table}.csv" for table in tables] + ["manifest.json"])
    if files != wanted:
        yield f"{analysis}: files {files}, expected {wanted}"
        return
    for file in files:
        if not filecmp.cmp(folders[0] / file, folders[1] / file, shallow=False):
            yield f"{analysis}: {file} differs between two runs"
    for table, (columns, may_be_empty) in tables.items():
        with open(folders[0] / f"{table}.csv", newline="", encoding="utf-8") as stream:
            rows = list(csv.reader(stream))
        if rows[0] != columns:
            yield f"{analysis}: {table} has the columns {rows[0]}, declared are {columns}"
        if rows_wanted and len(rows) == 1 and not may_be_empty:
            yield f"{analysis}: {table} has no rows and does not say why that may be"
        yield from (f"{analysis}: {table}: {len(row)} cells in {row}" for row in rows if len(row) != len(columns))
    manifest = json.loads((folders[0] / "manifest.json").read_text(encoding="utf-8"))
    if not manifest["snapshot"]["complete"]:
        yield f"{analysis}: the snapshot is not complete"


def main():
    hubmine, store, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    shutil.rmtree(work, ignore_errors=True)
    with contextlib.closing(sqlite3.connect(store)) as database:
        (repositories,) = database.execute("SELECT count(*) FROM repo").fetchone()
    found, count = [], 0
    analyses, asked = catalogue(hubmine)
    for analysis, tables in analyses.items():
        count += len(tables)
        extra = asked.get(analysis, {})
        always = {table: columns for table, columns in tables.items() if table not in extra}
        found += check(hubmine, store, work / "plain", analysis, always, repositories > 0)
        if extra:
            options = [word for option in sorted(set(extra.values())) for word in (option, VALUES[option])]
            found += check(hubmine, store, work / "asked", analysis, tables, repositories > 0, options)
    if count < 20:
        found.append(f"only {count} tables declared")
    print("\n".join(found) if found else f"{count} tables as declared, twice the same bytes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
