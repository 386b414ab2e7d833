#!/usr/bin/env python3
"""Makes the store that the command-line tests use: crawls a demo Hub that serves a folder.

    make_store.py HUBMINE DEMOHUB WORLD STORE

Without a WORLD (an empty word) the Hub has no repositories.

Standard library only.
"""
import os
import pathlib
import subprocess
import sys


def main():
    hubmine, demohub, world, store = sys.argv[1:5]
    if not world:
        world = store + ".world"
        os.makedirs(world, exist_ok=True)
        for kind in ("models", "datasets", "spaces"):
            pathlib.Path(world, f"{kind}.jsonl").touch()
    for ending in ("", "-wal", "-shm"):
        pathlib.Path(store + ending).unlink(missing_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING", "HUBMINE_"))}
    environment["HF_HUB_DISABLE_IMPLICIT_TOKEN"] = "1"
    hub = subprocess.Popen([demohub, "--port", "0", "--world", world], stdout=subprocess.PIPE, text=True)
    try:
        url = hub.stdout.readline().split()[-1]
        subprocess.run([hubmine, "crawl", "--quiet", "--endpoint", url, "--store", store], check=True, env=environment)
    finally:
        hub.terminate()
        hub.wait(timeout=20)


if __name__ == "__main__":
    main()
