"""RQ3, model adoption: usage and co-usage by pandas and scipy's sparse matrices."""
import numpy as np
import pandas as pd
from scipy import sparse

from .rq1 import P_CHECKS, correlation
from .tables import Expected
from .world import read_csv_file


def chosen_edges(world):
    """The usage pairs under the options, with a column that says which of them co-usage sees."""
    options, edges = world.options, world.usage
    if options.no_duplicates:
        edges = edges[edges.space.map(world.repos.duplicated_from).isna()]
    if options.cap_per_model:
        edges = edges[edges.groupby("model").cumcount() < options.cap_per_model]
    place = edges.groupby("space").cumcount()
    return edges.assign(linked=place < (options.max_models_per_space or np.inf))


def incidence(edges, models):
    """Spaces x models, 0/1."""
    columns = pd.Series(range(len(models)), index=models, dtype="int64")
    rows, _ = pd.factorize(edges.space.astype(int))
    ones = np.ones(len(edges), dtype=np.int64)
    return sparse.csr_matrix((ones, (rows, edges.model.map(columns).astype(int))), shape=(len(edges), len(models)))


def networks(world):
    """For each sub-field and network: the numbers of its models and what its summary says of the whole."""
    edges = chosen_edges(world)
    for subfield, members in world.subfields().items():
        side = edges.space if world.options.subfield_of == "space" else edges.model
        part = edges[side.isin(members)]
        models = sorted(part.model.unique())
        facts = {"subfield": subfield, "models": len(models), "spaces": part.space.nunique()}
        usage = part.groupby("model").size().reindex(models)
        yield {**facts, "network": "usage", "edges": len(part), "total_weight": len(part), "value": usage, "strength": None}
        uses = incidence(part[part.linked], models)
        links = (uses.T @ uses).tolil()
        links.setdiag(0)
        links = links.tocsr()
        links.eliminate_zeros()
        yield {**facts, "network": "cousage", "edges": links.nnz // 2, "total_weight": int(links.sum()) // 2,
               "value": pd.Series(np.diff(links.indptr), index=models),
               "strength": pd.Series(np.asarray(links.sum(axis=1)).ravel(), index=models)}


def spread(values):
    numbers = pd.Series(values, dtype=float)
    if numbers.empty:
        return dict.fromkeys(("mean", "std", "p25", "p50", "p75", "max"))
    return {"mean": numbers.mean(), "std": numbers.std(), "p25": numbers.quantile(0.25), "p50": numbers.quantile(0.5),
            "p75": numbers.quantile(0.75), "max": numbers.max()}


def ranking(world, network):
    """The first `--top` models: by value, descending, then by the bytes of the id."""
    ids = world.repos.id
    order = sorted(network["value"].items(), key=lambda item: (-item[1], ids[item[0]].encode()))
    return [(rank, model, value) for rank, (model, value) in enumerate(order[:world.options.top_of("rq3")], 1)]


def owner_of(identifier):
    return identifier.split("/")[0] if "/" in identifier else None


def owner_rows(world, network):
    known = {row["namespace"].lower(): row for row in read_csv_file(world.options.organisations)}
    ranked = ranking(world, network)
    owners = pd.Series([owner_of(world.repos.id[model]) for _, model, _ in ranked], dtype=object).dropna().value_counts()
    order = sorted(owners.items(), key=lambda item: (-item[1], item[0].encode()))
    for rank, (owner, models) in enumerate(order, 1):
        entity = known.get(owner.lower(), {})
        yield {"subfield": network["subfield"], "network": network["network"], "top_n": world.options.top_of("rq3"), "rank": rank,
               "owner": owner, "models": models, "share": models / len(ranked), "entity": entity.get("entity"),
               "entity_type": entity.get("type"), "country": entity.get("country")}


def degree_rows(network):
    counts = network["value"].value_counts().sort_index()
    for value, models in counts.items():
        yield {"subfield": network["subfield"], "network": network["network"], "value": value, "models": models,
               "ccdf": counts[counts.index >= value].sum() / counts.sum()}


def correlation_rows(world):
    models = world.of_kind("model")
    used = chosen_edges(world).groupby("model").size().reindex(models.index, fill_value=0)
    frame = pd.DataFrame({"n_usage_spaces": used, "n_likes": models.likes, "n_downloads": models.downloads.fillna(0)}).astype(float)
    for population, part in (("all_models", frame), ("used_models", frame[frame.n_usage_spaces > 0])):
        for other in ("n_likes", "n_downloads"):
            pair = part[["n_usage_spaces", other]].dropna()
            yield {"population": population, "x": "n_usage_spaces", "y": other, **correlation(pair.n_usage_spaces, pair[other])}


def expected(world):
    """Table name -> what it should hold."""
    found = list(networks(world))
    summary = [{**{k: n[k] for k in ("subfield", "network", "models", "spaces", "edges", "total_weight")}, **spread(n["value"]),
                "n_ge_1000": int((n["value"] >= 1000).sum())} for n in found]
    correlations = list(correlation_rows(world))
    if not {"model", "space"} <= world.listed:  # nothing is known of the use of one by the other
        summary = [{**dict.fromkeys(row), "subfield": row["subfield"], "network": row["network"]} for row in summary]
        correlations = [{**row, **dict.fromkeys("n pearson pearson_p spearman spearman_p".split())} for row in correlations]
    ranked = {name: [{"subfield": n["subfield"], "rank": rank, "model": world.repos.id[model], "owner": owner_of(world.repos.id[model]),
                      "spaces": value, "degree": value, "strength": None if n["strength"] is None else n["strength"][model]}
                     for n in found if n["network"] == name for rank, model, value in ranking(world, n)]
              for name in ("usage", "cousage")}
    return {
        "summary": Expected("subfield network models spaces edges total_weight mean std p25 p50 p75 max n_ge_1000", "subfield network", summary),
        "usage": Expected("subfield rank model owner spaces", "subfield rank", ranked["usage"]),
        "cousage": Expected("subfield rank model owner degree strength", "subfield rank", ranked["cousage"]),
        "owners": Expected("subfield network top_n rank owner models share entity entity_type country", "subfield network rank",
                           [row for n in found for row in owner_rows(world, n)]),
        "degrees": Expected("subfield network value models ccdf", "subfield network value", [row for n in found for row in degree_rows(n)]),
        "correlations": Expected("population x y n pearson pearson_p spearman spearman_p", "population x y",
                                 correlations, checks=P_CHECKS),
    }
