"""Calendar: which owners are active on which days, by pandas from the views `repos`, `commits`, `commit_authors` and `discussions`."""
import pandas as pd

from .organisations import Ownership, by_bytes
from .roles import moment
from .tables import Expected
from .world import KINDS

FLOOR = pd.Timestamp("2022-03-02T23:29:04Z")
EVENTS = ("models", "datasets", "spaces", "commits", "discussions")
DAY = pd.Timedelta(days=1)


def parsed(times):
    return pd.to_datetime(times, utc=True, errors="coerce", format="%Y-%m-%dT%H:%M:%S.%fZ")


class Calendar:
    """Every event of the window, with the owner or entity that it belongs to."""

    def __init__(self, world):
        options = world.options
        self.options, self.by = options, options.by or "owner"
        kinds = [kind for kind in KINDS if kind in (options.kind or KINDS) and kind in world.listed]
        own = Ownership(world).repos if not (options.since or options.until) else self.unbounded(world)
        own = own[own.kind.isin(kinds) & own.owner.notna()]
        own = own.assign(name=own.entity if self.by == "entity" else own.owner, shown_type=own.type_of_entity if self.by == "entity" else own.entity_type,
                         listed=own.listed if self.by == "entity" else 0)
        own["who"] = list(zip(own.name, own.listed))
        self.own = own
        self.known = world.known
        self.end = pd.Timestamp(options.until, tz="UTC") if options.until else moment(world).floor("D") + DAY
        self.begin = pd.Timestamp(options.since, tz="UTC") if options.since else self.end - 365 * DAY
        self.events = self.happened(world)

    @staticmethod
    def unbounded(world):
        """Who owns what, whenever it was created."""
        options = world.options
        since, until, options.since, options.until = options.since, options.until, None, None
        try:
            return Ownership(world).repos
        finally:
            options.since, options.until = since, until

    def happened(self, world):
        created = parsed(self.own.created_at)
        created = created[~((created >= FLOOR) & (created < FLOOR + pd.Timedelta(seconds=2)))]
        parts = [pd.DataFrame({"repo_id": created.index, "at": created, "event": self.own.kind[created.index] + "s"})]
        somebody = world.authors[world.authors.developer.notna()][["repo_id", "sha"]].drop_duplicates()
        commits = world.commits.merge(somebody, on=["repo_id", "sha"])
        parts.append(pd.DataFrame({"repo_id": commits.repo_id, "at": parsed(commits.committed_at), "event": "commits"}))
        told = world.discussions[world.discussions.author.isna() | world.discussions.developer.notna()]
        told = told.merge(world.query("SELECT repo_id, num, created_at FROM discussions"), on=["repo_id", "num"])
        parts.append(pd.DataFrame({"repo_id": told.repo_id, "at": parsed(told.created_at), "event": "discussions"}))
        for part, what in ((1, "commits"), (2, "discussions")):
            parts[part] = parts[part][parts[part].repo_id.isin(world.known.get(what, set()))]
        events = pd.concat(parts)
        events = events[events.repo_id.isin(self.own.index) & (events["at"] >= self.begin) & (events["at"] < self.end)]
        return events.assign(who=events.repo_id.map(self.own.who), day=events["at"].dt.floor("D"))

    def ranked(self):
        names = [name for given in self.options.owner or () for name in given.split(",")]
        counts = self.events.groupby("who").size()
        order = sorted(counts.index, key=lambda who: (-counts[who], by_bytes(who[0]), -who[1]))
        if names:
            order = [who for who in order if who[0] in names]
        else:
            order = order[:self.options.top_of("calendar") or None]
        for rank, who in enumerate(order, 1):
            yield rank, who, self.events[self.events.who == who]

    def date(self, day):
        if self.options.every == "week":
            return day - day.weekday() * DAY
        return day.replace(day=1) if self.options.every == "month" else day


def counts_of(events):
    return {name: int((events.event == name).sum()) for name in EVENTS}


def activity_rows(calendar):
    for rank, who, events in calendar.ranked():
        own = calendar.own[calendar.own.who == who]
        by_day = events.groupby("day").size()
        days = list(by_day.index)
        longest = streak = 1
        gaps = [int((b - a) / DAY) - 1 for a, b in zip(days, days[1:])]
        for gap in gaps:
            streak = 1 if gap else streak + 1
            longest = max(longest, streak)
        yield {"rank": rank, "owner": who[0], "entity": own.entity.iloc[0], "entity_type": own.shown_type.iloc[0], "events": len(events),
               **counts_of(events), "active_days": len(days), "longest_streak": longest, "longest_gap": max(gaps, default=0),
               "busiest": f"{by_day.idxmax():%Y-%m-%d}", "busiest_events": int(by_day.max()), "first": f"{days[0]:%Y-%m-%d}", "last": f"{days[-1]:%Y-%m-%d}",
               "repositories": len(own), **{f"{what}_read": int(own.index.isin(calendar.known.get(what, set())).sum()) for what in ("commits", "discussions")}}


def calendar_rows(calendar):
    for rank, who, events in calendar.ranked():
        dated = events.assign(date=events.day.map(calendar.date))
        sums = dated.groupby("date").size()
        quartiles = [sums.quantile(q) for q in (0.25, 0.5, 0.75)]
        for date, part in dated.groupby("date"):
            yield {"rank": rank, "owner": who[0], "date": f"{date:%Y-%m-%d}", **counts_of(part), "events": len(part),
                   "level": 1 + sum(len(part) > quartile for quartile in quartiles)}


def expected(world):
    calendar = Calendar(world)
    return {
        "activity": Expected("rank owner entity entity_type events models datasets spaces commits discussions active_days longest_streak longest_gap busiest "
                             "busiest_events first last repositories commits_read discussions_read", "rank owner", list(activity_rows(calendar))),
        "calendar": Expected("rank owner date models datasets spaces commits discussions events level", "rank owner date", list(calendar_rows(calendar))),
    }
