#!/usr/bin/env python3
"""Measures `hubmine crawl` against the demo Hub on loopback and prints a Markdown table.

    tests/bench/crawl_bench.py --hubmine build/release/bin/hubmine --hub build/release/bin/hubmine-demohub

Both programs share the machine, so the figures are of crawler and server together. Worlds are written
below --work (2 GB for the largest) and kept for the next run.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

KINDS = ("models", "datasets", "spaces")


def write_world(directory, models, active=0, commits=3, tags=6):
    """`models` rows of about a kilobyte; the first `active` of them have commits and discussions."""
    stamp = directory / f"done-{models}-{active}-{commits}-{tags}"
    if stamp.exists():
        return directory
    for part in ("", "commits", "discussions"):
        (directory / part).mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            (directory / part / f"{kind}.jsonl").write_text("")
    with open(directory / "models.jsonl", "w") as out:
        for i in range(models):
            day, second = divmod(i // 40, 86400)
            when = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(1646263744 + day * 86400 + second))
            out.write(json.dumps({
                "_id": f"{0x621ffdc0 + i:024x}", "id": f"owner-{i % 49999}/model-with-a-usual-name-{i}",
                "modelId": f"owner-{i % 49999}/model-with-a-usual-name-{i}", "author": f"owner-{i % 49999}",
                "createdAt": when, "lastModified": when, "sha": f"{i:040x}", "private": False, "gated": False,
                "disabled": False, "likes": 100 if i < active else i % 7, "downloads": i % 1000,
                "downloadsAllTime": i % 100000, "trendingScore": 0, "pipeline_tag": "text-generation",
                "library_name": "transformers",
                "tags": ["transformers", "safetensors", "license:apache-2.0", "region:us",
                         f"dataset:owner/data-{i % 5000}", f"base_model:owner-{i % 999}/base-{i % 999}"][:tags],
                "safetensors": {"parameters": {"F16": 7241732096}, "total": 7241732096},
                "cardData": {"license": "apache-2.0", "language": ["en"], "tags": ["a", "b"],
                             "datasets": [f"owner/data-{i % 5000}"], "model-index": [{"name": "m", "results": []}]},
            }, separators=(",", ":")) + "\n")
    with open(directory / "commits" / "models.jsonl", "w") as out, \
            open(directory / "discussions" / "models.jsonl", "w") as talk:
        for i in range(active):
            name = f"owner-{i % 49999}/model-with-a-usual-name-{i}"
            rows = [{"id": f"{i * 1000003 + c:040x}", "title": "Upload model", "message": "",
                     "date": "2023-05-01T00:00:00.000Z",
                     "authors": [{"user": f"user-{(i + c) % 20011}", "avatar": "/avatars/0123456789ab.svg"}]}
                    for c in range(commits)]
            out.write(json.dumps({"id": name, "commits": rows}, separators=(",", ":")) + "\n")
            talk.write(json.dumps({"id": name, "discussions": []}) + "\n")
    stamp.write_text("")
    return directory


@contextlib.contextmanager
def demo_hub(program, world, *options, port="0"):
    with tempfile.TemporaryDirectory() as directory:
        port_file = pathlib.Path(directory) / "port"
        hub = subprocess.Popen([program, "--world", world, "--port", port, "--port-file", port_file, *options],
                               stdout=subprocess.DEVNULL)
        try:
            while not port_file.exists() or not port_file.read_text().strip():
                if hub.poll() is not None:
                    sys.exit("the demo Hub did not start")
                time.sleep(0.02)
            yield f"http://127.0.0.1:{port_file.read_text().strip()}"
        finally:
            hub.terminate()
            hub.wait()


class Bench:
    def __init__(self, arguments):
        self.arguments = arguments
        self.work = pathlib.Path(arguments.work)
        self.rows = []

    def crawl(self, url, store, *options, fresh=True):
        """One crawl: its summary, with CPU seconds and the largest resident memory in MB."""
        store = self.work / store
        if fresh:
            for old in self.work.glob(store.name + "*"):
                old.unlink()
        summary = self.work / "summary.json"
        process = subprocess.Popen([self.arguments.hubmine, "crawl", "-q", "--store", store, "--endpoint", url,
                                    "--kinds", "models", "--summary-json", summary, *options])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 3):
            sys.exit(f"hubmine crawl failed with {process.returncode}")
        result = json.loads(summary.read_text())
        result["cpu"] = usage.ru_utime + usage.ru_stime
        result["rss"] = usage.ru_maxrss / 1024
        return result

    def tell(self, what, figure, target):
        self.rows.append((what, figure, target))
        print(f"| {what} | {figure} | {target} |", flush=True)

    def latency(self):
        world = write_world(self.work / "small", 20000, 20000)
        with demo_hub(self.arguments.hub, world, "--latency-ms", "100") as url:
            self.crawl(url, "latency.db", "--only", "listing")
            for concurrency in (1, 4, 16, 64):
                requests = 60 * concurrency
                done = self.crawl(url, "latency.db", "--only", "commits", "--concurrency", str(concurrency),
                                  "--max-requests", str(requests), fresh=False)
                rate = done["requests"] / seconds(done)
                self.tell(f"100 ms latency, {concurrency} in flight", f"{rate:.0f} requests/s",
                          f">= {0.9 * concurrency / 0.1:.0f}")

    def small_replies(self):
        world = write_world(self.work / "small", 20000, 20000)
        with demo_hub(self.arguments.hub, world) as url:
            self.crawl(url, "replies.db", "--only", "listing")
            done = self.crawl(url, "replies.db", "--only", "commits", "--concurrency", "64", fresh=False)
            self.tell("small replies, no latency",
                      f"{done['requests'] / seconds(done):,.0f} replies/s ({done['cpu']:.1f} s CPU)", ">= 3,000")

    def listing(self):
        world = write_world(self.work / "large", 200000)
        with demo_hub(self.arguments.hub, world, "--pre-render") as url:
            self.crawl(url, "warm.db", "--only", "listing")
            done = self.crawl(url, "listing.db", "--only", "listing")
            size = self.uncompressed(url)
            self.tell("listing, pre-rendered", f"{size / 1e6 / seconds(done):.1f} MB/s of JSON", ">= 15")
            self.tell("listing into the store",
                      f"{done['listed'] / seconds(done):,.0f} rows/s ({done['cpu']:.1f} s CPU)", ">= 25,000")
            again = self.crawl(url, "listing.db", "--only", "listing", fresh=False)
            self.tell("listing again, nothing changed", f"{again['listed'] / seconds(again):,.0f} rows/s", "")

    def uncompressed(self, url):
        """Bytes of all list pages as the crawler asks for them."""
        fields = ("cardData createdAt disabled lastModified likes private sha tags trendingScore baseModels downloads "
                  "downloadsAllTime gated gguf library_name pipeline_tag safetensors").split()
        page = (f"{url}/api/models?limit=1000&sort=createdAt&direction=1&"
                + "&".join(f"expand[]={field}" for field in fields))
        total = 0
        while page:
            with urllib.request.urlopen(page) as reply:
                total += len(reply.read())
                link = re.search(r'<([^>]+)>;\s*rel="next"', reply.headers.get("Link", ""))
            page = link.group(1) if link else None
        return total

    def commits(self):
        world = write_world(self.work / "histories", 20, 20, commits=50000)
        with demo_hub(self.arguments.hub, world, "--pre-render") as url:
            for store in ("warm.db", "histories.db"):
                self.crawl(url, store, "--only", "listing")
                done = self.crawl(url, store, "--only", "commits", fresh=False)
            self.tell("commits in pages of 1,000",
                      f"{20 * 50000 / seconds(done):,.0f} commits/s ({done['cpu']:.1f} s CPU)", ">= 100,000")

    def quota(self):
        world = write_world(self.work / "small", 20000, 20000)
        with demo_hub(self.arguments.hub, world) as url:
            self.crawl(url, "quota.db", "--only", "listing")
        # A store belongs to one endpoint, so the Hub with a quota takes the port of the one without.
        port = re.search(r"\d+$", url).group()
        with demo_hub(self.arguments.hub, world, "--quota", "1000", "--window", "300", port=port) as url:
            done = self.crawl(url, "quota.db", "--only", "commits", "--max-time", "60s", fresh=False)
            self.tell("free quota (3.3 requests/s)", f"{100 * done['cpu'] / seconds(done):.1f} % of a core", "< 10 %")

    def memory(self):
        world = write_world(self.work / "million", 1000000)
        with demo_hub(self.arguments.hub, world) as url:
            done = self.crawl(url, "million.db", "--only", "listing")
            self.tell("1,000,000 repositories, resident", f"{done['rss']:.0f} MB ({seconds(done):.0f} s)", "<= 100 MB")
            more = self.crawl(url, "million.db", "--only", "commits", "--max-requests", "20000", "--concurrency", "64",
                              fresh=False)
            self.tell("the same, reading commits", f"{more['rss']:.0f} MB", "<= 100 MB")

    def refresh(self):
        world = write_world(self.work / "small", 20000, 20000)
        with demo_hub(self.arguments.hub, world) as url:
            self.crawl(url, "refresh.db", "--concurrency", "64")
            changes = [{"op": "push", "kind": "model", "id": f"owner-{i}/model-with-a-usual-name-{i}", "commits": [{}]}
                       for i in range(0, 500)]
            changes += [{"op": "likes", "kind": "model", "id": f"owner-{i}/model-with-a-usual-name-{i}", "value": 7777}
                        for i in range(1000, 1300)]
            for start in range(0, len(changes), 20):  # the demo Hub takes small bodies only
                body = json.dumps(changes[start:start + 20]).encode()
                urllib.request.urlopen(urllib.request.Request(url + "/_demo/mutate", body, method="POST")).read()
            done = self.crawl(url, "refresh.db", "--relist-after", "0s", fresh=False)
            bound = 20 + 500 + 300
            self.tell("refresh: 20 pages, 500 pushed, 300 liked",
                      f"{done['requests']} requests ({done['requests'] / bound:.3f} of {bound})", "<= 1.05")


def seconds(summary):
    return max(summary["seconds"], 1e-3)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hubmine", required=True)
    parser.add_argument("--hub", required=True, help="the program hubmine-demohub")
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "hubmine-crawl-bench"))
    names = ["latency", "small_replies", "listing", "commits", "quota", "memory", "refresh"]
    parser.add_argument("what", nargs="*", default=names, help=" ".join(names))
    arguments = parser.parse_args()
    pathlib.Path(arguments.work).mkdir(parents=True, exist_ok=True)
    bench = Bench(arguments)
    print("| what | measured | target |\n|---|---|---|")
    for name in arguments.what or names:
        getattr(bench, name)()


if __name__ == "__main__":
    main()
