#!/usr/bin/env python3
"""Runs every block of README.md and docs/ as printed, in the surroundings that it is for.

    docs_test.py PROJECT BUILD CMAKE WORK

The first word after a fence says what a block is, and with it how it is run; a block without a runner is an error. Places of the system
(/usr/local, /var/lib/hubmine, ...) lie below an empty folder, the Hub is a demo Hub on this machine, each page has a checkout of its own
with the demo's store in it, and what manages a machine (sudo, systemctl, ...) is stood in for by scripts that check what they are given.

Standard library only; blocks for pandas, R, DuckDB, logrotate are skipped, and counted, where those are not.
"""
import contextlib
import os
import pathlib
import pty
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys

PROJECT, BUILD, CMAKE, WORK = (pathlib.Path(word).resolve() for word in sys.argv[1:5])
ROOT, HOME, STUBS = WORK / "root", WORK / "home", WORK / "stubs"
DEMO = WORK / "pages/README/build/demo/demo.db"  # README.md makes it
PLACES = ("/usr/local", "/var/lib/hubmine", "/var/log/hubmine", "/var/backups/hubmine", "/etc/hubmine")
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable

# Stand-ins for what a test must not do to a machine. Each refuses what the real one would.
STAND_INS = {
    "sudo": 'exec "$@"',
    "systemd-sysusers": f"grep -q '^u hubmine ' '{ROOT}/usr/local/lib/sysusers.d/hubmine.conf'",
    "systemctl": f"""for word in "$@"; do case "$word" in
        *.service | *.timer) test -f '{ROOT}/usr/local/lib/systemd/system/'"$word" || exit 1 ;;
        hubmine-*) test -f '{ROOT}/usr/local/lib/systemd/system/'"$word".service || exit 1 ;; esac; done""",
    "journalctl": f"""test "$1" = -u && test -f '{ROOT}/usr/local/lib/systemd/system/'"$2".service""",
    "install": """words=()
        while [ "$#" -gt 0 ]; do case "$1" in -o | -g) test "$2" = hubmine || exit 1; shift ;; *) words+=("$1") ;; esac; shift; done
        exec /usr/bin/install "${words[@]}\"""",
    # The build exists already; its presets and targets must, too.
    "cmake": f"""case "$1 $2" in
        --install*) exec '{CMAKE}' --install "$2" "${{@:3}}" --prefix '{ROOT}/usr/local' > /dev/null ;;
        "--preset "*) exec grep -q "\\"name\\": \\"$2\\"" CMakePresets.json ;;
        "--build --preset") exec grep -q "\\"name\\": \\"$3\\"" CMakePresets.json ;;
        --build*) test -f "$2/build.ninja" ;;
        *) exit 2 ;; esac""",
    "ctest": """test "$1" = --preset && grep -q "\\"name\\": \\"$2\\"" CMakePresets.json""",
}


class Failure(Exception):
    """What a block does not do."""


class Skipped(Exception):
    """What is not on this machine."""


def blocks(page):
    """[(line, what, text)] of a page; what is the fence's words."""
    found, text = [], page.read_text(encoding="utf-8")
    fence = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            if fence is None:
                fence = (number, line[3:].strip(), [])
            else:
                found.append((fence[0], fence[1], "\n".join(fence[2]) + "\n"))
                fence = None
        elif fence is not None:
            fence[2].append(line)
        elif line.startswith("    ") and line.strip():
            found.append((number, "indented", line))
    return found


def environment(**more):
    """Nobody's token, endpoint, store or locale may reach the examples."""
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
    return {**kept, "HOME": str(HOME), "PATH": f"{STUBS}:{ROOT}/usr/local/bin:{BUILD}/bin:/usr/bin:/bin", "HUBMINE_SKIP_SETUP": "1",
            "HF_ENDPOINT": os.environ["HF_ENDPOINT"], "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1", **more}


def moved(text):
    """The same text with the places of the system below the test's folder."""
    for place in PLACES:
        text = re.sub(rf"(?<![\w/.]){re.escape(place)}\b", f"{ROOT}{place}", text)
    return text


def run(words, folder, settings=None, **more):
    """stdout and stderr of a command that must succeed."""
    result = subprocess.run(words, cwd=folder, env=settings or environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, timeout=200, **more)
    if result.returncode != 0:
        raise Failure(f"exit code {result.returncode}: {result.stdout[-600:]}")
    return result.stdout


def needs(program):
    path = shutil.which(program)
    if path is None:
        raise Skipped(f"no {program}")
    return path


def shell(text, folder):
    run(["bash", "-euo", "pipefail", "-c", moved(text)], folder)


def seen_on_a_terminal(line, folder):
    """What a wide terminal shows of a command."""
    main, inner = pty.openpty()
    settings = environment(TERM="dumb", COLUMNS="300", HUBMINE_STORE=str(DEMO))
    process = subprocess.Popen(["bash", "-c", line], cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=inner,
                               stderr=subprocess.DEVNULL)
    os.close(inner)
    shown = b""
    while True:
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    if process.wait(timeout=60) != 0:
        raise Failure(f"{line}: exit code {process.returncode}")
    return shown.decode("utf-8").replace("\r\n", "\n")


def console(text, folder):
    """Commands behind $ and what they print; a line of dots stands for more."""
    for example in re.split(r"^\$ ", text, flags=re.M)[1:]:
        line, printed = example.split("\n", 1)
        shown = seen_on_a_terminal(line, folder)
        pattern = ".*".join(re.escape(part.strip("\n")) for part in re.split(r"^\.\.\.$", printed.rstrip("\n"), flags=re.M))
        if not re.fullmatch(pattern, shown.strip("\n"), re.S):
            raise Failure(f"{line} prints\n{shown}")


def alternatives(word):
    return word.strip("[]").split("|")


def help_of(words, folder):
    return run([*words, "--help"], folder)


def synopsis(text, folder):
    """Usage: every command and option is one, and every choice is told by the help."""
    for line in text.splitlines():
        words = line.split(" #")[0].split()
        program = words[:1]
        while len(words) > len(program) and re.fullmatch(r"[a-z0-9|]+", words[len(program)]):
            program.append(words[len(program)])
        commands = [[]]
        for word in program:
            commands = [[*command, choice] for command in commands for choice in alternatives(word)]
        for command in commands:
            known = help_of(command, folder)
            for option, choices in re.findall(r"(--[a-z0-9-]+) ?([a-z_]+(?:\|[a-z_]+)+)?", line.split(" #")[0]):
                missing = [word for word in (option, *choices.split("|")) if word and word not in known]
                if missing:
                    raise Failure(f"{' '.join(command)} --help does not tell {missing}")


def measurement(text, folder):
    """What takes minutes is not run: its programs are there and know the options."""
    for line in text.splitlines():
        for part in line.split(" #")[0].split("&&"):
            words = part.split()
            if words and words[0] != "cmake":
                told = subprocess.run([words[0], "--help"], cwd=folder, env=environment(), capture_output=True, text=True, timeout=60)
                missing = [word for word in words[1:] if word.startswith("--") and word not in told.stdout]
                if missing:
                    raise Failure(f"{words[0]} --help does not tell {missing}")
            elif words:
                shell(part, folder)


def crontab(text, folder):
    """As cron runs it: nothing in the environment but what the table sets; what is printed would be mailed."""
    settings = {"HOME": str(HOME), "LOGNAME": "hubmine", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", "HF_ENDPOINT": os.environ["HF_ENDPOINT"]}
    (ROOT / "etc/hubmine").mkdir(parents=True, exist_ok=True)
    (ROOT / "etc/hubmine/token").write_text("hf_example\n")
    for earlier in TABLES:
        settings.update(earlier)
    for line in text.splitlines():
        setting = re.fullmatch(r"(\w+) *= *(.*)", line)
        if setting:
            settings[setting[1]] = moved(setting[2])
            continue
        entry = re.fullmatch(r"((?:[\d*/,-]+ +){5})(.*)", line)
        if not entry:
            raise Failure(f"neither a setting nor an entry: {line}")
        if re.search(r"(?<!\\)%", entry[2]):
            raise Failure(f"a bare % ends the line: {line}")
        mail = run(["/bin/sh", "-c", moved(entry[2].replace("\\%", "%"))], HOME, settings)
        if mail:
            raise Failure(f"would be mailed: {mail}")
    TABLES.append(settings)
    if len(TABLES) == 1 and not (ROOT / "var/log/hubmine/crawl.log").exists():
        raise Failure("there is no log")
    if len(TABLES) == 2 and not list((ROOT / "var/backups/hubmine").glob("hubmine-20[0-9][0-9]-*.db")):
        raise Failure("there is no backup")


TABLES = []


def drop_in(text, folder):
    """Settings added to the service are such that systemd takes."""
    needs("systemd-analyze")
    units = folder / "units"
    shutil.copytree(ROOT / "usr/local/lib/systemd/system", units)
    (units / "hubmine-crawl.service.d").mkdir()
    (units / "hubmine-crawl.service.d/override.conf").write_text(text)
    (units / "mail-me@.service").write_text("[Service]\nType=oneshot\nExecStart=/bin/true\n")
    said = run(["systemd-analyze", "verify", "--man=no", str(units / "hubmine-crawl.service")], folder,
               environment(SYSTEMD_UNIT_PATH=f"{units}:"))
    if said:
        raise Failure(said)


def service_settings(text, folder):
    """An environment file: the service's command, with it."""
    unit = (ROOT / "usr/local/lib/systemd/system/hubmine-crawl.service").read_text().replace("\\\n", " ")
    settings = dict(line.split("=", 1) for line in re.findall(r"^Environment=(.*)$", unit, re.M))
    settings.update(line.split("=", 1) for line in text.splitlines())
    command = re.search(r"^ExecStart=(.*)$", unit, re.M)[1]
    for name, value in settings.items():
        command = command.replace(f"${name}", value)
    (ROOT / "var/lib/hubmine").mkdir(parents=True, exist_ok=True)
    (ROOT / "etc/hubmine").mkdir(parents=True, exist_ok=True)
    (ROOT / "etc/hubmine/token").write_text("hf_example\n")
    run(shlex.split(moved(command)), ROOT / "var/lib/hubmine",
        {"HF_ENDPOINT": os.environ["HF_ENDPOINT"], **{name: moved(value) for name, value in settings.items()}})
    shutil.rmtree(ROOT / "var/lib/hubmine")


def configuration(text, folder):
    """A configuration file: every line of it is understood, and told with its place."""
    (folder / "config.ini").write_text(text)
    told = run(["hubmine", "config", "--quiet", "--format", "csv"], folder, environment(HUBMINE_CONFIG="config.ini"))
    for number, line in enumerate(text.splitlines(), 1):
        if "=" in line and not re.search(rf"[,;]config\.ini:{number}[,;]", told):
            raise Failure(f"{line} does not hold:\n{told}")


def logrotate(text, folder):
    (folder / "logrotate.conf").write_text(moved(text))
    os.chmod(folder / "logrotate.conf", 0o644)
    said = run([needs("logrotate"), "--debug", "--state", str(folder / "state"), str(folder / "logrotate.conf")], folder)
    if "error:" in said:
        raise Failure(said)


def sql(text, folder):
    store = sqlite3.connect(f"file:{folder}/hubmine.db?mode=ro", uri=True)
    for statement in filter(str.strip, text.split(";")):
        store.execute(statement).fetchall()
    store.close()


def sql_of_duckdb(text, folder):
    (folder / "block.sql").write_text(text)
    result = subprocess.run([needs("node"), str(pathlib.Path(__file__).with_name("duckdb_block.mjs")), "block.sql",
                             str(PROJECT / "build/node")], cwd=folder, capture_output=True, text=True, timeout=60)
    if result.returncode == 77:
        raise Skipped(result.stdout.strip())
    if result.returncode != 0:
        raise Failure(result.stdout + result.stderr)


def python(text, folder):
    if subprocess.run([PYTHON, "-c", "import pandas"], capture_output=True).returncode != 0:
        raise Skipped("no pandas")
    run([PYTHON, "-c", text], folder)


def r(text, folder):
    if subprocess.run([needs("Rscript"), "-e", "loadNamespace('RSQLite')"], capture_output=True).returncode != 0:
        raise Skipped("no RSQLite")
    run(["Rscript", "-e", text], folder)


RUNNERS = {"sh": shell, "sh measurement": measurement, "console": console, "synopsis": synopsis, "crontab": crontab,
           "ini": service_settings, "ini drop-in": drop_in, "ini config": configuration, "logrotate": logrotate, "sql": sql, "sql duckdb": sql_of_duckdb, "python": python, "r": r, "text": lambda text, folder: None}


def two_snapshots(folder):
    """A store whose lists were read two months ago, and again today."""
    run(["hubmine", "crawl", "--quiet", "--only", "listing"], folder)
    with contextlib.closing(sqlite3.connect(folder / "hubmine.db")) as store, store:
        days = 60 * 86400000
        store.execute("UPDATE snapshot SET started_at = started_at - ?, finished_at = finished_at - ?", (days, days))
        store.execute("UPDATE walk SET observed_at = observed_at - ?", (days,))
    run(["hubmine", "crawl", "--quiet", "--only", "listing"], folder)


def checkout(name):
    """A folder that looks like a checkout of the project with its build, and holds the demo's store once there is one."""
    folder = WORK / "pages" / name
    folder.mkdir(parents=True)
    for part in ("scripts", "tests/bench"):
        shutil.copytree(PROJECT / part, folder / part)
    shutil.copy(PROJECT / "CMakePresets.json", folder)
    (folder / "build").mkdir()
    (folder / "build/release").symlink_to(BUILD)
    if name == "questions":
        two_snapshots(folder)
    elif DEMO.exists():
        shutil.copy(DEMO, folder / "hubmine.db")
    return folder


def words_of_commands(page):
    """Commands that the text names in passing are commands."""
    for span in re.findall(r"`hubmine ([a-z][^`]*)`", page.read_text(encoding="utf-8")):
        words = re.match(r"[a-z0-9|]+(?: [a-z0-9|]+)*", span)[0].split()
        for choices in words[-1].split("|"):
            run(["hubmine", *words[:-1], choices, "--help"], WORK)


def check_page(page, ran, skipped, failed):
    folder = checkout(page.stem)
    for line, what, text in blocks(page):
        place = f"{page.relative_to(PROJECT)}:{line} ({what})"
        try:
            if what not in RUNNERS:
                raise Failure("no way is known to run this: see tests/docs/docs_test.py")
            RUNNERS[what](text, folder)
            ran.append(place)
        except Skipped as reason:
            skipped.append(f"{place}: skipped: {reason}")
        except (Failure, OSError, sqlite3.Error, subprocess.TimeoutExpired) as error:
            failed.append(f"{place}: {error}")
    try:
        words_of_commands(page)
    except Failure as error:
        failed.append(f"{page.name}: a command in the text: {error}")


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    for folder in (ROOT, HOME, STUBS):
        folder.mkdir(parents=True)
    for name, text in STAND_INS.items():
        (STUBS / name).write_text(f"#!/bin/bash\n{text}\n")
        (STUBS / name).chmod(0o755)
    (STUBS / "python3").symlink_to(PYTHON)
    ran, skipped, failed = [], [], []
    for page in [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]:
        check_page(page, ran, skipped, failed)
    print(*skipped, *failed, f"{len(ran)} blocks ran, {len(skipped)} skipped, {len(failed)} failed", sep="\n")
    return 1 if failed or len(ran) < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
