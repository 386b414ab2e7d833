#!/usr/bin/env python3
"""Opens workbooks with a program that reads them, and compares every cell with the csv of the same command.

    xlsx_test.py openpyxl|libreoffice HUBMINE STORE WORK

The names in a copy of the store are ones that spreadsheets take for numbers, dates, formulas, errors or links. Leaves with 77 where
the reader is not installed.
"""
import csv
import datetime
import math
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

try:
    import openpyxl
    from openpyxl.utils.escape import unescape
except ImportError:
    print("skipped: no openpyxl")
    sys.exit(77)

READER, HUBMINE, WORK = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[4]).resolve()
STORE = WORK / "hub.db"
COMMANDS = {
    "rq1": ["analyze", "rq1", "--top", "0"],
    "trends": ["analyze", "trends"],
    "lineage": ["analyze", "lineage"],
    "status": ["status"],
}
NAMES = ["1e5", "00123", "2024-01-02", "TRUE", "=1+1", "#N/A", "-1", "+cmd|' /C calc'!A0", "@SUM(1)", "http://localhost/x",
         "a/_x0041_", "\x1b[31mred", "x" * 200, "<b>&amp;\"'", "模型/🤗", "1/2", "10%", "1,234.5", "'quoted", "12:30"]


def hubmine(*words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUBMINE_")}
    subprocess.run([HUBMINE, *words, "-q", "--store", STORE], check=True, env=environment, stderr=subprocess.DEVNULL)


def tables_of(path):
    """{table: its rows} of csv files in a folder."""
    return {file.stem: read(file) for file in path.glob("*.csv")}


def read(path):
    csv.field_size_limit(10**7)
    with open(path, newline="", encoding="utf-8") as stream:
        return list(csv.reader(stream))


def sheets_of(book):
    """{table: its sheet}, as the first sheet tells."""
    found, listed = {}, False
    for row in book["about"].iter_rows(values_only=True):
        if row[:2] == ("sheet", "table"):
            listed = True
        elif listed and row[0] is None:
            break
        elif listed:
            found[row[1]] = row[0]
    return found


def same_number(text, number):
    try:
        return math.isclose(float(text), number, rel_tol=1e-13, abs_tol=1e-20)
    except ValueError:
        return False


def time_of(text):
    return datetime.datetime.fromisoformat(text.replace("Z", ""))


def differs_from_cell(text, cell):
    """What is wrong with a cell as openpyxl has it; numbers are the same to the last digit."""
    value = cell.value
    if cell.hyperlink or cell.data_type == "f":
        return "is a link or a formula"
    if value is None:
        return "" if text == "" else "is empty"
    if isinstance(value, str):
        return "" if unescape(value) == text else f"is the text {value!r}"
    if isinstance(value, datetime.datetime):
        return "" if abs(value - time_of(text)) < datetime.timedelta(milliseconds=1) else f"is {value}"
    return "" if text != "" and float(text) == value else f"is the number {value!r}"


def differs_from_text(text, told):
    """The same of LibreOffice's own csv: numbers to 15 digits and 20 decimals, times to the second."""
    if text == told or same_number(text, number_of(told)):
        return ""
    if text[10:11] == "T" and abs(time_of(text) - time_of(told)) <= datetime.timedelta(seconds=1):
        return ""
    return f"is {told!r}"


def number_of(told):
    try:
        return float(told[:-1]) / 100 if told.endswith("%") else float(told)
    except ValueError:
        return math.nan


def compare(name, table, wanted, rows, differs):
    """A line for each cell that is another one."""
    if len(rows) != len(wanted):
        yield f"{name}: {table}: {len(rows)} rows instead of {len(wanted)}"
    for number, (texts, cells) in enumerate(zip(wanted, rows), 1):
        if len(texts) != len(cells):
            yield f"{name}: {table}: row {number}: {len(cells)} cells instead of {len(texts)}"
        for text, cell in zip(texts, cells):
            if wrong := differs(text, cell):
                yield f"{name}: {table}: row {number}: {text!r} {wrong}"


def convert():
    """Every sheet of every workbook as csv, by LibreOffice: NAME-SHEET.csv."""
    office = shutil.which("soffice")
    if office is None:
        print("skipped: no LibreOffice")
        sys.exit(77)
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    subprocess.run([office, "--headless", f"-env:UserInstallation=file://{WORK}/profile", "--convert-to", every_sheet,
                    "--outdir", WORK / "converted", *(WORK / f"{name}.xlsx" for name in COMMANDS)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=280)


def prepare():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    shutil.copyfile(sys.argv[3], STORE)
    store = sqlite3.connect(STORE)
    for number, name in enumerate(NAMES, 1):
        store.execute("UPDATE repo SET id = ? WHERE repo_id = ?", (name, number))
        store.execute("UPDATE author SET name = ? WHERE author_id = ?", (name, number))
    store.commit()
    store.close()
    for name, words in COMMANDS.items():
        hubmine(*words, "--output", WORK / f"{name}.xlsx")
        hubmine(*words, "--format", "csv", "--raw-text", "--output-dir", WORK / name)


def main():
    prepare()
    if READER == "libreoffice":
        convert()
    wrong, cells = [], 0
    told = set()
    for name in COMMANDS:
        book = openpyxl.load_workbook(WORK / f"{name}.xlsx")
        sheets = sheets_of(book)
        wanted = tables_of(WORK / name)
        if set(sheets) != set(wanted):
            wrong.append(f"{name}: the sheets are {sorted(sheets)}, the tables {sorted(wanted)}")
        for table, rows in wanted.items():
            sheet = sheets.get(table)
            cells += sum(map(len, rows))
            told.update(text for row in rows for text in row)
            if READER == "openpyxl":
                wrong += compare(name, table, rows, list(book[sheet].iter_rows()), differs_from_cell)
            else:
                wrong += compare(name, table, rows, read(WORK / "converted" / f"{name}-{sheet}.csv"), differs_from_text)
    wrong += [f"{text!r} was not put to the test" for text in NAMES if text not in told]
    print(*wrong[:40], f"{cells} cells, {len(wrong)} of them others in {READER}", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
