"""Builds that are killed at moments spread over all they do.

A build that runs beside the tests counts what it does to files and folders (opens one for writing, moves, removes,
makes) and kills itself before the one it was told. Between two of these nothing on the disk changes but what a file
still being written holds, so that these moments stand for all moments, however busy the machine is.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import unquote

from site_builder.checks.pages import read_page
from tests.trialsite import TrialSite

WATCH = """
import os, signal, sys

CHANGING = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.symlink"}
at, number, done = int(sys.argv[1]), int(sys.argv[2]), 0


def watch(event, args):
    global done
    opened = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if opened or event in CHANGING:
        done += 1
        if done == at:
            os.kill(os.getpid(), number)
"""
"""The beginning of a program whose first two words say before which change it signals itself, and with what."""

CHILD = f"""{WATCH}
import pathlib
from site_builder.engine import executors
from site_builder.workflows.build import build

if __name__ == "__main__":
    executors.WORTH_STARTING = 2
    sys.addaudithook(watch)
    print("began", flush=True)
    build(pathlib.Path(sys.argv[3]), jobs=sys.argv[4], tell=lambda _: None, publish=sys.argv[5] == "publish")
    print(done, flush=True)
"""


def building(site: TrialSite, *, jobs: str = "1", publish: bool = True, at: int = 0) -> subprocess.Popen[str]:
    """A build in a process of its own, past its imports; it kills itself before its change number `at`."""
    words = [str(at), str(int(signal.SIGKILL)), str(site.root), jobs, "publish" if publish else ""]
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, *words], stdout=subprocess.PIPE, encoding="utf-8", env=os.environ, cwd="/"
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "began\n"
    return process


def finished(process: subprocess.Popen[str]) -> int:
    """How many changes a build made that was let alone."""
    said, _ = process.communicate()
    assert process.returncode == 0
    return int(said)


def killed(site: TrialSite, dice: random.Random, *, changes: int, seconds: float, jobs: str, publish: bool) -> None:
    """Kill a build: most at one of its changes, every fifth at any moment of the time a build takes."""
    if dice.random() < 0.8:
        building(site, jobs=jobs, publish=publish, at=dice.randint(1, changes)).communicate()
        return
    process = building(site, jobs=jobs, publish=publish)
    try:
        process.communicate(timeout=dice.uniform(0, seconds))
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def states(site: TrialSite, titles: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """The title of the site as it is and as it is to be, again and again; it is changed at each step."""
    number = 0
    while True:
        was, now = titles[number % 2], titles[1 - number % 2]
        site.edit("content/site.yaml", f"title: {was}", f"title: {now}")
        yield was, now
        number += 1


def timed(site: TrialSite, *, jobs: str = "1", publish: bool = True) -> tuple[int, float]:
    """How many changes a build makes that finds all pages changed, and how long it takes."""
    began = time.monotonic()
    return finished(building(site, jobs=jobs, publish=publish)), time.monotonic() - began


def whole(site: TrialSite, old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Each file is an old or a new one, and the entry leads to files that are there."""
    there = site.output()
    for path, data in there.items():
        assert "/.ledger" in f"/{path}" or data in (old.get(path), new.get(path)), path
    facts, _ = read_page((site.root / "output/index.html").read_text("utf-8"), "index.html")
    for link in facts.links:
        path = unquote(re.split("[#?]", link)[0])
        if path and ":" not in path:
            assert path in there or f"{path.rstrip('/')}/index.html" in there, link
