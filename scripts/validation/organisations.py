"""Organisations: who owns what, by pandas from the views `repos`, `owners` and `base_models`."""
import numpy as np
import pandas as pd

from .tables import Expected
from .world import KINDS, read_csv_file

TYPES = ("company", "university", "non-profit", "government", "classroom", "community", "individual", "organisation", "unknown")
BASES = ("list", "overview", "discussion", "none")
MEASURES = {"model": ("repositories", "likes", "downloads", "downloads_all_time", "parameters", "storage", "derived"),
            "dataset": ("repositories", "likes", "downloads", "downloads_all_time", "storage"),
            "space": ("repositories", "likes", "storage")}
LEADING = ("likes", "downloads", "downloads_all_time")
PLATFORM = "Hugging Face"
INTEGER = "Int64"


def owner_key(repo_id, owner):
    """Told apart from every owner when there is none."""
    return ("id", repo_id) if pd.isna(owner) else ("owner", owner)


def derived(world, key):
    """By model: distinct children of other owners that name it, between present models."""
    claims = world.query("SELECT repo_id AS child, parent_repo_id AS parent FROM base_models WHERE parent_repo_id IS NOT NULL").drop_duplicates()
    models = world.of_kind("model").index
    claims = claims[claims.child.isin(models) & claims.parent.isin(models) & (claims.child != claims.parent)]
    foreign = claims[claims.child.map(key) != claims.parent.map(key)]
    return foreign.groupby("parent").size().reindex(models, fill_value=0)


class Ownership:
    """The repositories with their numbers, and of every owner who stands behind it."""

    def __init__(self, world):
        options = world.options
        self.kinds = [kind for kind in KINDS if kind in (options.kind or KINDS) and kind in world.listed]
        self.top = options.top_of("organisations") or None
        self.types = [name for given in options.type or () for name in given.split(",")] or list(TYPES)
        numbers = world.query("SELECT repo_id, downloads_all_time, parameters, storage, created_at FROM repos").set_index("repo_id")
        repos = world.repos.join(numbers)
        repos["key"] = [owner_key(i, owner) for i, owner in zip(repos.index, repos.owner)]
        repos["derived"] = derived(world, repos.key)
        repos["repositories"] = 1
        for column in ("likes", "downloads"):
            repos[column] = repos[column].fillna(0)
        for column in MEASURES["model"]:
            repos[column] = repos[column].astype(INTEGER)
        created = pd.to_datetime(repos.created_at, utc=True)
        for bound, after in ((options.since, True), (options.until, False)):
            if bound:
                at = pd.Timestamp(bound, tz="UTC")
                repos = repos[(created >= at if after else created < at).reindex(repos.index)]
        self.repos = repos.join(self.told(world), on="key")

    def told(self, world):
        """By owner: basis, type, country, entity, whether it is listed, and what the entity as a whole is."""
        listed, first = {}, {}
        for row in read_csv_file(world.options.organisations):
            listed[row["namespace"].lower()] = row
            first.setdefault(row["entity"], row)
        hub = {row.owner: row for row in world.query("SELECT owner, kind, basis FROM owners WHERE kind IS NOT NULL").itertuples()}
        rows = {}
        for key, owner in dict(zip(world.repos.index.map(lambda i: owner_key(i, world.repos.owner[i])), world.repos.owner)).items():
            row = None if pd.isna(owner) else listed.get(owner.lower())
            if row is not None:
                whole = first[row["entity"]]
                rows[key] = ("list", row["type"].lower(), row["country"] or None, row["entity"], 1, whole["type"].lower(), whole["country"] or None)
                continue
            known = None if pd.isna(owner) else hub.get(owner)
            kind = "unknown" if known is None else "individual" if known.kind == "user" else "organisation"
            rows[key] = ("none" if known is None else known.basis, kind, None, None if pd.isna(owner) else owner, 0, kind, None)
        columns = ["basis", "entity_type", "country", "entity", "listed", "type_of_entity", "country_of_entity"]
        return pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=object)

    def of_kind(self, kind):
        return self.repos[self.repos.kind == kind]

    def measures(self):
        for kind in self.kinds:
            for measure in MEASURES[kind]:
                repos = self.of_kind(kind)
                yield kind, measure, repos, ratio_to(repos[measure].sum())


def ratio_to(total):
    return lambda part: None if not total else part / total


def by_bytes(name):
    return (name or "").encode()


def groups_rows(ownership):
    for kind, measure, repos, share in ownership.measures():
        for by in ("entity_type", "country"):
            groups = []
            for name, part in repos.groupby(repos[by].fillna("")):
                values = part[measure].dropna()
                row = {"kind": kind, "measure": measure, "by": by, "name": name, "owners": part.key.nunique(),
                       "repositories": len(part), "known": len(values)}
                if len(values):
                    numbers = values.astype(float)
                    row.update(value=int(values.sum()), share=share(values.sum()), mean=numbers.mean(), p50=numbers.quantile(0.5), max=int(values.max()),
                               largest=min(part.id[values.index][values == values.max()], key=by_bytes))
                groups.append(row)
            groups.sort(key=lambda row: (row["known"] == 0, -row.get("value", 0), by_bytes(row["name"])))
            yield from ({**row, "rank": rank} for rank, row in enumerate(groups[:ownership.top], 1))


def names(repos, measure, level):
    """What owners or entities hold, of those that have a name and a value."""
    named = repos[repos.owner.notna()]
    columns = ["entity", "listed"] if level == "entity" else ["owner", "entity", "listed"]
    for values, part in named.groupby(columns, sort=False):
        known = part[measure].dropna()
        if len(known):
            one = part.iloc[0]
            yield {"name": values[0], "entity": one.entity, "listed": one.listed,
                   "entity_type": one.type_of_entity if level == "entity" else one.entity_type,
                   "country": one.country_of_entity if level == "entity" else one.country,
                   "owners": part.owner.nunique(), "repositories": len(part), "known": len(known), "value": int(known.sum())}


def ranking_rows(ownership):
    for kind, measure, repos, share in ownership.measures():
        for level in ("owner", "entity"):
            rows = [row for row in names(repos, measure, level) if row["entity_type"] in ownership.types]
            rows.sort(key=lambda row: (-row["value"], by_bytes(row["name"]), -row["listed"]))
            running = 0
            for rank, row in enumerate(rows[:ownership.top], 1):
                running += row["value"]
                yield {**row, "kind": kind, "measure": measure, "level": level, "rank": rank, "share": share(row["value"]),
                       "cumulative_share": share(running)}


def leaders_rows(ownership):
    for kind, measure, repos, _ in ownership.measures():
        if measure not in LEADING:
            continue
        ranked = repos[repos[measure].notna()]
        order = sorted(ranked.index, key=lambda i: (-ranked[measure][i], by_bytes(ranked.id[i])))
        for top_n in (10, 100, 1000):
            first = ranked.loc[order[:top_n]]
            for name in TYPES:
                part = first[first.entity_type == name]
                if len(part):
                    yield {"kind": kind, "measure": measure, "top_n": top_n, "entity_type": name, "owners": part.key.nunique(),
                           "repositories": len(part), "share": len(part) / len(first),
                           "platform": int(((part.listed == 1) & (part.entity == PLATFORM)).sum())}


def concentration_rows(ownership):
    for kind, measure, repos, _ in ownership.measures():
        for level in ("owner", "entity"):
            values = np.array(sorted(row["value"] for row in names(repos, measure, level)), dtype=float)
            row = {"kind": kind, "measure": measure, "level": level, "n": len(values), "total": values.sum() if len(values) else None}
            if values.sum() > 0:
                n, shares = len(values), values / values.sum()
                row.update(gini=2 * (np.arange(1, n + 1) * values).sum() / (n * values.sum()) - (n + 1) / n, hhi=(shares ** 2).sum(),
                           **{f"top_{k}_share": shares[-k:].sum() for k in (1, 10, 50)})
            yield row


def coverage_rows(ownership):
    for kind in ownership.kinds:
        repos = ownership.of_kind(kind)
        share, of_downloads = ratio_to(len(repos)), ratio_to(repos.downloads.sum())
        for basis in BASES:
            part = repos[repos.basis == basis]
            yield {"kind": kind, "basis": basis, "owners": part.key.nunique(), "repositories": len(part), "repository_share": share(len(part)),
                   "downloads_share": None if kind == "space" else of_downloads(part.downloads.sum())}


def expected(world):
    ownership = Ownership(world)
    return {
        "groups": Expected("kind measure by rank name owners repositories known value share mean p50 max largest", "kind measure by rank name",
                           list(groups_rows(ownership))),
        "ranking": Expected("kind measure level rank name entity listed entity_type country owners repositories known value share cumulative_share",
                            "kind measure level rank name", list(ranking_rows(ownership))),
        "leaders": Expected("kind measure top_n entity_type owners repositories share platform", "kind measure top_n entity_type",
                            list(leaders_rows(ownership))),
        "concentration": Expected("kind measure level n total gini hhi top_1_share top_10_share top_50_share", "kind measure level",
                                  list(concentration_rows(ownership))),
        "coverage": Expected("kind basis owners repositories repository_share downloads_share", "kind basis", list(coverage_rows(ownership))),
    }
