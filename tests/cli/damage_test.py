#!/usr/bin/env python3
"""Damages copies of a store in many ways and runs the commands that read it on each.

    damage_test.py HUBMINE STORE WORK

Whatever the numbers and texts in the file are: every command ends by itself, with 0 or a documented exit code, at most one
complaint on stderr, and no text of a library. Standard library only.
"""
import concurrent.futures
import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

COMMANDS = (
    ["analyze", "rq1", "--format", "json"],
    ["analyze", "rq2", "--format", "json"],
    ["analyze", "rq2", "--until", "2030-01-01", "--format", "json"],
    ["analyze", "rq3", "--format", "json"],
    ["analyze", "rq3", "--snapshot", "1", "--format", "json"],
    ["analyze", "trends", "--format", "json"],
    ["search", "bert OR kind:space", "--format", "json"],
    ["status", "--format", "json"],
    ["diff", "1", "2", "--format", "json"],
    ["snapshots", "show", "1", "--format", "json"],
    ["identities", "list", "--format", "json"],
    ["export", "tables", "COPY.tables"],
    ["verify", "--format", "json"],
    ["crawl", "--plan", "--offline", "--format", "json"],
)
NUMBERS = (-1, 999999, 2**31, 2**63 - 1)
TEXTS = ("garbage", "[", "[999999]", "[-1]", "[9223372036854775807]", "[99999999999999999999]", "[1,,2]", "[[1]]", "{}", "")
LIBRARIES = ("::", "_M_", "json.exception", "vector", "stoll", "std", "what()", "terminate", "Sanitizer", "runtime error")
ALLOWED = {0, 5}
# What is worth damaging: numbers that speak of rows, kinds, states and times, and lists of numbers.
COLUMNS = {
    "tag": ["tag_id"], "label": ["label_id"], "author": ["author_id"], "author_list": ["list_id", "members"],
    "snapshot": ["snapshot_id", "started_at", "finished_at", "complete", "kinds", "requests", "row_limit"],
    "walk": ["snapshot_id", "kind", "pages", "rows", "observed_at", "finished", "next_url"],
    "repo": ["repo_id", "kind", "license", "tags", "models", "datasets", "first_snapshot", "hub_id", "created_at", "last_modified",
             "sha", "gated", "pipeline_tag", "library_name", "sdk", "parameters", "base_models", "first_seen"],
    "repo_state": ["repo_id", "kind", "seen_at", "removed_at", "likes", "downloads", "downloads_all_time"],
    "metric": ["repo_id", "snapshot_id", "observed_at", "likes", "downloads", "downloads_all_time"],
    "foreign_metric": ["repo_id", "snapshot_id", "observed_at", "likes", "downloads"],
    "repo_history": ["repo_id", "field", "first_seen", "last_seen", "first_snapshot", "value"],
    "repo_absence": ["repo_id", "from_snapshot", "until_snapshot", "removed_at", "restored_at"],
    "fetch": ["what", "repo_id", "state", "fetched_at", "attempts", "tried_at", "next_page", "top_seq", "likes"],
    "repo_commit": ["repo_id", "seq", "list_id", "committed_at", "sha"],
    "repo_contribution": ["repo_id", "list_id", "commits"],
    "repo_discussion": ["repo_id", "num", "author_id", "created_at", "status"],
    "target": ["target_id", "kind", "repo_id", "by_space", "tried_at"],
    "decision": ["similarity", "shared_repos", "decided_at", "decision"],
    "fact": ["value"],
}
# Texts that were never checked end where they are shown; a broken list does not.
MUST_FAIL = {("repo", "license", -1): "rq1", ("repo", "tags", "[999999]"): "rq3", ("repo", "tags", "garbage"): "rq3",
             ("repo_contribution", "list_id", 999999): "rq2", ("repo_contribution", "repo_id", -1): "rq2",
             ("repo_contribution", "commits", 7): "rq1",
             ("author_list", "members", "[-1]"): "rq2", ("repo", "models", "[999999]"): "rq3", ("repo", "kind", 7): "rq1"}


def enrich(store):
    """A second snapshot, and a row in every table, so that there is something to damage."""
    day = 86400000
    with contextlib.closing(sqlite3.connect(store)) as file, file:
        (at,) = file.execute("SELECT finished_at FROM snapshot").fetchone()
        file.execute("INSERT INTO snapshot (started_at, finished_at, complete, endpoint, tool_version, kinds) "
                     "SELECT ?, ?, 1, endpoint, tool_version, kinds FROM snapshot", (at + day, at + day + 1))
        file.execute("INSERT INTO walk (snapshot_id, kind, pages, rows, observed_at, finished) "
                     "SELECT 2, kind, pages, rows, ?, 1 FROM walk", (at + day,))
        file.execute("INSERT INTO snapshot (started_at, finished_at, complete, endpoint, tool_version, kinds, source) "
                     "VALUES (?, ?, 1, 'import:a', '0', '0', 'a.csv')", (at - day, at - day))
        file.execute("INSERT OR IGNORE INTO metric SELECT repo_id, 1, ?, 1, 2, 3 FROM repo_state WHERE kind = 0", (at,))
        file.execute("INSERT OR IGNORE INTO metric SELECT repo_id, 2, ?, likes, downloads, downloads_all_time "
                     "FROM repo_state WHERE kind = 0", (at + day,))
        file.execute("INSERT INTO foreign_metric SELECT repo_id, 3, ?, 1, 2, 3 FROM repo_state WHERE kind = 0", (at - day,))
        for field, column in enumerate(("id", "license", "tags", "gated", "sdk", "pipeline_tag", "disabled")):
            file.execute(f"INSERT OR IGNORE INTO repo_history SELECT repo_id, ?, 1, 2, 1, {column} FROM repo", (field,))
            file.execute(f"INSERT OR IGNORE INTO repo_history SELECT repo_id, ?, 3, NULL, 2, {column} FROM repo", (field,))
        file.execute("INSERT OR IGNORE INTO repo_absence SELECT repo_id, 1, 2, ?, ? FROM repo_state WHERE kind = 2 LIMIT 3",
                     (at, at + day))
        file.execute("INSERT OR IGNORE INTO decision (name_a, name_b, stage, similarity, shared_repos, decision, decided_at) "
                     "SELECT min(name), max(name), 'a', 1, 1, 'accept', ? FROM author", (at,))


def damages():
    for table, columns in COLUMNS.items():
        for column in columns:
            for value in (*NUMBERS, 7, *TEXTS):
                for rows in ("some", "all"):
                    yield table, column, value, rows


def damaged(store, copy, table, column, value, rows):
    """Whether the file could be damaged like this: types and uniqueness are kept by SQLite itself."""
    shutil.copyfile(store, copy)
    file = sqlite3.connect(copy)
    try:
        file.execute("PRAGMA journal_mode = OFF")
        file.execute("PRAGMA synchronous = OFF")
        # Of repositories a model: what is wrong with a space may be no business of any figure.
        where = "" if rows == "all" else (
            f" WHERE {column} = (SELECT max({column}) FROM {table}{' WHERE kind = 0' if table == 'repo' else ''})")
        changed = file.execute(f"UPDATE OR IGNORE {table} SET {column} = ?{where}", (value,)).rowcount
        file.commit()
        return changed > 0
    except sqlite3.Error:
        return False
    finally:
        file.close()
        for ending in ("-wal", "-shm"):
            pathlib.Path(f"{copy}{ending}").unlink(missing_ok=True)


def run(hubmine, copy, command):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HUBMINE_", "HF_"))}
    words = [word.replace("COPY", str(copy)) for word in command]
    try:
        return subprocess.run([hubmine, *words, "-q", "--store", str(copy)], capture_output=True, timeout=60, env=environment,
                              stdin=subprocess.DEVNULL)
    finally:
        shutil.rmtree(f"{copy}.tables", ignore_errors=True)


def complaints(hubmine, copy, damage):
    for command in COMMANDS:
        try:
            result = run(hubmine, copy, command)
        except subprocess.TimeoutExpired:
            yield f"{damage}: {' '.join(command)} does not end"
            continue
        text = result.stderr.decode("utf-8", "replace")
        lines = [line for line in text.splitlines() if "hubmine: warning:" not in line]
        if result.returncode == 2 and damage[1:2] == ("snapshot_id",) and "has no snapshot" in text:
            continue
        if result.returncode not in ALLOWED:
            yield f"{damage}: {' '.join(command)}: exit code {result.returncode}: {text[:300]}"
        elif len(lines) != (1 if result.returncode else 0) and len(lines) > 1:
            yield f"{damage}: {' '.join(command)}: {text[:300]}"
        elif any(word in text for word in LIBRARIES):
            yield f"{damage}: {' '.join(command)}: {text[:300]}"
        elif result.returncode == 0 and MUST_FAIL.get(damage[:3]) == command[1] and len(command) == 4:
            yield f"{damage}: {' '.join(command)}: a wrong figure without a word"


def cut_off(hubmine, store, copy):
    """A file without its end: whatever reads it says so."""
    for size in (store.stat().st_size - 1, store.stat().st_size // 2, 4096, 150, 60, 0):
        shutil.copyfile(store, copy)
        os.truncate(copy, size)
        for command in (*COMMANDS[:-1], ["backup", f"{copy}.copy"]):
            result = run(hubmine, copy, command)
            if result.returncode != 5 or result.stderr.count(b"\n") != 1 or result.stdout:
                yield f"cut off at {size}: {' '.join(command)}: exit code {result.returncode}: {result.stderr[:300]}"
    copy.unlink()


def flipped(hubmine, store, copy, places):
    """A byte that is another one, anywhere behind the header; figures may be wrong, but nothing breaks."""
    whole = store.read_bytes()
    for place in range(100, len(whole), len(whole) // places + 1):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1:])
        for command in COMMANDS[::3]:
            result = run(hubmine, copy, command)
            if result.returncode not in {0, 1, 2, 5} or any(word.encode() in result.stderr for word in LIBRARIES):
                yield f"byte {place}: {' '.join(command)}: exit code {result.returncode}: {result.stderr[:300]}"
        for ending in ("-wal", "-shm"):
            pathlib.Path(f"{copy}{ending}").unlink(missing_ok=True)


def check(hubmine, store, work, number, damage):
    copy = work / f"{number}.db"
    try:
        return list(complaints(hubmine, copy, damage)) if damaged(store, copy, *damage) else None
    finally:
        for ending in ("", "-wal", "-shm"):
            pathlib.Path(f"{copy}{ending}").unlink(missing_ok=True)


def main():
    hubmine, original, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    every = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    store = work / "whole.db"
    shutil.copyfile(original, store)
    enrich(store)
    for ending in ("-wal", "-shm"):
        pathlib.Path(f"{store}{ending}").unlink(missing_ok=True)
    found = list(complaints(hubmine, store, ("nothing",)))
    found += cut_off(hubmine, store, work / "cut.db")
    found += flipped(hubmine, store, work / "flipped.db", 1240 // every + 1)
    made = 0
    chosen = [damage for number, damage in enumerate(damages()) if number % every == 0 or damage[:3] in MUST_FAIL]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for result in pool.map(lambda item: check(hubmine, store, work, *item), enumerate(chosen)):
            made += result is not None
            found += result or []
    print(f"{made} damaged stores, {len(found)} complaints")
    print("\n".join(found))
    return 1 if found or made < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
