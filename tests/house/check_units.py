#!/usr/bin/env python3
"""Checks the systemd units: what keeps the service from doing harm is there, its command line is one that the program takes, and systemd
finds no fault with them (where systemd-analyze is installed).

    check_units.py DATA HUBMINE WORK

Standard library only.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

HARDENING = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes",
             "CapabilityBoundingSet": "", "MemoryDenyWriteExecute": "yes", "RestrictNamespaces": "yes", "User": "hubmine"}


def settings(text):
    """name -> last value; continued lines joined."""
    found = {}
    for line in text.replace("\\\n", " ").splitlines():
        match = re.fullmatch(r"(\w+)=(.*)", line)
        if match:
            found[match[1]] = match[2].strip()
    return found


def main():
    data, hubmine, work = (pathlib.Path(argument) for argument in sys.argv[1:4])
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    service, timer = work / "hubmine-crawl.service", work / "hubmine-crawl.timer"
    text = (data / "systemd" / "hubmine-crawl.service.in").read_text()
    service.write_text(text.replace("@HUBMINE_BINDIR@", str(hubmine.parent)).replace("@HUBMINE_DOCDIR@", "/usr/share/doc/hubmine"))
    shutil.copy(data / "systemd" / "hubmine-crawl.timer", timer)
    unit = settings(service.read_text())
    wrong = [f"{name} is {unit.get(name)!r}, not {value!r}" for name, value in HARDENING.items() if unit.get(name) != value]
    if "@" in unit["ExecStart"]:
        wrong.append(f"the command line is not filled in: {unit['ExecStart']}")
    # The command line as it stands, but asking for the plan only, of a store that is not there.
    words = [word.replace("/var/lib/hubmine", str(work)) for word in unit["ExecStart"].split() if not word.startswith("$")]
    environment = {"PATH": os.environ["PATH"], "HUBMINE_STORE": str(work / "hubmine.db"), "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"}
    plan = subprocess.run([*words, "--plan", "--offline", "--assume", "models=1,datasets=1,spaces=1"], env=environment,
                          capture_output=True, text=True)
    if plan.returncode == 2:
        wrong.append(f"the program does not take the command line: {plan.stderr.strip()}")
    if shutil.which("systemd-analyze"):
        verdict = subprocess.run(["systemd-analyze", "verify", "--man=no", service, timer], capture_output=True, text=True)
        if verdict.returncode != 0:
            wrong.append(f"systemd-analyze: {verdict.stderr.strip()}")
    print("\n".join(wrong) or f"{len(HARDENING)} settings and the command line are as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
