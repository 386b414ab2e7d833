#!/usr/bin/env python3
"""Runs clang-tidy with the checks of .clang-tidy.

    lint.py [--fast] [--jobs N] [--build DIR] [FILES...]

FILES are sources and headers of src and include; without any, all of them are checked, a header with the
sources that include it. How they are compiled is read from the build directory (build/dev, else build/release;
where neither is configured, `cmake --preset dev` is run first).

Each source is checked by itself, which takes half an hour of one processor for all: most of it goes into what
they include. --fast joins the sources to one text a job, so that this is done once: the same checks in a few
minutes.

Leaves with 0 when nothing was found, 1 after findings, 2 on wrong use, 77 where there is no clang-tidy.
Standard library only.

Examples:
  scripts/lint.py --fast
  scripts/lint.py src/core/time.cpp
  scripts/lint.py $(git diff --name-only main -- 'src/*.cpp')
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parent.parent
JOINED = (f"--config-file={PROJECT / '.clang-tidy'}", "--checks=-bugprone-suspicious-include")
FINDING = re.compile(r"^\S+:\d+:\d+: (error|warning): ", re.MULTILINE)


def arguments():
    summary, _, rest = __doc__.partition("\n\n")
    parser = argparse.ArgumentParser(prog="lint.py", description=summary, epilog=rest.partition("\n\n")[2], usage=rest.split("\n")[0].strip(),
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fast", action="store_true", help="join the sources, and check them as one text a job")
    parser.add_argument("--jobs", type=int, metavar="N", default=os.cpu_count(), help="so many at a time (default: one a processor)")
    parser.add_argument("--build", type=pathlib.Path, metavar="DIR", help="a configured build directory")
    parser.add_argument("files", type=pathlib.Path, nargs="*", metavar="FILES")
    given = parser.parse_args()
    for file in given.files:
        if not file.is_file():
            parser.error(f"{file}: no such file")
    if given.jobs < 1:
        parser.error("--jobs: at least 1")
    return given


def compile_commands(build):
    """Source -> the flags that decide what its text means; where nothing is configured, that is done first."""
    builds = [build] if build else [PROJECT / "build" / preset for preset in ("dev", "release")]
    found = [folder / "compile_commands.json" for folder in builds if (folder / "compile_commands.json").is_file()]
    if not found:
        if build:
            sys.exit(f"lint.py: {build} is not configured")
        subprocess.run(["cmake", "--preset", "dev"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        found = [PROJECT / "build/dev/compile_commands.json"]
    flags = {}
    for entry in json.loads(found[0].read_text()):
        source = pathlib.Path(entry["directory"], entry["file"])
        # Where a module is compiled as one text, its sources have no entry of their own: they take every flag.
        if source.is_relative_to(PROJECT / "src") or "/src/" in str(source) and "/Unity/" in str(source):
            words = shlex.split(entry["command"])
            flags[source] = [word for word in words if re.match("-(I|D|std=)", word) and word != "-DNDEBUG"]
    return flags


def parted(files, parts):
    """The files in their order, as a few lists of about the same size."""
    lists = [[] for _ in range(parts)]
    total, seen = sum(file.stat().st_size for file in files), 0
    for file in files:
        lists[seen * parts // total].append(file)
        seen += file.stat().st_size
    return [members for members in lists if members]


def check_joined(program, files, flags):
    """As check(), of files as one text; in halves where two of them call different things by one name."""
    with tempfile.NamedTemporaryFile("w", suffix=".cpp") as text:
        text.writelines(f'#include "{file}"\n' for file in files)
        text.flush()
        every_flag = list(dict.fromkeys(flag for file in files for flag in flags[file]))
        said, is_content = check(program, text.name, every_flag, JOINED)
    if "[clang-diagnostic-error]" not in said or len(files) == 1:
        return said, is_content
    middle = len(files) // 2
    halves = [check_joined(program, half, flags) for half in (files[:middle], files[middle:])]
    return "".join(half[0] for half in halves), all(half[1] for half in halves)


def check(program, file, flags, options=()):
    """What clang-tidy says of a file, and whether it was content."""
    result = subprocess.run([program, "--quiet", *options, file, "--", *flags], cwd=PROJECT, capture_output=True, text=True)
    said = result.stdout if result.returncode == 0 or FINDING.search(result.stdout) else result.stdout + result.stderr
    return said, result.returncode == 0


def blocks(said):
    """The findings, each with the lines that belong to it."""
    starts = [match.start() for match in FINDING.finditer(said)] or [0]
    return [said[start:end] for start, end in zip(starts, [*starts[1:], None])]


def main():
    given = arguments()
    program = shutil.which("clang-tidy")
    if program is None:
        print("skipped: there is no clang-tidy; scripts/setup.sh --tests installs it")
        return 77
    flags = compile_commands(given.build)
    every_flag = list(dict.fromkeys(flag for own in flags.values() for flag in own))
    # Not those that were there when it was configured: a source may be new, or gone.
    files = [file.resolve() for file in given.files] or sorted((PROJECT / "src").rglob("*.cpp"))
    flags = {file: flags.get(file, every_flag) for file in files}
    shown = set()
    content = True
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        if given.fast:
            runs = [pool.submit(check_joined, program, part, flags) for part in parted(files, given.jobs)]
        else:
            runs = [pool.submit(check, program, file, flags[file]) for file in files]
        for run in concurrent.futures.as_completed(runs):
            said, is_content = run.result()
            content = content and is_content
            for block in blocks(said):
                if block not in shown:
                    shown.add(block)
                    print(block.replace(f"{PROJECT}/", ""), end="", flush=True)
    print(f"{len(files)} files are in order" if content else "findings: see above")
    return 0 if content else 1


if __name__ == "__main__":
    sys.exit(main())
