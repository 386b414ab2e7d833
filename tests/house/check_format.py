#!/usr/bin/env python3
"""Checks that clang-format would change nothing.

    check_format.py PROJECT

Leaves with 77, which means skipped, where there is no clang-format. Standard library only.
"""
import pathlib
import shutil
import subprocess
import sys


def main():
    program = shutil.which("clang-format")
    if program is None:
        print("skipped: no clang-format")
        return 77
    project = pathlib.Path(sys.argv[1])
    files = [str(path) for folder in ("src", "include", "tests") for path in sorted((project / folder).rglob("*"))
             if path.suffix in (".cpp", ".hpp")]
    result = subprocess.run([program, "--dry-run", "-Werror", *files], capture_output=True, text=True)
    complaints = sorted({line.split(":")[0] for line in result.stderr.splitlines() if ": error:" in line})
    print("\n".join(f"{path}: clang-format -i mends it" for path in complaints) or f"{len(files)} files are in order")
    return 1 if result.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
