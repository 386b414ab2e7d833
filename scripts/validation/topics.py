"""Topics: languages, domains, tasks, evaluation datasets and cards by pandas and Python's own JSON."""
import json
import re

import numpy as np
import pandas as pd

from .tables import Expected
from .world import KINDS, read_csv_file

FLOORED = ("2022-03-02T23:29:04.000Z", "2022-03-02T23:29:06.000Z")
YEAR = pd.Timedelta(days=365.25)
OLD_CODES = {"cmn": "zh", "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
NO_LANGUAGE = {"", "code", "und", "unk", "unknown", "zxx", "mis", "none"}
MULTILINGUAL = object()
UNKNOWN = object()
FIELDS = ("license language datasets base_model tags pipeline_tag library_name model-index metrics co2_eq_emissions "
          "new_version").split()


def part(some, whole):
    return some / whole if whole else None


def rows_where(frame, flags):
    """An empty list of flags would choose columns."""
    return frame[np.array(list(flags), dtype=bool)]


def by_bytes(text):
    return (text or "").encode()


class Languages:
    """What texts say of languages."""

    def __init__(self, path):
        self.names, self.longer, self.by_name = {}, {}, {}
        for row in read_csv_file(path):
            code = row["code"].lower()
            self.names[code] = row["name"]
            self.longer.update({row[column].lower(): code for column in ("alpha3", "alpha3_b") if row.get(column)})
            self.by_name[row["name"].lower()] = min(code, self.by_name.get(row["name"].lower(), "zz"))

    def read(self, text):
        """A code, MULTILINGUAL, UNKNOWN or None."""
        text = text.strip(" \t\n\v\f\r").translate({c: c + 32 for c in range(65, 91)})
        if text in self.by_name:
            return self.by_name[text]
        code = re.split("[-_]", text)[0]
        if code in ("multilingual", "mul"):
            return MULTILINGUAL
        if code in NO_LANGUAGE:
            return None
        if code in self.names:
            return code
        if code in self.longer or code in OLD_CODES:
            return self.longer.get(code) or OLD_CODES[code]
        return code if re.fullmatch("[a-z]{3}", code) else UNKNOWN

    def declared(self, repo):
        """(languages, said multilingual, source, number of unknown texts) of a repository."""
        tags = [tag[len("language:"):] for tag in repo.tags if tag.startswith("language:")]
        bare = [tag for tag in repo.tags if tag in self.names] if repo.kind == "model" else []
        sources = (("from_card", card_texts(repo.card.get("language"))), ("from_card", card_texts(repo.card.get("languages"))),
                   ("from_tags", tags), ("from_bare_tags", bare))
        unknown = set()
        for source, texts in sources:
            read = {text: self.read(text) for text in texts}
            unknown |= {text for text, what in read.items() if what is UNKNOWN}
            languages = {what for what in read.values() if isinstance(what, str)}
            if languages or MULTILINGUAL in read.values():
                return languages, MULTILINGUAL in read.values(), source, len(unknown)
        return set(), False, None, len(unknown)


def card_texts(value):
    if isinstance(value, dict):
        return [text for text in value.values() if isinstance(text, str)]
    values = value if isinstance(value, list) else [value]
    return [text if isinstance(text, str) else "no" for text in values if isinstance(text, str) or text is False]


def read_card(text):
    try:
        card = json.loads(text)
    except (TypeError, ValueError):
        return None
    return card if isinstance(card, dict) else None


def repositories(world):
    """One row a repository of the period: what the views say, its tags as a list, its card as a dictionary."""
    frame = world.query("SELECT repo_id, created_at, downloads_all_time, pipeline_tag, library_name FROM repos").set_index("repo_id")
    repos = world.repos.join(frame)
    cards = world.query("SELECT repo_id, card FROM cards WHERE card IS NOT NULL").set_index("repo_id").card.map(read_card)
    repos["has_card"] = repos.index.isin(cards.dropna().index)
    repos["card"] = cards.reindex(repos.index)
    repos["card"] = [card if isinstance(card, dict) else {} for card in repos.card]
    tags = world.tags.groupby("repo_id").tag.agg(list).reindex(repos.index)
    repos["tags"] = [tag if isinstance(tag, list) else [] for tag in tags]
    repos["likes"] = repos.likes.fillna(0).astype(int)
    repos["downloads"] = repos.downloads.fillna(0).astype(int)
    repos["owner_key"] = [owner if isinstance(owner, str) else ("", name) for owner, name in zip(repos.owner, repos.id)]
    age = moment(world) - pd.to_datetime(repos.created_at, utc=True)
    repos["floored"] = (repos.created_at >= FLOORED[0]) & (repos.created_at < FLOORED[1])
    repos["last_year"] = (age < YEAR) & ~repos.floored
    repos["year_before"] = (age >= YEAR) & (age < 2 * YEAR) & ~repos.floored
    created = pd.to_datetime(repos.created_at, utc=True)
    for bound, keeps in ((world.options.since, created.ge), (world.options.until, created.lt)):
        if bound:
            repos = repos[keeps(pd.to_datetime(bound, utc=True)).reindex(repos.index)]
    return repos


def moment(world):
    """When the newest complete snapshot of everything ended."""
    ((text,),) = world.query("SELECT coalesce(finished_at, started_at) FROM snapshots ORDER BY complete AND author IS NULL "
                             "AND filter IS NULL AND row_limit IS NULL DESC, snapshot_id DESC LIMIT 1").to_numpy()
    return pd.to_datetime(text, utc=True)


def top_of(world, default=100):
    return world.options.top or default


def kinds_of(world):
    wanted = {word.rstrip("s") for given in world.options.kind or KINDS for word in given.split(",")}
    return [kind for kind in KINDS if kind in wanted]


def tally(group, kind, downloads):
    """What is told of repositories that have something in common."""
    last, before = int(group.last_year.sum()), int(group.year_before.sum())
    sums = {"repositories": len(group), "owners": group.owner_key.nunique(), "likes": group.likes.sum(), "created_last_year": last,
            "created_year_before": before, "growth": last / before - 1 if before else None}
    if kind != "space":
        sums.update(downloads=group.downloads.sum(), downloads_share=part(group.downloads.sum(), downloads))
    return sums


def declared_row(kind, group, year=None, floored=None):
    declaring = group[group.source.notna()]
    english = rows_where(declaring, ("en" in languages for languages in declaring.languages))
    only = sum(len(l) == 1 and not m for l, m in zip(english.languages, english.word))
    many = sum(m or len(l) > 1 for l, m in zip(declaring.languages, declaring.word))
    return {"kind": kind, "year": year, "floored": floored, "repositories": len(group), "declaring": len(declaring),
            "declaring_share": part(len(declaring), len(group)), "english": len(english), "english_share": part(len(english), len(declaring)),
            "english_only": only, "other_only": sum(bool(l) and "en" not in l for l in declaring.languages),
            "multilingual": many, "languages": len(set().union(*declaring.languages)), "unknown_codes": group.unknown.sum(),
            **{source: int((group.source == source).sum()) for source in ("from_card", "from_tags", "from_bare_tags")}}


def language_rows(world, repos, codes):
    """Rows of language_summary and of languages."""
    summary, ranked = [], []
    for kind in kinds_of(world):
        group = repos[repos.kind == kind]
        if kind not in world.listed:
            summary.append({"kind": kind})
            continue
        read = [codes.declared(repo) for repo in group.itertuples()]
        told = pd.DataFrame(read, columns=["languages", "word", "source", "unknown"], index=group.index).astype({"source": object})
        group = group.join(told)
        summary.append(declared_row(kind, group))
        years = group.created_at.str[:4].astype(float)
        for (year, late), some in group.groupby([years, ~group.floored]):
            summary.append(declared_row(kind, some, int(year), 0 if late else 1))
        declaring = group[group.source.notna()]
        found = {}
        for repo_id, languages in declaring.languages.items():
            for language in languages:
                found.setdefault(language, []).append(repo_id)
        order = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        for rank, (language, ids) in enumerate(order[:top_of(world)], 1):
            some = declaring.loc[ids]
            ranked.append({"kind": kind, "rank": rank, "language": language, "name": codes.names.get(language),
                           "share": part(len(some), len(declaring)),
                           "only": sum(len(l) == 1 and not m for l, m in zip(some.languages, some.word)),
                           **tally(some, kind, declaring.downloads.sum())})
    return summary, ranked


class Owners:
    """Who stands behind owners."""

    def __init__(self, world):
        self.listed = {row["namespace"].lower(): row for row in read_csv_file(world.options.organisations)}
        self.told = dict(world.query("SELECT owner, kind FROM owners WHERE kind IS NOT NULL").to_numpy())

    def of(self, owner):
        if not isinstance(owner, str):
            return {"entity_type": "unknown"}
        listed = self.listed.get(owner.lower())
        if listed:
            return {"entity": listed["entity"], "entity_type": listed["type"].lower(), "country": listed["country"]}
        return {"entity": owner, "entity_type": {"user": "individual", "org": "organisation"}.get(self.told.get(owner), "unknown")}


def domain_rows(world, repos, owners):
    """Rows of domains and of domain_owners."""
    words = {}
    for row in read_csv_file(world.options.domains):
        words.setdefault(row["domain"], set()).add(row["tag"].lower())
    texts = pd.Series([{text.lower() for text in [*repo.tags, repo.pipeline_tag, repo.library_name] if isinstance(text, str)}
                       for repo in repos.itertuples()], index=repos.index, dtype=object)
    domains, ranked = [], []
    for kind in kinds_of(world):
        group = repos[repos.kind == kind]
        for domain, meant in words.items():
            if kind not in world.listed:
                domains.append({"kind": kind, "domain": domain})
                continue
            some = rows_where(group, (not meant.isdisjoint(texts[repo_id]) for repo_id in group.index))
            sizes = some.groupby("owner_key").size()
            domains.append({"kind": kind, "domain": domain, "share": part(len(some), len(group)),
                            "hhi": ((sizes / len(some)) ** 2).sum() if len(some) else None, **tally(some, kind, group.downloads.sum())})
            value = "likes" if kind == "space" else "downloads"
            sums = {owner: mine for owner, mine in some.groupby("owner")}
            order = sorted(sums, key=lambda owner: (-sums[owner][value].sum(), by_bytes(owner)))
            for rank, owner in enumerate(order[:top_of(world, 10)], 1):
                mine = sums[owner]
                ranked.append({"kind": kind, "domain": domain, "rank": rank, "owner": owner, "repositories": len(mine),
                               "likes": mine.likes.sum(), "downloads": None if kind == "space" else mine.downloads.sum(),
                               "share": part(mine[value].sum(), some[value].sum()), **owners.of(owner)})
    return domains, ranked


def task_rows(world, repos):
    modality = {row["task"]: row["modality"] for row in read_csv_file(world.options.tasks)}
    models = repos[repos.kind == "model"]
    first = sorted(models.itertuples(), key=lambda model: (-model.downloads, by_bytes(model.id)))
    tasks = models.pipeline_tag.fillna("")
    order = sorted(models.groupby(tasks), key=lambda item: (-item[1].downloads.sum(), by_bytes(item[0])))
    for rank, (task, some) in enumerate(order[:top_of(world)], 1):
        yield {"rank": rank, "task": task, "modality": modality.get(task), "models": len(some), "share": len(some) / len(models),
               "downloads": some.downloads.sum(), "downloads_share": part(some.downloads.sum(), models.downloads.sum()),
               **{f"in_top_{n}": sum(tasks[model.Index] == task for model in first[:n]) for n in (10, 100)}}


def evaluation_rule(dataset, listed):
    tags = {tag.lower() for tag in dataset.tags}
    name = dataset.id.split("/", 1)[-1].lower()
    tokens = re.split("[^a-z0-9]+", name)
    if "benchmark:official" in dataset.tags:
        return "official"
    if tags & {"benchmark", "benchmarks", "evaluation", "eval", "leaderboard", "llm-evaluation"}:
        return "tag"
    if any(token in ("benchmark", "benchmarks", "eval", "evals", "evaluation", "leaderboard") or token.endswith("bench") for token in tokens):
        return "name"
    return "listed" if {name, dataset.id.lower()} & listed else None


def evaluation_rows(world, repos, owners):
    """Rows of evaluation and of evaluation_datasets."""
    listed = {row["dataset"].lower() for row in read_csv_file(world.options.evaluation_datasets)}
    datasets = repos[repos.kind == "dataset"]
    rules = {dataset.Index: evaluation_rule(dataset, listed) for dataset in datasets.itertuples()}
    shares, rows = [], []
    for measure in ("downloads", "downloads_all_time"):
        values = datasets[measure].dropna()
        ranked = sorted(values.items(), key=lambda item: (-item[1], by_bytes(datasets.id[item[0]])))
        for top_n in (10, 50, 100, 1000, 0):
            first = ranked[:top_n or None]
            counting = [value for dataset, value in first if rules[dataset]]
            known = {"datasets": len(first), "evaluation": len(counting), "evaluation_share": part(len(counting), len(first)),
                     "downloads_share": part(sum(counting), sum(value for _, value in first))}
            shares.append({"measure": measure, "top_n": top_n, **(known if "dataset" in world.listed else {})})
        for rank, (dataset, value) in enumerate(ranked[:top_of(world)], 1):
            owner = datasets.owner[dataset]
            rows.append({"measure": measure, "rank": rank, "dataset": datasets.id[dataset], "owner": owner, "value": value,
                         "entity_type": owners.of(owner)["entity_type"], "evaluation": int(bool(rules[dataset])), "rule": rules[dataset]})
    return shares, rows


def is_there(value):
    return not (value is None or value == "" or value == [] or value == {})


def card_rows(world, repos):
    fields = {"card": lambda repo: repo.has_card}
    fields.update({name: lambda repo, name=name: is_there(repo.card.get(name)) for name in FIELDS})
    fields.update({name: lambda repo, name=name: any(tag.startswith(name + ":") for tag in repo.tags) for name in ("arxiv", "doi")})
    for kind in kinds_of(world):
        group = repos[repos.kind == kind]
        for name, has in fields.items():
            some = rows_where(group, (has(repo) for repo in group.itertuples()))
            known = {"repositories": len(some), "share": part(len(some), len(group)),
                     "downloads_share": None if kind == "space" else part(some.downloads.sum(), group.downloads.sum())}
            yield {"kind": kind, "field": name, **(known if kind in world.listed else {})}


def expected(world):
    """Table name -> what it should hold."""
    repos, owners = repositories(world), Owners(world)
    summary, languages = language_rows(world, repos, Languages(world.options.languages))
    domains, domain_owners = domain_rows(world, repos, owners)
    evaluation, evaluation_datasets = evaluation_rows(world, repos, owners)
    grown = "created_last_year created_year_before growth"
    return {
        "language_summary": Expected("kind year floored repositories declaring declaring_share english english_share english_only other_only "
                                     "multilingual languages from_card from_tags from_bare_tags unknown_codes", "kind year floored", summary),
        "languages": Expected("kind rank language name repositories share only owners likes downloads downloads_share " + grown,
                              "kind rank", languages),
        "domains": Expected(f"kind domain repositories share owners likes downloads downloads_share {grown} hhi", "kind domain", domains),
        "domain_owners": Expected("kind domain rank owner entity entity_type country repositories likes downloads share", "kind domain rank",
                                  domain_owners),
        "tasks": Expected("rank task modality models share downloads downloads_share in_top_10 in_top_100", "rank", list(task_rows(world, repos))),
        "evaluation": Expected("measure top_n datasets evaluation evaluation_share downloads_share", "measure top_n", evaluation),
        "evaluation_datasets": Expected("measure rank dataset owner entity_type value evaluation rule", "measure rank", evaluation_datasets),
        "cards": Expected("kind field repositories share downloads_share", "kind field", list(card_rows(world, repos))),
    }
