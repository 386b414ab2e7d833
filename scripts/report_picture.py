#!/usr/bin/env python3
"""Takes a picture of a part of a report, as docs/ shows it.

    scripts/report_picture.py REPORT PICTURE [--from PLACE] [--to PLACE] [--width PIXELS] [--scale SHARE] [--dark]

PLACE is the id of an element of the page, such as `rq1-distributions` (a figure) or `at-a-glance`; without --to the picture ends
with the place that it begins with. Needs a Chromium (scripts/setup.sh --tests).
"""
import argparse
import pathlib
import sys

MARGIN = 12


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", type=pathlib.Path)
    parser.add_argument("picture", type=pathlib.Path)
    parser.add_argument("--from", dest="first", default="at-a-glance")
    parser.add_argument("--to", dest="last")
    parser.add_argument("--width", type=int, default=1180)
    parser.add_argument("--scale", type=float, default=0.8)
    parser.add_argument("--dark", action="store_true")
    asked = parser.parse_args()
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "report"))
    import browser
    if browser.program() is None:
        sys.exit("there is no Chromium: scripts/setup.sh --tests installs it")
    with browser.Browser() as page:
        page.look(asked.width, "dark" if asked.dark else "light")
        page.open(asked.report)
        edge = "(() => {{ const box = document.getElementById('{}').getBoundingClientRect(); return box.{} + window.scrollY; }})()"
        top = page.value(edge.format(asked.first, "top")) - MARGIN
        bottom = page.value(edge.format(asked.last or asked.first, "bottom")) + MARGIN
        page.screenshot(asked.picture, {"x": 0, "y": top, "width": asked.width, "height": bottom - top, "scale": asked.scale})


if __name__ == "__main__":
    main()
