"""Roles: who discusses, who commits, in which order, by pandas from the views `commits`, `commit_authors` and `discussions`."""
import re

import pandas as pd

from .organisations import TYPES, Ownership, by_bytes
from .tables import Expected
from .world import KINDS, read_csv_file

FIRST_DAY = pd.Timestamp("2016-01-01", tz="UTC")
CODES = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}
AFTER = 12


def moment(world):
    """The end of the newest complete snapshot, else of the newest."""
    row = world.query("SELECT coalesce(finished_at, started_at) AS at FROM snapshots ORDER BY complete DESC, snapshot_id DESC LIMIT 1")
    return pd.Timestamp(row["at"].iloc[0])


def ratio(part, whole):
    return part / whole if whole else None


def iso(time):
    return None if pd.isna(time) else time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"


def chosen(times, others, is_chosen):
    """The time for which it holds; the other one where one is missing."""
    times, others = times.fillna(others), others.fillna(times)
    return times.where(is_chosen(times, others), others)


def fewest(numbers, numerator, denominator):
    """How many of the largest numbers reach a part of their sum; exact."""
    numbers = sorted((int(n) for n in numbers), reverse=True)
    whole, reached = sum(numbers), 0
    for size, number in enumerate(numbers, 1):
        reached += number
        if reached * denominator >= whole * numerator:
            return size if whole else None
    return None


class Histories:
    """Commits and discussions of the repositories where both were read, with their developers."""

    def __init__(self, world):
        options = world.options
        self.options, self.world = options, world
        self.kinds = [kind for kind in KINDS if kind in (options.kind or KINDS) and kind in world.listed]
        self.top = options.top_of("roles") or None
        self.end = moment(world)
        both = world.known.get("commits", set()) & world.known.get("discussions", set())
        self.repos = world.repos[world.repos.kind.isin(self.kinds)]
        self.read = self.repos[self.repos.index.isin(both)]
        times = self.dated(world.commits[world.commits.repo_id.isin(self.read.index)], "committed_at")
        named = world.authors[world.authors.repo_id.isin(self.read.index) & world.authors.developer.notna()]
        named = named.drop_duplicates(["repo_id", "sha", "developer"])
        self.commits = named.merge(times[["repo_id", "sha", "at"]], on=["repo_id", "sha"])
        told = self.dated(world.query("SELECT repo_id, num, created_at, status, is_pull_request, title FROM discussions"), "created_at")
        discussions = world.discussions[world.discussions.repo_id.isin(self.read.index)].merge(told, on=["repo_id", "num"])
        self.discussions = discussions[discussions.author.isna() | discussions.developer.notna()]  # bots start none
        self.started = self.discussions[self.discussions.developer.notna()]

    def dated(self, frame, column):
        at = pd.to_datetime(frame[column], utc=True, errors="coerce", format="%Y-%m-%dT%H:%M:%S.%fZ")
        return frame.assign(at=at.where((at >= FIRST_DAY) & (at <= self.end)))

    def scopes(self):
        for kind in self.kinds:
            yield kind, self.read.index[self.read.kind == kind]
        yield "all", self.read.index

    def within(self, frame, repos):
        return frame[frame.repo_id.isin(repos)]

    def acts(self, repos, by):
        """Commits and discussions of a developer (in a repository): how many, since when, until when, what came first."""
        commits, started = self.within(self.commits, repos), self.within(self.started, repos)
        order = started.assign(id=started.repo_id.map(self.read.id).map(by_bytes), kind=started.repo_id.map(self.read.kind).map(KINDS.index))
        first = order[order["at"].notna()].sort_values(["at", "id", "kind", "num"]).groupby(by).is_pull_request.first()
        frame = pd.DataFrame({
            "commits": commits.groupby(by).size(), "discussions": started.groupby(by).size(),
            "pull_requests": started[started.is_pull_request == 1].groupby(by).size(),
            "first_commit": commits.groupby(by)["at"].min(), "first_discussion": started.groupby(by)["at"].min(),
            "last_commit": commits.groupby(by)["at"].max(), "last_discussion": started.groupby(by)["at"].max(), "via": first})
        for column in ("commits", "discussions", "pull_requests"):
            frame[column] = frame[column].fillna(0).astype(int)
        frame["first"] = chosen(frame.first_commit, frame.first_discussion, lambda a, b: a <= b)
        frame["last"] = chosen(frame.last_commit, frame.last_discussion, lambda a, b: a >= b)
        return frame

    def people(self, repos):
        return self.acts(repos, "developer")

    def participations(self, repos):
        return self.acts(repos, ["repo_id", "developer"])


def community(acts):
    return {"only_commit": int(((acts.commits > 0) & (acts.discussions == 0)).sum()),
            "only_discuss": int(((acts.commits == 0) & (acts.discussions > 0)).sum()),
            "both": int(((acts.commits > 0) & (acts.discussions > 0)).sum())}


def summary_rows(histories):
    for kind, repos in histories.scopes():
        people = histories.people(repos)
        counts, n = community(people), len(people)
        core = fewest(people.commits[people.commits > 0], 4, 5)
        everything = histories.repos if kind == "all" else histories.repos[histories.repos.kind == kind]
        active = set(histories.within(histories.commits, repos).repo_id) & set(histories.within(histories.started, repos).repo_id)
        yield {"kind": kind, "repositories": len(repos), "repositories_unread": len(everything) - len(repos), "active": len(active),
               "developers": n, **counts, **{f"{name}_share": ratio(count, n) for name, count in counts.items()},
               "core_developers": core, "core_share": None if core is None else core / int((people.commits > 0).sum())}


def repositories_rows(histories):
    rows = []
    for repo, acts in histories.participations(histories.read.index).groupby(level="repo_id"):
        counts = community(acts)
        rows.append({"kind": histories.read.kind[repo], "repository": histories.read.id[repo], "community": len(acts),
                     "committers": int((acts.commits > 0).sum()), "starters": int((acts.discussions > 0).sum()), **counts,
                     "absence_factor": fewest(acts.commits, 1, 2), "first_at": iso(acts["first"].min()), "last_at": iso(acts["last"].max())})
    rows.sort(key=lambda row: (-row["community"], KINDS.index(row["kind"]), by_bytes(row["repository"])))
    return [{**row, "rank": rank} for rank, row in enumerate(rows[:histories.top], 1)]


def journey(kind, scope, acts):
    both = acts[(acts.commits > 0) & (acts.discussions > 0)]
    dated = both[both.first_commit.notna() & both.first_discussion.notna()]
    first = dated[dated.first_discussion < dated.first_commit]
    days = (first.first_commit - first.first_discussion) / pd.Timedelta(days=1)
    only = int(((acts.commits == 0) & (acts.discussions > 0)).sum())
    return {"kind": kind, "scope": scope, "both": len(both), "discussion_first": len(first),
            "commit_first": int((dated.first_commit < dated.first_discussion).sum()),
            "same_time": int((dated.first_commit == dated.first_discussion).sum()), "undated": len(both) - len(dated),
            "discussion_first_share": ratio(len(first), len(dated)), "via_pull_request": int((first.via == 1).sum()),
            "conversion": ratio(len(first), len(first) + only),
            **{f"days_p{p}": days.quantile(p / 100) if len(days) else None for p in (25, 50, 75)}}


def journeys_rows(histories):
    for kind, repos in histories.scopes():
        acts = histories.participations(repos).reset_index()
        yield journey(kind, "repository", acts)
        yield journey(kind, "outsiders", acts[acts.repo_id.map(histories.read.owner) != acts.developer] if len(acts) else acts)
        yield journey(kind, "hub", histories.people(repos))


def periods(histories):
    """Who was active in which period, each pair once, and the periods from the first one to that of the snapshot."""
    code = CODES[histories.options.every or "month"]
    active = pd.concat([frame.loc[frame["at"].notna(), ["developer", "at"]] for frame in (histories.commits, histories.started)])
    active = active.assign(period=active["at"].dt.tz_localize(None).dt.to_period(code))
    active = active[["developer", "period"]].drop_duplicates()
    return active, pd.period_range(active.period.min(), histories.end.tz_localize(None).to_period(code)) if len(active) else []


def period_name(period, every):
    if every == "week":
        year, week, _ = period.start_time.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{period.year}-Q{period.quarter}" if every == "quarter" else str(period)


def newcomers_rows(histories):
    active, all_periods = periods(histories)
    cohort, people = active.groupby("developer").period.min(), histories.people(histories.read.index)
    first = people.loc[cohort.index]
    never = histories.end + pd.Timedelta(days=1)
    commit, discussion = first.first_commit.fillna(never), first.first_discussion.fillna(never)
    for period in all_periods:
        new, n = cohort == period, int((active.period == period).sum())
        yield {"period": period_name(period, histories.options.every), "active": n, "newcomers": int(new.sum()),
               "by_commit": int((new & (commit <= discussion)).sum()), "by_discussion": int((new & (discussion <= commit)).sum()),
               "returning": n - int(new.sum())}


def retention_rows(histories):
    active, all_periods = periods(histories)
    if not len(active):
        return
    cohort = active.groupby("developer").period.min()
    after = active.assign(cohort=active.developer.map(cohort))
    for period in all_periods:
        size = int((cohort == period).sum())
        mine = after[after.cohort == period]
        for later in range(1, AFTER + 1):
            if size and period + later <= all_periods[-1]:
                stayed = int((mine.period == period + later).sum())
                yield {"cohort": period_name(period, histories.options.every), "size": size, "after": later, "active": stayed, "share": stayed / size}


def first_kind(row):
    if pd.isna(row["first"]):
        return None
    return "both" if row.first_commit == row.first_discussion else "commit" if row.first_commit == row["first"] else "discussion"


def developers_rows(histories):
    people = histories.people(histories.read.index)
    where = pd.concat([histories.commits[["developer", "repo_id"]], histories.started[["developer", "repo_id"]]]).drop_duplicates().groupby("developer").size()
    core = sorted(people.index[people.commits > 0], key=lambda name: (-people.commits[name], by_bytes(name)))[:fewest(people.commits, 4, 5) or 0]
    order = sorted(people.index, key=lambda name: (-people.commits[name], -people.discussions[name], by_bytes(name)))
    core = set(core)
    for rank, name in enumerate(order[:histories.top], 1):
        row = people.loc[name]
        yield {"rank": rank, "developer": name, "role": "discuss" if row.commits == 0 else "commit" if row.discussions == 0 else "both",
               "repositories": int(where[name]), "commits": row.commits, "discussions": row.discussions, "pull_requests": row.pull_requests,
               "first_kind": first_kind(row), "first_at": iso(row["first"]), "last_at": iso(row["last"]), "core": int(name in core)}


def outsiders(histories, requests):
    first = histories.participations(histories.read.index).first_commit
    before = pd.Series([first.get((row.repo_id, row.developer), pd.NaT) for row in requests.itertuples()], index=requests.index, dtype=first.dtype)
    known = requests.developer.notna() & requests["at"].notna() & (requests.developer != requests.repo_id.map(histories.read.owner))
    return known & ~(before < requests["at"])


def pull_requests_rows(histories, ownership):
    types = ownership.repos.entity_type
    requests = histories.discussions[histories.discussions.is_pull_request == 1]
    requests = requests.assign(outsider=outsiders(histories, requests))
    for kind, repos in histories.scopes():
        for name in ("all",) + TYPES:
            mine = repos if name == "all" else repos[repos.map(types) == name]
            if name != "all" and not len(mine):
                continue
            part = histories.within(requests, mine)
            merged, closed = part[part.status == "merged"], part[part.status == "closed"]
            yield {"kind": kind, "entity_type": name, "repositories": len(mine), "discussions": len(histories.within(histories.discussions, mine)),
                   "pull_requests": len(part), "merged": len(merged), "closed": len(closed), "open": len(part) - len(merged) - len(closed),
                   "merged_share": ratio(len(merged), len(merged) + len(closed)), "by_outsiders": int(part.outsider.sum()),
                   "outsider_share": ratio(int(part.outsider.sum()), len(part)),
                   "outsider_merged_share": ratio(int(merged.outsider.sum()), int(merged.outsider.sum() + closed.outsider.sum()))}


def exchange_rows(histories, ownership):
    own = ownership.repos
    commits = histories.commits.assign(**{column: histories.commits.repo_id.map(own[column]) for column in ("entity", "listed", "type_of_entity", "key")})
    bare = commits.entity.isna()
    commits.loc[bare, "entity"] = commits.repo_id[bare].map(own.id)
    commits["bare"] = bare.astype(int)
    sums = commits.groupby(["developer", "entity", "listed", "bare", "type_of_entity"]).size().reset_index(name="commits")
    pairs = {}
    for _, part in sums.groupby("developer"):
        rows = sorted(part.itertuples(), key=lambda row: (-row.commits, by_bytes(row.entity), -row.listed))
        home = rows[0]
        for row in rows[1:]:
            if all(end.listed and end.type_of_entity != "individual" for end in (home, row)):
                pairs.setdefault((home.entity, row.entity), []).append(row.commits)
    rows = [{"source": source, "target": target, "developers": len(part), "commits": sum(part)} for (source, target), part in pairs.items()]
    rows.sort(key=lambda row: (-row["commits"], by_bytes(row["source"]), by_bytes(row["target"])))
    return rows[:histories.top]


def subject_patterns(path):
    words = {}
    for row in read_csv_file(path):
        word = re.escape(row["word"].lower())
        words.setdefault(row["subject"], []).append(word if not re.search("[a-z0-9]", row["word"].lower()) else f"(?<![a-z0-9]){word}(?![a-z0-9])")
    return {subject: re.compile("|".join(some)) for subject, some in words.items()}


def ascii_lower(text):
    return "".join(c.lower() if c.isascii() else c for c in text)


def subjects_rows(histories):
    patterns = subject_patterns(histories.options.subjects)
    titles = histories.discussions.title.map(ascii_lower)
    marks = {subject: titles.map(lambda title, pattern=pattern: bool(pattern.search(title))).astype(bool) for subject, pattern in patterns.items()}
    marks["other"] = ~pd.DataFrame(marks, index=titles.index).any(axis=1)
    for kind, repos in histories.scopes():
        of_kind = histories.discussions.repo_id.isin(repos)
        for subject, mark in marks.items():
            part = histories.discussions[of_kind & mark]
            yield {"kind": kind, "subject": subject, "discussions": len(part), "share": ratio(len(part), int(of_kind.sum())),
                   "pull_requests": int((part.is_pull_request == 1).sum()), "repositories": part.repo_id.nunique()}


def expected(world):
    histories, ownership = Histories(world), Ownership(world)
    return {
        "summary": Expected("kind repositories repositories_unread active developers only_commit only_discuss both only_commit_share only_discuss_share "
                            "both_share core_developers core_share", "kind", list(summary_rows(histories))),
        "repositories": Expected("rank kind repository community committers starters only_commit only_discuss both absence_factor first_at last_at",
                                 "rank kind repository", repositories_rows(histories)),
        "journeys": Expected("kind scope both discussion_first commit_first same_time undated discussion_first_share via_pull_request conversion "
                             "days_p25 days_p50 days_p75", "kind scope", list(journeys_rows(histories))),
        "newcomers": Expected("period active newcomers by_commit by_discussion returning", "period", list(newcomers_rows(histories))),
        "retention": Expected("cohort size after active share", "cohort after", list(retention_rows(histories))),
        "developers": Expected("rank developer role repositories commits discussions pull_requests first_kind first_at last_at core", "rank developer",
                               list(developers_rows(histories))),
        "pull_requests": Expected("kind entity_type repositories discussions pull_requests merged closed open merged_share by_outsiders outsider_share "
                                  "outsider_merged_share", "kind entity_type", list(pull_requests_rows(histories, ownership))),
        "exchange": Expected("source target developers commits", "source target", exchange_rows(histories, ownership)),
        "subjects": Expected("kind subject discussions share pull_requests repositories", "kind subject", list(subjects_rows(histories))),
    }
