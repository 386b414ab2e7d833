#!/usr/bin/env python3
"""Installs a build below an empty folder and uses it from there: the program must find its own data.

    check_install.py CMAKE BUILD PREFIX STORE

Standard library only.
"""
import os
import pathlib
import shutil
import subprocess
import sys


def main():
    cmake, build, prefix, store = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4]
    shutil.rmtree(prefix, ignore_errors=True)
    subprocess.run([cmake, "--install", build, "--prefix", str(prefix)], check=True, stdout=subprocess.DEVNULL)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HUBMINE_")}
    for analysis in ("rq1", "rq2", "rq3"):
        out = subprocess.run([prefix / "bin" / "hubmine", "analyze", analysis, "--store", store, "--format", "csv"],
                             check=True, capture_output=True, text=True, env=environment, cwd="/").stdout
        if out.count("\n") < 2:
            sys.exit(f"the installed program says nothing in {analysis}: {out!r}")
    missing = [name for name in ("README.md", "LICENSE", "analyses.md", "exit-codes.md")
               if not list(prefix.glob(f"share/doc/*/{name}"))]
    if missing:
        sys.exit(f"not installed: {', '.join(missing)}")
    missing = [name for name in ("man/man1/hubmine-crawl.1", "man/man5/hubmine-store.5", "man/man7/hubmine-analyses.7",
                                 "bash-completion/completions/hubmine", "zsh/site-functions/_hubmine",
                                 "fish/vendor_completions.d/hubmine.fish") if not (prefix / "share" / name).is_file()]
    if missing:
        sys.exit(f"not installed below share: {', '.join(missing)}")
    shutil.rmtree(prefix)
    print("the installed program finds its data")


if __name__ == "__main__":
    main()
