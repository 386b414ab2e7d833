#!/usr/bin/env python3
"""Writes tests/data/small-world: a Hub of a few dozen repositories with every trap that the analyses must survive.

    make_small_world.py DIR

The same bytes every time. The format is the one that hubmine-demohub --world reads.
"""
import hashlib
import json
import os
import random
import sys

rng = random.Random(20221)
LICENSES = ["apache-2.0"] * 8 + ["mit"] * 6 + ["openrail"] * 6 + ["cc-by-nc-4.0"] * 3 + ["other", "made-up-licence"]
TASKS = ["text-generation", "fill-mask", "image-classification", "text-to-image", "feature-extraction", "depth-estimation",
         "automatic-speech-recognition", "image-to-text"]
PEOPLE = ["ada", "bob", "chen-li", "dora", "emeka", "fatima", "gus", "hana", "ivo", "jun"]
LONERS = [f"solo{i}" for i in range(14)]
ODD = ["Ada Lovelace", "=HYPERLINK(\"x\")", "李 雷", "tab\tname"]
BOTS = ["system", "SFconvertbot", "renovate[bot]"]
START = 1646263744  # 2022-03-02T23:29:04Z, the floor of the Hub's createdAt


def stamp(second):
    days, rest = divmod(second, 86400)
    year = 1970
    while True:
        length = 366 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 365
        if days < length:
            break
        days -= length
        year += 1
    months = [31, 29 if length == 366 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    month = 0
    while days >= months[month]:
        days -= months[month]
        month += 1
    return f"{year}-{month + 1:02}-{days + 1:02}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.000Z"


def digest(*parts):
    return hashlib.sha1("/".join(map(str, parts)).encode()).hexdigest()


def commits(repo, authors, count, created):
    """Newest first; the last one is the Hub's own."""
    lines = []
    for i in range(count):
        who = [rng.choice(authors)]
        if len(authors) > 1 and rng.random() < 0.25:
            who.append(rng.choice(authors))
        if i == 0:
            who = ["system"] if rng.random() < 0.4 else [authors[0]]
        elif rng.random() < 0.06:
            who = [rng.choice(BOTS)] + who[:1]
        lines.append({"id": digest(repo, i), "title": "initial commit" if i == 0 else rng.choice(["Update README.md", "Upload model", "fix, \"typo\""]),
                      "message": "", "date": stamp(created + 3600 * i),
                      "authors": [{"user": u, **({} if " " in u else {"avatar": f"/avatars/{u}.svg"})} for u in who]})
    return lines[::-1]


def discussions(count, created):
    out = []
    for num in range(1, count + 1):
        author = {"name": rng.choice(PEOPLE + LONERS + BOTS + ODD[:1]), "type": "user"}
        row = {"num": num + num // 3, "author": author, "title": rng.choice(["Licence?", "Great", "Add weights"]),
               "status": rng.choice(["open", "closed", "merged"]), "createdAt": stamp(created + 7200 * num), "isPullRequest": rng.random() < 0.4}
        if rng.random() < 0.1:
            row["author"] = None
        elif rng.random() < 0.1:
            del row["author"]
        out.append(row)
    return out[::-1]


def heavy(zero, scale):
    return 0 if rng.random() < zero else int(scale * rng.paretovariate(0.9))


def repository(kind, number):
    created = START + max(0, number - 3) * 86400 * 9 + rng.randrange(80000)
    if number < 3:
        created = START
    owner = rng.choice(PEOPLE + LONERS + ["acme-ai", "uni-lab"])
    name = f"{owner}/{kind}-{number}"
    if kind == "model" and number == 2:
        name = "old-bert"
    row = {"_id": f"{created:08x}{digest(kind, number)[:16]}", "id": name, "sha": None, "createdAt": stamp(created), "lastModified": None,
           "private": False, "gated": False, "disabled": False, "likes": heavy(0.55, 2), "trendingScore": 0, "tags": [], "cardData": {}, "siblings": [{"rfilename": "README.md"}]}
    if "/" in name:
        row["author"] = owner
    if kind != "space":
        row["downloads"] = heavy(0.6, 20)
        row["downloadsAllTime"] = row["downloads"] * 7 + number
    if rng.random() < 0.55:
        licence = rng.choice(LICENSES)
        row["cardData"]["license"] = licence if rng.random() < 0.8 else [licence, "mit"]
        row["tags"].append("license:" + licence)
        if isinstance(row["cardData"]["license"], list):
            row["tags"].append("license:mit")
    if kind == "model":
        row["modelId"] = name
        if rng.random() < 0.85:
            row["pipeline_tag"] = rng.choice(TASKS)
            row["tags"].insert(0, row["pipeline_tag"])
        if rng.random() < 0.2:
            row["tags"].append(rng.choice(TASKS))
        if rng.random() < 0.6:
            row["library_name"] = "transformers"
            row["tags"].insert(0, "transformers")
        if rng.random() < 0.4:
            row["safetensors"] = {"parameters": {"F32": 1000 * number}, "total": 1000 * number}
    row["tags"].append("region:us")
    return row, created


def main(folder):
    for part in ("", "commits", "discussions"):
        os.makedirs(os.path.join(folder, part), exist_ok=True)
    models = []
    for kind, count in (("model", 60), ("dataset", 18), ("space", 40)):
        rows, walks, talks = [], [], []
        for number in range(count):
            row, created = repository(kind, number)
            alone = rng.random() < 0.6
            authors = [rng.choice(LONERS)] if alone else rng.sample(PEOPLE, rng.randint(2, 5))
            if not alone and rng.random() < 0.3:
                authors.append(rng.choice(ODD))
            walk = commits(row["id"], authors, 0 if number == 7 else 130 if number == 9 else max(1, min(25, heavy(0.1, 2))), created)
            talk = discussions(57 if number == 5 else min(12, heavy(0.7, 1)), created)
            row["sha"] = walk[0]["id"] if walk else digest("empty", row["id"])
            row["lastModified"] = walk[0]["date"] if walk else row["createdAt"]
            if number == 11:
                row["gated"] = "manual"
            if number == 13 and kind == "model":
                row["disabled"] = True
            if number == 15 and kind != "space":
                del row["downloads"]
            if kind == "model" and number > 20 and rng.random() < 0.3:
                parent = rng.choice(models)
                row["cardData"]["base_model"] = parent
                row["tags"] += ["base_model:" + parent, "base_model:finetune:" + parent]
            if kind == "space":
                row["sdk"] = rng.choice(["gradio", "docker", "static"])
                popular = models[:4] + ["bert-legacy", "nobody/gone"]
                row["models"] = sorted(set(rng.choices(popular, k=rng.randint(0, 3)) + rng.choices(models, k=rng.randint(0, 2)))) if rng.random() < 0.7 else []
                row["datasets"] = []
                if row["models"] and rng.random() < 0.15:
                    row["models"].append(row["models"][0])
                if number % 9 == 8:
                    row["cardData"]["duplicated_from"] = rows[number - 1]["id"]
                    row["models"] = rows[number - 1]["models"]
            else:
                models += [row["id"]] if kind == "model" else []
            rows.append(row)
            walks.append({"id": row["id"], "commits": walk})
            talks.append({"id": row["id"], "discussions": talk})
        for part, lines in ((f"{kind}s", rows), (f"commits/{kind}s", walks), (f"discussions/{kind}s", talks)):
            with open(os.path.join(folder, part + ".jsonl"), "w", encoding="utf-8", newline="\n") as out:
                out.writelines(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    with open(os.path.join(folder, "renames.jsonl"), "w", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps({"kind": "model", "from": "bert-legacy", "to": "old-bert"}) + "\n")
    with open(os.path.join(folder, "world.json"), "w", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps({"seed": 20221, "now": "2024-01-01T00:00:00.000Z", "counts": {"models": 60, "datasets": 18, "spaces": 40}}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
