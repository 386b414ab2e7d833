#!/usr/bin/env python3
"""What pandas and scipy need for RQ1: reads a store's public views, computes the same tables but `powerlaw`, and says how long each step took.

    reference_rq1.py STORE [LICENSES.csv]

A yardstick for docs/performance.md, not a test; validate.py compares figures. Needs Python 3.9 with pandas and scipy.
"""
import itertools
import os
import resource
import sqlite3
import sys
import time

from validation.needs import require

require("pandas", "scipy")

import numpy as np
import pandas as pd
from scipy import stats

GROUPS = ("permissive", "restrictive", "none")


class Clock:
    def __init__(self):
        self.start = self.last = (time.perf_counter(), time.process_time())

    def tell(self, what, since=None):
        now, since = (time.perf_counter(), time.process_time()), since or self.last
        print(f"{now[0] - since[0]:8.2f} s wall {now[1] - since[1]:8.2f} s processor  {what}")
        self.last = now


def read_activities(store):
    """One row a repository, one column an activity; every commit passes through pandas, as in the study's scripts."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    repos = pd.read_sql("SELECT repo_id, kind, id, likes, downloads, license FROM repos WHERE removed_at IS NULL", connection, index_col="repo_id")
    commits = pd.read_sql("SELECT repo_id FROM commits", connection)
    authors = pd.read_sql("SELECT DISTINCT repo_id, author FROM commit_authors", connection)
    discussions = pd.read_sql("SELECT repo_id, author FROM discussions", connection)
    usage = pd.read_sql("SELECT DISTINCT space_repo_id, target_repo_id FROM space_models WHERE target_repo_id IS NOT NULL", connection)
    starters = discussions.dropna().drop_duplicates()
    columns = {"n_commits": commits.groupby("repo_id").size(), "n_committers": authors.groupby("repo_id").author.nunique(),
               "n_discussions": discussions.groupby("repo_id").size(), "n_disc_starters": starters.groupby("repo_id").size(),
               "n_community": pd.concat([authors, starters]).drop_duplicates().groupby("repo_id").size(),
               "n_usage_spaces": usage.groupby("target_repo_id").size()}
    frame = repos.rename(columns={"likes": "n_likes", "downloads": "n_downloads"})
    for name, column in columns.items():
        frame[name] = column.reindex(frame.index, fill_value=0)
    frame["n_downloads"] = frame.n_downloads.fillna(0)
    return frame


def describe(values):
    """Summary, Pareto, Gini, distribution and top of one activity."""
    values.describe()
    falling = values.sort_values(ascending=False)
    running = falling.cumsum()
    for level in (0.5, 0.8, 0.9, 0.95, 0.99):
        (running < level * running.iloc[-1]).sum()
    rising = np.sort(values.to_numpy())
    rising @ np.arange(1, len(rising) + 1)
    values.value_counts().sort_index()[::-1].cumsum()
    values.nlargest(10)


def correlate(frame):
    for x, y in itertools.combinations(frame.columns, 2):
        stats.pearsonr(frame[x], frame[y])
        stats.spearmanr(frame[x], frame[y])
        stats.pearsonr(np.log1p(frame[x]), np.log1p(frame[y]))
        a, b, scale = frame[x] - frame[x].mean(), frame[y] - frame[y].mean(), len(frame) / (len(frame) - 1)
        with np.errstate(invalid="ignore"):
            left_out = (a @ b - scale * a * b) / np.sqrt((a @ a - scale * a * a) * (b @ b - scale * b * b))
        left_out.abs().argmax()


def main(store, licenses):
    clock = Clock()
    frame = read_activities(store)
    clock.tell(f"read the activities of {len(frame)} repositories")
    classes = pd.read_csv(licenses).set_index("license")["class"]
    frame["license_class"] = frame.license.map(classes).fillna("unclassified").where(frame.license.notna(), "none")
    activities = [name for name in frame.columns if name.startswith("n_")]
    for kind, part in frame.groupby("kind"):
        own = [a for a in activities if (a != "n_downloads" or kind != "space") and (a != "n_usage_spaces" or kind == "model")]
        for activity in own:
            describe(part[activity].astype(float))
        part.license.value_counts(normalize=True)
        clock.tell(f"{kind}: summary, pareto, concentration, distribution, top, licences")
        correlate(part[own].astype(float))
        for name, group in part.groupby("license_class") if kind == "model" else ():
            correlate(group[own].astype(float))
        clock.tell(f"{kind}: correlations")
        if kind == "model":
            counts = part.license.value_counts()
            part = part[part.license.isna() | part.license.map(counts).ge(100)]
            for activity, (a, b) in itertools.product(own, itertools.combinations(GROUPS, 2)):
                stats.mannwhitneyu(part[activity][part.license_class == a], part[activity][part.license_class == b], method="asymptotic")
            clock.tell("Mann-Whitney tests")
    clock.tell(f"in all, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB", clock.start)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else os.path.join(os.path.dirname(__file__), "..", "data", "licenses.csv"))
