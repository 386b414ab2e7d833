"""Lineage: what models were made from, by networkx from the views `base_models`, `repos` and `owners`."""
import collections

import networkx as nx
import pandas as pd

from .organisations import owner_key
from .tables import Expected
from .world import read_csv_file

RELATIONS = ("adapter", "finetune", "merge", "quantized", "unknown")
VERDICTS = ("kept", "none", "dropped", "added", "unclear", "tightened", "loosened", "changed")
FLOOR = pd.Timestamp("2022-03-02T23:29:04Z")
AFTER_FLOOR = pd.Timestamp("2022-03-02T23:29:06Z")


class Family:
    """The claims of present models and the graph that the good ones make, from parents to children."""

    def __init__(self, world):
        self.options = world.options
        self.top = world.options.top_of("lineage") or None
        more = world.query("SELECT repo_id, parameters, created_at, pipeline_tag FROM repos").set_index("repo_id")
        self.models = world.of_kind("model").join(more)
        for column in ("likes", "downloads"):
            self.models[column] = [0 if pd.isna(value) else int(value) for value in self.models[column]]
        self.created = {i: at for i, at in pd.to_datetime(self.models.created_at, utc=True).items()
                        if not pd.isna(at) and not FLOOR <= at < AFTER_FLOOR}
        self.facts = {row.Index: row for row in self.models.itertuples()}
        self.owner = {i: owner_key(i, row.owner) for i, row in self.facts.items()}
        self.read_claims(world)
        self.read_owners(world)
        self.classes = {row["license"].lower(): row["class"].lower() for row in read_csv_file(world.options.licenses)}
        self.below = {i: nx.descendants(self.graph, i) for i in self.graph if self.graph.out_degree(i)}
        self.ranking = sorted(self.below, key=lambda i: (-len(self.below[i]), -self.graph.out_degree(i), self.id(i).encode()))
        self.cycles = [part for part in nx.strongly_connected_components(self.graph) if len(part) > 1]
        begin = [i for i, degree in self.graph.in_degree() if not degree]
        self.generation = nx.multi_source_dijkstra_path_length(self.graph, begin, weight=None) if begin else {}

    def read_claims(self, world):
        claims = world.query("SELECT repo_id, parent, parent_repo_id, relation FROM base_models")
        self.claims = [row for row in claims.itertuples(index=False) if row.repo_id in self.facts]
        self.states, self.edges = collections.Counter(), collections.defaultdict(list)
        self.problems = []
        for row in self.claims:
            known = not pd.isna(row.parent_repo_id)
            state = ("missing" if not known else "self" if row.parent_repo_id == row.repo_id else
                     "good" if row.parent_repo_id in self.facts else "removed")
            self.states[state] += 1
            said = (row.parent, "" if pd.isna(row.relation) else row.relation)
            if state == "good":
                self.edges[row.parent_repo_id, row.repo_id].append(said)
            else:
                self.problems.append((row.repo_id, state, *said))
        self.graph = nx.DiGraph()
        for (parent, child), said in self.edges.items():
            named = {relation for _, relation in said}
            self.graph.add_edge(parent, child, relation=next((name for name in RELATIONS if name in named), "unknown"))

    def read_owners(self, world):
        """By owner: entity, type, country."""
        listed = {row["namespace"].lower(): row for row in read_csv_file(self.options.organisations)}
        hub = {row.owner: row.kind for row in world.query("SELECT owner, kind FROM owners WHERE kind IS NOT NULL").itertuples()}
        self.who = {}
        for key in set(self.owner.values()):
            sort, name = key
            row = listed.get(name.lower()) if sort == "owner" else None
            kind = hub.get(name) if sort == "owner" else None
            self.who[key] = ((row["entity"], row["type"].lower(), row["country"] or "") if row else
                             (name if sort == "owner" else "", {"user": "individual", "org": "organisation"}.get(kind, "unknown"), ""))

    def id(self, model):
        return self.facts[model].id

    def owner_name(self, model):
        sort, name = self.owner[model]
        return name if sort == "owner" else ""

    def total(self, models, what):
        return sum(getattr(self.facts[i], what) for i in models)

    def lag(self, parent, child):
        if parent in self.created and child in self.created:
            return (self.created[child] - self.created[parent]) / pd.Timedelta(days=1)
        return None

    def license(self, model):
        license_name = self.facts[model].license
        return "" if pd.isna(license_name) else license_name

    def license_class(self, model):
        return self.classes.get(self.license(model).lower(), "unclassified") if self.license(model) else "none"

    def verdict(self, parent, child):
        before, after = self.license(parent), self.license(child)
        if before == after:
            return "kept" if before else "none"
        if not before or not after:
            return "dropped" if before else "added"
        classes = self.license_class(parent), self.license_class(child)
        if "unclassified" in classes:
            return "unclear"
        return {("permissive", "restrictive"): "tightened", ("restrictive", "permissive"): "loosened"}.get(classes, "changed")

    def first(self, rows):
        return rows[:self.top]


def ratio(part, whole):
    return part / whole if whole else None


def quantile(values, q):
    return pd.Series(values, dtype=float).quantile(q) if len(values) else None


def summary(family):
    graph, claiming = family.graph, {row.repo_id for row in family.claims}
    trees = [*nx.weakly_connected_components(graph)]
    largest = max(map(len, trees), default=0)
    roots = sorted((i for tree in trees if len(tree) == largest for i in tree),
                   key=lambda i: (-len(family.below.get(i, ())), family.id(i).encode()))
    children = {i for i, degree in graph.in_degree() if degree}
    yield {"models": len(family.facts), "claiming": len(claiming), "claiming_share": ratio(len(claiming), len(family.facts)),
           "claims": len(family.claims), "edges": graph.number_of_edges(), "parents": len(family.below), "children": len(children),
           "roots": len(family.below.keys() - children), "orphans": len(claiming - children),
           "isolated": len(family.facts.keys() - claiming - set(graph)), "linked": len(graph),
           "merged": sum(degree > 1 for _, degree in graph.in_degree()), "trees": len(trees), "largest_tree": largest,
           "largest_tree_root": family.id(roots[0]) if roots else None, "generations": max(family.generation.values(), default=0),
           "cycles": len(family.cycles), "cyclic_models": sum(map(len, family.cycles)), "self_claims": family.states["self"],
           "missing_claims": family.states["missing"], "removed_claims": family.states["removed"],
           "duplicate_claims": family.states["good"] - graph.number_of_edges()}


def relations(family):
    for relation in ("all", *RELATIONS):
        edges = [(a, b) for a, b, name in family.graph.edges(data="relation") if relation in ("all", name)]
        children = {b for _, b in edges}
        lags = [lag for lag in (family.lag(*edge) for edge in edges) if lag is not None]
        yield {"relation": relation, "edges": len(edges), "share": ratio(len(edges), family.graph.number_of_edges()),
               "parents": len({a for a, _ in edges}), "children": len(children), "owners": len({family.owner[b] for b in children}),
               "external_share": ratio(sum(family.owner[a] != family.owner[b] for a, b in edges), len(edges)),
               "leaf_share": ratio(sum(b not in family.below for b in children), len(children)),
               "downloads": family.total(children, "downloads"), "likes": family.total(children, "likes"), "lags": len(lags),
               **{f"lag_days_p{q}": quantile(lags, q / 100) for q in (25, 50, 75)}, "negative_lags": sum(lag < 0 for lag in lags)}


def model_rows(family):
    for rank, model in enumerate(family.first(family.ranking), 1):
        below, facts = family.below[model], family.facts[model]
        kinds = collections.Counter(name for _, _, name in family.graph.out_edges(model, data="relation"))
        downloads = family.total(below, "downloads")
        yield {"rank": rank, "model": facts.id, "owner": family.owner_name(model), "generation": family.generation.get(model),
               "children": family.graph.out_degree(model), **{name: kinds[name] for name in RELATIONS}, "descendants": len(below),
               "descendant_owners": len({family.owner[i] for i in below}),
               "external_descendants": sum(family.owner[i] != family.owner[model] for i in below), "downloads": facts.downloads,
               "likes": facts.likes, "descendant_downloads": downloads, "descendant_likes": family.total(below, "likes"),
               "leverage": ratio(downloads, facts.downloads)}


def owner_rows(family):
    own = collections.defaultdict(set)
    for model, owner in family.owner.items():
        own[owner].add(model)
    rows = []
    for owner, models in own.items():
        parents = models & family.below.keys()
        if owner[0] != "owner" or not parents:
            continue
        below = set().union(*(family.below[i] for i in parents)) - models
        children = [b for i in parents for b in family.graph.successors(i)]
        downloads, descendant_downloads = family.total(models, "downloads"), family.total(below, "downloads")
        entity, kind, country = family.who[owner]
        rows.append({"owner": owner[1], "entity": entity, "entity_type": kind, "country": country, "models": len(models),
                     "parents": len(parents), "derivatives": sum(i in family.graph and family.graph.in_degree(i) > 0 for i in models),
                     "children": len(children), "external_children": sum(family.owner[b] != owner for b in children),
                     "descendants": len(below), "descendant_owners": len({family.owner[i] for i in below}), "downloads": downloads,
                     "descendant_downloads": descendant_downloads, "leverage": ratio(descendant_downloads, downloads)})
    rows.sort(key=lambda row: (-row["descendants"], -row["external_children"], row["owner"].encode()))
    return [{"rank": rank, **row} for rank, row in enumerate(family.first(rows), 1)]


def reached(family, distance):
    """(generation, models) of a distance by model, as deep as wanted."""
    by_distance = collections.defaultdict(list)
    for model, far in distance.items():
        by_distance[far].append(model)
    return [(far, models) for far, models in sorted(by_distance.items()) if not family.options.depth or far <= family.options.depth]


def root_of(family):
    """The model that --root names, by its present name."""
    return next(i for i, facts in family.facts.items() if facts.id == family.options.root) if family.options.root else None


def from_root(family, root):
    return nx.single_source_shortest_path_length(family.graph, root) if root in family.graph else {root: 0}


def generation_rows(family):
    root = root_of(family)

    def lag(model, far):
        parents = [root] if root is not None else [p for p in family.graph.predecessors(model) if family.generation.get(p) == far - 1]
        lags = [lag for lag in (family.lag(parent, model) for parent in parents) if lag is not None]
        return max(lags, default=None)

    for far, models in reached(family, family.generation if root is None else from_root(family, root)):
        lags = [] if not far else [value for value in (lag(model, far) for model in models) if value is not None]
        yield {"root": None if root is None else family.id(root), "generation": far, "models": len(models),
               "owners": len({family.owner[i] for i in models}), "downloads": family.total(models, "downloads"),
               "likes": family.total(models, "likes"), "lag_days_p50": quantile(lags, 0.5)}


def tree_rows(family):
    root = root_of(family)
    root = root if root is not None else next(iter(family.ranking), None)
    if root is None:
        return
    distance = from_root(family, root)
    for far, models in reached(family, distance):
        for model in sorted(models, key=lambda i: family.id(i).encode()):
            nearer = [p for p in family.graph.predecessors(model) if distance.get(p) == far - 1] if far else []
            parent = min(nearer, key=lambda i: family.id(i).encode(), default=None)
            facts = family.facts[model]
            yield {"root": family.id(root), "model": facts.id, "generation": far, "parent": None if parent is None else family.id(parent),
                   "relation": None if parent is None else family.graph.edges[parent, model]["relation"],
                   "children": family.graph.out_degree(model) if model in family.graph else 0,
                   "descendants": len(family.below.get(model, ())), "license": family.license(model),
                   "license_class": family.license_class(model), "parameters": facts.parameters, "downloads": facts.downloads,
                   "likes": facts.likes, "created_at": facts.created_at}


def flow_rows(family):
    groups = {"owner": family.owner_name, "entity": lambda i: family.who[family.owner[i]][0],
              "entity_type": lambda i: family.who[family.owner[i]][1], "country": lambda i: family.who[family.owner[i]][2],
              "task": lambda i: "" if pd.isna(family.facts[i].pipeline_tag) else family.facts[i].pipeline_tag}
    for by, group in groups.items():
        edges = collections.defaultdict(list)
        for parent, child in family.graph.edges:
            edges[group(parent), group(child)].append(child)
        rows = sorted(edges.items(), key=lambda item: (-len(item[1]), item[0][0].encode(), item[0][1].encode()))
        for (source, target), children in family.first(rows):
            yield {"by": by, "source": source, "target": target, "edges": len(children), "children": len(set(children)),
                   "downloads": family.total(set(children), "downloads")}


def license_rows(family):
    for relation in ("all", *RELATIONS):
        found = collections.Counter(family.verdict(a, b) for a, b, name in family.graph.edges(data="relation") if relation in ("all", name))
        for verdict in VERDICTS:
            yield {"relation": relation, "verdict": verdict, "edges": found[verdict], "share": ratio(found[verdict], sum(found.values()))}


def license_pair_rows(family):
    pairs = collections.Counter((family.license(a), family.license(b), family.verdict(a, b)) for a, b in family.graph.edges)
    rows = sorted((item for item in pairs.items() if item[0][2] not in ("kept", "none")),
                  key=lambda item: (-item[1], item[0][0].encode(), item[0][1].encode()))
    for rank, ((parent, child, verdict), edges) in enumerate(family.first(rows), 1):
        yield {"rank": rank, "parent_license": parent, "child_license": child, "verdict": verdict, "edges": edges}


def degree_rows(family):
    for measure, values in (("children", [family.graph.out_degree(i) for i in family.below]),
                            ("descendants", [len(below) for below in family.below.values()])):
        for value, models in sorted(collections.Counter(values).items()):
            yield {"measure": measure, "value": value, "models": models, "ccdf": sum(v >= value for v in values) / len(values)}


def problem_rows(family):
    rows, component = list(family.problems), {i: number for number, part in enumerate(family.cycles) for i in part}
    for (parent, child), said in family.edges.items():
        first, *others = sorted(said, key=lambda pair: (pair[0].encode(), pair[1].encode()))
        rows += [(child, "duplicate", *claim) for claim in others]
        if parent in component and component[parent] == component.get(child):
            rows.append((child, "cycle", family.id(parent), first[1]))
    for model, problem, parent, relation in sorted(rows, key=lambda row: (family.id(row[0]).encode(), row[1], row[2].encode(), row[3].encode())):
        yield {"model": family.id(model), "parent": parent, "relation": relation, "problem": problem}


def expected(world):
    family = Family(world)
    return {
        "summary": Expected("models claiming claiming_share claims edges parents children roots orphans isolated linked merged trees largest_tree "
                            "largest_tree_root generations cycles cyclic_models self_claims missing_claims removed_claims duplicate_claims",
                            "models", [*summary(family)]),
        "relations": Expected("relation edges share parents children owners external_share leaf_share downloads likes lags lag_days_p25 lag_days_p50 "
                              "lag_days_p75 negative_lags", "relation", [*relations(family)]),
        "models": Expected("rank model owner generation children adapter finetune merge quantized unknown descendants descendant_owners "
                           "external_descendants downloads likes descendant_downloads descendant_likes leverage", "model", [*model_rows(family)]),
        "owners": Expected("rank owner entity entity_type country models parents derivatives children external_children descendants descendant_owners "
                           "downloads descendant_downloads leverage", "owner", owner_rows(family)),
        "generations": Expected("root generation models owners downloads likes lag_days_p50", "root generation", [*generation_rows(family)]),
        "tree": Expected("root model generation parent relation children descendants license license_class parameters downloads likes created_at",
                         "root model", [*tree_rows(family)]),
        "flow": Expected("by source target edges children downloads", "by source target", [*flow_rows(family)]),
        "licenses": Expected("relation verdict edges share", "relation verdict", [*license_rows(family)]),
        "license_pairs": Expected("rank parent_license child_license verdict edges", "parent_license child_license", [*license_pair_rows(family)]),
        "degrees": Expected("measure value models ccdf", "measure value", [*degree_rows(family)]),
        "problems": Expected("model parent relation problem", "model problem parent relation", [*problem_rows(family)]),
    }
