#!/usr/bin/env python3
"""Drives a shell that has read hubmine's completion: it offers every command, option and word that the program knows.

    completion_test.py bash|zsh|fish HUBMINE WORK

Standard library only. Exit status 77 (skipped) where the shell is not installed.
"""
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import time


def told(hubmine, words=()):
    """{command line: what may follow}: the commands below it, and its options, as --help tells them."""
    text = subprocess.run([hubmine, *words, "--help"], check=True, capture_output=True, text=True).stdout
    head = re.sub(r"^Arguments:\n(  .*\n)+", "", text.split("\nExamples:\n")[0], flags=re.M)
    commands = re.findall(r"^  ([a-z]\S*) ", head, re.M)
    options = [name for names in re.findall(r"^  ((?:-\w, )?--[a-z0-9-]+)", text, re.M) for name in names.split(", ")]
    line = " ".join(["hubmine", *words, ""])
    found = {f"{line}-": set(options)}
    if commands:
        found[line] = set(commands)
    for command in commands:
        found.update(told(hubmine, (*words, command)))
    return found


WORDS = {
    "hubmine an": {"analyze"},
    "hubmine analyze rq1 --format ": {"csv", "xlsx"},
    "hubmine analyze rq1 --format=c": {"csv"},
    "hubmine analyze rq1 --table par": {"pareto"},
    "hubmine --store status.db status --format js": {"json"},
    "hubmine --store status status --format js": {"json"},
    "hubmine query --vi": {"--views"},
    "hubmine help identities ap": {"apply"},
    "hubmine completion ": {"bash", "zsh", "fish"},
    "hubmine crawl --kind d": {"datasets"},
    "hubmine crawl --only li": {"listing", "likers"},
    "hubmine status --store tw": {"two words.db"},
    "hubmine status --output-dir fo": {"folder"},
    "hubmine backup tw": {"two words.db"},
    "hubmine crawl --limit ": set(),
}


def in_bash(script, lines, work):
    asked = [f"source '{script}'"]
    for line in lines:
        words = [word for part in line.split(" ") for word in re.split(r"(=)", part)]
        quoted = " ".join(f"'{word}'" for word in words)
        asked.append(f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _hubmine; printf '%s\\n' \"${{COMPREPLY[@]}}\" ''; echo ==")
    return subprocess.run(["bash", "--norc", "-c", "\n".join(asked)], check=True, capture_output=True, text=True, cwd=work).stdout.split("==\n")


def in_fish(script, lines, work):
    asked = [f"source '{script}'"] + [f"complete -C '{line}'; echo ==" for line in lines]
    settings = {**os.environ, "HOME": str(work), "XDG_CONFIG_HOME": str(work)}
    told = subprocess.run(["fish", "--no-config", "-c", "\n".join(asked)], check=True, capture_output=True, text=True, cwd=work, env=settings).stdout
    # A word is told as it would stand on the line, escaped and behind the option's name.
    return [re.sub(r"^--[a-z-]+=", "", re.sub(r"\t.*|/$", "", answer, flags=re.M), flags=re.M).replace("\\ ", " ") for answer in told.split("==\n")]


ZSH = """
PROMPT= ; unsetopt beep list_beep prompt_cr
autoload -Uz compinit && compinit -D -u
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
    local -a hits; builtin compadd -A hits "$@"; print -rl -- $hits >> HITS; (( $#hits ))
}
offer() { comppostfuncs=(offered); zle list-choices }
offered() { print -r -- '==' >> HITS }
zle -N offer; bindkey '^I' offer
source SCRIPT
print > HITS
"""


def in_zsh(script, lines, work):
    """A terminal's zsh: what is to be added to the list on TAB is written down instead."""
    hits = work / "hits"
    start = work / "start.zsh"
    start.write_text(ZSH.replace("HITS", f"'{hits}'").replace("SCRIPT", f"'{script}'"))
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(work)
        os.execvpe("zsh", ["zsh", "-f", "-i"], {**os.environ, "TERM": "dumb", "HOME": str(work), "COLUMNS": "200", "LINES": "500"})
    os.set_blocking(terminal, False)

    def wait(done):
        end = time.monotonic() + 60
        while not done():
            try:
                os.read(terminal, 65536)
            except BlockingIOError:
                time.sleep(0.005)
            if time.monotonic() > end:
                sys.exit(f"zsh says nothing: {hits.read_text() if hits.exists() else 'not started'}")

    os.write(terminal, f"source '{start}'\n".encode())
    wait(hits.exists)
    for number, line in enumerate(lines, 1):
        os.write(terminal, f"\x15{line}\t".encode())
        wait(lambda: hits.read_text().count("==\n") == number)
    os.write(terminal, b"\x15exit\n")
    os.close(terminal)
    os.waitpid(child, 0)
    return hits.read_text().replace("\\ ", " ").split("==\n")


def main():
    shell, hubmine, work = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    if shutil.which(shell) is None:
        print(f"skipped: no {shell}")
        return 77
    shutil.rmtree(work, ignore_errors=True)
    (work / "folder").mkdir(parents=True)
    (work / "two words.db").touch()
    script = work / "script"
    script.write_bytes(subprocess.run([hubmine, "completion", shell], check=True, capture_output=True).stdout)
    wanted = {**WORDS, **told(hubmine)}
    answers = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}[shell](script, list(wanted), work)
    found = []
    for (line, words), answer in zip(wanted.items(), answers):
        offered = {word.rstrip("/") for word in answer.split("\n") if word}
        missing = words - offered
        # Short options stand beside the long ones in a list of fish.
        if shell == "fish":
            missing = {word for word in missing if word.startswith("--") or not word.startswith("-")}
        if missing:
            found.append(f"{line!r}: {', '.join(sorted(missing))} not offered, but {sorted(offered)[:8]}")
        if not words and offered:
            found.append(f"{line!r}: nothing is to be offered, but {sorted(offered)[:8]}")
        if line in WORDS and "status" in offered:
            found.append(f"{line!r}: the commands are offered")
    print("\n".join(found) if found else f"{len(wanted)} lines completed in {shell}")
    return 1 if found or len(wanted) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
