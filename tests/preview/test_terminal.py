"""The preview at its terminal: keys, the log for plug-ins, and other previews of the same archive."""

from __future__ import annotations

import io
import json
import os
import queue
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from site_builder.errors import UsageError
from site_builder.preview.keys import keys
from site_builder.preview.running import FILE, Running, announced, end, running
from site_builder.preview.session import serve
from site_builder.preview.voice import Voice
from tests.preview.conftest import SOON, Archive
from tests.trialsite import FILES, RIVER, TrialSite

pty = pytest.importorskip("pty", reason="Windows has no terminals of this kind")


@contextmanager
def serving(root: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """`site-builder serve` as a program of its own, on any free port of ten."""
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(root), "--log-format", "json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def events(process: subprocess.Popen[str], last: str) -> list[dict[str, object]]:
    """What it logs up to an event of this name."""
    assert process.stdout is not None
    seen: list[dict[str, object]] = []
    for line in process.stdout:
        seen.append(json.loads(line))
        if seen[-1]["event"] == last:
            return seen
    raise AssertionError(f"{last} did not come: {seen}")


def test_keys_do_what_they_say_and_the_terminal_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    import termios

    master, slave = pty.openpty()
    pressed: queue.Queue[str] = queue.Queue()
    before = termios.tcgetattr(slave)
    with os.fdopen(slave, "r") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        with keys({"r": lambda: pressed.put("r"), "q": lambda: pressed.put("q")}) as listening:
            assert listening
            os.write(master, b"xRq")
            assert [pressed.get(timeout=SOON), pressed.get(timeout=SOON)] == ["r", "q"]
        assert termios.tcgetattr(slave) == before
    os.close(master)


def test_without_a_terminal_no_key_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("q"))
    with keys({"q": lambda: pytest.fail("nobody pressed a key")}) as listening:
        assert not listening


def test_every_event_is_a_line_for_plug_ins(tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "site", FILES)
    with serving(site.root) as process:
        begun = events(process, "opened")
        assert [event["event"] for event in begun][-1] == "opened"
        assert str(begun[0]["url"]).startswith("http://127.0.0.1:")

        site.edit(RIVER, "headline:", "headlin:")
        seen = events(process, "kept")
        (problem,) = [event for event in seen if event["event"] == "problem"]
        assert (problem["code"], problem["severity"], problem["line"]) == ("F002", "error", 3)
        assert str(problem["file"]).endswith("01-01.md")

        process.send_signal(signal.SIGTERM)
        assert process.wait(SOON) == 130
    assert not (site.root / ".cache" / FILE).exists()


def test_a_second_preview_of_an_archive_says_where_the_first_is_or_takes_its_place(tmp_path: Path) -> None:
    site = TrialSite(tmp_path / "site", FILES)
    with serving(site.root) as first:
        url = str(events(first, "serving")[-1]["url"])
        events(first, "opened")

        with pytest.raises(UsageError) as caught:
            serve(site.root, voice=Voice(speak=pytest.fail))
        (problem,) = caught.value.problems
        assert (problem.code, problem.facts["url"]) == ("P006", url)

        with serving(site.root, "--replace") as second:
            assert events(second, "serving")
            assert first.wait(SOON) == 130


def test_what_a_killed_preview_left_behind_is_not_believed(tmp_path: Path) -> None:
    with announced(tmp_path, Running(pid=1, url="http://127.0.0.1:9/", run="gone")):
        assert running(tmp_path) is None
    for left in (b"half", b'{"pid": 1, "url": "\xff", "run": "gone"}'):
        (tmp_path / FILE).write_bytes(left)
        assert running(tmp_path) is None


def test_reading_anew_and_listing_problems(previewed: Archive) -> None:
    previewed.session.list_problems()
    assert previewed.wait_for("没有发现问题")
    previewed.session.again(drafts=False)
    assert previewed.wait_for("已读完")
    assert end(Running(pid=os.getpid() + 10**7, url="http://127.0.0.1:9/", run="gone"))
