#!/usr/bin/env python3
"""Holds the documentation against the program: every exit code, analysis, table, column, format and command is told.

    check_docs.py PROJECT HUBMINE [--write]

--write rewrites the lists of tables in docs/analyses.md from the program's own catalogue. Standard library only.
Every violation is one line; the exit status is 1 if there is any.
"""
import pathlib
import re
import subprocess
import sys


def ask(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def catalogue(program):
    """[(analysis, help, [(table, help, [(column, meaning, unit)])])] as `hubmine analyze --list` tells it."""
    analyses = []
    for line in ask(program, "analyze", "--list").splitlines():
        if column := re.fullmatch(r"    (\w+) +(.*?)(?: \[(\w+)\])?", line):
            analyses[-1][2][-1][2].append((column[1], column[2], column[3] or ""))
        elif remark := re.fullmatch(r"  (\((?:may have no rows: |only with ).*\))", line):
            name, text, columns = analyses[-1][2][-1]
            analyses[-1][2][-1] = (name, f"{text} {remark[1]}", columns)
        elif line.startswith("  "):
            analyses[-1][2].append((*line.strip().split(": ", 1), []))
        elif line:
            analyses.append((*line.split(": ", 1), []))
    return analyses


def escaped(text):
    return text.replace("|", "\\|")


def table_list(analysis):
    """A line a table, then what its columns mean."""
    lines = ["| table | a row is |", "|---|---|"]
    lines += [f"| `{name}` | {escaped(text)} |" for name, text, _ in analysis[2]]
    for name, _, columns in analysis[2]:
        lines += ["", f"Columns of `{name}`:", "", "| column | meaning | unit |", "|---|---|---|"]
        lines += [f"| {column} | {escaped(meaning)} | {unit} |" for column, meaning, unit in columns]
    return "".join(f"{line}\n" for line in lines)


def meanings(program):
    for analysis, text, tables in catalogue(program):
        if not text or not tables:
            yield f"analyze --list: {analysis} has no help or no tables"
        for table, meaning, columns in tables:
            if not meaning or not columns:
                yield f"analyze --list: {analysis} {table} has no meaning or no columns"
            yield from (f"analyze --list: {analysis} {table}.{column} has no meaning"
                        for column, words, _ in columns if not words)


def analyses_page(project, program, write):
    path = project / "docs" / "analyses.md"
    text = path.read_text(encoding="utf-8")
    for analysis in catalogue(program):
        start, end = f"<!-- tables of {analysis[0]} -->\n", f"<!-- end of {analysis[0]} -->"
        if start not in text or end not in text:
            yield f"docs/analyses.md: no place for the tables of {analysis[0]} ({start.strip()} ... {end})"
            continue
        head, rest = text.split(start, 1)
        now, tail = rest.split(end, 1)
        if now != table_list(analysis):
            if not write:
                yield f"docs/analyses.md: the tables of {analysis[0]} are not those of the program (check_docs.py --write)"
            text = head + start + table_list(analysis) + end + tail
    if write:
        path.write_text(text, encoding="utf-8")


def exit_codes(project):
    header = (project / "include/hubmine/core/exit_code.hpp").read_text(encoding="utf-8")
    page = (project / "docs/exit-codes.md").read_text(encoding="utf-8")
    codes = re.findall(r"k\w+ = (\d+)", header)
    if len(codes) < 8:
        yield f"exit_code.hpp: only {len(codes)} codes found"
    for code in codes:
        if not re.search(rf"^\| {code} \|", page, re.M):
            yield f"docs/exit-codes.md: does not tell {code}"


def formats(project, program):
    page = (project / "docs/output.md").read_text(encoding="utf-8")
    names = re.search(r"--format (\S+)", ask(program, "status", "--help")).group(1).split("|")
    for name in names:
        if f"`{name}`" not in page:
            yield f"docs/output.md: does not tell `{name}`"


def options_told(project, program, command, page):
    text = (project / "docs" / page).read_text(encoding="utf-8")
    for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", ask(program, *command, "--help"), re.M):
        if f"`{option}" not in text and option not in GLOBAL:
            yield f"docs/{page}: does not tell {option} of {' '.join(command)}"


GLOBAL = ("--help", "--store", "--quiet", "--verbose", "--log-format", "--color", "--no-config", "--version")


def commands_told(project, program):
    """Every command, and every option of every command, stands on some page."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in [project / "README.md", *sorted((project / "docs").glob("*.md"))])

    def walk(words):
        told = ask(program, *words, "--help")
        for command in re.findall(r"^  ([a-z]\S*) ", told.split("\nExamples:\n")[0], re.M):
            yield from walk([*words, command])
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", told, re.M):
            if option not in GLOBAL and not re.search(rf"{option}(?![a-z-])", text):
                yield f"docs: no page tells {option} of {' '.join(['hubmine', *words])}"
        if words and not re.search(rf"\b{words[0]}\b[^\n]*\b{words[-1]}\b" if len(words) > 1 else rf"hubmine {words[0]}\b", text):
            yield f"docs: no page tells hubmine {' '.join(words)}"

    return walk([])


def views(project, program):
    """Every view and column that may be asked stands on the page of the store."""
    page = (project / "docs/store.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    for view, _, column, *_ in (line.split("\t") for line in ask(program, "sql", "--views", "--format", "tsv", "--no-headers").splitlines()):
        told = [line for line in lines if f"`{view}`" in line.split("|")[1]]
        if not told:
            yield f"docs/store.md: does not tell the view {view}"
        elif f"`{column}`" not in told[0] and not told[0].endswith("| the same |"):
            yield f"docs/store.md: does not tell {view}.{column}"


def links(project):
    pages = [project / "README.md", *sorted((project / "docs").rglob("*.md"))]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            if "://" not in target and not (page.parent / target).exists():
                yield f"{page.relative_to(project)}: links to {target}, which is not there"
    readme = pages[0].read_text(encoding="utf-8")
    for page in pages[1:]:
        if f"docs/{page.name}" not in readme:
            yield f"README.md: does not point to docs/{page.name}"


def main():
    project, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    found = [*meanings(program), *analyses_page(project, program, "--write" in sys.argv), *exit_codes(project), *links(project), *formats(project, program), *views(project, program),
             *commands_told(project, program),
             *options_told(project, program, ["crawl"], "crawl.md"), *options_told(project, program, ["status"], "output.md")]
    for name, _, _ in catalogue(program):
        found += [line for line in options_told(project, program, ["analyze", name], "analyses.md")
                  if not re.search(r"--(format|table|output|output-dir|no-headers|raw-text|dialect|separator|decimal|bom) ", line)]
    print("\n".join(found) if found else "the documentation tells what the program does")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
