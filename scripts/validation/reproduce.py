"""The study's printed figures beside those of RQ1 to RQ3, which are recomputed as the study computed them."""
import copy
import math

from validation import rq1, rq2, rq3
from validation.tables import Expected, is_missing, unguarded
from validation.world import World, read_csv_file

TOP = {"rq1": 10, "rq3": 100}
# More than one right answer: whether there is a figure is all that can be compared.
LOOSE = {"modularity", "communities"}


def number(text):
    try:
        value = float(text)
    except (TypeError, ValueError):
        return None
    return value if math.isfinite(value) else None


def tables_of_the_study(world):
    options = copy.copy(world.options)
    options.bots, options.identities, options.cores, options.min_license_repos = "keep", "raw", "1,5,10,max", 100
    options.kind = options.subfield = options.since = options.until = options.cap_per_model = options.max_models_per_space = None
    options.no_duplicates, options.subfield_of, options.weighting = False, "model", "commits"
    options.top_of = TOP.get
    study = World(options.store, options)
    tables = {(name, table): expected.rows for name, module in (("rq1", rq1), ("rq2", rq2), ("rq3", rq3))
              for table, expected in module.expected(study).items()}
    degrees = {}
    for row in tables["rq2", "developers"]:
        degrees[row["subfield"]] = min(row["degree"], degrees.get(row["subfield"], row["degree"]))
    tables["rq2", "degrees"] = [{"subfield": name, "measure": "degree", "value": value} for name, value in degrees.items()]
    return tables


def text(value):
    return "" if is_missing(value) else str(value)


def cell(tables, figure):
    """The cell of the first row with the key; None when there is none."""
    key = dict(part.split("=", 1) for part in figure["key"].split(";")) if figure["table"] else None
    for row in tables.get((figure["analysis"], figure["table"]), []):
        if all(text(row.get(column)) == wanted for column, wanted in key.items()):
            return row.get(figure["column"])
    return None


def check_ours(report, where, want, got):
    if want["loose"]:
        report.check(where, is_missing(want["ours"]) == is_missing(got["ours"]), "a figure where there is none, or none where there is one")
    elif number(want["ours"]) is not None:
        report.same(where, float(want["ours"]), unguarded(got["ours"]))
    else:
        report.same(where, want["ours"], got["ours"])


def check_ratio(report, where, want, got):
    ours = number(unguarded(got["ours"])) if want["loose"] else number(want["ours"])
    published = number(want["published"])
    report.same(where, None if ours is None or not published else ours / published, got["ratio"])


def check_published(report, where, want, got):
    report.check(where, unguarded(got["published"]) == want["published"], f"not as in the file: {want['published']}")


def check_note(report, where, want, got):
    report.check(where, got["note"].startswith(want["note"]), f"the note is not {want['note']!r}")
    report.check(where, not is_missing(got["ours"]) or got["note"], "neither a figure nor a reason")


def rows_that(rows, holds):
    """1 when it holds in every row that says something of it, 0 when it does not, None when none does."""
    said = [answer for answer in map(holds, rows) if answer is not None]
    return int(all(said)) if said else None


def near(a, b):
    return not is_missing(a) and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


def add_up(rows, network):
    sums = {}
    for row in rows:
        if row["network"] == network:
            sums[row["subfield"]] = sums.get(row["subfield"], 0) + row["models"]
    return int(all(value <= 100 for value in sums.values())) if sums else None


def one_count(rows):
    counts = {}
    for row in rows:
        counts.setdefault(row["model"], []).append(row["spaces"])
    said = [values for values in counts.values() if len(values) > 1]
    return int(all(len(set(values)) == 1 for values in said)) if said else None


def checks(tables):
    """What holds here, in the order of the table."""
    cores, usage = tables["rq2", "cores"], tables["rq3", "usage"]
    complete = [row for row in cores if row["density"] == 1]
    spaces = next((row["spaces"] for row in tables["rq3", "summary"] if (row["subfield"], row["network"]) == ("all", "usage")), None)
    yield "degree_and_density", 1, rows_that(cores, lambda r: near(r["average_degree"], 2 * r["edges"] / r["nodes"])
                                             and near(r["density"], r["edges"] / (r["nodes"] * (r["nodes"] - 1))))
    yield "complete_cores_reciprocity", 1, rows_that(complete, lambda r: r["reciprocity"] == 1)
    yield "complete_cores_assortativity", 1, rows_that(complete, lambda r: is_missing(r["assortativity"]))
    yield "complete_cores_rich_club", 0, rows_that(complete, lambda r: None if is_missing(r["rich_club"]) else r["rich_club"] == 1)
    yield "unequal_degrees_assortativity", 0, rows_that(cores, lambda r: None if 2 * r["edges"] % r["nodes"] == 0 else not is_missing(r["assortativity"]))
    yield "k_below_people", 0, rows_that(cores, lambda r: None if is_missing(r["undirected_k"]) else r["undirected_k"] <= r["nodes"] - 1)
    yield "last_core_degree", 0, rows_that(cores, lambda r: near(r["average_degree"], r["k"]) if r["is_max"] else None)
    yield "ranges_of_the_text", 0, None
    yield "third_quartile_of_zero", 0, rows_that(tables["rq1", "summary"], lambda r: r["zero_share"] >= 0.75 if r["p75"] == 0 else None)
    yield "accepted_pairs_by_name", 0, None
    yield "accepted_pairs_by_mail", 1, None
    yield "names_are_developers", 0, None
    yield "isolates_are_the_rest", 1, rows_that(tables["rq2", "network"], lambda r: near(r["isolate_share"], 1 - r["connected"] / r["developers"])
                                                if r["developers"] else None)
    yield "one_count_a_model", 0, one_count(usage)
    yield "no_more_than_all_spaces", 0, rows_that(usage, lambda r: None if spaces is None else r["spaces"] <= spaces)
    yield "owners_by_use_add_up", 0, add_up(tables["rq3", "owners"], "usage")
    yield "owners_by_co_usage_add_up", 1, add_up(tables["rq3", "owners"], "cousage")
    yield "the_higher_group", 0, rows_that(tables["rq1", "mann_whitney"], lambda r: None if is_missing(r.get("u"))
                                          else near(r["cliffs_delta"], 2 * r["u"] / (r["n_a"] * r["n_b"]) - 1))
    yield "no_repository_holds_most", 0, rows_that(tables["rq1", "concentration"], lambda r: None if is_missing(r["largest_share"]) else r["largest_share"] <= 0.5)


def any_text(*_):
    """Said in words; nothing to recompute."""


def expected(world):
    """Table name -> what it should hold."""
    tables = tables_of_the_study(world)
    figures = [{**figure, "ours": cell(tables, figure), "loose": figure["column"] in LOOSE} for figure in read_csv_file(world.options.study)]
    return {
        "reproduce": Expected("item section what published ours ratio comparable note", "item", figures,
                              checks={"ours": check_ours, "ratio": check_ratio, "note": check_note, "published": check_published}),
        "checks": Expected("item section statement published_holds ours_holds note", "item",
                           [{"item": item, "published_holds": published, "ours_holds": ours} for item, published, ours in checks(tables)],
                           checks={"section": any_text, "statement": any_text, "note": any_text}),
    }
