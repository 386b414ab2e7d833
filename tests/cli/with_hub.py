#!/usr/bin/env python3
"""Runs a command while a demo Hub serves; HF_ENDPOINT tells the command where. Exits as the command does.

    with_hub.py DEMOHUB [ARGUMENTS OF THE HUB] -- COMMAND...

Standard library only.
"""
import os
import subprocess
import sys


def main():
    at = sys.argv.index("--")
    hub = subprocess.Popen([sys.argv[1], "--port", "0", *sys.argv[2:at]], stdout=subprocess.PIPE, text=True)
    try:
        url = hub.stdout.readline().split()[-1]
        return subprocess.run(sys.argv[at + 1:], env={**os.environ, "HF_ENDPOINT": url}).returncode
    finally:
        hub.terminate()
        hub.wait(timeout=20)


if __name__ == "__main__":
    sys.exit(main())
