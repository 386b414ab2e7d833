#!/usr/bin/env python3
"""What networkx and igraph need for RQ2's networks: reads a store's public views and says how long each step took.

    reference_rq2.py STORE [--edges FILE]

With --edges the network comes from the `edges` table of `hubmine analyze rq2 --table edges --format csv`
(sub-field all) instead. A yardstick for docs/performance.md, not a test; validate.py compares figures.
Needs Python 3.9 with networkx; igraph's column appears when python3-igraph is installed.
"""
import argparse
import csv
import resource
import sqlite3
import time
from collections import defaultdict

from validation.needs import require

require("networkx")

import networkx as nx
from networkx.algorithms.community import greedy_modularity_communities, louvain_communities, modularity

try:
    import igraph
except ImportError:
    igraph = None


def timed(what, work):
    """Wall and processor seconds: on a busy machine only the latter can be compared."""
    start, used = time.perf_counter(), time.process_time()
    result = work()
    print(f"{time.perf_counter() - start:8.2f} s wall {time.process_time() - used:8.2f} s processor  {what}", flush=True)
    return result


def read_store(path):
    """The rule of analyses.md, bots kept and identities raw: author lists as they are."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    commits = defaultdict(list)
    for repo, sha, author in connection.execute(
            "SELECT a.repo_id, a.sha, a.author FROM commit_authors AS a JOIN models AS m ON m.repo_id = a.repo_id "
            "WHERE m.removed_at IS NULL ORDER BY a.repo_id, a.sha, a.position"):
        commits[repo, sha].append(author)
    people = defaultdict(set)
    sources = defaultdict(lambda: defaultdict(int))
    for (repo, _), authors in commits.items():
        people[repo].update(authors)
        sources[repo][authors[0]] += 1
    weights = defaultdict(int)
    for repo, everyone in people.items():
        for source, count in sources[repo].items():
            for target in everyone:
                if target != source:
                    weights[source, target] += count
    graph = nx.DiGraph()
    graph.add_weighted_edges_from((source, target, weight) for (source, target), weight in weights.items())
    return graph


def read_edges(path):
    graph = nx.DiGraph()
    with open(path, newline="", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["subfield"] == "all":
                graph.add_edge(row["source"], row["target"], weight=float(row["weight"]))
    return graph


def with_networkx(graph):
    print("networkx", nx.__version__)
    timed("core numbers", lambda: nx.core_number(graph))
    timed("PageRank", lambda: nx.pagerank(graph, tol=1e-12 / len(graph), max_iter=1000, weight=None))
    timed("reciprocity, assortativity", lambda: (nx.reciprocity(graph), nx.degree_assortativity_coefficient(graph)))
    timed("clustering, weighted", lambda: nx.average_clustering(graph, weight="weight"))
    timed("clustering, binary", lambda: nx.average_clustering(graph))
    found = timed("Louvain", lambda: louvain_communities(graph, weight=None, seed=1))
    print(f"                                      modularity {modularity(graph, found, weight=None):.4f}, {len(found)} communities")
    found = timed("greedy modularity", lambda: greedy_modularity_communities(graph))
    print(f"                                      modularity {modularity(graph, found, weight=None):.4f}, {len(found)} communities")


def with_igraph(graph):
    print("igraph", igraph.__version__)
    number = {name: i for i, name in enumerate(sorted(graph))}
    same = igraph.Graph(n=len(number), edges=[(number[a], number[b]) for a, b in graph.edges()], directed=True)
    timed("core numbers", lambda: same.coreness(mode="all"))
    timed("PageRank", lambda: same.pagerank(damping=0.85))
    timed("reciprocity, assortativity", lambda: (same.reciprocity(), same.assortativity_degree(directed=True)))
    plain = same.as_undirected()
    timed("clustering, undirected and binary", lambda: plain.transitivity_avglocal_undirected(mode="zero"))
    found = timed("Louvain, undirected", plain.community_multilevel)
    print(f"                                      modularity {found.modularity:.4f}, {len(found)} communities")
    found = timed("greedy modularity, undirected", lambda: plain.community_fastgreedy().as_clustering())
    print(f"                                      modularity {found.modularity:.4f}, {len(found)} communities")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("--edges", help="CSV of the table edges, instead of reading the store")
    options = parser.parse_args()
    graph = timed("read", lambda: read_edges(options.edges) if options.edges else read_store(options.store))
    print(f"{len(graph)} developers, {graph.number_of_edges()} edges")
    if igraph is not None:
        with_igraph(graph)
    with_networkx(graph)
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at the peak")


if __name__ == "__main__":
    main()
