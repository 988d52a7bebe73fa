"""What is seen while a command works: one line at a terminal, a line now and then elsewhere."""

from __future__ import annotations

import re

import pytest

from site_builder.cli import console
from site_builder.cli.console import Console
from site_builder.engine.events import Began, Made, Taken


def work(shown: Console, steps: int = 3, jobs: int = 40) -> None:
    with shown:
        for step in range(steps):
            shown.tell(Began(f"step-{step}", jobs))
            for job in range(jobs):
                shown.tell(Taken(f"step-{step}", f"job {job}"))
                shown.tell(Made(f"step-{step}", f"job {job}"))


def test_at_a_terminal_there_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    work(Console())

    told = capsys.readouterr().err
    frames = re.split(r"\r|\x1b\[\d*A", told)
    assert "step-2" in told
    assert all(len(set(re.findall(r"step-\d", frame))) <= 1 for frame in frames)
    assert all(frame.count("\n") <= 1 for frame in frames)
    assert told.endswith("\x1b[2K")


def test_elsewhere_a_line_comes_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    now = [0.0]

    def clock() -> float:
        now[0] += console.LINE_EVERY / 20
        return now[0]

    monkeypatch.setattr(console.time, "monotonic", clock)

    work(Console())

    lines = capsys.readouterr().err.splitlines()
    assert 5 <= len(lines) <= 7
    assert all(re.fullmatch(r"step-\d \d+/40", line) for line in lines)
