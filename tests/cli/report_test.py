#!/usr/bin/env python3
"""A report twice over a store: the same bytes, nothing that a browser would run or fetch but what hubmine brought, and each
analysis told as by itself, although the store is read once for all.

    report_test.py HUBMINE STORE WORK

Standard library only.
"""
import html.parser
import pathlib
import re
import subprocess
import sys

ANALYSES = ["rq1", "rq2", "rq3", "organisations", "lineage", "sizes", "topics", "roles", "calendar", "trends", "reproduce"]


def report(hubmine, store, path, *options):
    subprocess.run([hubmine, "report", "--quiet", "--store", store, "--output", path, *options], check=True)
    return path.read_text(encoding="utf-8")


def parts(page):
    """{place: text} of a page."""
    return dict(re.findall(r'(?s)<section id="([a-z0-9-]+)">(.*?)</section>', page))


class Reader(html.parser.HTMLParser):
    """Whether tags are closed in their order, and what they would fetch or run."""

    VOID = {"meta", "br", "hr", "img", "link", "input"}

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.ids, self.places = [], [], [], []

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("link", "iframe", "img", "object", "embed", "base", "form"):
            self.faults.append(f"an element {tag}")
        self.faults += [f"an attribute {name} of {tag}" for name in names if name.startswith("on") or name in ("src", "style")]
        if not names.get("href", "#").startswith("#"):
            self.faults.append(f"leads to {names['href']}")
        self.places.append(names.get("href", "#")[1:])
        self.ids += [names["id"]] if "id" in names else []

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")


def faults(hubmine, store, work):
    page = report(hubmine, store, work / "report.html")
    if report(hubmine, store, work / "again.html") != page:
        yield "two reports of one store differ"
    reader = Reader()
    reader.feed(page)
    yield from reader.faults
    yield from (f"{tag} is left open" for tag in reader.open)
    if len(set(reader.ids)) != len(reader.ids):
        yield "two places have one name"
    yield from (f"#{place} leads nowhere" for place in reader.places if place and place not in reader.ids)
    whole = parts(page)
    for analysis in ANALYSES:
        alone = parts(report(hubmine, store, work / "alone.html", "--analyses", analysis))
        if analysis not in alone or whole.get(analysis) != alone[analysis]:
            yield f"{analysis} is told otherwise than by itself"
    if not set(ANALYSES) <= set(whole) or not {"at-a-glance", "methods"} <= set(whole):
        yield f"the page has only {sorted(whole)}"


def main():
    hubmine, store, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    work.mkdir(parents=True, exist_ok=True)
    found = list(faults(hubmine, store, work))
    print("\n".join(found) or "the report is one page, the same each time")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
