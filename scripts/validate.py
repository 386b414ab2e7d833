#!/usr/bin/env python3
"""A second opinion: recomputes every figure of `hubmine analyze` from the store's public views.

    validate.py STORE [--binary hubmine] [--only rq1,rq3] [OPTIONS OF THE ANALYSES]
    validate.py STORE --rq1 DIR --rq2 DIR --rq3 DIR --trends DIR [OPTIONS THEY WERE MADE WITH]

The tables come from `hubmine analyze rqN --format csv --output-dir`, run here or before. They are compared, column by
column and row by row, with what pandas, scipy and networkx make of the views of docs/store.md; nothing is shared with
hubmine's own code but the definitions. Fits and partitions (powerlaw, modularity, communities, louvain_*) have more than
one right answer and are held to bounds. Differences are printed; the exit status is 1 if there is any.
Needs Python 3.9 with pandas, scipy and networkx (Debian: python3-pandas python3-scipy python3-networkx).
"""
import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import warnings

from validation.needs import require

require("pandas", "scipy", "networkx")

from validation.tables import Report
from validation.world import World

ANALYSES = ("rq1", "rq2", "rq3", "trends", "organisations", "lineage", "topics", "sizes", "roles", "calendar", "reproduce")
TOP = {"rq1": 10, "rq3": 100, "trends": 100, "organisations": 100, "lineage": 100, "topics": 100, "sizes": 100, "roles": 100, "calendar": 20}
AS_ASKED = tuple(name for name in ANALYSES if name != "reproduce")  # that one asks as the study did
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "data")

# Which analyses take an option; the first word is what argparse calls it.
OPTIONS = {
    "kind": (("rq1", "trends", "organisations", "topics", "sizes", "roles", "calendar"), {"action": "append"}),
    "bots": (AS_ASKED, {"choices": ("keep", "drop"), "default": "drop"}),
    "bots_file": (AS_ASKED, {"default": os.path.join(DATA, "bots.csv")}),
    "identities": (AS_ASKED, {"choices": ("raw", "merged"), "default": "merged"}),
    "licenses": (("rq1", "lineage"), {"default": os.path.join(DATA, "licenses.csv")}),
    "min_license_repos": (("rq1",), {"type": int, "default": 100}),
    "top": (("rq1", "rq3", "trends", "organisations", "lineage", "topics", "sizes", "roles", "calendar"), {"type": int}),
    "subfield": (("rq2", "rq3"), {"action": "append"}),
    "subfields": (("rq2", "rq3"), {"default": os.path.join(DATA, "subfields.csv")}),
    "cores": (("rq2",), {"default": "1,5,10,max"}),
    "since": (("rq2", "organisations", "topics", "sizes", "calendar"), {}),
    "until": (("rq2", "organisations", "topics", "sizes", "calendar"), {}),
    "weighting": (("rq2",), {"choices": ("commits", "newman"), "default": "commits"}),
    "every": (("rq2", "trends", "sizes", "roles", "calendar"), {"choices": ("day", "week", "month", "quarter", "year")}),
    "names": (("sizes",), {"action": "store_true"}),
    "task": (("sizes",), {}),
    "min_size": (("sizes",), {}),
    "keep_suspect": (("sizes",), {"action": "store_true"}),
    "subfield_of": (("rq3",), {"choices": ("model", "space"), "default": "model"}),
    "cap_per_model": (("rq3",), {"type": int}),
    "no_duplicates": (("rq3",), {"action": "store_true"}),
    "max_models_per_space": (("rq3",), {"type": int}),
    "type": (("organisations",), {"action": "append"}),
    "root": (("lineage",), {}),
    "depth": (("lineage",), {"type": int}),
    "organisations": (("rq3", "organisations", "lineage", "topics", "sizes", "roles", "calendar"), {"default": os.path.join(DATA, "organisations.csv")}),
    "by": (("calendar",), {"choices": ("owner", "entity")}),
    "owner": (("calendar",), {"action": "append"}),
    "subjects": (("roles",), {"default": os.path.join(DATA, "discussion_subjects.csv")}),
    "languages": (("topics",), {"default": os.path.join(DATA, "languages.csv")}),
    "domains": (("topics",), {"default": os.path.join(DATA, "domains.csv")}),
    "tasks": (("topics",), {"default": os.path.join(DATA, "tasks.csv")}),
    "study": (("reproduce",), {"default": os.path.join(DATA, "study.csv")}),
    "evaluation_datasets": (("topics",), {"default": os.path.join(DATA, "evaluation_datasets.csv")}),
}

# Values of an option that an analysis does not take.
NOT_TAKEN = {("rq2", "every"): ("day", "week")}

# Analyses whose tables may be there already: not one that is called as an option is.
MAY_BE_GIVEN = tuple(name for name in ANALYSES if name not in OPTIONS)


def flag(name):
    return "--" + name.replace("_", "-")


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--binary", default="hubmine", help="the program that makes the tables (default: hubmine)")
    parser.add_argument("--only", default=",".join(ANALYSES), help="these analyses, comma-separated")
    parser.add_argument("--show", type=int, default=50, help="so many differences at most (default 50)")
    for name in MAY_BE_GIVEN:
        parser.add_argument("--" + name, metavar="DIR", help=f"tables of {name} that are there already")
    for name, (_, settings) in OPTIONS.items():
        parser.add_argument(flag(name), dest=name, **settings)
    options = parser.parse_args(arguments)
    options.core_choice = lambda: options.cores.split(",")
    options.top_of = lambda analysis: options.top or TOP[analysis]
    return options


def passed_on(analysis, options):
    """The options of the command line that this analysis takes; the data files always, so that both sides read the same."""
    for name, (analyses, _) in OPTIONS.items():
        value = getattr(options, name)
        if analysis not in analyses or not value or value in NOT_TAKEN.get((analysis, name), ()):
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from [flag(name)] if each is True else [flag(name), str(each)]


def analyse(analysis, options, folder):
    command = [options.binary, "analyze", analysis, "--store", options.store, "--format", "csv", "--output-dir", folder,
               *passed_on(analysis, options)]
    subprocess.run(command, check=True)
    return folder


def compare(analysis, world, folder, report):
    expected = importlib.import_module("validation." + analysis).expected(world)
    for name, table in expected.items():
        table.compare(report, f"{analysis} {name}", folder, name)
    for file in sorted(os.listdir(folder)):
        name, extension = os.path.splitext(file)
        if extension == ".csv":
            report.check(f"{analysis} {name}", name in expected, "a table that nothing here recomputes")


def main(arguments):
    options = parse(arguments)
    warnings.filterwarnings("ignore", category=RuntimeWarning)  # constant columns are expected and handled
    world, report = World(options.store, options), Report()
    with tempfile.TemporaryDirectory() as work:
        given = [name for name in MAY_BE_GIVEN if getattr(options, name)]
        for analysis in given or options.only.split(","):
            folder = getattr(options, analysis) if given else analyse(analysis, options, os.path.join(work, analysis))
            compare(analysis, world, folder, report)
    for line in report.wrong[:options.show]:
        print(line)
    if len(report.wrong) > options.show:
        print(f"... and {len(report.wrong) - options.show} more")
    print(f"{report.agree} figures agree, {len(report.wrong)} differ")
    return 1 if report.wrong or not report.agree else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
