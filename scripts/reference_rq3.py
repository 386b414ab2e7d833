#!/usr/bin/env python3
"""What networkx needs for RQ3's networks: reads a store's public views, projects, and says how long each step took.

    reference_rq3.py STORE

A yardstick for docs/performance.md, not a test; validate.py compares figures. Needs Python 3.9 with networkx.
"""
import resource
import sqlite3
import sys
import time

from validation.needs import require

require("networkx")

import networkx as nx


class Clock:
    """Processor time: the same on a busy machine."""

    def __init__(self):
        self.start = self.last = time.process_time()

    def tell(self, what):
        now = time.process_time()
        print(f"{now - self.last:8.2f} s  {what}")
        self.last = now


def main(store):
    clock = Clock()
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    pairs = set(connection.execute(
        "SELECT s.repo_id, m.repo_id FROM space_models AS u JOIN spaces AS s ON s.repo_id = u.space_repo_id "
        "JOIN models AS m ON m.repo_id = u.target_repo_id WHERE s.removed_at IS NULL AND m.removed_at IS NULL"))
    clock.tell(f"read {len(pairs)} edges of usage")
    graph = nx.Graph()
    models = {model for _, model in pairs}
    graph.add_nodes_from(models)
    graph.add_edges_from(((space, "space"), model) for space, model in pairs)
    degrees = [graph.degree(model) for model in models]
    clock.tell(f"usage: {len(models)} models, at most {max(degrees, default=0)} spaces")
    projected = nx.bipartite.weighted_projected_graph(graph, models)
    clock.tell(f"co-usage: {projected.number_of_edges()} links")
    degree = max((d for _, d in projected.degree()), default=0)
    weight = sum(w for _, _, w in projected.edges(data="weight"))
    clock.tell(f"at most {degree} linked models, total weight {weight}")
    print(f"{clock.last - clock.start:8.2f} s  in all, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
