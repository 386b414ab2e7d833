#!/usr/bin/env python3
"""Exports every view of a store in every format, reads the files by other hands, and compares each cell with what SQLite gives.

    tables_test.py HUBMINE STORE WORK [odd]

odd: a copy of the store is exported in which stand values that no Hub gives every day. Standard library only.
"""
import contextlib
import csv
import datetime
import hashlib
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "output"))
import parquet_reader  # noqa: E402

HUBMINE, STORE, WORK = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
KINDS = ("model", "dataset", "space")
TYPES = {"text": ("BYTE_ARRAY", "STRING"), "integer": ("INT64", ""), "real": ("DOUBLE", "")}
ODD = """
UPDATE repo SET parameters = 9223372036854775807 WHERE repo_id = 1;
UPDATE repo SET parameters = -9223372036854775808, main_size = 0 WHERE repo_id = 2;
UPDATE repo_state SET trending_score = -0.0 WHERE repo_id = 1;
UPDATE repo_state SET trending_score = 1e308 WHERE repo_id = 2;
UPDATE repo_state SET trending_score = 5e-324 WHERE repo_id = 3;
UPDATE repo_state SET trending_score = NULL, likes = NULL WHERE repo_id = 4;
UPDATE repo SET created_at = 253402300799999 WHERE repo_id = 1;
UPDATE repo SET created_at = -1 WHERE repo_id = 2;
UPDATE repo SET duplicated_from = '' WHERE repo_id = 3;
UPDATE repo SET duplicated_from = '=1+1,"quoted"' || char(10) || char(9) || 'ä€😀' || char(127) WHERE repo_id = 4;
UPDATE repo_commit SET title = replace(hex(zeroblob(40000)), '0', 'ü') WHERE rowid_of = 1;
""".replace("WHERE rowid_of = 1", "WHERE (repo_id, seq) IN (SELECT repo_id, seq FROM repo_commit LIMIT 1)")


def run(*words):
    return subprocess.run([HUBMINE, *words, "--store", str(STORE)], check=True, capture_output=True, text=True).stdout


def moment(milliseconds):
    """As the views write it; Python's own dates end before the last millisecond of the year 9999 does."""
    when = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=milliseconds)
    return f"{when:%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03}Z".rjust(24, "0")


def parquet_rows(path, columns):
    told, groups = parquet_reader.read(path.read_bytes())
    for (name, *kind), (wanted, unit, type_name) in zip(told, columns, strict=True):
        assert name == wanted and tuple(kind) == (("INT64", "TIMESTAMP") if unit == "time" else TYPES[type_name]), (path, name, kind)
    times = [meaning == "TIMESTAMP" for _, _, meaning in told]
    return [tuple(moment(cell) if is_time and cell is not None else cell for cell, is_time in zip(row, times))
            for group in groups for row in zip(*group)]


def csv_rows(path, columns):
    with path.open(newline="", encoding="utf-8") as lines:
        head, *rows = csv.reader(lines)
    assert head == [name for name, _, _ in columns], (path, head)
    read = {"text": str, "integer": int, "real": float}
    return [tuple(read[kind](cell) if cell else None for cell, (_, _, kind) in zip(row, columns, strict=True)) for row in rows]


def ndjson_rows(path, columns):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    assert all(list(row) == [name for name, _, _ in columns] for row in rows), path
    # 1 is a real number in JSON, too.
    return [tuple(float(cell) if kind == "real" and cell is not None else cell for cell, (_, _, kind) in zip(row.values(), columns))
            for row in rows]


READERS = {"parquet": parquet_rows, "csv": csv_rows, "ndjson": ndjson_rows}


def views():
    """{view: [(column, unit, type)]}"""
    found = {}
    for line in run("sql", "--views", "--format", "tsv", "--no-headers").splitlines():
        view, _, column, kind, unit, _ = line.split("\t")
        found.setdefault(view, []).append((column, unit, kind))
    return found


def parts(view, columns):
    """[(folder, kind)]"""
    if {"repo_id", "kind"} <= {name for name, _, _ in columns}:
        return [(f"{view}/kind={kind}", kind) for kind in KINDS if view not in ("models", "datasets", "spaces") or view == f"{kind}s"]
    return [(view, None)]


def expected_rows(store, view, columns, kind, text_format):
    names = ", ".join(f'"{name}"' for name, _, _ in columns)
    rows = store.execute(f'SELECT {names} FROM "{view}"' + (" WHERE kind = ?" if kind else ""), (kind,) if kind else ()).fetchall()
    # In csv nothing and no text are the same.
    return [tuple(None if cell == "" and text_format == "csv" else cell for cell in row) for row in rows]


def check_manifest(folder, files, rows_of):
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["command"] == "export tables", manifest["command"]
    told = {entry["file"]: entry for entry in manifest["files"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(told) == there - {"manifest.json"} == files | {"README.md"}, set(told) ^ there
    for name, entry in told.items():
        assert entry["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest(), name
        assert name == "README.md" or entry["rows"] == rows_of[name] and entry["table"] == name.split("/")[0], entry


def check(store, text_format, columns_of):
    folder = WORK / text_format
    run("export", "tables", str(folder), "--quiet", "--format", text_format, "--views", ",".join(columns_of))
    rows_of = {}
    readme = (folder / "README.md").read_text()
    for view, columns in columns_of.items():
        for place, kind in parts(view, columns):
            inside = [column for column in columns if kind is None or column[0] != "kind"]
            name = f"{place}/part-0.{text_format}"
            rows = READERS[text_format](folder / name, inside)
            expected = expected_rows(store, view, inside, kind, text_format)
            assert list(map(repr, rows)) == list(map(repr, expected)), \
                (name, len(rows), len(expected), next((pair for pair in zip(rows, expected) if repr(pair[0]) != repr(pair[1])), None))
            rows_of[name] = len(rows)
        assert f"### {view}\n" in readme and all(f"| {name} | " in readme for name, _, _ in columns), f"README.md does not tell {view}"
    check_manifest(folder, set(rows_of), rows_of)
    return sum(rows_of.values())


def run_pandas(text_format):
    """The README's own lines, where what they import is there; what they print."""
    folder = WORK / text_format
    block = re.search(r"```python\n(.*?)```", (folder / "README.md").read_text(), re.S)[1]
    modules = ("pandas", "pyarrow") if text_format == "parquet" else ("pandas",)
    if subprocess.run([sys.executable, "-c", f"import {', '.join(modules)}"], capture_output=True).returncode != 0:
        return f"no {' or '.join(modules)}"
    result = subprocess.run([sys.executable, "-c", block], cwd=folder, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stdout


def main():
    global STORE
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    if "odd" in sys.argv[4:]:
        run("backup", str(WORK / "odd.db"), "--quiet")
        STORE = WORK / "odd.db"
        (WORK / "merges.csv").write_text("name_a,name_b,decision\ndora,solo8,accept\nemeka,solo8,accept\n")
        run("identities", "apply", str(WORK / "merges.csv"), "--quiet")
        with contextlib.closing(sqlite3.connect(STORE)) as store, store:
            store.executescript(ODD)
    with contextlib.closing(sqlite3.connect(f"file:{STORE}?mode=ro", uri=True)) as store:
        columns_of = views()
        counts = {text_format: check(store, text_format, columns_of) for text_format in READERS}
        default = WORK / "default"
        run("export", "tables", str(default), "--quiet")
        there = {path.name for path in default.iterdir() if path.is_dir()}
        assert there == set(columns_of) - {"models", "datasets", "spaces"}, there
    for text_format in READERS if counts["csv"] > 100 else ():
        print(f"pandas, {text_format}: {run_pandas(text_format)}")
    print(f"{len(columns_of)} views, {counts} rows: every cell is as SQLite gives it")


if __name__ == "__main__":
    main()
