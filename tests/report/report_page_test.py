#!/usr/bin/env python3
"""A report of a store full of hostile names, in a real browser: nothing of it runs, nothing is fetched, every figure is drawn and
fits, on screens of three widths, light and dark, and on paper.

    report_page_test.py HUBMINE STORE WORK

Pictures of all of it are left in WORK. Standard library only. Leaves with 77 where there is no Chromium.
"""
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

import browser

HOSTILE = ["<img src=x onerror=hurt()>", "</script><script>hurt()</script>", "\"><svg onload=hurt()>", "javascript:hurt()",
           "=1+1 {{hurt()}} ${hurt()}", "\u202egnp.exe", "https://evil.example/x?y", "a" * 90]
WIDTHS = [(1280, "light"), (800, "dark"), (400, "light"), (1280, "dark")]
SLICE = 8000

# What of a figure is wrong at the width that the page has now.
FAULTS = """(() => {
  const found = [];
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const figure of document.querySelectorAll('figure.drawn')) {
    const pictures = figure.querySelectorAll('.plot svg');
    if (pictures.length === 0) found.push(`${figure.id}: is not drawn`);
    for (const svg of pictures) {
      const frame = svg.getBoundingClientRect();
      const marks = Array.from(svg.querySelectorAll('.role-mark path, .role-mark rect')).filter((mark) => mark.getBBox().width
          + mark.getBBox().height > 0 || mark.getAttribute('d'));
      if (marks.length === 0) found.push(`${figure.id}: has no marks`);
      if (frame.right > room + 1) found.push(`${figure.id}: is ${frame.right} wide`);
      for (const text of svg.querySelectorAll('text')) {
        const box = text.getBoundingClientRect();
        if (text.textContent && text.getAttribute('opacity') !== '0' && (box.left < frame.left - 3 || box.right > frame.right + 3
            || box.top < frame.top - 3 || box.bottom > frame.bottom + 3)) {
          found.push(`${figure.id}: '${text.textContent}' is cut off`);
        }
      }
      for (const axis of svg.querySelectorAll('.role-axis-label')) {
        const labels = Array.from(axis.querySelectorAll('text')).filter((text) => text.textContent
          && text.getAttribute('opacity') !== '0' && !/rotate/.test(text.getAttribute('transform')))
          .map((text) => [text.textContent, text.getBoundingClientRect()]);
        labels.forEach(([one, a], i) => labels.slice(i + 1).forEach(([other, b]) => {
          if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4) {
            found.push(`${figure.id}: '${one}' lies on '${other}'`);
          }
        }));
      }
    }
  }
  for (const figure of document.querySelectorAll('figure.picture')) {
    if (figure.querySelectorAll('.plot > svg circle > title').length < 10) found.push(`${figure.id}: has no nodes`);
    if (figure.getBoundingClientRect().right > room + 1) found.push(`${figure.id}: is too wide`);
  }
  if (!document.getElementById('lineage-atlas')) found.push('there is no picture of the lineage');
  return found;
})()"""

# What the buttons of a figure hand out, by kind.
TAKEN = """(async () => {
  const taken = {};
  URL.createObjectURL = (blob) => { taken[blob.type] = blob; return '#'; };
  for (const button of document.querySelector('figure.drawn').querySelectorAll('button')) button.click();
  for (let i = 0; i < 100 && !taken['image/png']; i++) await new Promise((resolve) => setTimeout(resolve, 50));
  const told = {};
  for (const [kind, blob] of Object.entries(taken)) told[kind] = kind === 'image/png' ? String(blob.size) : await blob.text();
  return told;
})()"""


def spoil(store):
    """Every name that somebody on the Hub may choose, in the store, is an attack."""
    with sqlite3.connect(store) as connection:
        for number, name in enumerate(HOSTILE):
            spare = [name, len(HOSTILE), number]
            connection.execute("UPDATE repo SET id = ? || repo_id || '/' || id WHERE repo_id % ? = ?", spare)
            connection.execute("UPDATE author SET name = ? || name WHERE author_id % ? = ?", spare)
            connection.execute("UPDATE label SET value = ? || value WHERE label_id % ? = ?", spare)
            connection.execute("UPDATE tag SET value = ? || value WHERE tag_id % ? = ?", spare)
    connection.close()


def picture(page, path):
    size = page.ask("Page.getLayoutMetrics")["cssContentSize"]
    for number, top in enumerate(range(0, int(size["height"]), SLICE)):
        page.screenshot(path.with_name(f"{path.name}-{number}.png"), {"x": 0, "y": top, "width": size["width"],
                                                                     "height": min(SLICE, size["height"] - top)})


def taken_faults(taken):
    csv, svg = taken.get("text/csv", ""), taken.get("image/svg+xml", "")
    if csv.count("\r\n") < 3:
        yield "the CSV of a figure has no rows"
    if not svg.startswith("<svg") or "var(--" in svg:
        yield "the SVG of a figure is none"
    if int(taken.get("image/png", 0)) < 1000:
        yield "the PNG of a figure is none"


def faults(path, work):
    with browser.Browser() as page:
        page.look(*WIDTHS[0])
        page.open(path)
        for width, scheme in WIDTHS:
            page.look(width, scheme)
            page.wait_for(f"document.documentElement.dataset.drawnFor === '{width}'")
            yield from (f"{width} {scheme}: {fault}" for fault in page.value(FAULTS))
            picture(page, work / f"{scheme}-{width}")
        if page.value("document.querySelectorAll('main img, main iframe, main svg svg, main a:not(.term), main script:not([type])').length"):
            yield "a name became markup"
        if "<img src=x onerror=hurt()>" not in page.value("document.querySelector('main').textContent"):
            yield "the hostile names are not there"
        yield from taken_faults(page.value(TAKEN))
        pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(work / "report.pdf")))
        if pages < 5:
            yield f"on paper it has {pages} pages"
        yield from page.complaints()


def main():
    hubmine, store, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    if browser.program() is None:
        print("there is no Chromium: scripts/setup.sh --tests installs it")
        return 77
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    shutil.copy(store, work / "hostile.db")
    spoil(work / "hostile.db")
    subprocess.run([hubmine, "report", "--quiet", "--store", work / "hostile.db", "--title", HOSTILE[0], "--output",
                    work / "report.html"], check=True)
    found = list(faults(work / "report.html", work))
    print("\n".join(found) or f"every figure is drawn and nothing else happens; pictures are in {work}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
