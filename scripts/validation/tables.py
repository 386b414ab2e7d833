"""Reading hubmine's tables and comparing them with figures computed elsewhere."""
import csv
import math
import os


class Report:
    """Counts the figures that agree and keeps a line for each that does not."""

    def __init__(self):
        self.agree = 0
        self.wrong = []

    def check(self, where, ok, text):
        if ok:
            self.agree += 1
        else:
            self.wrong.append(f"{where}: {text}")
        return ok

    def same(self, where, want, got, rtol=1e-9, atol=1e-12):
        return self.check(where, same_value(want, got, rtol, atol), f"expected {want!r}, got {got!r}")


def is_missing(value):
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def same_value(want, got, rtol=1e-9, atol=1e-12):
    """`got` is a cell of a CSV file: text, empty when missing."""
    if is_missing(want) or is_missing(got):
        return is_missing(want) and is_missing(got)
    if isinstance(want, str):
        return want == unguarded(got)
    try:
        value = float(got)
    except ValueError:
        return False
    return math.isclose(float(want), value, rel_tol=rtol, abs_tol=atol)


def unguarded(cell):
    """A text cell without the apostrophe that keeps spreadsheets from running it as a formula."""
    bare = cell.lstrip("'")
    return cell[1:] if cell != bare and bare and bare[0] in "=+-@\t\r" else cell


def read_table(folder, name):
    """The header and the rows of a table; (None, []) when the file is not there."""
    path = os.path.join(folder, name + ".csv")
    if not os.path.exists(path):
        return None, []
    csv.field_size_limit(1 << 30)
    with open(path, newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
        return reader.fieldnames, rows


class Expected:
    """A table as it should be: the columns that name a row, the rows in order, and how exact each figure is.

    `checks` maps a column to a function (report, where, wanted row, row) for what has bounds instead of one right
    value; `whole` is a function (report, where, rows) that judges the table as a whole. Without `rows` it does so alone.
    """

    def __init__(self, columns, keys, rows=None, tolerances=None, checks=None, whole=None):
        self.columns = columns.split()
        self.keys = keys.split()
        self.rows = rows
        self.tolerances = tolerances or {}
        self.checks = checks or {}
        self.whole = whole

    def compare(self, report, where, folder, name):
        header, rows = read_table(folder, name)
        if not report.check(where, header is not None, f"no file {name}.csv in {folder}"):
            return
        if not report.check(where, header == self.columns, f"the columns are {header}, expected {self.columns}"):
            return
        if self.whole:
            self.whole(report, where, rows)
        if self.rows is not None:
            self.compare_rows(report, where, rows)

    def compare_rows(self, report, where, rows):
        want = {self.key(row): row for row in self.rows}
        got = {self.key({k: unguarded(v) for k, v in row.items()}): row for row in rows}
        report.check(where, len(got) == len(rows), "a row stands twice")
        for key in want.keys() - got.keys():
            report.check(f"{where} {'/'.join(key)}", False, "missing row")
        for key in got.keys() - want.keys():
            report.check(f"{where} {'/'.join(key)}", False, "surplus row")
        if want.keys() == got.keys():
            report.check(where, list(want) == list(got), "the rows are in another order")
        for key, row in want.items():
            if key in got:
                self.compare_cells(report, f"{where} {'/'.join(key)}", row, got[key])

    def compare_cells(self, report, where, want, got):
        for column in self.columns:
            place = f"{where} {column}"
            if column in self.checks:
                self.checks[column](report, place, want, got)
            else:
                report.same(place, want.get(column), got[column], **self.tolerances.get(column, {}))

    def key(self, row):
        return tuple("" if is_missing(row[k]) else str(row[k]) for k in self.keys)
