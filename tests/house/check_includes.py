#!/usr/bin/env python3
"""Checks who includes whom: the direction of dependencies between modules, and which module may know which library.

    check_includes.py PROJECT

Standard library only. Every violation is one line; the exit status is 1 if there is any.
"""
import pathlib
import re
import sys

ALLOWED = {
    "core": [],
    "stats": ["core"],
    "network": ["core"],
    "hub": ["core"],
    "identity": ["core", "stats"],
    "store": ["core"],
    "crawl": ["core", "hub", "store"],
    "analysis": ["core", "store", "stats", "network", "identity"],
    "output": ["core"],
    "cli": ["core", "hub", "identity", "store", "crawl", "analysis", "output"],
}
# A single header that another module may know besides.
ALSO = {("store", "hub/records.hpp")}
# Parts of a module that know only what they name, and what every part may know; what is in no part (the roof) knows all.
# A part of analysis is a wing: wings stand beside each other.
PARTS = {
    "analysis": {
        "activity": ["common"],
        "adoption": ["common"],
        "collaboration": ["common"],
        "sizes": ["common"],
        "trends": ["common"],
        "common": [],
    },
}
ROOF = {"analysis": ("atlas.hpp", "catalogue.hpp", "graphs.hpp")}
LIBRARIES = {
    "curl/": ["hub"],
    "sqlite3.h": ["store"],
    "CLI/": ["cli"],
    "nlohmann/": ["hub", "output", "cli"],
    "spdlog/": ["cli", "crawl", "hub", "store"],
    "openssl/": ["core"],
    "boost/": ["stats", "identity", "network"],
    "utf8proc.h": ["core", "identity"],
    "zlib.h": ["output"],
}
NOT_IN_PUBLIC = ("nlohmann/json.hpp", "CLI/", "curl/", "sqlite3.h", "boost/", "spdlog/")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)


def module_files(project):
    for module in ALLOWED:
        for folder, public in ((project / "include" / "hubmine" / module, True), (project / "src" / module, False)):
            for path in sorted(folder.rglob("*")):
                if path.suffix in (".cpp", ".hpp"):
                    yield module, path, public


def part_of(module, path):
    """The part of a module that a file or an included file belongs to; None for its ground and its roof."""
    first, _, rest = path.partition("/")
    return first if rest and first in PARTS.get(module, {}) else None


def strays(project, module, path, public, included):
    """Where a part of a module knows another one that it may not know, or the roof."""
    folder = project / "include" / "hubmine" / module if public else project / "src" / module
    own = part_of(module, path.relative_to(folder).as_posix())
    if own is None:
        return
    inner = included.removeprefix(f"hubmine/{module}/")
    if included.startswith("hubmine/") and inner == included:
        return
    other = part_of(module, inner)
    if other not in (None, own, *PARTS[module][own]):
        yield f"but {module}/{own} may not know {module}/{other}"
    if inner in ROOF.get(module, ()):
        yield f"but {module}/{own} may not know the roof"


def violations(project):
    seen = 0
    for module, path, public in module_files(project):
        seen += 1
        for included in INCLUDE.findall(path.read_text(encoding="utf-8")):
            where = f"{path.relative_to(project)}: includes {included}"
            if included.startswith("hubmine/"):
                other, _, rest = included[len("hubmine/"):].partition("/")
                if other != module and other not in ALLOWED[module] and (module, f"{other}/{rest}") not in ALSO:
                    yield f"{where}, but {module} may not know {other}"
            for complaint in strays(project, module, path, public, included):
                yield f"{where}, {complaint}"
            for library, owners in LIBRARIES.items():
                if included.startswith(library) and module not in owners:
                    yield f"{where}, which is the business of {', '.join(owners)}"
            if public and included.startswith(NOT_IN_PUBLIC):
                yield f"{where} in a public header"
    if seen == 0:
        yield f"{project}: no sources found"
    for folder in (project / "src").iterdir():
        if folder.is_dir() and folder.name not in ALLOWED:
            yield f"{folder.relative_to(project)}: a module that check_includes.py does not know"


def main():
    found = list(violations(pathlib.Path(sys.argv[1])))
    print("\n".join(found) if found else "every include goes the right way")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
