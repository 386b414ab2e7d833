#!/usr/bin/env python3
"""Runs hubmine on terminals of several kinds and widths and looks at what they are sent.

    terminal_test.py HUBMINE DEMOHUB STORE WORK

Standard library only.
"""
import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import sys
import termios

HUBMINE, DEMOHUB, STORE, WORK = sys.argv[1:5]
FRAME = "\r\x1b[K"
problems = []


def resize(descriptor, columns):
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def on_terminal(words, columns, settings=(), on_text=None):
    """What the terminal is sent by the time that the command ends. on_text(text so far, terminal, process) may act."""
    terminal, inner = pty.openpty()
    resize(terminal, columns)
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1", **dict(settings)}
    process = subprocess.Popen([HUBMINE, *words], stdin=subprocess.DEVNULL, stdout=inner, stderr=inner, env=environment)
    os.close(inner)
    text = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the last writer is gone
            break
        if not piece:
            break
        text += piece
        if on_text:
            on_text(text.decode("utf-8", "replace"), terminal, process)
    os.close(terminal)
    process.wait(timeout=60)
    return text.decode("utf-8").replace("\r\n", "\n")


def expect(what, holds, text=""):
    if not holds:
        problems.append(f"{what}\n{text[:2000]!r}")


def bare(text):
    return re.sub("\x1b\\[[0-9;]*[A-Za-z]", "", text)


def tables():
    for columns in (30, 60, 100):
        text = on_terminal(["status", "--store", STORE], columns)
        wide = [line for line in bare(text).split("\n") if len(line) > columns and ": " not in line]
        expect(f"status fits {columns} columns", columns < 40 or not wide, repr(wide))
        coverage = [line for line in bare(text).split("\n") if line.startswith("kind ")]
        expect(f"rows are told apart at {columns} columns", all(re.match("kind +what", line) for line in coverage), text)
        for word in ("discussions", "unreadable", "pending", "started_at", "tool_version", "ended_at"):
            expect(f"status at {columns} columns has {word}", word in text, text)
    unfolded = subprocess.run([HUBMINE, "status", "--store", STORE, "--format", "table"], capture_output=True, text=True,
                              env={"TERM": "xterm", "COLUMNS": "30"}, check=True).stdout
    expect("a pipe gets whole lines", max(map(len, unfolded.split("\n"))) > 100, unfolded)
    text = on_terminal(["status", "--store", STORE], 30, {"COLUMNS": "400"})
    expect("COLUMNS is believed", max(len(line) for line in bare(text).split("\n")) > 100, text)


def escapes():
    expect("a terminal gets bold headers", "\x1b[1m" in on_terminal(["status", "--store", STORE], 80))
    expect("NO_COLOR takes them away", "\x1b[1m" not in on_terminal(["status", "--store", STORE], 80, {"NO_COLOR": "1"}))
    for term in ("dumb", ""):
        text = on_terminal(["status", "-v", "--store", STORE], 80, {"TERM": term})
        text += on_terminal(["analyze", "rq3", "-v", "--store", STORE], 80, {"TERM": term})
        expect(f"TERM={term} gets no escapes", "\x1b" not in text and "\r" not in text, text)


def long_listings():
    text = on_terminal(["analyze", "rq3", "--store", STORE], 100)
    expect("a ranking counts the rest", re.search("… [0-9]+ more, --top 0 for all", text), text)
    text = on_terminal(["analyze", "rq3", "--store", STORE, "--top", "0"], 100)
    expect("--top 0 shows all", "--top 0 for all" not in text, text)
    text = on_terminal(["status", "--store", STORE, "--top", "2"], 100)
    expect("--top shortens any table", text.count("more, --top 0 for all") >= 2, text)


def progress():
    hub = subprocess.Popen([DEMOHUB, "--port", "0", "--models", "60", "--datasets", "10", "--spaces", "10", "--quota", "60",
                            "--window", "2", "--latency-ms", "20"], stdout=subprocess.PIPE, text=True)
    try:
        url = hub.stdout.readline().split()[-1]

        def frames_of(text):
            return [frame.split("\n")[0] for frame in text.replace("\r\n", "\n").split(FRAME)[1:]
                    if not frame.startswith("hubmine: ")]

        resized_at = []

        def shrink(text, terminal, process):
            if not resized_at and len(frames_of(text)) > 3:
                resize(terminal, 24)
                os.kill(process.pid, signal.SIGWINCH)
                resized_at.append(len(frames_of(text)) + 1)  # one may be under way

        def crawl(name, columns, settings=(), on_text=None):
            for ending in ("", "-wal", "-shm"):
                path = os.path.join(WORK, name + ending)
                if os.path.exists(path):
                    os.unlink(path)
            return on_terminal(["crawl", "--store", os.path.join(WORK, name), "--endpoint", url], columns, settings, on_text)

        text = crawl("progress.db", 50, (), shrink)
        frames = frames_of(text)
        expect("there is a progress line", len(frames) > 8, text)
        expect("no line reaches the edge", all(len(frame) < 50 for frame in frames), text)
        expect("the window was made smaller", resized_at, text)
        after = frames[resized_at[0] if resized_at else 0:]
        expect("lines follow the window", after and all(len(frame) < 24 for frame in after), repr(after))
        text = crawl("dumb.db", 50, {"TERM": "dumb"})
        expect("a dumb terminal gets messages only", "\x1b" not in text and "crawl ended" in text, text)
    finally:
        hub.terminate()
        hub.wait(timeout=20)


def exporting():
    words = ["export", "tables", os.path.join(WORK, "tables"), "--store", STORE]
    text = on_terminal(words, 40)
    frames = [frame.split("\n")[0] for frame in text.replace("\r\n", "\n").split(FRAME)[1:]]
    expect("an export tells how it stands", re.match("[0-9]+ of [0-9]+ files, [0-9,]+ rows", frames[0] if frames else ""), text)
    expect("an export wipes its line away and says what it did", re.search(r"\x1b\[Khubmine: wrote [0-9]+ tables", text), text)
    expect("a quiet export says nothing", on_terminal([*words, "--quiet"], 40) == "")
    expect("a dumb terminal gets no line", "\x1b" not in on_terminal(words, 40, {"TERM": "dumb"}))


def main():
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    tables()
    escapes()
    long_listings()
    exporting()
    progress()
    print("\n".join(problems) if problems else "terminals are sent what they can show")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
