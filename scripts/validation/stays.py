"""Of trends: what stays and how fast the Hub answers (`legacy`, `cohorts`, `response`), from `repos`, `base_models` and `likes`."""
import pandas as pd

from .sizes import AFTER_FLOOR, FLOOR
from .world import KINDS

YEAR = pd.Timedelta(days=365.25)
DAY = pd.Timedelta(days=1)
WITHIN = (1, 7, 30)
PACES = (10, 100, 1000)


def zero_for_missing(values):
    return [0 if pd.isna(value) else int(value) for value in values]


def share_of(part, whole):
    return part / whole if whole else None


class Present:
    """The present repositories of each kind that was asked for, by pandas."""

    def __init__(self, world):
        kinds = [kind for kind in KINDS if kind in (world.options.kind or KINDS)]
        newest = world.query("SELECT coalesce(finished_at, started_at) AS now FROM snapshots WHERE complete = 1 AND author IS NULL AND filter IS NULL "
                             "AND row_limit IS NULL ORDER BY snapshot_id").now.iloc[-1]
        self.now = pd.to_datetime(newest, utc=True)
        created = world.query("SELECT repo_id, created_at FROM repos").set_index("repo_id").created_at
        repos = world.repos.assign(created=pd.to_datetime(created.reindex(world.repos.index), utc=True))
        repos = repos.assign(floored=(repos.created >= FLOOR) & (repos.created < AFTER_FLOOR), bytes=[name.encode() for name in repos.id],
                             known_likes=zero_for_missing(repos.likes), known_downloads=zero_for_missing(repos.downloads))
        self.of = {kind: repos[repos.kind == kind] for kind in kinds}

    def leading(self, kind, column):
        return self.of[kind].sort_values([column, "bytes"], ascending=[False, True], kind="stable")


def legacy_rows(present):
    for kind in (kind for kind in ("model", "dataset") if kind in present.of and len(present.of[kind])):
        order = present.leading(kind, "known_downloads")
        for top in (10, 100, 1000, 0):
            first = order.head(top) if top else order
            for years in (1, 2, 3, 5):
                old = first[present.now - first.created >= years * YEAR]
                yield {"kind": kind, "top_n": top, "years": years, "repositories": len(old), "share": len(old) / len(first),
                       "downloads_share": share_of(old.known_downloads.sum(), first.known_downloads.sum()),
                       "oldest_known": old.created.min().strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z" if len(old) else None}


def cohort_rows(present):
    for kind, repos in present.of.items():
        top = set(present.leading(kind, "known_likes" if kind == "space" else "known_downloads").head(100).index)
        dated = repos[repos.created.notna()]
        for (year, rest), part in dated.groupby([dated.created.dt.year, ~dated.floored]):
            downloads = None if kind == "space" else part.known_downloads.sum()
            yield {"kind": kind, "year": year, "floored": int(not rest), "repositories": len(part), "share": len(part) / len(repos),
                   "downloads": downloads, "downloads_share": None if downloads is None else share_of(downloads, repos.known_downloads.sum()),
                   "likes": part.known_likes.sum(), "likes_share": share_of(part.known_likes.sum(), repos.known_likes.sum()),
                   "in_top_100": len(top & set(part.index))}


def children_of(world, present):
    """repo_id -> those made from it: models along edges, spaces duplicated from the name that it has."""
    children = {}
    models, spaces = (present.of.get(kind, pd.DataFrame()) for kind in ("model", "space"))
    claims = world.query("SELECT DISTINCT parent_repo_id AS parent, repo_id AS child FROM base_models WHERE parent_repo_id IS NOT NULL")
    for parent, child in claims.itertuples(index=False):
        if parent != child and parent in models.index and child in models.index:
            children.setdefault(parent, []).append(child)
    if len(spaces):
        by_name = {name: repo for repo, name in spaces.id.items()}
        for child, name in spaces.duplicated_from.dropna().items():
            if by_name.get(name, child) != child:
                children.setdefault(by_name[name], []).append(child)
    return children


def response_rows(world, present):
    if not any(map(len, present.of.values())):
        return
    everything = pd.concat(present.of.values())
    dated = everything[everything.created.notna() & ~everything.floored]
    dated = dated.assign(place=dated.kind.map(KINDS.index)).sort_values(["known_likes", "bytes", "place"], ascending=[False, True, True])
    likes = world.query("SELECT repo_id, liked_at FROM likes ORDER BY repo_id, position")
    likes = {repo: list(part) for repo, part in pd.to_datetime(likes.liked_at, utc=True).groupby(likes.repo_id)}
    read, children = world.known.get("likers", set()) | set(likes), children_of(world, present)
    for rank, row in enumerate(dated.head(world.options.top_of("trends")).itertuples(), 1):
        given = likes.get(row.Index, [])
        pace = [(given[k - 1] - row.created) / DAY if len(given) >= k else None for k in PACES]
        made = everything.loc[children.get(row.Index, [])]
        lags = ((made.created - row.created) / DAY)[~made.floored & (made.created >= row.created)] if len(made) else pd.Series(dtype=float)
        derived = [None] * 5 if row.kind == "dataset" else [*((lags <= days).sum() for days in WITHIN), len(made), lags.min() if len(lags) else None]
        yield {"rank": rank, "kind": row.kind, "repository": row.id, "created_at": row.created.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
               "likes": row.likes, "dated_likes": len(given) if row.Index in read else None,
               **{f"days_to_{k}": days for k, days in zip(PACES, pace)},
               **dict(zip(("derived_1d", "derived_7d", "derived_30d", "derived", "first_derived_days"), derived))}
