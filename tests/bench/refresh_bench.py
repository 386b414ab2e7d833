#!/usr/bin/env python3
"""Measures a refresh of an unchanged Hub: requests, growth of the file, and wall time against listing alone.

    refresh_bench.py HUBMINE DEMOHUB WORK [--models N] [--datasets N] [--spaces N] [--min-likes N] [--rounds N]

Prints one JSON object. Exits with 5 when a promise is broken: requests other than list pages, a file that grows by 1 % or more, a refresh
that takes more than 1.2 times a listing alone, a second run over owners, storage and likers that asks for anything. Times are the least of the
rounds. Standard library only.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.request


def stats(url):
    with urllib.request.urlopen(url + "/_demo/stats", timeout=60) as reply:
        return json.load(reply)


class Bench:
    def __init__(self, options, url):
        self.options, self.url = options, url
        self.store = options.work / "refresh.db"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING", "HUBMINE_"))}
        self.environment["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"

    def crawl(self, *words):
        """One run: wall and processor seconds, requests by route."""
        before, used = stats(self.url)["by_route"], resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        subprocess.run([self.options.hubmine, "crawl", "--quiet", "--endpoint", self.url, "--store", self.store,
                        *words], env=self.environment, check=True)
        wall = time.monotonic() - start
        now, after = resource.getrusage(resource.RUSAGE_CHILDREN), stats(self.url)["by_route"]
        asked = {route: count - before.get(route, 0) for route, count in after.items() if count != before.get(route, 0)}
        return {"wall": wall, "cpu": now.ru_utime - used.ru_utime + now.ru_stime - used.ru_stime, "requests": asked}

    def size(self):
        """Bytes of the file once the log is folded in."""
        database = sqlite3.connect(self.store)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        return self.store.stat().st_size


def measure(bench):
    anew = ("--relist-after", "0s")
    liked = ("--min-likes", str(bench.options.min_likes))
    listing_alone, with_histories = ("--only", "listing", *anew), (*liked, *anew)
    first = bench.crawl(*listing_alone)
    pages = {target for target in stats(bench.url)["by_target"] if target.split("?")[0] in ("/api/models", "/api/datasets", "/api/spaces")}
    details = bench.crawl(*with_histories)
    besides = ("--only", "owners,storage,likers", "--owners", "500", *liked)
    accounts, accounts_again = bench.crawl(*besides), bench.crawl(*besides)
    before = bench.size()
    rounds = []
    for _ in range(bench.options.rounds):
        rounds.append((bench.crawl(*listing_alone), bench.crawl(*with_histories)))
    after = bench.size()
    # A last page that happens to be full is asked for twice: crawl does not take it for the last at once.
    full_ends = sum(1 for count in (bench.options.models, bench.options.datasets, bench.options.spaces) if count > 0 and count % 1000 == 0)
    listing = min((one for one, _ in rounds), key=lambda run: run["wall"])
    refresh = min((both for _, both in rounds), key=lambda run: run["wall"])
    return {"repositories": bench.options.models + bench.options.datasets + bench.options.spaces, "list_requests": len(pages) + full_ends,
            "first_listing": first, "details": details, "accounts": accounts, "accounts_again": accounts_again,
            "listing_alone": listing, "refresh": refresh, "wall_ratio": refresh["wall"] / listing["wall"],
            "bytes_before": before, "bytes_after": after, "refreshes": 2 * bench.options.rounds,
            "growth_per_refresh": (after - before) / before / (2 * bench.options.rounds)}


def broken(result):
    asked = result["refresh"]["requests"]
    if any(not route.startswith("list ") for route in asked) or sum(asked.values()) != result["list_requests"]:
        yield f"a refresh asked for {asked}, the lists need {result['list_requests']}"
    if again := result["accounts_again"]["requests"]:
        yield f"a second run over owners, storage and likers asked for {again}"
    if result["growth_per_refresh"] >= 0.01:
        yield f"a refresh adds {result['growth_per_refresh']:.2%} to the file"
    if result["wall_ratio"] > 1.2:
        yield f"a refresh takes {result['wall_ratio']:.2f} times a listing"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("hubmine", "demohub", "work"):
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--models", type=int, default=350_000)
    parser.add_argument("--datasets", type=int, default=60_000)
    parser.add_argument("--spaces", type=int, default=90_000)
    parser.add_argument("--min-likes", type=int, default=100, help="histories are read of repositories with so many")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    size = [word for kind in ("models", "datasets", "spaces") for word in (f"--{kind}", str(getattr(options, kind)))]
    hub = subprocess.Popen([options.demohub, "--port", "0", "--pre-render", "--count-paths", *size], stdout=subprocess.PIPE, text=True)
    try:
        result = measure(Bench(options, hub.stdout.readline().split()[-1]))
    finally:
        hub.terminate()
        hub.wait(timeout=60)
    print(json.dumps(result, indent=2))
    faults = list(broken(result))
    print("\n".join(faults), file=sys.stderr)
    return 5 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
