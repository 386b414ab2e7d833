#!/usr/bin/env python3
"""A release of the real program: nobody's name in any byte of it, and every file what its descriptions say.

    release_test.py HUBMINE STORE DATA WORK

STORE is that of the small world, DATA the folder with the list of organisations. Standard library only.
"""
import contextlib
import csv
import hashlib
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

HUBMINE, SMALL, DATA = sys.argv[1:4]
WORK = pathlib.Path(sys.argv[4])
STORE = WORK / "store.db"
PERSON, REPOSITORY = re.compile(r"person-[0-9a-f]{16}"), re.compile(r"repository-[0-9a-f]{16}")
OTHERS = {"manifest.json", "datapackage.json", "croissant.json", "DATASHEET.md", "checksums"}


def hubmine(*words, code=0):
    done = subprocess.run([HUBMINE, "--store", STORE, "-q", *words], capture_output=True, text=True, timeout=120)
    assert done.returncode == code, f"{words}: exit code {done.returncode}: {done.stderr}"
    return done


def release(name, *words):
    folder = WORK / name
    hubmine("export", "release", folder, *words)
    return folder


def make_store():
    """The small world, of which the Hub says that one owner is an organisation."""
    subprocess.run([HUBMINE, "--store", SMALL, "backup", "-q", STORE], check=True)
    with contextlib.closing(sqlite3.connect(STORE)) as file, file:
        file.executemany("INSERT OR REPLACE INTO owner (name, told) VALUES (?, 1)", [("acme-ai",)])


def rows(folder, table):
    with open(folder / (table.replace(".", "/") + ".csv"), newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def persons():
    """Everybody who acts, and every owner who is no organisation as far as the list or the Hub tell."""
    with open(pathlib.Path(DATA) / "organisations.csv", newline="", encoding="utf-8") as stream:
        listed = {row["namespace"].lower() for row in csv.DictReader(stream) if row["type"] != "individual"}
    with contextlib.closing(sqlite3.connect(f"file:{STORE}?mode=ro", uri=True)) as store:
        acting = {name for (name,) in store.execute("SELECT author FROM commit_authors UNION SELECT author FROM discussions") if name}
        owning = {name for (name,) in store.execute("SELECT owner FROM repos WHERE owner IS NOT NULL")}
        told = {name for (name,) in store.execute("SELECT owner FROM owners WHERE kind = 'org'")}
    return acting | {name for name in owning if name.lower() not in listed and name not in told}, owning


def every_file(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def check_nobody_is_named(folder, names):
    """As a word: the digits of a sum may spell a short name."""
    word = re.compile("(?<![A-Za-z0-9_-])(" + "|".join(map(re.escape, sorted(names))) + ")(?![A-Za-z0-9_-])")
    for path in every_file(folder):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = word.search(line)
            assert not found, f"{path}:{number}: {found[0]}: {line[:200]}"


def check_descriptions(folder):
    files = every_file(folder)
    sums = dict(line.split("  ")[::-1] for line in (folder / "checksums").read_text(encoding="utf-8").splitlines())
    assert set(sums) == {str(path.relative_to(folder)) for path in files} - {"checksums"}
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "checksums"], cwd=folder, check=True)
    tables = {name for name in sums if name.endswith(".csv")}
    assert {str(path.relative_to(folder)) for path in files} == tables | OTHERS
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["profile"] == "tabular-data-package" and {one["path"] for one in package["resources"]} == tables
    types = {"string": str, "integer": int, "number": float}
    for one in package["resources"]:
        with open(folder / one["path"], newline="", encoding="utf-8") as stream:
            header, *body = csv.reader(stream)
        fields = one["schema"]["fields"]
        assert header == [field["name"] for field in fields], one["path"]
        assert all(field["description"] for field in fields), one["path"]
        assert one["hash"] == "sha256:" + sums[one["path"]] and one["bytes"] == (folder / one["path"]).stat().st_size
        for row in body:
            for text, field in zip(row, fields, strict=True):
                if text:
                    types[field["type"]](text)
    croissant = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.0" and croissant["@type"] == "sc:Dataset"
    objects = {one["@id"]: one["sha256"] for one in croissant["distribution"]}
    assert objects == {name: sums[name] for name in tables}
    for records, one in zip(croissant["recordSet"], package["resources"], strict=True):
        columns = [field["source"]["extract"]["column"] for field in records["field"]]
        assert columns == [field["name"] for field in one["schema"]["fields"]]
        assert {field["source"]["fileObject"]["@id"] for field in records["field"]} == {one["path"]}
    sheet = (folder / "DATASHEET.md").read_text(encoding="utf-8")
    for part in ("Motivation", "Composition", "Collection", "Processing", "People", "Uses", "Limits", "Distribution"):
        assert f"\n## {part}\n" in sheet
    assert all(f"`{name}`" in sheet for name in tables)
    hubmine("verify", "--manifest", folder)


def check_pseudonyms(folder, owning, names):
    """Organisations keep their names, in every table one person has one pseudonym."""
    activity = rows(folder, "rq1.activity")
    assert len(activity) > 50
    kept = {row["owner"] for row in activity if row["owner"] and not PERSON.fullmatch(row["owner"])}
    assert kept == owning - names
    for row in activity:
        if PERSON.fullmatch(row["owner"]):
            owner, name = row["id"].split("/")
            assert owner == row["owner"] and REPOSITORY.fullmatch(name), row
    assert len({row["id"] for row in activity}) == len(activity)
    theirs = [PERSON.fullmatch(row["owner"]) is not None for row in activity]
    assert theirs == sorted(theirs), "whose names are hidden come last, since rows stand in the order of names"
    hidden = [row["id"] for row in activity if PERSON.fullmatch(row["owner"])]
    assert hidden == sorted(hidden) and not any(row["repo_id"] for row in activity)
    owners = {row["owner"] for row in activity}
    assert {row["owner"] for row in rows(folder, "rq3.usage")} - {""} <= owners
    assert sum(bool(PERSON.fullmatch(owner)) for owner in owners) == len(owning & names)


def check_persons_only_when_asked(folder):
    assert not (folder / "roles" / "developers.csv").exists() and not (folder / "rq2" / "edges.csv").exists()
    asked = release("asked", "--tables", "roles.developers,rq2.edges,rq2.network")
    developers = rows(asked, "roles.developers")
    assert developers and all(PERSON.fullmatch(row["developer"]) for row in developers)
    assert all(PERSON.fullmatch(row["source"]) and PERSON.fullmatch(row["target"]) for row in rows(asked, "rq2.edges"))
    check_descriptions(asked)
    return asked


def check_small_cells():
    """What has few people in it keeps its key and loses its figures; 1 leaves everything."""
    whole = release("whole", "--tables", "roles.newcomers,organisations.groups", "--min-cell", "1")
    small = release("small", "--tables", "roles.newcomers,organisations.groups", "--min-cell", "4")
    count = 0
    for table, keys, people in (("roles.newcomers", ["period"], ["active", "newcomers", "by_commit", "by_discussion", "returning"]),
                                ("organisations.groups", ["kind", "measure", "by", "rank", "name"], ["owners"])):
        for before, after in zip(rows(whole, table), rows(small, table), strict=True):
            assert before["suppressed"] == "0"
            is_small = any(before[name] and 0 < int(before[name]) < 4 for name in people)
            assert after["suppressed"] == str(int(is_small)), (before, after)
            assert all(after[name] == before[name] for name in keys)
            figures = set(before) - set(keys) - {"suppressed"}
            assert all(after[name] == ("" if is_small else before[name]) for name in figures if name != "largest"), (before, after)
            count += is_small
    assert count > 3
    sheet = (small / "DATASHEET.md").read_text(encoding="utf-8")
    assert "fewer than 4 owners or developers" in sheet and not (small / "rq1").exists()


def check_dropped(names):
    dropped = release("dropped", "--drop-persons", "--tables", "rq1.activity,rq1.top,roles.developers,rq1.summary")
    check_nobody_is_named(dropped, names)
    check_descriptions(dropped)
    assert not any(PERSON.search(path.read_text(encoding="utf-8")) for path in every_file(dropped) if path.suffix == ".csv")
    activity = rows(dropped, "rq1.activity")
    merged = [row for row in activity if row["merged"]]
    assert {row["kind"] for row in merged} == {"model", "dataset", "space"} and len(merged) == 3
    assert all(row["id"] == row["owner"] == "(persons)" and not row["n_likes"] for row in merged)
    with contextlib.closing(sqlite3.connect(f"file:{STORE}?mode=ro", uri=True)) as store:
        (present,) = store.execute("SELECT count(*) FROM activity").fetchone()
    assert len(activity) - 3 + sum(int(row["merged"]) for row in merged) == present
    assert [row["developer"] for row in rows(dropped, "roles.developers") if row["role"] == "both"] == ["(persons)"]
    assert "merged" not in rows(dropped, "rq1.summary")[0]


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    make_store()
    names, owning = persons()
    assert len(names) > 10 and owning - names, "the small world has people and organisations"
    folder = release("first", "--license", "CC-BY-4.0", "--title", "A small | world")
    check_nobody_is_named(folder, names)
    check_descriptions(folder)
    check_pseudonyms(folder, owning, names)
    assert json.loads((folder / "datapackage.json").read_text())["licenses"] == [{"name": "CC-BY-4.0"}]
    check_nobody_is_named(check_persons_only_when_asked(folder), names)
    check_small_cells()
    check_dropped(names)
    pseudonyms = lambda one: {row["owner"] for row in rows(one, "rq1.activity") if PERSON.fullmatch(row["owner"])}
    again = release("again")
    assert pseudonyms(again) and not pseudonyms(again) & pseudonyms(folder), "no two releases share a pseudonym"
    seeded, same, other = (release(name, "--seed", seed) for name, seed in (("seeded", "7"), ("same", "7"), ("other", "8")))
    assert [path.relative_to(seeded) for path in every_file(seeded)] == [path.relative_to(same) for path in every_file(same)]
    assert all((seeded / path.relative_to(same)).read_bytes() == path.read_bytes() for path in every_file(same))
    assert not pseudonyms(seeded) & pseudonyms(other)
    assert "whoever knows the seed" in (seeded / "DATASHEET.md").read_text() and "whoever knows the seed" not in (folder / "DATASHEET.md").read_text()
    manifest = json.loads((seeded / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["seeded"] is True and "seed" not in manifest["options"], "the manifest does not give the key away"
    bots = WORK / "a-private-folder" / "my-bots.csv"
    bots.parent.mkdir()
    bots.write_text("name,reason\nsolo1,a robot\n", encoding="utf-8")
    told = json.loads((release("files", "--bots-file", bots, "--tables", "rq2.network") / "manifest.json").read_text(encoding="utf-8"))
    assert told["options"]["bots_file"] == "my-bots.csv" and "a-private-folder" not in json.dumps(told)
    refused = hubmine("export", "release", folder, code=2)
    assert "is not empty: a release has a folder of its own" in refused.stderr
    print(f"{len(every_file(folder))} files that name nobody")


if __name__ == "__main__":
    main()
