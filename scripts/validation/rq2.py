"""RQ2, the collaboration network: graphs and their measures by networkx."""
import math
from collections import Counter

import networkx as nx
import numpy as np
import pandas as pd

from .tables import Expected, unguarded

RANKED = {"rtol": 1e-7, "atol": 1e-15}


class Collaboration:
    """The network of one sub-field."""

    def __init__(self, world, subfield, members, authors, choice, commits=None):
        """`authors` are the commits' authors with their developers, whatever the treatment of names and bots; of all commits
        unless some are given."""
        self.subfield = subfield
        self.choice = choice
        self.single = 0
        self.repositories_of = Counter()
        weights = Counter()
        commits = window(world, world.commits if commits is None else commits)
        commits = commits[commits.repo_id.isin(members)]
        self.repositories = commits.repo_id.nunique()
        authors = authors[authors.repo_id.isin(members)].dropna(subset=["developer"])
        if len(commits) < len(world.commits):
            authors = authors.merge(commits[["repo_id", "sha"]], on=["repo_id", "sha"])
        for _, part in authors.groupby("repo_id"):
            people = set(part.developer)
            self.single += len(people) == 1
            self.repositories_of.update(people)
            sources = part.drop_duplicates("sha").developer  # rows are in order: the first that remains
            for source, count in Counter(sources).items():
                for target in people - {source}:
                    weights[source, target] += count / (len(people) - 1) if world.options.weighting == "newman" else count
        self.graph = nx.DiGraph()
        self.graph.add_weighted_edges_from((s, t, w) for (s, t), w in sorted(weights.items()))
        connected = len(self.graph)
        self.pagerank = nx.pagerank(self.graph, alpha=0.85, weight=None, tol=1e-14, max_iter=10000) if connected else {}

    def row(self):
        developers, connected = len(self.repositories_of), len(self.graph)
        components = sorted(map(len, nx.weakly_connected_components(self.graph)), reverse=True)
        row = {"subfield": self.subfield, "repositories": self.repositories, "single_developer_repos": self.single, "developers": developers,
               "isolates": developers - connected, "isolate_share": (developers - connected) / developers if developers else None,
               "connected": connected, "edges": self.graph.number_of_edges(), "weak_components": len(components),
               "largest_component": components[0] if components else 0}
        for measure, values in (("degree", dict(self.graph.degree())), ("pagerank", self.pagerank)):
            v = pd.Series(values, dtype=float)
            row.update({f"{measure}_mean": v.mean(), f"{measure}_std": v.std(), f"{measure}_p50": v.median(), f"{measure}_max": v.max()})
        return row if self.known else {**dict.fromkeys(row), "subfield": self.subfield}

    def cores(self):
        if not len(self.graph):
            return
        core = nx.core_number(self.graph)  # of a DiGraph: by in + out
        most = max(core.values())
        wanted = {most if k == "max" else int(k) for k in self.choice}
        for k in sorted(k for k in wanted if k <= most):
            part = self.graph.subgraph(n for n, c in core.items() if c >= k).copy()
            yield {"subfield": self.subfield, "k": k, "is_max": int(k == most), **core_measures(part)}

    def values(self):
        """Measure -> its values, for `degrees`."""
        g = self.graph
        return {"degree": dict(g.degree()), "in_degree": dict(g.in_degree()), "out_degree": dict(g.out_degree()), "pagerank": self.pagerank}

    def developers(self):
        core = nx.core_number(self.graph) if len(self.graph) else {}
        order = sorted(self.graph, key=lambda name: (-self.graph.degree(name), name.encode()))
        for rank, name in enumerate(order, 1):
            yield {"subfield": self.subfield, "rank": rank, "developer": name, "degree": self.graph.degree(name), "in_degree": self.graph.in_degree(name),
                   "out_degree": self.graph.out_degree(name), "pagerank": self.pagerank[name], "core": core[name],
                   "repositories": self.repositories_of[name]}

    def edges(self):
        for source, target in sorted(self.graph.edges, key=lambda edge: (edge[0].encode(), edge[1].encode())):
            yield {"subfield": self.subfield, "source": source, "target": target, "weight": self.graph[source][target]["weight"]}


def window(world, commits):
    """Commits of `--since`, `--until` (times in the view sort as text)."""
    for option, keep in (("since", commits.committed_at.ge), ("until", commits.committed_at.lt)):
        if moment := getattr(world.options, option):
            commits = commits[keep(pd.Timestamp(moment, tz="UTC").strftime("%Y-%m-%dT%H:%M:%S.000Z")).fillna(False)]
    return commits


def core_measures(g):
    nodes, edges = len(g), g.number_of_edges()
    communities = nx.community.greedy_modularity_communities(g)
    return {"nodes": nodes, "edges": edges, "modularity": nx.community.modularity(g, communities, weight=None), "communities": len(communities),
            "density": edges / (nodes * (nodes - 1)), "reciprocity": sum(g.has_edge(t, s) for s, t in g.edges) / edges, "rich_club": rich_club(g),
            "assortativity": assortativity(g), "average_degree": 2 * edges / nodes, "clustering": nx.average_clustering(g, weight="weight"),
            "undirected_k": min(d for _, d in g.to_undirected().degree()), "clustering_binary": nx.average_clustering(g)}


def rich_club(g):
    degrees = sorted((d for _, d in g.degree()), reverse=True)
    threshold = degrees[math.ceil(0.1 * len(degrees)) - 1]
    rich = g.subgraph(n for n, d in g.degree() if d >= threshold)
    return None if len(rich) == 1 else rich.number_of_edges() / (len(rich) * (len(rich) - 1))


def assortativity(g):
    x = np.array([g.out_degree(s) for s, _ in g.edges], dtype=float)
    y = np.array([g.in_degree(t) for _, t in g.edges], dtype=float)
    return None if np.ptp(x) == 0 or np.ptp(y) == 0 else np.corrcoef(x, y)[0, 1]


def check_modularity(report, where, want, got):
    """Ties are open, so a little worse is right too; better always is."""
    value = got[where.rsplit(" ", 1)[-1]]
    report.check(where, value != "" and want["modularity"] - 0.03 <= float(value) <= 1, f"expected about {want['modularity']}, got {value!r}")


def check_communities(report, where, want, got):
    value = got[where.rsplit(" ", 1)[-1]]
    report.check(where, value != "" and 1 <= int(value) <= want["nodes"], f"{value!r} of {want['nodes']} developers")


def check_partition(networks):
    """The communities that `developers` shows must be worth the modularity of networkx, nearly."""
    graphs = {network.subfield: network.graph for network in networks}

    def check(report, where, rows):
        for subfield, graph in graphs.items():
            parts = {}
            for row in rows:
                if row["subfield"] == subfield and row["community"]:
                    parts.setdefault(row["community"], set()).add(unguarded(row["developer"]))
            if not len(graph):
                continue
            if report.check(f"{where} {subfield} community", set().union(*parts.values()) == set(graph), "not every developer is in one"):
                best = nx.community.modularity(graph, nx.community.greedy_modularity_communities(graph), weight=None)
                found = nx.community.modularity(graph, parts.values(), weight=None)
                report.check(f"{where} {subfield} community", found >= best - 0.03, f"modularity {found}, networkx {best}")

    return check


def degree_checks(networks):
    """Page rank is a real number, so its distinct values are told apart by rounding: the table must spell out
    the same values, each as often, and its own ccdf."""

    def check(report, where, rows):
        order = list(dict.fromkeys((row["subfield"], row["measure"]) for row in rows))
        want = [(n.subfield, measure) for n in networks for measure in n.values() if len(n.graph)]
        report.check(where, order == want, f"the parts are {order}, expected {want}")
        for network in networks:
            for measure, values in network.values().items():
                part = [r for r in rows if r["subfield"] == network.subfield and r["measure"] == measure]
                check_degrees(report, f"{where} {network.subfield}/{measure}", part, sorted(values.values()))

    return check


def check_degrees(report, where, rows, values):
    spelt = [float(row["value"]) for row in rows for _ in range(int(row["developers"]))]
    if not report.check(where, len(spelt) == len(values), f"{len(spelt)} developers, expected {len(values)}"):
        return
    report.check(where, all(map(lambda a, b: math.isclose(a, b, rel_tol=1e-7), spelt, values)), "other values than expected")
    report.check(where, all(float(a["value"]) < float(b["value"]) for a, b in zip(rows, rows[1:])), "the values do not ascend")
    left = len(values)
    for row in rows:
        report.same(f"{where} {row['value']} ccdf", left / len(values), row["ccdf"])
        left -= int(row["developers"])


def collaborations(world, authors):
    models = set(world.of_kind("model").index)
    known = models & world.known.get("commits", set())
    networks = []
    for name, members in world.subfields().items():
        network = Collaboration(world, name, members & known, authors, world.options.core_choice())
        network.known = "model" in world.listed and (bool(members & known) or not members & models)
        networks.append(network)
    return networks


def period_rows(world):
    """The network of each period's own commits."""
    dated = world.commits[world.commits.committed_at.notna()]
    periods = pd.to_datetime(dated.committed_at, utc=True).dt.tz_localize(None).dt.to_period(world.options.every[0].upper())
    models = set(world.of_kind("model").index) & world.known.get("commits", set())
    for name, members in world.subfields().items():
        came, before, core_before = set(), None, set()
        for period, commits in dated.groupby(periods):
            network = Collaboration(world, name, members & models, world.authors, [], commits)
            graph, people = network.graph, set(network.repositories_of)
            if not people:
                continue
            numbers = nx.core_number(graph) if len(graph) else {}
            most = max(numbers.values(), default=None)
            core = {person for person, number in numbers.items() if number == most}
            kept = len(core & core_before) / len(core_before) if core_before and before == period - 1 else None
            edges = graph.number_of_edges()
            yield {"subfield": name, "period": f"{period.year}-Q{period.quarter}" if world.options.every == "quarter" else str(period),
                   "repositories": network.repositories, "developers": len(people), "newcomers": len(people - came), "connected": len(graph),
                   "isolate_share": (len(people) - len(graph)) / len(people), "edges": edges,
                   "reciprocity": sum(graph.has_edge(t, s) for s, t in graph.edges) / edges if edges else None,
                   "clustering_binary": nx.average_clustering(graph) if edges else None,
                   "largest_component_share": max(map(len, nx.weakly_connected_components(graph))) / len(graph) if edges else None,
                   "core_k": most, "core_nodes": len(core), "core_kept": kept}
            came, before, core_before = came | people, period, core


def sensitivity_rows(world):
    """The rows of `network` under each treatment of names and bots."""
    variants = [(identities, bots) for identities in ("raw", "merged") for bots in ("keep", "drop")]
    networks = {variant: collaborations(world, world.developers(world.authors, *variant)) for variant in variants}
    for each in zip(*networks.values()):
        for (identities, bots), network in zip(variants, each):
            yield {**network.row(), "identities": identities, "bots": bots}


def expected(world):
    """Table name -> what it should hold."""
    networks = collaborations(world, world.authors)
    bounds = {"modularity": check_modularity, "louvain_modularity": check_modularity, "communities": check_communities,
              "louvain_communities": check_communities}
    exact = {f"pagerank_{part}": RANKED for part in ("mean", "std", "p50", "max")}
    headline = ("repositories single_developer_repos developers isolates isolate_share connected edges weak_components largest_component degree_mean "
                "degree_std degree_p50 degree_max pagerank_mean pagerank_std pagerank_p50 pagerank_max")
    tables = {
        "network": Expected(f"subfield {headline}", "subfield", [n.row() for n in networks], exact),
        "sensitivity": Expected(f"subfield identities bots {headline}", "subfield identities bots", list(sensitivity_rows(world)), exact),
        "cores": Expected("subfield k is_max nodes edges modularity communities density reciprocity rich_club assortativity average_degree clustering "
                          "undirected_k clustering_binary louvain_modularity louvain_communities", "subfield k", [row for n in networks for row in n.cores()],
                          checks=bounds),
        "degrees": Expected("subfield measure value developers ccdf", "subfield measure", whole=degree_checks(networks)),
        "developers": Expected("subfield rank developer degree in_degree out_degree pagerank core community repositories", "subfield rank",
                               [row for n in networks for row in n.developers()], {"pagerank": RANKED}, {"community": lambda *_: None}, whole=check_partition(networks)),
        "edges": Expected("subfield source target weight", "subfield source target", [row for n in networks for row in n.edges()]),
    }
    if world.options.every in ("month", "quarter", "year"):
        columns = ("subfield period repositories developers newcomers connected isolate_share edges reciprocity clustering_binary "
                   "largest_component_share core_k core_nodes core_kept")
        tables["windows"] = Expected(columns, "subfield period", list(period_rows(world)))
    return tables
