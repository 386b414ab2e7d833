#!/usr/bin/env python3
"""Five weekly refreshes of a store against a demo Hub that changes between them; then `diff` and `trends` must show exactly those
changes.

    refresh_loop_test.py --hub hubmine-demohub --hubmine hubmine --world DIR --work DIR [--kill]

A week passes by moving every moment that the store holds seven days into the past. With --kill each refresh is killed (SIGKILL) several
times, at another request each time, before it may end. Standard library only.
"""
import argparse
import csv
import datetime
import io
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request

from world_test import Hub, clean_environment

WEEK = 7 * 24 * 3600 * 1000
MOMENTS = {"started_at", "finished_at", "observed_at", "seen_at", "removed_at", "restored_at", "first_seen", "last_seen", "fetched_at",
           "tried_at"}
REWRITTEN = "solo9/model-0"


def weeks_ago(weeks, days=0):
    return datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(weeks=weeks, days=days)


def iso(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def week_of(moment):
    year, week, _ = moment.isocalendar()
    return f"{year:04}-W{week:02}"


def tags_of(world, model):
    with open(os.path.join(world, "models.jsonl"), encoding="utf-8") as lines:
        return next(row["tags"] for row in map(json.loads, lines) if row["id"] == model)


def changes(world):
    """For each refresh: what the Hub does before it, and the (change, kind, id, field, old, new) that it must show."""
    tags = tags_of(world, "solo4/model-1")
    retagged = [tag for tag in tags if not tag.startswith("license:")] + ["license:gpl-3.0"]
    born, app_born = iso(weeks_ago(4, 1)), iso(weeks_ago(2, 1))
    return [
        ([{"op": "create", "kind": "model", "id": "fresh/model", "members": {"createdAt": born, "likes": 1, "tags": ["license:mit"]}},
          {"op": "likes", "kind": "model", "id": "solo13/model-3", "value": 70}],
         {("added", "model", "fresh/model", "", "", ""),
          ("changed", "model", "solo13/model-3", "likes", "58", "70")}),
        ([{"op": "rename", "kind": "model", "id": "ivo/model-4", "to": "ivo/model-four"},
          {"op": "relicense", "kind": "model", "id": "solo4/model-1", "license": "gpl-3.0"}],
         {("renamed", "model", "ivo/model-four", "id", "ivo/model-4", "ivo/model-four"),
          ("changed", "model", "solo4/model-1", "license", "apache-2.0", "gpl-3.0"),
          ("changed", "model", "solo4/model-1", "tags", "",
           " ".join([f"+{tag}" for tag in sorted(set(retagged) - set(tags))] + [f"-{tag}" for tag in sorted(set(tags) - set(retagged))]))}),
        ([{"op": "remove", "kind": "dataset", "id": "emeka/dataset-6"},
          {"op": "remove", "kind": "model", "id": "gus/model-9"},
          {"op": "create", "kind": "space", "id": "fresh/app", "members": {"createdAt": app_born, "sdk": "static"}}],
         {("removed", "dataset", "emeka/dataset-6", "", "", ""),
          ("removed", "model", "gus/model-9", "", "", ""),
          ("added", "space", "fresh/app", "", "", "")}),
        ([{"op": "restore", "kind": "model", "id": "gus/model-9"},
          {"op": "gate", "kind": "model", "id": "fatima/model-5", "how": "auto"},
          {"op": "downloads", "kind": "dataset", "id": "solo9/dataset-0", "value": 1086}],
         {("restored", "model", "gus/model-9", "", "", ""),
          ("changed", "model", "fatima/model-5", "gated", "false", "auto"),
          ("changed", "dataset", "solo9/dataset-0", "downloads", "86", "1086")}),
        ([{"op": "rewrite", "kind": "model", "id": REWRITTEN, "keep": 1},
          {"op": "likes", "kind": "model", "id": "solo13/model-3", "value": 90}],
         {("changed", "model", "solo13/model-3", "likes", "70", "90")}),
    ]


class Loop:
    def __init__(self, options, url):
        self.options, self.url = options, url
        self.store = os.path.join(options.work, "loop.db")
        self.environment = clean_environment()
        self.kills = 0

    def post(self, path, body):
        request = urllib.request.Request(self.url + path, data=json.dumps(body).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=20) as reply:
            return json.load(reply)

    def requests(self):
        with urllib.request.urlopen(self.url + "/_demo/stats", timeout=20) as reply:
            return json.load(reply)["requests"]

    def command(self):
        summary = os.path.join(self.options.work, "summary.json")
        return [self.options.hubmine, "crawl", "--quiet", "--endpoint", self.url, "--store", self.store, "--relist-after", "0s",
                "--max-time", "23h", "--summary-json", summary]

    def killed_crawl(self, after):
        """Starts a refresh and kills it once it has asked `after` times; true when it was still alive."""
        wanted = self.requests() + after
        process = subprocess.Popen(self.command(), env=self.environment)
        while process.poll() is None and self.requests() < wanted:
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def crawl(self):
        if self.options.kill:
            killed = [self.killed_crawl(after) for after in (1, 2, 3, 4)]
            assert any(killed), "no refresh lived long enough to be killed"
            self.kills += sum(killed)
        subprocess.run(self.command(), env=self.environment, check=True, timeout=120)
        return self.rows("snapshots", "list")[-1]["snapshot_id"]

    def rows(self, *words):
        out = subprocess.run([self.options.hubmine, *words, "--quiet", "--store", self.store, "--format", "csv"], env=self.environment,
                             check=True, capture_output=True, text=True).stdout
        return list(csv.DictReader(io.StringIO(out)))

    def exit_code(self, *words):
        return subprocess.run([self.options.hubmine, *words, "--quiet", "--store", self.store], env=self.environment,
                              capture_output=True).returncode

    def a_week_passes(self):
        database = sqlite3.connect(self.store)
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for column in database.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall():
                if column[0] in MOMENTS:
                    database.execute(f"UPDATE {table} SET {column[0]} = {column[0]} - {WEEK} WHERE {column[0]} > 0")
        database.commit()
        database.close()

    def shas(self, repository):
        database = sqlite3.connect(self.store)
        found = [sha for (sha,) in database.execute(
            "SELECT sha FROM commits WHERE repo_id = (SELECT repo_id FROM models WHERE id = ?) ORDER BY position", (repository,))]
        database.close()
        return found


def shown(rows):
    return {(r["change"], r["kind"], r["id"], r["field"], r["old"], r["new"]) for r in rows}


def expect(what, want, got):
    if want != got:
        sys.exit(f"{what}:\n  expected {want}\n  got      {got}")
    print(f"{what}: as it happened", flush=True)


def check_diffs(loop, snapshots, steps):
    for (before, after), (number, (_, wanted)) in zip(zip(snapshots, snapshots[1:]), enumerate(steps, 1)):
        expect(f"diff of refresh {number}", sorted(wanted), sorted(shown(loop.rows("diff", before, after, "--raw-text"))))
    whole = shown(loop.rows("diff", snapshots[0], snapshots[-1]))
    expect("what came and went is no difference between the ends",
           [], sorted(row for row in whole if row[2] == "gus/model-9" and row[0] in ("added", "removed")))
    expect("likes over all refreshes", [("changed", "model", "solo13/model-3", "likes", "58", "90")],
           sorted(row for row in whole if row[2] == "solo13/model-3"))
    expect("--fail-on what happened", 5, loop.exit_code("diff", snapshots[1], snapshots[2], "--fail-on", "removed,license"))
    expect("--fail-on what did not happen", 0, loop.exit_code("diff", snapshots[0], snapshots[1], "--fail-on", "removed,license"))


def check_trends(loop, snapshots):
    at = {row["snapshot_id"]: datetime.datetime.fromisoformat(row["started_at"].replace("Z", "+00:00"))
          for row in loop.rows("snapshots", "list")}
    growth = {}
    for row in loop.rows("analyze", "trends", "--every", "week", "--table", "growth", "--since", iso(at[snapshots[0]])):
        for what in ("created", "removed", "restored"):
            if row[what] != "0":
                growth[(row["kind"], row["period"], what)] = int(row[what])
    removed, restored = week_of(at[snapshots[3]]), week_of(at[snapshots[4]])
    expect("growth", {("model", week_of(weeks_ago(4, 1)), "created"): 1, ("space", week_of(weeks_ago(2, 1)), "created"): 1,
                      ("model", removed, "removed"): 1, ("dataset", removed, "removed"): 1, ("model", restored, "restored"): 1}, growth)
    series = [(row["snapshot_id"], row["likes"]) for row in
              loop.rows("analyze", "trends", "--every", "day", "--table", "series", "--repo", "solo13/model-3")
              if row["basis"] == "snapshots"]
    expect("series", list(zip(snapshots, ["58", "70", "70", "70", "70", "90"])), series)
    gone = [row["snapshot_id"] for row in loop.rows("analyze", "trends", "--every", "day", "--table", "series", "--repo", "gus/model-9")
            if row["basis"] == "snapshots"]
    expect("series of what was away", [s for s in snapshots if s != snapshots[3]], gone)
    movers = [(row["id"], row["metric"], row["from"], row["to"], row["change"]) for row in
              loop.rows("analyze", "trends", "--table", "movers", "--since", iso(at[snapshots[0]]))]
    expect("movers", [("solo13/model-3", "likes", "58", "90", "32"), ("solo9/dataset-0", "downloads", "86", "1086", "1000")], movers)


def check_past(loop, snapshots):
    def models(snapshot):
        rows = loop.rows("analyze", "rq1", "--kind", "models", "--table", "top", "--top", "1000", "--snapshot", snapshot)
        return {row["repo"]: row["value"] for row in rows if row["activity"] == "n_likes"}
    first, third, last = models(snapshots[0]), models(snapshots[3]), models(snapshots[5])
    expect("names as of the first snapshot", (True, False), ("ivo/model-4" in first, "ivo/model-four" in first))
    expect("who was there", (True, False, True), ("gus/model-9" in first, "gus/model-9" in third, "gus/model-9" in last))
    expect("likes as of then", ("58", "70", "90"), tuple(found["solo13/model-3"] for found in (first, third, last)))


def check_report(loop, first):
    """The tiles of a report say what changed since the first snapshot."""
    page = os.path.join(loop.options.work, "report.html")
    subprocess.run([loop.options.hubmine, "report", "--quiet", "--store", loop.store, "--compare", first, "--output", page],
                   env=loop.environment, check=True)
    with open(page, encoding="utf-8") as file:
        tiles = dict(re.findall(r'<dt>([^<]*)</dt><dd class="now">[^<]*</dd><dd class="change">([^<]*)</dd>', file.read()))
    expect("a tile counts", "+1 (+1.67 %), from 60", tiles["Models"])
    expect("a tile of a share", True, bool(re.fullmatch(r"[+-]\d+\.\d\d points, from \d+\.\d+ %", tiles["Models without a licence"])))
    expect("a tile of what stayed", "as before", tiles["Downloads of models"].split(",")[0])
    expect("eight tiles", 8, len(tiles))
    print(tiles, flush=True)


def check_company(loop):
    """While a crawl waits for a slow Hub, a second one leaves and a backup is whole."""
    copy, wanted = os.path.join(loop.options.work, "copy.db"), loop.requests() + 1
    loop.post("/_demo/mutate", {"op": "script", "prefix": "/api/models", "fault": "hang", "times": 1})
    process = subprocess.Popen(loop.command(), env=loop.environment)
    while process.poll() is None and loop.requests() < wanted:
        time.sleep(0.002)
    second = subprocess.run(loop.command(), env=loop.environment, capture_output=True, text=True)
    expect("a second crawl leaves and names the first", (75, True), (second.returncode, str(process.pid) in second.stderr))
    expect("a backup during a crawl", 0, loop.exit_code("backup", copy))
    expect("the crawl was still at it", None, process.poll())
    expect("it ends well", 0, process.wait(timeout=120))
    expect("the backup is sound", 0, subprocess.run([loop.options.hubmine, "verify", "--quiet", "--store", copy], env=loop.environment,
                                                    capture_output=True).returncode)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--hub", "--hubmine", "--world", "--work"):
        parser.add_argument(name, required=True)
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    shutil.rmtree(options.work, ignore_errors=True)
    os.makedirs(options.work)
    # Slow enough that a crawl can be killed between two replies.
    manners = ["--hang-ms", "5000", *(["--latency-ms", "20"] if options.kill else [])]
    with Hub(options.hub, ["--world", options.world, *manners]) as hub:
        loop, steps = Loop(options, hub.url), changes(options.world)
        snapshots = [loop.crawl()]
        before = loop.shas(REWRITTEN)
        for number, (operations, _) in enumerate(steps, 1):
            loop.a_week_passes()
            loop.post("/_demo/mutate", operations)
            snapshots.append(loop.crawl())
            print(f"refresh {number}: snapshot {snapshots[-1]}", flush=True)
        after = loop.shas(REWRITTEN)
        expect("a rewritten history is replaced", (True, 1, False), (len(before) > 1, len(after), bool(set(before) & set(after))))
        check_diffs(loop, snapshots, steps)
        check_trends(loop, snapshots)
        check_past(loop, snapshots)
        check_report(loop, snapshots[0])
        expect("the store is sound", 0, loop.exit_code("verify"))
        check_company(loop)
    if options.kill:
        print(f"{loop.kills} crawls were killed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
