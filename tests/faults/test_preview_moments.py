"""The faults in time that meet the live preview (R6 to R9), tried on the program as a person starts it."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.trialsite import RIVER, SCHOOL, TrialSite

SOON = 60.0
"""Seconds after which what should come at once is given up, also on a busy machine."""

PAGE = "chenbao/2019-04-26/01-01.html"

NO_WATCHES = """
import errno
from site_builder.workflows.listening import Ears

def hear(*_, **__):
    raise OSError(errno.ENOSPC, "inotify watch limit reached")

Ears.hear = hear
"""
RUN = """
import signal
from site_builder.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""The program; a run begun in the background of a script hands down that Ctrl-C is not heard."""


class Preview:
    """A preview in a process of its own: what it says, and what it answers."""

    def __init__(self, site: TrialSite, before: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        words = ["serve", "--port", str(self.port), "--base", "/", "--log-format", "json"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", before + RUN, *words],
            cwd=site.root,
            env=os.environ | {"SITE_BUILDER_LANG": "en", "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.said = 0
        self._said: queue.Queue[dict[str, object]] = queue.Queue()
        self.past: list[dict[str, object]] = []
        self._heard = threading.Thread(target=self._hear)
        self._heard.start()

    def _hear(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += 1
            self._said.put(json.loads(line))

    def until(self, event: str, **facts: object) -> dict[str, object]:
        """The next message of this kind."""
        while True:
            said = self._said.get(timeout=SOON)
            self.past.append(said)
            if said["event"] == event and facts.items() <= said.items():
                return said

    def shows(self, target: str, part: str) -> None:
        """Wait until a page has these words: whatever is said, it is asked for again."""
        while part.encode() not in self.ask(target):
            self._said.get(timeout=SOON)

    def rest(self) -> list[dict[str, object]]:
        """What was said meanwhile."""
        return [self._said.get_nowait() for _ in range(self._said.qsize())]

    def ask(self, target: str, method: str = "GET", **headers: str) -> bytes:
        """The whole answer to a request written exactly so."""
        given = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"} | headers
        lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
        with socket.create_connection(("127.0.0.1", self.port), timeout=SOON) as connection:
            connection.sendall(f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode())
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def end(self) -> None:
        """End it as Ctrl-C does; it must end well."""
        self.process.send_signal(signal.SIGINT)
        self._heard.join(SOON)
        _, told = self.process.communicate(timeout=SOON)
        assert "Traceback" not in told, told


@contextmanager
def previewing(site: TrialSite, before: str = "") -> Iterator[Preview]:
    preview = Preview(site, before)
    try:
        preview.until("opened")
        yield preview
    finally:
        preview.end()


def saved_by_renaming(site: TrialSite, path: str, was: str, now: str) -> None:
    """As many editors save: a file beside it, then over it; and one that comes and goes."""
    at = site.root / path
    beside = at.with_name(f".{at.name}.swp")
    beside.write_text("x")
    new = at.with_name("4913")
    new.write_text(at.read_text("utf-8").replace(was, now), encoding="utf-8")
    new.replace(at)
    beside.unlink()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TrialSite, Preview]]:
    site = TrialSite(tmp_path_factory.mktemp("preview") / "site")
    with previewing(site) as running:
        yield site, running


def test_r6_an_editor_that_saves_by_renaming_is_one_update(preview: tuple[TrialSite, Preview]) -> None:
    site, running = preview
    running.rest()
    saved_by_renaming(site, SCHOOL, "四十间", "五十间")

    running.until("saved", file=SCHOOL)
    running.shows(f"/{PAGE}", "五十间")
    assert "4913" not in json.dumps(running.rest())


def test_r6_a_branch_switch_is_one_update(preview: tuple[TrialSite, Preview]) -> None:
    site, running = preview
    beside = site.root / "issue"
    beside.mkdir()
    for number in range(2, 60):
        text = f'---\nid: 01-{number:02}\nheadline: 第{number}篇\npage: "01"\nposition: {number}\n---\n正文。\n'
        (beside / f"01-{number:02}.md").write_text(text, encoding="utf-8")
    before = running.said
    for file in sorted(beside.iterdir()):
        file.replace(site.root / "content/chenbao/2020/2020-01-03" / file.name)

    running.shows("/chenbao/2020-01-03/01-59.html", "第59篇")
    assert running.said < before + 10, "and not something for each of 58 files"


def test_r8_an_error_keeps_the_last_good_page_and_is_mended(preview: tuple[TrialSite, Preview]) -> None:
    site, running = preview
    good = "清晨六点".encode()
    assert good in running.ask("/chenbao/2019-04-19/01-01.html")
    text = (site.root / RIVER).read_text("utf-8")

    saved_by_renaming(site, RIVER, "headline: ", "headline: [")
    told = running.until("problem")
    running.until("kept")
    kept = running.ask("/chenbao/2019-04-19/01-01.html")
    site.write(RIVER, text.replace("六点", "七点"))
    running.until("saved", file=RIVER)

    assert (told["file"], told["code"], told["severity"]) == (RIVER, "F012", "error")
    assert good in kept
    running.shows("/chenbao/2019-04-19/01-01.html", "清晨七点")


@pytest.mark.parametrize(
    ("target", "method", "headers", "status"),
    [
        ("/../../content/site.yaml", "GET", {}, {400, 404}),
        ("/%2e%2e/%2e%2e/content/site.yaml", "GET", {}, {400, 404}),
        ("/%252e%252e/content/site.yaml", "GET", {}, {400, 404}),
        ("/..%5c..%5ccontent%5csite.yaml", "GET", {}, {400, 404}),
        ("/%c0%ae%c0%ae/content/site.yaml", "GET", {}, {400, 404}),
        ("/%ef%bc%8e%ef%bc%8e/content/site.yaml", "GET", {}, {400, 404}),
        ("//etc/passwd", "GET", {}, {400, 404}),
        ("/%2fetc%2fpasswd", "GET", {}, {400, 404}),
        ("/..%00/content/site.yaml", "GET", {}, {400, 404}),
        ("/..;/..;/content/site.yaml", "GET", {}, {400, 404}),
        ("/" + "a" * 100_000, "GET", {}, {400, 414}),
        ("/", "GET", {"Host": "evil.example"}, {403}),
        ("/", "GET", {"Origin": "http://evil.example"}, {403}),
        ("/", "POST", {}, {405}),
        ("/", "PUT", {}, {405}),
    ],
)
def test_r9_what_is_not_for_this_machines_reader_is_refused(
    preview: tuple[TrialSite, Preview], target: str, method: str, headers: dict[str, str], status: set[int]
) -> None:
    _, running = preview
    answer = running.ask(target, method, **headers)

    assert int(answer.split()[1]) in status
    for never in (b"root:", b"base_url", b"Traceback", b"site_builder/", "试刊".encode() if status == {403} else b"\0"):
        assert never not in answer


@pytest.mark.skipif(sys.platform != "linux", reason="/proc says who listens on Linux only")
def test_r9_it_listens_on_this_machine_only(preview: tuple[TrialSite, Preview]) -> None:
    _, running = preview
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines()[1:] if " 0A " in line]
    assert [one for one in listening if one.endswith(f":{running.port:04X}")] == [f"0100007F:{running.port:04X}"]


def test_r7_without_watches_left_it_says_so_and_looks(tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "site")
    with previewing(site, NO_WATCHES) as running:
        (told,) = (one for one in running.past if one.get("code") == "P012")
        site.edit(SCHOOL, "四十间", "六十间")
        running.until("saved", file=SCHOOL)
        running.shows(f"/{PAGE}", "六十间")

    assert told["severity"] == "warning"
    assert "looking every 1 s" in str(told["message"])
