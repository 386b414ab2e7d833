"""What intervals and tests between classes of licences should hold, by scipy and by counting pairs."""
import math

import numpy as np
import pandas as pd
from scipy import stats

Z = 1.959964  # of every 95 % interval
CLASSES = ("permissive", "restrictive", "none")
PAIRS = (("permissive", "restrictive"), ("permissive", "none"), ("restrictive", "none"))
FLOORED = ("2022-03-02T23:29:04.000Z", "2022-03-02T23:29:06.000Z")


def holm(p):
    """statsmodels' `holm`: the i-th smallest of m times m - i + 1, never falling, at most 1."""
    order, adjusted, worst = np.argsort(p, kind="stable"), np.empty(len(p)), 0.0
    for i, at in enumerate(order):
        worst = max(worst, (len(p) - i) * p[at])
        adjusted[at] = min(1.0, worst)
    return adjusted


def add_holm(rows):
    tested = [row for row in rows if "p" in row]
    for row, adjusted in zip(tested, holm([row["p"] for row in tested])):
        row["p_holm"] = adjusted
    return rows


def log10_two_sided(z):
    return (math.log(2) + stats.norm.logsf(abs(z))) / math.log(10)


def fisher_interval(r, n, factor):
    if r is None or n < 4:
        return None, None
    if abs(r) >= 1:
        return math.copysign(1, r), math.copysign(1, r)
    half = Z * math.sqrt(factor / (n - 3))
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def delta_interval(a, b):
    """Feng and Cliff (2004) of Cliff's variance, by looking up where each value stands in the other sample."""
    a, b = np.sort(np.asarray(a, dtype=float)), np.sort(np.asarray(b, dtype=float))
    if min(len(a), len(b)) < 2:
        return None, None
    of_a = (np.searchsorted(b, a, "left") - (len(b) - np.searchsorted(b, a, "right"))) / len(b)
    of_b = ((len(a) - np.searchsorted(a, b, "right")) - np.searchsorted(a, b, "left")) / len(a)
    pairs, delta = len(a) * len(b), of_a.mean()
    unequal = pairs - (np.searchsorted(b, a, "right") - np.searchsorted(b, a, "left")).sum()
    if abs(delta) > 1 - 1e-15:
        bound = (min(len(a), len(b)) - Z * Z) / (min(len(a), len(b)) + Z * Z)
        return (bound, 1.0) if delta > 0 else (-1.0, -bound)
    square = ((len(b) - 1) * ((of_a - delta) ** 2).sum() / (len(a) - 1) + (len(a) - 1) * ((of_b - delta) ** 2).sum() / (len(b) - 1)
              + (unequal - pairs * delta ** 2) / (pairs - 1)) / pairs
    half = Z * math.sqrt(square) * math.sqrt((1 - delta ** 2) ** 2 + Z * Z * square)
    scale = 1 - delta ** 2 + Z * Z * square
    return (delta - delta ** 3 - half) / scale, (delta - delta ** 3 + half) / scale


def kruskal_rows(groups, tested):
    rows = []
    for activity in tested:
        samples = [groups[name][activity].dropna() for name in CLASSES]
        samples = [sample for sample in samples if len(sample)]
        row = {"activity": activity}
        if len(samples) > 1:
            n, df = sum(map(len, samples)), len(samples) - 1
            row |= {"groups": len(samples), "n": n, "df": df}
            if pd.concat(samples).nunique() == 1:
                row |= {"p": 1.0, "log10_p": 0.0}
            else:
                h, p = stats.kruskal(*samples)
                row |= {"h": h, "p": p, "epsilon_squared": h / (n - 1), "log10_p": stats.chi2.logsf(h, df) / math.log(10)}
        rows.append(row)
    return add_holm(rows)


def ties(values):
    counts = np.unique(values, return_counts=True)[1].astype(float)
    return (counts ** 3 - counts).sum()


def dunn_rows(groups, tested):
    rows = []
    for activity in tested:
        samples = {name: groups[name][activity].dropna().to_numpy() for name in CLASSES}
        every = np.concatenate(list(samples.values()))
        ranks, n, at, means = stats.rankdata(every), len(every), 0, {}
        for name, sample in samples.items():
            means[name] = ranks[at:at + len(sample)].mean() if len(sample) else None
            at += len(sample)
        for a, b in PAIRS:
            row = {"activity": activity, "group_a": a, "group_b": b, "n_a": len(samples[a]), "n_b": len(samples[b])}
            if len(samples[a]) and len(samples[b]):
                variance = n * (n + 1) / 12 - ties(every) / (12 * (n - 1))
                if len(np.unique(every)) == 1:
                    row |= {"p": 1.0, "log10_p": 0.0}
                else:
                    z = (means[a] - means[b]) / math.sqrt(variance * (1 / len(samples[a]) + 1 / len(samples[b])))
                    row |= {"z": z, "p": 2 * stats.norm.sf(abs(z)), "log10_p": log10_two_sided(z)}
            rows.append(row)
    return add_holm(rows)


def strata_of(world, models):
    """What models are compared within: task and year, the floor a year of its own; nothing without a creation time."""
    facts = world.query("SELECT repo_id, created_at, pipeline_tag FROM repos").set_index("repo_id").reindex(models)
    floored = (facts.created_at >= FLOORED[0]) & (facts.created_at < FLOORED[1])
    years = facts.created_at.str[:4].mask(floored, "floor")
    return (facts.pipeline_tag.fillna("") + "\0" + years).where(facts.created_at.notna())


def van_elteren_rows(world, groups, tested):
    strata = {name: strata_of(world, group.index) for name, group in groups.items()}
    rows = []
    for activity in tested:
        for a, b in PAIRS:
            row, distance, variance, above, pairs, both = {"activity": activity, "group_a": a, "group_b": b}, 0.0, 0.0, 0.0, 0.0, []
            samples = [groups[name][activity].dropna() for name in (a, b)]
            parts = [sample.groupby(strata[name].reindex(sample.index)).agg(list) for name, sample in zip((a, b), samples)]
            for stratum in parts[0].index.intersection(parts[1].index):
                x, y = np.asarray(parts[0][stratum]), np.asarray(parts[1][stratum])
                n, ranks = len(x) + len(y), stats.rankdata(np.concatenate([x, y]))
                shift = ranks[:len(x)].sum() - len(x) * (n + 1) / 2
                distance += shift / (n + 1)
                variance += len(x) * len(y) / 12 * (n + 1 - ties(np.concatenate([x, y])) / (n * (n - 1))) / (n + 1) ** 2
                above += 2 * shift / (n + 1)
                pairs += len(x) * len(y) / (n + 1)
                both.append((len(x), len(y)))
            if both:
                row |= {"strata": len(both), "n_a": sum(x for x, _ in both), "n_b": sum(y for _, y in both), "delta": above / pairs}
                if variance > 0:
                    z = distance / math.sqrt(variance)
                    row |= {"z": z, "p": 2 * stats.norm.sf(abs(z)), "log10_p": log10_two_sided(z)}
                else:
                    row |= {"p": 1.0, "log10_p": 0.0}
            rows.append(row)
    return add_holm(rows)
