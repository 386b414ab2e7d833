#!/usr/bin/env python3
"""Runs a command line and checks everything it says.

    run_cli.py [--exit N] [--out REGEX] [--err REGEX] [--lines N] [--env NAME=VALUE]... [--shell] -- COMMAND...

The exit code must be N (default 0). The whole of stdout must match --out, the whole of stderr --err; what is not given
must be empty. Where the exit code is not 0, stderr must be one line. --lines: so many lines on stdout. --shell: the command is
one text for bash, with pipefail off as usual. Standard library only.
"""
import argparse
import os
import re
import subprocess
import sys


def environment(settings):
    """Nobody's token, endpoint, store or locale may reach the tests."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("HF_", "HUGGING", "HUBMINE_", "LC_", "NO_COLOR", "XDG_", "http", "TRANSFORMERS"))}
    kept.update(HOME="/nonexistent", HUBMINE_STORE="/nonexistent/hubmine.db")
    kept.update(setting.split("=", 1) for setting in settings)
    return kept


def complaints(options, result):
    out, err = result.stdout.decode("utf-8"), result.stderr.decode("utf-8")
    if result.returncode != options.exit:
        yield f"exit code {result.returncode}, expected {options.exit}"
    for name, pattern, text in (("stdout", options.out, out), ("stderr", options.err, err)):
        if pattern is None and text and not (name == "stdout" and options.lines is not None):
            yield f"{name} should be empty"
        if pattern is not None and not re.fullmatch(pattern, text.rstrip("\n"), re.S):
            yield f"{name} does not match {pattern!r}"
    if options.exit != 0 and err.count("\n") != 1:
        yield "stderr is not one line"
    if options.lines is not None and out.count("\n") != options.lines:
        yield f"{out.count(chr(10))} lines on stdout, expected {options.lines}"


def main():
    at = sys.argv.index("--")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exit", type=int, default=0)
    parser.add_argument("--out")
    parser.add_argument("--err")
    parser.add_argument("--lines", type=int)
    parser.add_argument("--env", action="append", default=[])
    parser.add_argument("--shell", action="store_true")
    options = parser.parse_args(sys.argv[1:at])
    command = sys.argv[at + 1:]
    if options.shell:
        command = ["bash", "-c", command[0]]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, env=environment(options.env))
    found = list(complaints(options, result))
    if found:
        print("\n".join(found))
        print("command:", command, "\nstdout:", result.stdout[:3000].decode("utf-8", "replace"),
              "\nstderr:", result.stderr[:3000].decode("utf-8", "replace"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
