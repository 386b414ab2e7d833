"""Trends: growth, series, movers and doubts, from the views `snapshots`, `repos` and `metrics`.

The views tell when a repository was last removed, not what came back before; where the table counts restored ones,
removals have a lower bound only. Groups (--by), dates (--since, --until) and imports are not recomputed.
"""
import pandas as pd

from . import stays
from .tables import Expected
from .world import KINDS

FLOOR = pd.Timestamp("2022-03-02T23:29:04Z")
RECOUNTED = pd.Timestamp("2024-09-01T00:00:00Z")
NUMBERS = ("likes", "downloads", "downloads_all_time")
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
CODES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


class History:
    """Every repository ever seen, removed ones included, and the walks that were complete."""

    def __init__(self, world):
        self.every = world.options.every or "month"
        self.top = world.options.top_of("trends")
        self.kinds = [kind for kind in KINDS if kind in (world.options.kind or KINDS)]
        self.walks = self.times(world.query("SELECT snapshot_id, started_at, finished_at FROM snapshots WHERE complete = 1 AND author IS NULL AND filter IS NULL AND row_limit IS NULL ORDER BY snapshot_id"),
                                "started_at", "finished_at")
        self.repos = self.times(world.query("SELECT repo_id, kind, id, owner, created_at, first_seen, removed_at FROM repos ORDER BY repo_id"),
                                "created_at", "first_seen", "removed_at").set_index("repo_id")
        self.metrics = self.times(world.query("SELECT * FROM metrics ORDER BY repo_id, snapshot_id"), "observed_at")
        self.newest = self.walks.iloc[-1]
        self.events = {basis: self.times(world.query(f"SELECT repo_id, {column} AS at FROM {basis} WHERE {column} IS NOT NULL"), "at")
                       for basis, column in (("likes", "liked_at"), ("commits", "committed_at"), ("discussions", "created_at"))}

    @staticmethod
    def times(frame, *columns):
        return frame.assign(**{column: pd.to_datetime(frame[column], utc=True) for column in columns})

    def of_kind(self, kind):
        return self.repos[self.repos.kind == kind]

    def present(self, repos, walk):
        return repos[(repos.first_seen <= walk.finished_at) & ~(repos.removed_at <= walk.finished_at)]

    def known_at(self, walk):
        """The newest numbers at or before a walk, by repository."""
        rows = self.metrics[self.metrics.snapshot_id <= walk.snapshot_id]
        return rows.groupby("repo_id").tail(1).set_index("repo_id")

    def period(self, time):
        return time.tz_localize(None).to_period(CODES[self.every])

    def name(self, period):
        if self.every == "week":
            year, week, _ = period.start_time.isocalendar()
            return f"{year:04}-W{week:02}"
        return f"{period.year}-Q{period.quarter}" if self.every == "quarter" else str(period)


def growth_rows(history):
    last, rows = history.period(history.newest.started_at), []
    for kind in history.kinds:
        repos = history.of_kind(kind)
        repos = repos[repos.created_at.notna()]
        created = repos.created_at.map(history.period) if len(repos) else pd.Series(dtype=object)
        repos = repos[created <= last] if len(repos) else repos
        created = created[repos.index]
        removed = repos.removed_at.dropna().map(history.period)
        if repos.empty:
            continue
        total = gone = 0
        for period in pd.period_range(min(created), max([last, *removed])):
            mine = repos[created == period]
            total, gone = total + len(mine), gone + int((removed == period).sum())
            floored = mine.created_at.between(FLOOR, FLOOR + pd.Timedelta(seconds=2), inclusive="left").sum()
            rows.append((period, KINDS.index(kind), {"period": history.name(period), "kind": kind, "created": len(mine), "created_total": total,
                                                     "removed": int((removed == period).sum()), "net_total": total - gone,
                                                     "created_at_floored": int(floored), "group": None, "restored": 0,
                                                     "created_share": 1 if len(mine) else None}))
    return [row for _, _, row in sorted(rows, key=lambda item: item[:2])]


def check_removed(report, where, want, got):
    """Equal, unless some came back: those removals are in no view."""
    restored = int(got["restored"])
    report.check(where, int(got["removed"]) >= want["removed"] and restored >= 0, f"{got['removed']}, expected at least {want['removed']}")


def check_net_share(report, where, _, got):
    """Without groups a kind is all of itself."""
    expected = "1" if int(got["net_total"]) else ""
    report.check(where, (got["net_share"] or "") == expected, f"{got['net_share']}, expected {expected}")


def check_net(report, where, rows):
    """The running sum of the table's own columns; exact where nothing was restored."""
    running = {}
    for row in rows:
        running[row["kind"]] = running.get(row["kind"], 0) + int(row["created"]) - int(row["removed"]) + int(row["restored"])
        report.same(f"{where} {row['period']}/{row['kind']} net_total", running[row["kind"]], row["net_total"])


def series_rows(history):
    walks = history.walks.groupby(history.walks.started_at.map(history.period)).tail(1)
    newest = history.known_at(history.newest)
    for kind in history.kinds:
        repos = history.of_kind(kind)
        values = {repo: tuple(-1 if pd.isna(newest[n].get(repo)) else newest[n][repo] for n in NUMBERS[:2]) for repo in repos.index}
        chosen = sorted(repos.index, key=lambda repo: (-values[repo][0], -values[repo][1], repos.id[repo].encode(), repo))[:history.top]
        for repo in sorted(chosen, key=lambda repo: (repos.id[repo].encode(), repo)):
            for _, walk in walks.iterrows():
                known = history.known_at(walk)
                if repo in known.index and repo in history.present(repos, walk).index:
                    numbers = known.loc[repo]
                    yield {"repository": repos.id[repo], "owner": repos.owner[repo], "date": day(walk.started_at), **{n: numbers[n] for n in NUMBERS},
                           "kind": kind, "group": None, "repositories": 1, "snapshot_id": walk.snapshot_id, "source": None, "basis": "snapshots"}
            yield from dated_rows(history, kind, repo)


def dated_rows(history, kind, repo):
    """What happened to a repository by the end of each period, by its own date; likes until walks tell them."""
    first = history.period(history.walks.started_at.iloc[0])
    for basis, events in history.events.items():
        times = events["at"][events.repo_id == repo]
        periods = times.map(history.period)
        total = 0
        for period, part in times.groupby(periods):
            if period > history.period(history.newest.started_at):
                continue
            total += len(part)
            yield {"repository": history.repos.id[repo], "owner": history.repos.owner[repo], "date": day(part.max()), "kind": kind, "repositories": 1,
                   "likes": total if basis == "likes" and period < first else None, "basis": basis, "events": len(part), "total": total}


def day(time):
    return time.strftime("%Y-%m-%d")


def mover_rows(history):
    if len(history.walks) < 2:
        return
    to = history.newest
    wanted = to.started_at - pd.Timedelta(days=DAYS[history.every])
    earlier = history.walks.iloc[:-1]
    start = earlier.loc[(earlier.started_at - wanted).abs().idxmin()]
    first, last = history.known_at(start), history.known_at(to)
    for kind in history.kinds:
        repos = history.present(history.of_kind(kind), to)
        for metric in NUMBERS:
            found = []
            for repo in repos.index.intersection(last.index):
                before = (first[metric].get(repo), day(start.started_at))
                if pd.isna(before[0]):
                    rows = history.metrics[(history.metrics.repo_id == repo) & history.metrics[metric].notna()]
                    rows = rows[rows.snapshot_id > start.snapshot_id] if repo in first.index else rows
                    before = (rows[metric].iloc[0], day(rows.observed_at.iloc[0])) if len(rows) else (None, None)
                after = last[metric][repo]
                if not pd.isna(after) and not pd.isna(before[0]) and after != before[0]:
                    found.append((-abs(after - before[0]), repos.id[repo].encode(), repo, before, after))
            for rank, (_, _, repo, (value, date), after) in enumerate(sorted(found, key=lambda item: item[:3])[:history.top], 1):
                yield {"kind": kind, "rank": rank, "id": repos.id[repo], "owner": repos.owner[repo], "metric": metric, "from": value, "to": after,
                       "change": after - value, "relative": (after - value) / value if value else None, "from_date": date, "to_date": day(to.started_at)}


def neighbours(history, check, metric, is_wrong):
    """Rows of one repository that follow each other and cannot both be right, the largest fall first."""
    found = []
    for repo, rows in history.metrics[history.metrics[metric].notna()].groupby("repo_id"):
        kind = history.repos.kind[repo]
        for (_, a), (_, b) in zip(rows.iterrows(), rows.iloc[1:].iterrows()):
            if kind in history.kinds and is_wrong(a[metric], b[metric]):
                found.append((b[metric] - a[metric], KINDS.index(kind), history.repos.id[repo].encode(), b.observed_at,
                              finding(check, kind, a.observed_at, b.observed_at, history.repos.id[repo], a[metric], b[metric], 1)))
    return [row for *_, row in sorted(found, key=lambda item: item[:4])[:history.top]]


def finding(check, kind, start, end, identifier=None, before=None, after=None, repositories=None, note=None):
    return {"check": check, "kind": kind, "id": identifier, "from_date": day(start), "to_date": day(end), "from": before, "to": after,
            "repositories": repositories, "note": note}


def zeroed_months(history, kind):
    totals = []
    for _, walk in history.walks.iterrows():
        known = history.known_at(walk).downloads.dropna()
        known = known[known.index.isin(history.present(history.of_kind(kind), walk).index)]
        totals.append((walk.started_at, len(known), known.sum()))
    for (start, _, before), (end, repositories, after) in zip(totals, totals[1:]):
        if before > 0 and after == 0 and repositories:
            yield finding("zeroed_month", kind, start, end, None, before, 0, repositories, "the Hub told 0 downloads for every repository")


def gaps(history, kind):
    starts = list(history.walks.started_at)
    for start, end in zip(starts, starts[1:]):
        missing = (history.period(end) - history.period(start)).n - 1
        if missing > 0:
            yield finding("snapshot_gap", kind, start, end, note=f"no snapshot in {missing} {history.every}{'' if missing == 1 else 's'}")


def recount(history):
    told = history.metrics[history.metrics.downloads.notna() | history.metrics.downloads_all_time.notna()]
    when = told.observed_at[told.repo_id.map(history.repos.kind) == "dataset"]
    if "dataset" in history.kinds and (when < RECOUNTED).any() and (when >= RECOUNTED).any():
        yield finding("dataset_downloads_redefined", "dataset", when[when < RECOUNTED].max(), when[when >= RECOUNTED].min(),
                      note="the Hub counts dataset downloads by another rule since September 2024: do not compare across it")


def sanity_rows(history):
    yield from recount(history)
    for check in (gaps, zeroed_months):
        for kind in history.kinds:
            yield from check(history, kind)
    yield from neighbours(history, "all_time_fell", "downloads_all_time", lambda before, after: after < before)
    yield from neighbours(history, "downloads_zeroed", "downloads", lambda before, after: before >= 100 and after == 0)


def expected(world):
    """Table name -> what it should hold."""
    history, present = History(world), stays.Present(world)
    restored = {"removed": check_removed, "net_total": lambda *_: None, "restored": lambda *_: None,
                "net_share": check_net_share}
    return {
        "growth": Expected("period kind created created_total removed net_total created_at_floored group restored created_share net_share", "period kind",
                           growth_rows(history), checks=restored, whole=check_net),
        "series": Expected("repository owner date likes downloads kind group repositories downloads_all_time snapshot_id source basis events total",
                           "kind repository basis date", list(series_rows(history))),
        "movers": Expected("kind rank id owner metric from to change relative from_date to_date", "kind metric rank", list(mover_rows(history))),
        "sanity": Expected("check kind id from_date to_date from to repositories note", "check kind id to_date from to", list(sanity_rows(history))),
        "legacy": Expected("kind top_n years repositories share downloads_share oldest_known", "kind top_n years", list(stays.legacy_rows(present))),
        "cohorts": Expected("kind year floored repositories share downloads downloads_share likes likes_share in_top_100", "kind year floored",
                            list(stays.cohort_rows(present))),
        "response": Expected("rank kind repository created_at likes dated_likes days_to_10 days_to_100 days_to_1000 derived_1d derived_7d derived_30d "
                             "derived first_derived_days", "kind repository", list(stays.response_rows(world, present))),
    }
