"""Sizes: parameters, bytes and emissions, by pandas and scipy from the views `repos`, `cards`, `base_models`."""
import json
import math
import re

import numpy as np
import pandas as pd
from scipy import stats

from .organisations import TYPES, Ownership, by_bytes, ratio_to
from .rq1 import activity_frame
from .tables import Expected
from .world import KINDS

BANDS = {"under_100m": 0, "100m": 1e8, "500m": 5e8, "1b": 1e9, "3b": 3e9, "10b": 1e10, "30b": 3e10, "100b": 1e11}
SOURCES = ("safetensors", "gguf", "name", "none")
MEASURED = ("parameters", "weights", "storage", "emissions")
ACTIVITIES = ("n_commits", "n_committers", "n_discussions", "n_disc_starters", "n_community", "n_usage_spaces", "n_likes", "n_downloads")
NUMERIC = re.compile(r"(?:([0-9]+)x)?([0-9]+(?:\.[0-9]+)?)([mb])")
WORDS = set("nano micro tiny mini small base medium large big huge giant xs xl xxl xxxl 2xl 3xl".split())
TEXT = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
FLOOR, AFTER_FLOOR = pd.Timestamp("2022-03-02T23:29:04Z"), pd.Timestamp("2022-03-02T23:29:06Z")
CODES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
BELIEVED = 1e10
LOOSE = {"rtol": 1e-6, "atol": 1e-300}


def tokens(model):
    return [token for token in re.split("[-_ ]", model.split("/", 1)[-1].translate(LOWER)) if token]


def number(token):
    match = NUMERIC.fullmatch(token)
    return match and round(min(float(match[1] or 1) * float(match[2]) * {"m": 1e6, "b": 1e9}[match[3]], 1e300))


def named_size(model):
    return next((value for value in map(number, tokens(model)) if value is not None and 1e5 <= value <= 1e13), None)


def family(model):
    return "-".join(token for token in tokens(model)
                    if number(token) is None and token not in WORDS and not re.fullmatch(r"a[0-9]+(\.[0-9]+)?b", token))


def amount(value):
    """Grams, or None for what is no amount."""
    if isinstance(value, str):
        value = value.strip(" \t\n\v\f\r")
        value = float(value) if TEXT.fullmatch(value) else None
    grams = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
    return grams if math.isfinite(grams) and grams >= 0 else None


def emission(card):
    """(state, grams, source, training_type) of a card; None for one that says nothing."""
    fields = json.loads(card) if card else None
    told = fields.get("co2_eq_emissions") if isinstance(fields, dict) else None
    value = told.get("emissions") if isinstance(told, dict) else told
    if value is None:
        return None
    grams = amount(value)
    texts = [told.get(key) if isinstance(told, dict) and isinstance(told.get(key), str) else None for key in ("source", "training_type")]
    return ("malformed" if grams is None else "suspect" if grams > BELIEVED else "reported", grams, *texts)


def bytes_of(text):
    return int(text[:-1]) * 1000 ** (1 + "kMG".index(text[-1])) if text[-1] in "kMG" else int(text)


class Sizes:
    """The repositories that are asked for, with their sizes and what cards tell."""

    def __init__(self, world):
        options = world.options
        self.world, self.top = world, options.top_of("sizes") or None
        self.every, self.keep = options.every or "quarter", options.keep_suspect
        self.kinds = [kind for kind in KINDS if kind in (options.kind or KINDS)]
        more = world.query("SELECT repo_id, parameters_source, weights, pipeline_tag FROM repos").set_index("repo_id")
        repos = Ownership(world).repos.join(more)
        repos["created"] = pd.to_datetime(repos.created_at, utc=True)
        if options.task:
            repos = repos[(repos.kind != "model") | (repos.pipeline_tag == options.task)]
        if options.min_size:
            known = repos.storage.astype(float).fillna(repos.weights.astype(float))
            repos = repos[known.isna() | (known >= bytes_of(options.min_size))]
        self.repos = repos.copy()
        models = self.repos[self.repos.kind == "model"].copy()
        models["named"] = models.id.map(named_size).astype("Int64")
        models["size"] = models.parameters
        models["from"] = models.parameters_source.where(models.parameters.notna(), "none")
        if options.names:
            by_name = models["size"].isna() & models.named.notna()
            models.loc[by_name, "size"], models.loc[by_name, "from"] = models.named[by_name], "name"
        cards = world.query("SELECT repo_id, card FROM cards").set_index("repo_id").card
        told = {repo: emission(card) for repo, card in cards.items() if repo in models.index}
        for i, name in enumerate(("state", "grams", "source", "training_type")):
            models[name] = [None if told.get(repo) is None else told[repo][i] for repo in models.index]
        models["band"] = [self.band(size) for size in models["size"]]
        self.models = models

    @staticmethod
    def band(size):
        return "unknown" if pd.isna(size) else [name for name, first in BANDS.items() if size >= first][-1]

    def counted(self, models):
        return models[models.state.isin(("reported", "suspect") if self.keep else ("reported",))]


def bands_rows(sizes):
    models, ends = sizes.models, list(BANDS.values())[1:]
    share = ratio_to(len(models))
    for i, name in enumerate([*BANDS, "unknown"]):
        part = models[models.band == name]
        row = {"band": name, "models": len(part), "share": share(len(part)), "derived": int(part.derived.sum()),
               "from": BANDS.get(name), "to": ends[i] if i < len(ends) else None}
        for measure in ("downloads", "downloads_all_time", "likes"):
            row[measure] = int(part[measure].sum())
            row[measure + "_share"] = ratio_to(models[measure].sum())(part[measure].sum())
            if measure != "downloads_all_time" and len(part):
                row[measure + "_p50"] = part[measure].astype(float).quantile(0.5)
        yield row


def sources_rows(sizes):
    models = sizes.models
    for source in SOURCES:
        part = models[models["from"] == source]
        named = part[part.named.notna()]
        ratio = named["size"].astype(float) / named.named.astype(float)
        yield {"source": source, "models": len(part), "share": ratio_to(len(models))(len(part)), "named": len(named),
               "downloads_share": ratio_to(models.downloads.sum())(part.downloads.sum()), "disagree": int(((ratio < 0.5) | (ratio > 2)).sum())}


def families(sizes):
    """Groups of models in two sizes or more, each ordered by size, downloads, id."""
    claims = sizes.world.query("SELECT repo_id AS child, parent_repo_id AS parent, relation FROM base_models WHERE parent_repo_id IS NOT NULL")
    present = sizes.world.of_kind("model").index
    claims = claims[claims.child.isin(present) & claims.parent.isin(present) & (claims.child != claims.parent)]
    relations = claims.groupby(["child", "parent"]).relation.agg(set)
    copies = {child for (child, _), told in relations.items() if "adapter" in told or ("quantized" in told and not told & {"finetune", "merge"})}
    models = sizes.models[sizes.models["size"].notna() & ~sizes.models.index.isin(copies)]
    for (owner, name), part in models.groupby([models.owner.fillna(""), models.id.map(family)]):
        if name and part["size"].nunique() > 1:
            yield owner, name, part


def ends(part, measure):
    """What the smallest and the largest size reach."""
    return [part[measure][part["size"] == size].max() for size in (part["size"].min(), part["size"].max())]


def small_or_large_rows(sizes):
    found = [part for _, _, part in families(sizes)]
    for measure in ("downloads", "downloads_all_time", "likes"):
        pairs = [pair for pair in (ends(part, measure) for part in found) if not any(map(pd.isna, pair))]
        wins, losses = (sum(int(test(a, b)) for a, b in pairs) for test in (lambda a, b: a > b, lambda a, b: a < b))
        row = {"measure": measure, "families": len(pairs), "smaller_wins": wins, "larger_wins": losses, "ties": len(pairs) - wins - losses}
        if wins + losses:
            row.update(smaller_share=wins / (wins + losses), p=stats.binomtest(wins, wins + losses).pvalue)
        yield row


def first_of(part):
    return min(part.itertuples(), key=lambda row: (-row.downloads, by_bytes(row.id)))


def families_rows(sizes):
    found = sorted(families(sizes), key=lambda one: (-one[2].downloads.sum(), by_bytes(one[0]), by_bytes(one[1])))
    for rank, (owner, name, part) in enumerate(found[:sizes.top], 1):
        small, large = (first_of(part[part["size"] == size]) for size in (part["size"].min(), part["size"].max()))
        yield {"rank": rank, "owner": owner or None, "family": name, "models": len(part), "sizes": part["size"].nunique(),
               "smallest": small.id, "smallest_size": part["size"].min(), "smallest_downloads": small.downloads,
               "largest": large.id, "largest_size": part["size"].max(), "largest_downloads": large.downloads,
               "ratio": ratio_to(large.downloads)(small.downloads),
               "smaller_wins": None if small.downloads == large.downloads else int(small.downloads > large.downloads)}


def period_name(period, every):
    if every == "week":
        year, week, _ = period.start_time.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{period.year}-Q{period.quarter}" if every == "quarter" else str(period)


def periods_rows(sizes):
    for kind in sizes.kinds:
        repos = sizes.models if kind == "model" else sizes.repos[sizes.repos.kind == kind]
        repos = repos[repos.created.notna()].copy()
        repos["period"] = repos.created.dt.tz_localize(None).dt.to_period(CODES[sizes.every])
        repos["floored"] = ((repos.created >= FLOOR) & (repos.created < AFTER_FLOOR)).astype(int)
        for measure in MEASURED if kind == "model" else ("storage",):
            column = {"parameters": "size", "emissions": "grams"}.get(measure, measure)
            values = repos[column].astype(float)
            if measure == "emissions":
                values = values.where(repos.index.isin(sizes.counted(repos).index))
            for entity_type in ("all", *TYPES):
                part = repos if entity_type == "all" else repos[repos.entity_type == entity_type]
                for (period, unfloored), group in part.groupby(["period", 1 - part.floored]):
                    known = values[group.index].dropna()
                    row = {"kind": kind, "measure": measure, "entity_type": entity_type, "period": period_name(period, sizes.every),
                           "floored": 1 - unfloored, "created": len(group), "n": len(known), "known_share": len(known) / len(group)}
                    if len(known):
                        row.update({f"p{q}": known.quantile(q / 100) for q in (25, 50, 75, 90)}, max=known.max(), mean=known.mean(), total=math.fsum(known))
                    yield row


def collaboration_rows(sizes, activities):
    for name in [*BANDS, "unknown"]:
        for activity in ACTIVITIES:
            values = activities[activity][sizes.models.band == name]
            known = values.dropna()
            row = {"band": name, "activity": activity, "n": len(known), "n_missing": len(values) - len(known)}
            if len(known):
                row.update(mean=known.mean(), p50=known.quantile(0.5), p75=known.quantile(0.75), max=known.max(), two_or_more_share=(known >= 2).mean())
            yield row


def correlations_rows(sizes, activities):
    for measure, column in (("parameters", "size"), ("weights", "weights"), ("storage", "storage")):
        size = sizes.models[column].astype(float)
        for activity in ACTIVITIES:
            both = (size > 0) & activities[activity].notna()
            x, y = size[both], activities[activity][both]
            row = {"measure": measure, "activity": activity, "n": len(x)}
            if len(x) >= 3 and x.nunique() > 1 and y.nunique() > 1:
                row["spearman"], row["spearman_p"] = stats.spearmanr(x, y)
                row["pearson_log"], row["pearson_log_p"] = stats.pearsonr(np.log10(x), np.log1p(y))
            yield row


def emissions_rows(sizes):
    all_of = sizes.counted(sizes.models)
    for entity_type in ("all", *TYPES):
        models = sizes.models if entity_type == "all" else sizes.models[sizes.models.entity_type == entity_type]
        if entity_type != "all" and not len(models):
            continue
        counted = sizes.counted(models)
        row = {"entity_type": entity_type, "models": len(models), "reporting": len(counted), "reporting_share": ratio_to(len(models))(len(counted)),
               "share_of_reports": ratio_to(len(all_of))(len(counted)), "malformed": int((models.state == "malformed").sum()),
               "suspect": int((models.state == "suspect").sum())}
        if len(counted):
            grams = counted.grams.astype(float)
            total = math.fsum(grams)
            row.update({f"p{q}_g": grams.quantile(q / 100) for q in (25, 50, 75, 95)}, total_g=total, mean_g=grams.mean(), max_g=grams.max(),
                       share_of_total=ratio_to(math.fsum(all_of.grams))(total), top_share=ratio_to(total)(grams.max()),
                       top_model=min(counted.id[grams == grams.max()], key=by_bytes))
        yield row


def emitters_rows(sizes):
    ranked = sizes.models[sizes.models.state.isin(("reported", "suspect"))]
    counted = sizes.counted(ranked)
    share = ratio_to(math.fsum(counted.grams))
    order = sorted(ranked.itertuples(), key=lambda row: (-row.grams, by_bytes(row.id)))
    for rank, row in enumerate(order[:sizes.top], 1):
        yield {"rank": rank, "model": row.id, "owner": row.owner, "entity_type": row.entity_type, "emissions_g": row.grams,
               "share": share(row.grams) if row.Index in counted.index else None, "state": row.state, "source": row.source or None,
               "training_type": row.training_type or None, "parameters": None if pd.isna(row.parameters) else row.parameters, "created_at": row.created_at}


def expected(world):
    sizes = Sizes(world)
    activities = activity_frame(world, "model").reindex(sizes.models.index)
    return {
        "bands": Expected("band from to models share downloads downloads_share downloads_all_time downloads_all_time_share downloads_p50 likes "
                          "likes_share likes_p50 derived", "band", list(bands_rows(sizes))),
        "sources": Expected("source models share downloads_share named disagree", "source", list(sources_rows(sizes))),
        "small_or_large": Expected("measure families smaller_wins ties larger_wins smaller_share p", "measure", list(small_or_large_rows(sizes)),
                                   {"p": LOOSE}),
        "families": Expected("rank owner family models sizes smallest smallest_size smallest_downloads largest largest_size largest_downloads ratio "
                             "smaller_wins", "rank owner family", list(families_rows(sizes))),
        "periods": Expected("kind measure entity_type period floored created n known_share p25 p50 p75 p90 max mean total",
                            "kind measure entity_type period floored", list(periods_rows(sizes))),
        "collaboration": Expected("band activity n n_missing mean p50 p75 max two_or_more_share", "band activity",
                                  list(collaboration_rows(sizes, activities))),
        "correlations": Expected("measure activity n spearman spearman_p pearson_log pearson_log_p", "measure activity",
                                 list(correlations_rows(sizes, activities)), {"spearman_p": LOOSE, "pearson_log_p": LOOSE}),
        "emissions": Expected("entity_type models reporting reporting_share share_of_reports malformed suspect total_g share_of_total mean_g p25_g p50_g "
                              "p75_g p95_g max_g top_model top_share", "entity_type", list(emissions_rows(sizes))),
        "emitters": Expected("rank model owner entity_type emissions_g share state source training_type parameters created_at", "rank model",
                             list(emitters_rows(sizes))),
    }
