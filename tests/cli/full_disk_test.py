#!/usr/bin/env python3
"""Runs every command that writes while no file may grow beyond a size, for many sizes, as on a disk that is full.

    full_disk_test.py HUBMINE WORK [STEP]  (HF_ENDPOINT: a Hub; of the sizes every STEP-th)

However little room there is: a command ends with 0, or with 1 and one line that says what could not be written; an output
is the old one or the new one; nothing half-written is left; the store is sound, and the same command succeeds once there is
room. Standard library only.
"""
import concurrent.futures
import os
import pathlib
import resource
import shutil
import subprocess
import sys

HUBMINE, WORK = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
STORE = WORK / "whole" / "hub.db"
SIZES = (0, 1, 100, 4096, 5000, 20000, 70000, 150000, 400000)[::int(sys.argv[3]) if len(sys.argv) > 3 else 1]
FULL = ("disk is full", "File too large", "No space left")
METRICS = "id,kind,likes\nold-bert,model,7\n"
MERGES = "name_a,name_b,decision\ndora,solo8,accept\n"
OLD = "what was there before\n"

# A command, whether it needs a store, and what it writes besides.
COMMANDS = {
    "crawl anew": (["crawl", "--store", "hub.db"], False, ()),
    "crawl on": (["crawl", "--relist-after", "0s", "--store", "hub.db"], True, ()),
    "table": (["analyze", "rq1", "--table", "top", "--format", "csv", "--output", "out.csv"], True, ("out.csv",)),
    "workbook": (["analyze", "rq1", "--top", "0", "--output", "out.xlsx"], True, ("out.xlsx",)),
    "tables": (["analyze", "rq3", "--output-dir", "out"], True, ("out",)),
    "views": (["export", "tables", "views"], True, ("views",)),
    "graph": (["export", "graph", "usage", "--output", "out.graphml"], True, ("out.graphml",)),
    "edges": (["export", "graph", "collaboration", "--output", "out.csv"], True, ("out.csv",)),
    "status": (["status", "--output", "out.json"], True, ("out.json",)),
    "candidates": (["identities", "candidates", "--output", "out.csv"], True, ("out.csv",)),
    "backup": (["backup", "copy.db"], True, ("copy.db",)),
    "search": (["search", "bert"], True, ()),
    "decisions": (["identities", "apply", "merges.csv"], True, ()),
    "numbers": (["import", "metrics", "numbers.csv", "--date", "2023-10-15"], True, ()),
    "thinning": (["snapshots", "prune", "--daily", "0", "--weekly", "0", "--vacuum"], True, ()),
}


def run(folder, words, size=None):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HUBMINE_", "HF_TOKEN"))}
    environment.update(HUBMINE_STORE="hub.db", HF_HUB_DISABLE_IMPLICIT_TOKEN="1")

    def limit():
        if size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return subprocess.run([HUBMINE, *words, "-q"], cwd=folder, env=environment, preexec_fn=limit, timeout=100,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def contents(folder):
    """What lies in a folder; a store, and what SQLite keeps beside one, is looked at by hubmine."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith("hub.db") and not path.name.endswith(("-shm", "-wal"))}


def prepare(folder, has_store, outputs):
    folder.mkdir(parents=True)
    if has_store:
        shutil.copyfile(STORE, folder / "hub.db")
    (folder / "numbers.csv").write_text(METRICS)
    (folder / "merges.csv").write_text(MERGES)
    for output in outputs:
        if output.endswith(".db"):
            shutil.copyfile(STORE, folder / output)
        elif "." in output:
            (folder / output).write_text(OLD)


def complaints(name, size):
    words, has_store, outputs = COMMANDS[name]
    folder = WORK / f"{name.replace(' ', '_')}.{size}"
    # A table of decisions is not written over: the file was never there.
    prepare(folder, has_store, () if name == "candidates" else outputs)
    before = contents(folder)
    result = run(folder, words, size)
    after = contents(folder)
    said = [line for line in result.stderr.splitlines() if not line.startswith("hubmine: warning: ")]
    if result.returncode not in (0, 1):
        yield f"exit code {result.returncode}: {result.stderr[:300]}"
    elif result.returncode == 1 and (len(said) != 1 or not any(word in said[0] for word in FULL)):
        yield f"not told in one line: {result.stderr[:300]}"
    if result.returncode != 0 and after != before:
        yield f"left behind or changed: {sorted(set(before.items()) ^ set(after.items()))!r:.300}"
    if (folder / "hub.db").exists():
        verified = run(folder, ["verify"])
        if verified.returncode != 0:
            yield f"the store: {verified.stdout[:300]}{verified.stderr[:300]}"
    again = run(folder, words)
    if again.returncode != 0 and name != "candidates":
        yield f"with room again: exit code {again.returncode}: {again.stderr[:300]}"
    beside = sorted(path.name for pattern in ("*.db-*", "*.part") for path in folder.glob(pattern))
    if beside:
        yield f"beside the store: {beside}"
    shutil.rmtree(folder)


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    STORE.parent.mkdir(parents=True)
    run(STORE.parent, ["crawl"]).check_returncode()
    cases = [(name, size) for name in COMMANDS for size in SIZES]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(lambda case: list(complaints(*case)), cases))
    problems = [f"{name}, {size} bytes: {problem}" for (name, size), some in zip(cases, found) for problem in some]
    print(f"{len(cases)} full disks, {len(problems)} complaints", *problems, sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
