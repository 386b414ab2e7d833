#!/usr/bin/env python3
"""Reads exported graphs back with networkx and compares them with the store.

    check_graph.py STORE [--binary hubmine] [--only cousage,usage] [--formats graphml,gexf] [OPTIONS]

Runs `hubmine export graph` for each network and format, reads the file as another program would, and demands the nodes,
edges and weights that the store's public views give. OPTIONS are those of validate.py, and --min-weight and --top.
Needs Python 3.9 with pandas, scipy and networkx.
"""
import csv
import os
import subprocess
import sys
import tempfile

from validation.needs import require

require("pandas", "scipy", "networkx")

import networkx as nx

import validate
from validation import rq2, rq3
from validation.tables import Report, unguarded
from validation.world import World

FORMATS = {"graphml": "graphml", "gexf": "gexf", "csv": "csv", "pajek": "net"}
ANALYSIS = {"collaboration": "rq2", "usage": "rq3", "cousage": "rq3"}
NOT_FOR_GRAPHS = ("top", "subfield", "organisations", "cores", "kind")


def parse(arguments):
    """validate.py's options and two more."""
    own = {"--min-weight": None, "--formats": ",".join(FORMATS)}
    rest = []
    while arguments:
        word = arguments.pop(0)
        name, _, value = word.partition("=")
        if name in own:
            own[name] = value or arguments.pop(0)
        else:
            rest.append(word)
    options = validate.parse(rest)
    options.min_weight = own["--min-weight"] and float(own["--min-weight"])
    options.formats = own["--formats"].split(",")
    options.networks = [n for n in ANALYSIS if n in options.only.split(",") or options.only == ",".join(validate.ANALYSES)]
    options.subfield = (options.subfield or ["all"])[:1]
    return options


def first(values, top, names):
    """The first `top` keys by value, descending, then by the bytes of the name."""
    return set(sorted(values, key=lambda key: (-values[key], names(key).encode()))[:top])


def collaboration(world):
    network = rq2.collaborations(world, world.authors)[0].graph
    chosen = first(dict(network.degree()), world.options.top, str)
    return nx.DiGraph(network.subgraph(chosen))


def usage(world):
    found = next(n for n in rq3.networks(world) if n["network"] == "usage")
    ids, graph = world.repos.id, nx.Graph()
    chosen = first(found["value"].to_dict(), world.options.top, lambda model: ids[model])
    graph.add_nodes_from(ids[model] for model in chosen)
    for space, model in part_of(world)[["space", "model"]].itertuples(index=False):
        if model in chosen:
            graph.add_edge("spaces/" + ids[space], ids[model], weight=1)
    return graph


def cousage(world):
    found = next(n for n in rq3.networks(world) if n["network"] == "cousage")
    ids, graph = world.repos.id, nx.Graph()
    chosen = first(found["value"].to_dict(), world.options.top, lambda model: ids[model])
    graph.add_nodes_from(ids[model] for model in chosen)
    edges = part_of(world)
    for _, part in edges[edges.linked & edges.model.isin(chosen)].groupby("space"):
        models = sorted(part.model)
        for i, a in enumerate(models):
            for b in models[i + 1:]:
                weight = graph.get_edge_data(ids[a], ids[b], {"weight": 0})["weight"]
                graph.add_edge(ids[a], ids[b], weight=weight + 1)
    return graph


def part_of(world):
    """The usage edges of the one sub-field."""
    members = world.subfields()[world.options.subfield[0]]
    edges = rq3.chosen_edges(world)
    return edges[(edges.space if world.options.subfield_of == "space" else edges.model).isin(members)]


def without_light_edges(graph, least):
    if least is not None:
        graph.remove_edges_from([(a, b) for a, b, weight in graph.edges(data="weight") if weight < least])
        graph.remove_nodes_from(list(nx.isolates(graph)))
    return graph


def export(network, form, options, folder):
    path = os.path.join(folder, f"{network}.{FORMATS[form]}")
    command = [options.binary, "export", "graph", network, "--store", options.store, "--format", form, "--output", path, "--subfield", options.subfield[0]]
    for name, value in (("--min-weight", options.min_weight), ("--top", options.top)):
        command += [name, str(value)] if value is not None else []
    people = ("bots", "bots_file", "identities")
    for name, (analyses, _) in validate.OPTIONS.items():
        value = getattr(options, name)
        if ANALYSIS[network] in analyses and value and name not in NOT_FOR_GRAPHS and not (network != "collaboration" and name in people):
            command += [validate.flag(name)] if value is True else [validate.flag(name), str(value)]
    subprocess.run(command, check=True)
    return path


def read(path, form, directed):
    if form == "graphml":
        return nx.read_graphml(path)
    if form == "gexf":
        return nx.read_gexf(path)
    if form == "pajek":
        graph = nx.read_pajek(path)
        return (nx.DiGraph if directed else nx.Graph)(graph)
    graph = nx.DiGraph() if directed else nx.Graph()
    with open(path.replace(".csv", ".nodes.csv"), newline="", encoding="utf-8") as nodes, open(path, newline="", encoding="utf-8") as edges:
        graph.add_nodes_from(unguarded(row["id"]) for row in csv.DictReader(nodes))
        graph.add_weighted_edges_from((unguarded(row["source"]), unguarded(row["target"]), float(row["weight"])) for row in csv.DictReader(edges))
    return graph


def pajek_name(name):
    """Pajek cannot hold quotes, backslashes and line breaks; hubmine puts others in their place."""
    name = name.replace('"', "'").replace("\\", "/")
    return "".join(" " if ord(c) < 32 else c for c in name)


def compare(report, where, want, got):
    report.check(where, want.is_directed() == got.is_directed(), f"directed: {got.is_directed()}")
    report.check(f"{where} nodes", set(want) == set(got), f"{sorted(set(want) ^ set(got))[:5]} are on one side only")
    weights = {tuple(sorted(e[:2])) if not want.is_directed() else e[:2]: e[2] for e in want.edges(data="weight")}
    found = {tuple(sorted(e[:2])) if not got.is_directed() else e[:2]: e[2] for e in got.edges(data="weight")}
    report.check(f"{where} edges", weights.keys() == found.keys(), f"{len(found)} edges, expected {len(weights)}")
    for edge in weights.keys() & found.keys():
        report.same(f"{where} {edge}", weights[edge], str(found[edge]))


def main(arguments):
    options = parse(arguments)
    world, report = World(options.store, options), Report()
    with tempfile.TemporaryDirectory() as folder:
        for network in options.networks:
            want = without_light_edges(globals()[network](world), options.min_weight)
            print(f"{network}: {len(want)} nodes, {want.number_of_edges()} edges")
            for form in options.formats:
                path = export(network, form, options, folder)
                compare(report, f"{network} {form}", nx.relabel_nodes(want, pajek_name) if form == "pajek" else want,
                        read(path, form, want.is_directed()))
    print("\n".join(report.wrong[:options.show]))
    print(f"{report.agree} facts agree, {len(report.wrong)} differ")
    return 1 if report.wrong or not report.agree else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
