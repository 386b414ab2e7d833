"""What the store's views say, as pandas frames. Nothing here knows how hubmine computes anything."""
import csv
import re
import sqlite3

import pandas as pd

KINDS = ("model", "dataset", "space")


def read_csv_file(path):
    """The records of a data file, as dictionaries; lines starting with # before the header are comments."""
    with open(path, newline="", encoding="utf-8-sig") as stream:
        lines = stream.readlines()
    while lines and lines[0].startswith("#"):
        lines.pop(0)
    return list(csv.DictReader(lines))


def bot_pattern(path):
    """One regular expression for a bot list: `*` stands for any text, everything else for itself."""
    with open(path, newline="", encoding="utf-8-sig") as stream:
        names = [row[0] for row in csv.reader(stream) if row and not row[0].startswith("#")]
    if names and names[0] in ("name", "bot", "user", "pattern"):
        names.pop(0)
    return re.compile("|".join(".*".join(map(re.escape, name.split("*"))) for name in names) or "(?!)", re.DOTALL)


class World:
    """The repositories of the newest snapshot and what developers did in them."""

    def __init__(self, store, options):
        self.options = options
        self.connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
        self.repos = self.query("SELECT repo_id, kind, id, owner, likes, downloads, license, duplicated_from FROM repos "
                                "WHERE removed_at IS NULL AND coalesce(private, 0) = 0 ORDER BY repo_id").set_index("repo_id")
        self.tags = self.present(self.query("SELECT repo_id, tag FROM repo_tags"))
        self.commits = self.present(self.query("SELECT repo_id, sha, committed_at FROM commits"))
        authors = self.present(self.query("SELECT repo_id, sha, position, author FROM commit_authors ORDER BY repo_id, sha, position"))
        self.authors = self.developers(authors, options.identities, options.bots)
        self.discussions = self.developers(self.present(self.query("SELECT repo_id, num, author FROM discussions")), options.identities, options.bots)
        fetches = self.query("SELECT repo_id, what FROM fetches WHERE fetched_at IS NOT NULL")
        self.known = {what: set(part.repo_id) for what, part in fetches.groupby("what")}
        walked = set(self.query("SELECT kind FROM coverage WHERE what = 'listing' AND complete > 0").kind)
        self.listed = {kind for kind in KINDS if kind in walked or len(self.of_kind(kind))}
        self.usage = self.read_usage()

    def query(self, sql):
        cursor = self.connection.execute(sql)
        return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description], dtype=object)

    def present(self, frame):
        return frame[frame.repo_id.isin(self.repos.index)]

    def of_kind(self, kind):
        return self.repos[self.repos.kind == kind]

    def developers(self, frame, identities, bots):
        """Adds the column `developer`: merged names are joined first, then bots are dropped (missing = nobody)."""
        merged = {} if identities == "raw" else dict(self.connection.execute("SELECT author, developer FROM identities"))
        bots = re.compile("(?!)") if bots == "keep" else bot_pattern(self.options.bots_file)
        who = {name: merged.get(name, name) for name in frame.author.dropna().unique()}
        who = {name: developer for name, developer in who.items() if not bots.fullmatch(developer)}
        return frame.assign(developer=frame.author.map(who))

    def read_usage(self):
        """Distinct (space, model) pairs between present repositories, in order of the store's numbers."""
        pairs = self.query("SELECT DISTINCT space_repo_id AS space, target_repo_id AS model FROM space_models "
                           "WHERE target_repo_id IS NOT NULL ORDER BY 1, 2")
        kind = self.repos.kind
        return pairs[(pairs.space.map(kind) == "space") & (pairs.model.map(kind) == "model")].reset_index(drop=True)

    def subfields(self):
        """Sub-field -> the repositories in it, by any of their tags; `all` holds everything."""
        lists = {"all": None}
        for row in read_csv_file(self.options.subfields):
            lists.setdefault(row["subfield"], set()).add(row["tag"])
        wanted = self.options.subfield or list(lists)
        return {name: set(self.repos.index) if tags is None else set(self.tags.repo_id[self.tags.tag.isin(tags)])
                for name, tags in lists.items() if name in wanted}
