#!/usr/bin/env python3
"""A person is forgotten by the real program: no byte of the name is left, nothing else is lost, and no crawl brings it back.

    forget_test.py HUBMINE DEMOHUB WORLD WORK

Standard library only.
"""
import contextlib
import csv
import fcntl
import io
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

NAME, FORMER = "Zephyrine-Quell", "solo10"  # who commits and discusses under another name than their own
HUBMINE, DEMOHUB, WORLD = sys.argv[1:4]
WORK = pathlib.Path(sys.argv[4])
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING", "HUBMINE_"))}
ENVIRONMENT["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"


def hubmine(store, *words, code=0):
    done = subprocess.run([HUBMINE, "--store", store, *words], env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, f"{words}: exit code {done.returncode}: {done.stderr}"
    return done


def table(store, *words):
    return list(csv.DictReader(io.StringIO(hubmine(store, *words, "-q", "--format", "csv").stdout)))


def make_world():
    """The small world, in which somebody acts under a name that owns nothing."""
    world = WORK / "world"
    shutil.copytree(WORLD, world)
    for part in ("commits", "discussions"):
        for file in (world / part).iterdir():
            text = file.read_text(encoding="utf-8")
            text = re.sub(rf'"(user|name)":\s*"{FORMER}"', rf'"\1":"{NAME}"', text)
            file.write_text(text.replace(f"/avatars/{FORMER}.svg", f"/avatars/{NAME}.svg"), encoding="utf-8")
    return world


@contextlib.contextmanager
def hub(world):
    process = subprocess.Popen([DEMOHUB, "--port", "0", "--world", world], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.wait(timeout=20)


def files_with_name(store):
    return [file.name for file in store.parent.iterdir() if NAME.encode() in file.read_bytes()]


def traces(store):
    """How often the name stands among the authors of commits, and of discussions."""
    with contextlib.closing(sqlite3.connect(store)) as file:
        return tuple(file.execute(f"SELECT count(*) FROM {view} WHERE author = ?", (NAME,)).fetchone()[0]
                     for view in ("commit_authors", "discussions"))


def copy(store, name):
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    hubmine(store, "backup", "-q", folder / "hub.db")
    return folder / "hub.db"


def check_forgotten(store, before):
    told = {row["what"]: row for row in table(store, "forget", NAME)}
    assert int(told["commits"]["found"]) > 0 and int(told["discussions"]["found"]) > 0, told
    assert told["decisions"]["found"] == "1" and told["copies"]["fate"] == "stays", told
    assert not files_with_name(store), files_with_name(store)
    hubmine(store, "verify", "-q")
    after = table(store, "analyze", "rq1", "--table", "summary")
    still = [{name: row[name] for name in ("kind", "activity", "n", "total") if name in row} for row in after]
    was = [{name: row[name] for name in ("kind", "activity", "n", "total") if name in row} for row in before]
    unmoved = ("n_likes", "n_downloads", "n_commits", "n_discussions")
    assert [row for row in still if row["activity"] in unmoved] == [row for row in was if row["activity"] in unmoved]
    assert NAME not in hubmine(store, "analyze", "rq2", "-q", "--format", "json").stdout
    assert NAME not in hubmine(store, "analyze", "roles", "-q", "--format", "json").stdout


def check_never_back(store, url):
    """Everything is read once more, as if for the first time."""
    with contextlib.closing(sqlite3.connect(store)) as file, file:
        for one in ("fetch", "repo_commit", "repo_contribution", "repo_discussion", "repo_activity"):
            file.execute(f"DELETE FROM {one}")
    hubmine(store, "crawl", "-q", "--endpoint", url, "--relist-after", "0s")
    commits = table(store, "sql", "SELECT count(*) AS n FROM commits")
    assert int(commits[0]["n"]) > 100, commits
    decisions = WORK / "decisions.csv"
    decisions.write_text(f"name_a,name_b,decision\n{NAME},ada,accept\nada,bob,reject\n", encoding="utf-8")
    warned = hubmine(store, "identities", "apply", decisions).stderr
    assert "1 pair left out: the store was told to forget" in warned, warned
    metrics = WORK / "metrics.csv"
    metrics.write_text(f"id,kind,likes\n{NAME}/model,model,3\nada/model-0,model,4\n", encoding="utf-8")
    hubmine(store, "import", "metrics", metrics, "--date", "2024-01-01", "-q")
    assert not files_with_name(store), files_with_name(store)
    hubmine(store, "verify", "-q")
    assert all(row["found"] in ("0", "") for row in table(store, "forget", NAME)), "exit code 0, also when nothing is known"


def check_killed(store):
    """Whenever the process dies: all of it or nothing, and once more ends it."""
    whole, killed = traces(store), 0
    for wait in range(0, 60, 3):
        victim = copy(store, "killed")
        process = subprocess.Popen([HUBMINE, "--store", victim, "forget", NAME, "-q", "--format", "csv"], env=ENVIRONMENT,
                                   stdout=subprocess.DEVNULL)
        time.sleep(wait / 1000)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert traces(victim) in (whole, (0, 0)), f"half forgotten after {wait} ms: {traces(victim)}"
        hubmine(victim, "verify", "-q")
        hubmine(victim, "forget", NAME, "-q")
        assert not files_with_name(victim), f"after {wait} ms"
    assert killed > 3, f"killed {killed} times only"


def check_busy(store):
    lock = pathlib.Path(f"{store}-crawl.lock")
    with open(lock, "w", encoding="utf-8") as held:
        held.write("1 crawl\n")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = hubmine(store, "forget", NAME, code=75)
        assert "is in use by" in refused.stderr and traces(store) != (0, 0), refused.stderr
        hubmine(store, "forget", NAME, "--dry-run", "-q")
    lock.unlink()


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    (WORK / "store").mkdir(parents=True)
    store = WORK / "store" / "hub.db"
    with hub(make_world()) as url:
        hubmine(store, "crawl", "-q", "--endpoint", url)
        (WORK / "given.csv").write_text(f"name_a,name_b,decision\n{NAME},ada,accept\n", encoding="utf-8")
        hubmine(store, "identities", "apply", WORK / "given.csv", "-q")
        hubmine(store, "search", "model", "-q", "--format", "csv")
        assert "hub.db" in files_with_name(store)
        check_busy(store)
        digest = store.read_bytes()
        would = hubmine(store, "forget", NAME, "--dry-run", "-q", "--format", "csv").stdout
        assert store.read_bytes() == digest, "a dry run changes nothing"
        check_killed(store)
        before = table(store, "analyze", "rq1", "--table", "summary")
        other = copy(store, "other")
        assert hubmine(other, "forget", NAME, "-q", "--format", "csv").stdout == would, "as the dry run said"
        check_forgotten(store, before)
        check_never_back(store, url)
    print("forgotten, and never back")


if __name__ == "__main__":
    main()
