#!/usr/bin/env python3
"""Holds the manual against the program: a page a command with every option, clean by mandoc's lint, the same bytes twice.

    manual_test.py HUBMINE WORK DOCS

Standard library only; without mandoc its part is left out.
"""
import filecmp
import pathlib
import re
import shutil
import subprocess
import sys


def plain(page):
    """The text of a page without its markup."""
    text = re.sub(r"\\f[BIR]", "", page.read_text(encoding="utf-8"))
    for code, letter in (("\\-", "-"), ("\\(dq", '"'), ("\\(aq", "'"), ("\\(ti", "~"), ("\\(ha", "^"), ("\\(ga", "`"), ("\\e", "\\")):
        text = text.replace(code, letter)
    return text


def commands(hubmine, man, words=()):
    """Holds the page of a command and of those below it against their --help."""
    help_text = subprocess.run([hubmine, *words, "--help"], check=True, capture_output=True, text=True).stdout
    page = man / "man1" / ("-".join(["hubmine", *words]) + ".1")
    if not page.exists():
        yield f"no page {page.name}"
        return
    text = plain(page)
    for names in re.findall(r"^  ((?:-\w, )?--[a-z0-9-]+(?: \S+)?)", help_text, re.M):
        if f"\n{names}\n" not in text:
            yield f"{page.name}: does not tell {names}"
    head = re.sub(r"^Arguments:\n(  .*\n)+", "", help_text.split("\nExamples:\n")[0], flags=re.M)
    for command in re.findall(r"^  ([a-z]\S*) ", head, re.M):
        if f"{'-'.join(['hubmine', *words, command])}(1)" not in text:
            yield f"{page.name}: does not tell {command}"
        yield from commands(hubmine, man, (*words, command))


def columns(hubmine, man):
    for page, words in (("man5/hubmine-store.5", ["sql", "--views"]), ("man7/hubmine-analyses.7", ["analyze", "--list"])):
        text = plain(man / page)
        rows = subprocess.run([hubmine, *words, "--format", "tsv", "--no-headers"], check=True, capture_output=True, text=True).stdout
        for row in rows.splitlines():
            column, kind = row.split("\t")[-4:-2]
            if f"\n{column} ({kind})\n" not in text:
                yield f"{page}: does not tell {column}"


def exit_codes(man, docs):
    text = plain(man / "man1/hubmine.1")
    for code, meaning in re.findall(r"^\| (\d+) \| ([^|]+) \|", (docs / "exit-codes.md").read_text(encoding="utf-8"), re.M):
        if f"\n{code}\n{meaning}\n" not in text:
            yield f"hubmine.1: does not tell the exit code {code}: {meaning}"


def lint(man):
    if shutil.which("mandoc") is None:
        print("no mandoc: not linted")
        return
    for page in sorted(man.rglob("*.[157]")):
        said = subprocess.run(["mandoc", "-T", "lint", "-W", "style", page], capture_output=True, text=True).stdout
        # One word may be longer than a line: a list of choices.
        yield from (line for line in said.splitlines() if "input text line longer than 80 bytes" not in line)


def main():
    hubmine, work, docs = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    shutil.rmtree(work, ignore_errors=True)
    for name in ("once", "twice"):
        subprocess.run([hubmine, "-q", "man", work / name], check=True)
    pages = sorted(path.relative_to(work / "once") for path in (work / "once").rglob("*.[157]"))
    man = work / "once"
    found = [f"{page} differs from run to run" for page in pages if not filecmp.cmp(man / page, work / "twice" / page, shallow=False)]
    found += [*commands(hubmine, man), *columns(hubmine, man), *exit_codes(man, docs), *lint(man)]
    print("\n".join(found) if found else f"{len(pages)} pages tell what the program does")
    return 1 if found or len(pages) < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
