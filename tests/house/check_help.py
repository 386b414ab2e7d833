#!/usr/bin/env python3
"""Walks every command of the program: each --help must succeed, speak on stdout only, and hold an example of itself.

    check_help.py HUBMINE

Standard library only. Every violation is one line; the exit status is 1 if there is any.
"""
import re
import subprocess
import sys


def section(text, title):
    found = re.search(rf"^{title}:\n((?:  .*\n)+)", text, re.M)
    return found.group(1).splitlines() if found else []


def walk(program, words, found):
    """Checks one command and those below it; returns how many there were."""
    name = " ".join(["hubmine", *words])
    result = subprocess.run([program, *words, "--help"], capture_output=True, text=True)
    if result.returncode != 0 or result.stderr:
        found.append(f"{name} --help: exit {result.returncode}, stderr {result.stderr!r}")
    if not any(line.strip().startswith(name) for line in section(result.stdout, "Examples")):
        found.append(f"{name} --help: no example of {name}")
    for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)(?: \S+)?$", result.stdout, re.M):
        if f"{option}\n    " not in result.stdout and not re.search(rf"{option}[^\n]*\n\s{{20,}}\S", result.stdout):
            found.append(f"{name} --help: {option} is not explained")
    commands = re.findall(r"^  ([a-z]\S*) ", result.stdout.split("\nExamples:\n")[0], re.M)
    return 1 + sum(walk(program, [*words, command], found) for command in commands)


def main():
    found = []
    count = walk(sys.argv[1], [], found)
    if count < 5:
        found.append(f"only {count} commands found")
    print("\n".join(found) if found else f"{count} commands explain themselves")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
