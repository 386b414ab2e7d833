"""RQ1, development activity: distributions and tests by pandas and scipy."""
import math

import numpy as np
import pandas as pd
from scipy import special, stats

from . import comparisons
from .tables import Expected
from .world import KINDS, read_csv_file

ACTIVITIES = ("n_likes", "n_downloads", "n_commits", "n_committers", "n_discussions", "n_disc_starters", "n_community", "n_usage_spaces")
TESTED = ("n_likes", "n_disc_starters", "n_discussions", "n_committers", "n_commits", "n_downloads", "n_community", "n_usage_spaces")
LEVELS = (50, 80, 90, 95, 99)
LOOSE = {"rtol": 1e-6, "atol": 1e-300}


def activity_frame(world, kind):
    """One row a repository, one column an activity; missing where the store cannot know."""
    repos = world.of_kind(kind)
    frame = pd.DataFrame(index=repos.index)
    frame["n_likes"] = repos.likes.astype(float)
    if kind != "space":
        frame["n_downloads"] = repos.downloads.astype(float).fillna(0)
    people = {}
    for what, lines, counted, distinct in (("commits", world.commits, "n_commits", "n_committers"),
                                           ("discussions", world.discussions, "n_discussions", "n_disc_starters")):
        known = pd.Series(frame.index.isin(world.known.get(what, ())), index=frame.index)
        who = world.authors if what == "commits" else world.discussions
        people[what] = who[["repo_id", "developer"]].dropna().drop_duplicates()
        for column, source in ((counted, lines), (distinct, people[what])):
            frame[column] = source.groupby("repo_id").size().reindex(frame.index, fill_value=0).where(known)
    both = pd.concat(people.values()).drop_duplicates().groupby("repo_id").size().reindex(frame.index, fill_value=0)
    frame["n_community"] = both.where(frame.n_commits.notna() & frame.n_discussions.notna())
    if kind == "model":
        spaces = world.usage.groupby("model").size().reindex(frame.index, fill_value=0)
        frame["n_usage_spaces"] = spaces if "space" in world.listed else np.nan
    return frame[[a for a in ACTIVITIES if a in frame]].astype(float)


def license_classes(world):
    return {row["license"]: row["class"] for row in read_csv_file(world.options.licenses)}


def classes_of(world, kind):
    """Class of each repository's licence: what the file does not know is unclassified, no licence is `none`."""
    known = license_classes(world)
    return world.of_kind(kind).license.map(lambda name: "none" if pd.isna(name) else known.get(name, "unclassified"))


def activity_rows(world, kind, frame):
    """Everything that is counted of a repository."""
    repos = world.of_kind(kind)
    for repo in sorted(frame.index, key=lambda repo: repos.id[repo].encode()):
        values = frame.loc[repo]
        yield {"repo_id": repo, "kind": kind, "id": repos.id[repo], "owner": repos.owner[repo],
               **{name: None if pd.isna(value) else int(value) for name, value in values.items()}}


SEVEN = {"mean": "mean", "std": "std", "min": "min", "25%": "p25", "50%": "p50", "75%": "p75", "max": "max"}


def seven_number_rows(activities):
    """The study's Tables 2 to 4: a statistic a row, the activities side by side."""
    summaries = {}
    for a in activities:
        summaries.setdefault(a.where["kind"], {})[a.where["activity"]] = a.summary()
    for kind, columns in summaries.items():
        for statistic, name in SEVEN.items():
            yield {"kind": kind, "statistic": statistic, **{activity: row.get(name) for activity, row in columns.items()}}


class Activity:
    """One activity of one kind."""

    def __init__(self, world, kind, name, column):
        self.where = {"kind": kind, "activity": name}
        self.ids = world.repos.id
        self.values = column.dropna()
        self.n_missing = int(column.isna().sum())
        self.total = int(self.values.sum()) if len(self.values) else None

    def summary(self):
        v = self.values
        if v.empty:
            return {**self.where, "n": 0, "n_missing": self.n_missing}
        return {**self.where, "n": len(v), "n_missing": self.n_missing, "total": self.total, "mean": v.mean(), "std": v.std(), "min": v.min(),
                "p25": v.quantile(0.25), "p50": v.quantile(0.5), "p75": v.quantile(0.75), "max": v.max(), "zero_share": (v == 0).mean()}

    def pareto(self):
        running = self.values.sort_values(ascending=False).astype(int).cumsum()
        for level in LEVELS:
            reached = int((100 * running < level * self.total).sum()) + 1 if self.total else None
            yield {**self.where, "level": level / 100, "repos": reached, "repo_share": reached and reached / len(self.values)}

    def pareto_shares(self):
        return {**self.where, **{f"share_{round(100 * row['level'])}": row["repo_share"] for row in self.pareto()}}

    def ranked(self):
        """(repo, value), by value, descending, then by the bytes of the id."""
        return sorted(((self.ids[repo], value) for repo, value in self.values.items()), key=lambda item: (-item[1], item[0].encode()))

    def concentration(self):
        row = {**self.where, "n": len(self.values), "total": self.total}
        if not self.total:
            return row
        x = np.sort(self.values.to_numpy())
        n = len(x)
        shares = x / x.sum()
        head = lambda percent: shares[::-1][:math.ceil(n * percent / 100)].sum()
        largest, value = self.ranked()[0]
        return {**row, "gini": 2 * (np.arange(1, n + 1) * x).sum() / (n * x.sum()) - (n + 1) / n, "top_1pct_share": head(1),
                "top_10pct_share": head(10), "hhi": (shares**2).sum(), "largest_repo": largest, "largest_share": value / self.total}

    def distribution(self):
        counts = self.values.value_counts().sort_index()
        at_least = counts[::-1].cumsum()[::-1] / counts.sum()
        for value, repos in counts.items():
            yield {**self.where, "value": int(value), "repos": repos, "ccdf": at_least[value]}

    def top(self, rows):
        for rank, (repo, value) in enumerate(self.ranked()[:rows], 1):
            yield {**self.where, "rank": rank, "repo": repo, "value": value}


def coefficient(x, y):
    """Pearson's r, or nothing when a side is constant (or the logarithm of -1)."""
    if len(x) < 2 or np.ptp(x) == 0 or np.ptp(y) == 0 or not np.isfinite([x, y]).all():
        return None
    return float(np.clip(stats.pearsonr(x, y)[0], -1, 1))


def coefficient_p(r, n):
    """Two-sided p of Student's t with n - 2 degrees of freedom; two values can only lie on a line."""
    if r is None:
        return None
    if n == 2 or abs(r) == 1:
        return 1.0 if n == 2 else 0.0
    return 2 * stats.t.sf(abs(r) * math.sqrt((n - 2) / (1 - r * r)), n - 2)


def log10_p(r, n):
    """The same as a decimal logarithm; where p underflows from the incomplete beta function's series."""
    if r is None or (abs(r) == 1 and n > 2):
        return None
    p = coefficient_p(r, n)
    if p > 1e-290:
        return math.log10(p)
    a, rest = (n - 2) / 2, 1 - r * r
    series = a * math.log(rest) - math.log(a) - special.betaln(a, 0.5) + math.log(special.hyp2f1(a, 0.5, a + 1, rest))
    return series / math.log(10)


def without_most_influential(x, y):
    """r without the one observation that moves it most; nothing when leaving one out leaves a side constant."""
    if coefficient(x, y) is None or any(min(np.unique(side, return_counts=True)[1]) == 1 and len(np.unique(side)) == 2 for side in (x, y)):
        return None
    a, b, scale = x - x.mean(), y - y.mean(), len(x) / (len(x) - 1)
    squares = (np.dot(a, a) - scale * a * a) * (np.dot(b, b) - scale * b * b)
    left_out = (np.dot(a, b) - scale * a * b) / np.sqrt(np.maximum(squares, 1e-300))
    top = int(np.argmax(np.abs(left_out - coefficient(x, y))))
    return coefficient(np.delete(x, top), np.delete(y, top))


def correlation(x, y):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    pearson, spearman = coefficient(x, y), coefficient(stats.rankdata(x), stats.rankdata(y))
    return {"n": len(x), "pearson": pearson, "pearson_p": coefficient_p(pearson, len(x)), "spearman": spearman,
            "spearman_p": coefficient_p(spearman, len(x)), "pearson_log1p": coefficient(np.log1p(x), np.log1p(y)),
            "pearson_without_top": without_most_influential(x, y), "pearson_log10_p": log10_p(pearson, len(x)),
            "spearman_log10_p": log10_p(spearman, len(x)),
            **dict(zip(("pearson_low", "pearson_high"), comparisons.fisher_interval(pearson, len(x), 1))),
            **dict(zip(("spearman_low", "spearman_high"),
                       comparisons.fisher_interval(spearman, len(x), 1 + (spearman or 0) ** 2 / 2)))}


def all_but_one(value):
    """p is steep where |r| is all but 1: there the last digit of r decides between 0 and nearly 0."""
    return value is not None and abs(value) > 1 - 1e-12


def check_p(report, where, want, got):
    coefficient, column = where.rsplit(" ", 1)[-1].removesuffix("_p"), where.rsplit(" ", 1)[-1]
    report.same(where, want[column], got[column], rtol=1e-6, atol=1e-7 if all_but_one(want[coefficient]) else 1e-300)


def check_log10_p(report, where, want, got):
    column = where.rsplit(" ", 1)[-1]
    if not all_but_one(want[column.removesuffix("_log10_p")]):
        report.same(where, want[column], got[column], rtol=1e-6, atol=1e-9)


P_CHECKS = {"pearson_p": check_p, "spearman_p": check_p, "pearson_log10_p": check_log10_p, "spearman_log10_p": check_log10_p}


def correlation_rows(world, kind, frame):
    classes = classes_of(world, kind)
    groups = ["all"] + (["permissive", "restrictive", "none", "unclassified"] if kind == "model" else [])
    for group in groups:
        part = frame if group == "all" else frame[classes == group]
        for i, x in enumerate(part.columns):
            for y in part.columns[i + 1:]:
                pair = part[[x, y]].dropna()
                yield {"kind": kind, "license_class": group, "x": x, "y": y, **correlation(pair[x], pair[y])}


def license_rows(world, kind):
    licences = world.of_kind(kind).license
    classes = license_classes(world)
    counts = sorted(licences.dropna().value_counts().items(), key=lambda item: (-item[1], item[0].encode()))
    licensed = int(licences.notna().sum())
    for name, repos in counts:
        yield {"kind": kind, "license": name, "license_class": classes.get(name, "unclassified"), "repos": repos,
               "share_of_all": repos / len(licences), "share_of_licensed": repos / licensed}
    without = len(licences) - licensed
    yield {"kind": kind, "license": None, "license_class": "none", "repos": without,
           "share_of_all": without / len(licences) if len(licences) else None, "share_of_licensed": None}


def magnitude(delta):
    return next(name for bound, name in ((0.147, "negligible"), (0.33, "small"), (0.474, "medium"), (2, "large")) if abs(delta) < bound)


def mann_whitney(activity, group_a, group_b, a, b):
    row = {"activity": activity, "group_a": group_a, "group_b": group_b, "n_a": len(a), "n_b": len(b),
           "median_a": a.median() if len(a) else None, "median_b": b.median() if len(b) else None}
    if not len(a) or not len(b):
        return row
    same = a.nunique() == 1 and b.nunique() == 1 and a.iloc[0] == b.iloc[0]
    u, p = (len(a) * len(b) / 2, 1.0) if same else stats.mannwhitneyu(a, b, alternative="two-sided", method="asymptotic")
    a12 = u / (len(a) * len(b))
    return {**row, "u": u, "z": None if same else math.copysign(1, a12 - 0.5) * stats.norm.isf(p / 2), "p": p, "a12": a12,
            "cliffs_delta": 2 * a12 - 1, "magnitude": magnitude(2 * a12 - 1), "log10_p": math.log10(p) if p > 1e-290 else float("nan"),
            **dict(zip(("delta_low", "delta_high"), comparisons.delta_interval(a, b)))}


def compared(world, frame):
    """The models that take part in tests, by class of licence."""
    licences = world.of_kind("model").license
    classes = classes_of(world, "model")
    takes_part = licences.isna() | licences.map(licences.value_counts()).ge(world.options.min_license_repos)
    return {name: frame[takes_part & (classes == name)] for name in comparisons.CLASSES}


def mann_whitney_rows(groups):
    return comparisons.add_holm([mann_whitney(activity, a, b, groups[a][activity].dropna(), groups[b][activity].dropna())
                                 for activity in TESTED for a, b in comparisons.PAIRS])


def check_z(report, where, want, got):
    """Where p is next to nothing its quantile is not exact enough: then z must lead back to p."""
    if want.get("z") is None or not math.isfinite(want["z"]) or want["p"] > 0.999999:
        report.check(where, (want.get("z") is None) == (got["z"] == ""), f"expected {want.get('z')}, got {got['z']!r}")
        if got["z"]:
            report.same(where + " (p of it)", want["p"], str(2 * stats.norm.sf(abs(float(got["z"])))), rtol=1e-6, atol=1e-9)
    else:
        report.same(where, want["z"], got["z"], rtol=1e-6, atol=1e-6)


def check_log10_of_p(report, where, want, got):
    """Where p underflows the logarithm must be that of the normal tail at the table's own z."""
    if want.get("p") is None or want["p"] > 1e-290:
        report.same(where, want.get("log10_p"), got["log10_p"], rtol=1e-6, atol=1e-9)
    else:
        tail = (math.log(2) + stats.norm.logsf(abs(float(got["z"])))) / math.log(10)
        report.same(where, tail, got["log10_p"], rtol=1e-6)


def powerlaw_checks(activities):
    """The fit is exempt from equality; what it claims must hold all the same."""
    samples = {(a.where["kind"], a.where["activity"]): a.values for a in activities}

    def check(report, where, rows):
        report.check(where, [(r["kind"], r["activity"]) for r in rows] == list(samples), "the rows are not one for each activity, in order")
        for row in rows:
            values = samples.get((row["kind"], row["activity"]))
            if values is not None and row["xmin"]:
                check_powerlaw(report, f"{where} {row['kind']}/{row['activity']}", row, values.to_numpy())

    return check


def check_powerlaw(report, where, row, values):
    xmin, alpha = int(row["xmin"]), float(row["alpha"])
    tail = np.sort(values[values >= xmin])
    report.same(where + " n_tail", len(tail), row["n_tail"])
    report.same(where + " sigma", (alpha - 1) / math.sqrt(len(tail)), row["sigma"])
    likelihood = lambda a: -len(tail) * math.log(special.zeta(a, xmin)) - a * np.log(tail).sum()
    best = likelihood(alpha) + 1e-9 * abs(likelihood(alpha))
    report.check(where + " alpha", all(likelihood(alpha * (1 + step)) <= best for step in (-1e-3, 1e-3)), f"{alpha} is not the most likely")
    distinct, counts = np.unique(tail, return_counts=True)
    gap = np.cumsum(counts) / len(tail) - (1 - special.zeta(alpha, distinct + 1) / special.zeta(alpha, xmin))
    report.check(where + " ks", float(row["ks"]) >= np.abs(gap).max() - 1e-6 and float(row["ks"]) <= 1, f"{row['ks']}, expected {np.abs(gap).max()}")
    p, ratio = float(row["vuong_p"]), float(row["loglik_ratio"])
    preferred = "undecided" if p >= 0.05 else "power_law" if ratio > 0 else "lognormal"
    report.check(where + " preferred", 0 <= p <= 1 and row["preferred"] == preferred, f"{row['preferred']} where p = {p} and the ratio is {ratio}")
    report.check(where + " lognormal", -20 <= float(row["lognormal_mu"]) <= 20 and 0.01 <= float(row["lognormal_sigma"]) <= 20, "out of bounds")


def as_far_as_listed(world, rows, figures):
    """Of a kind without any list not even how many there are is known."""
    return [row if row.get("kind", "model") in world.listed else {**row, **dict.fromkeys(figures.split())} for row in rows]


def expected(world):
    """Table name -> what it should hold."""
    kinds = [kind for kind in KINDS if kind in (world.options.kind or KINDS)]
    frames = {kind: activity_frame(world, kind) for kind in kinds}
    activities = [Activity(world, kind, name, frame[name]) for kind, frame in frames.items() for name in frame]
    top = world.options.top_of("rq1")
    groups = compared(world, frames["model"]) if "model" in frames else None
    tested = {"p": LOOSE, "p_holm": LOOSE, "log10_p": {"rtol": 1e-6, "atol": 1e-9}}
    return {
        "summary": Expected("kind activity n n_missing total mean std min p25 p50 p75 max zero_share", "kind activity",
                            as_far_as_listed(world, [a.summary() for a in activities], "n n_missing")),
        "seven_numbers": Expected("kind statistic n_likes n_discussions n_disc_starters n_commits n_committers n_community n_downloads n_usage_spaces",
                                  "kind statistic", list(seven_number_rows(activities))),
        "pareto": Expected("kind activity level repos repo_share", "kind activity level", [row for a in activities for row in a.pareto()]),
        "pareto_shares": Expected("kind activity share_50 share_80 share_90 share_95 share_99", "kind activity", [a.pareto_shares() for a in activities]),
        "concentration": Expected("kind activity n total gini top_1pct_share top_10pct_share hhi largest_repo largest_share", "kind activity",
                                  as_far_as_listed(world, [a.concentration() for a in activities], "n")),
        "distribution": Expected("kind activity value repos ccdf", "kind activity value", [row for a in activities for row in a.distribution()]),
        "powerlaw": Expected("kind activity xmin n_tail alpha sigma ks lognormal_mu lognormal_sigma loglik_ratio vuong_p preferred", "kind activity",
                             whole=powerlaw_checks(activities)),
        "correlations": Expected("kind license_class x y n pearson pearson_p spearman spearman_p pearson_log1p pearson_without_top pearson_log10_p "
                                 "spearman_log10_p pearson_low pearson_high spearman_low spearman_high",
                                 "kind license_class x y",
                                 as_far_as_listed(world, [row for kind in kinds for row in correlation_rows(world, kind, frames[kind])], "n"),
                                 checks=P_CHECKS),
        "licenses": Expected("kind license license_class repos share_of_all share_of_licensed", "kind license",
                             as_far_as_listed(world, [row for kind in kinds for row in license_rows(world, kind)], "repos")),
        "mann_whitney": Expected("activity group_a group_b n_a n_b median_a median_b u z p p_holm a12 cliffs_delta magnitude log10_p delta_low "
                                 "delta_high", "activity group_a group_b", as_far_as_listed(world, mann_whitney_rows(groups) if groups else [], "n_a n_b"), {"p": LOOSE, "p_holm": LOOSE},
                                 {"z": check_z, "log10_p": check_log10_of_p}),
        "top": Expected("kind activity rank repo value", "kind activity rank", [row for a in activities for row in a.top(top)]),
        "activity": Expected("repo_id kind id owner " + " ".join(ACTIVITIES), "repo_id",
                             [row for kind, frame in frames.items() for row in activity_rows(world, kind, frame)]),
        "kruskal": Expected("activity groups n h df p p_holm epsilon_squared log10_p", "activity", comparisons.kruskal_rows(groups, TESTED) if groups else [],
                            tested),
        "dunn": Expected("activity group_a group_b n_a n_b z p p_holm log10_p", "activity group_a group_b",
                         as_far_as_listed(world, comparisons.dunn_rows(groups, TESTED) if groups else [], "n_a n_b"), tested),
        "van_elteren": Expected("activity group_a group_b strata n_a n_b z p p_holm delta log10_p", "activity group_a group_b",
                                comparisons.van_elteren_rows(world, groups, TESTED) if groups else [], tested),
    }
