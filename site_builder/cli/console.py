"""What a person at a terminal sees of the work: progress, problems, and how it ended.

Results go to standard output, everything else to standard error: at a terminal through rich (`terminal.py`), which
honours NO_COLOR, FORCE_COLOR and TERM=dumb; elsewhere as plain lines, for which rich need not be loaded.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click

from site_builder.cli.language import language, say
from site_builder.engine.events import Began, Event, Kept, Made, Noticed, Taken
from site_builder.errors import Problem, Severity, wording

if TYPE_CHECKING:  # loaded by whoever has something to show of them
    from site_builder.cli.terminal import Terminal
    from site_builder.workflows.changes import Changes
    from site_builder.workflows.report import BuildReport

LINE_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""

NAMED = 36
"""Characters of a job's name that are shown beside the bar."""

SHOWN = 5
"""So many problems of one code are listed in full; the rest is counted."""

_CONTROLS = dict.fromkeys((7, 8, 11, 12, 13))
"""Characters that would steer a terminal a log is shown on later."""


class Plain:
    """Lines without colour, and no progress that moves."""

    is_terminal = False

    def start(self) -> None:
        """Nothing moves here."""

    def stop(self) -> None:
        """Nothing to put away."""

    def begin(self, step: str, jobs: int) -> None:
        """Nothing moves here."""

    def name(self, step: str) -> None:
        """Nothing moves here."""

    def advance(self, count: int) -> None:
        """Nothing moves here."""

    def line(self, text: str, style: str = "") -> None:  # noqa: ARG002 - the terminal has it
        """A line."""
        click.echo(text.translate(_CONTROLS), err=True)

    def problem(self, problem: Problem) -> None:
        """`file:line: CODE sentence`, as editors jump on it."""
        place = str(problem.place)
        sentence = wording.sentence(problem, language())
        self.line(f"{place}: {problem.code} {sentence}" if place else f"{problem.code} {sentence}")


class Console:
    """Shows the progress of a command while it is open; `tell` is its reporter.

    Problems are shown as they are noticed when `at_once`; a command that ends lists them all at its end instead.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        self._at_once = at_once
        self._out = _screen()
        self._step = ""
        self._jobs: dict[str, tuple[int, int]] = {}
        self._last_line = time.monotonic()

    def __enter__(self) -> Console:
        self._out.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.stop()

    def tell(self, event: Event) -> None:
        """Take one event."""
        match event:
            case Began(step, jobs):
                self._jobs[step] = (0, jobs)
                self._step = step
                self._out.begin(_step(step), jobs)
            case Taken(step, name) if step == self._step:
                self._out.name(f"{_step(step)}  {_named(name)}")
            case Made(step, _):
                self._advance(step, 1)
            case Kept(step, _, jobs):
                self._advance(step, jobs)
            case Noticed(problem) if self._at_once:
                self.show_problems([problem])
            case _:
                pass

    def _advance(self, step: str, count: int) -> None:
        done, jobs = self._jobs.get(step, (0, 0))
        self._jobs[step] = (done + count, jobs)
        if step == self._step:
            self._out.advance(count)
        self._line(step)

    def speak(self, sentence: str) -> None:
        """Say a sentence above the progress."""
        self._out.line(sentence)

    def _line(self, step: str) -> None:
        """Where there is no terminal a line now and then says how far the step is."""
        now = time.monotonic()
        if not self._out.is_terminal and now - self._last_line >= LINE_EVERY:
            self._last_line = now
            done, jobs = self._jobs[step]
            self._out.line(f"{_step(step)} {done}/{jobs}")

    def show_problems(self, problems: Sequence[Problem], *, every_one: bool = False) -> None:
        """List problems, gravest first, then by place; what repeats is shown a few times and counted."""
        ranks = {severity: rank for rank, severity in enumerate(Severity)}
        shown: Counter[str] = Counter()
        for problem in sorted(problems, key=lambda one: (ranks[one.severity], one.place, one.code)):
            shown[problem.code] += 1
            if every_one or shown[problem.code] <= SHOWN:
                self._out.problem(problem)
                if hint := wording.hint(problem, language()):
                    self._out.line("    " + say("cli.hint", hint=hint), "dim")
        for code, count in shown.items():
            if not every_one and count > SHOWN:
                self._out.line(say("cli.more", count=count - SHOWN, code=code))
        if len(problems) > 1:
            self._out.line(counts_of(problems), "bold")

    def conclude(self, report: BuildReport) -> None:
        """The last lines of a build: what was done, and how to look at it."""
        facts = {
            "articles": report.articles,
            "issues": report.issues,
            "changed": len(report.changed),
            "swept": len(report.swept),
            "seconds": f"{report.seconds:.1f}",
        }
        if report.refused:
            self._out.line(say("cli.build.refused"), "bold red")
        elif report.unthemed:
            self._out.line(say("cli.build.unthemed"), "bold red")
        elif report.failed:
            self._out.line(say("cli.build.failed"), "bold red")
        done = "cli.build.done" if report.changed or report.swept else "cli.build.same"
        if not report.unthemed:
            click.echo(say(done, **facts))
        if report.changes.known:
            click.echo(say("cli.build.changes", **_counted(report.changes)))
        for known, names in (("held_back", report.held_back), ("unprinted", report.unprinted)):
            if names:
                more = f" …（{len(names)}）" if len(names) > SHOWN else ""
                click.echo(say(f"cli.build.{known}", names=" ".join(sorted(names)[:SHOWN]) + more))
        if report.sizes and (report.changed or report.swept):
            from site_builder.checks.site import size_of

            largest = max(report.sizes, key=lambda path: (report.sizes[path], path))
            size = {"files": len(report.sizes), "size": size_of(sum(report.sizes.values()))}
            click.echo(say("cli.build.size", largest=f"{largest} ({size_of(report.sizes[largest])})", **size))
            if report.too_large:
                click.echo(say("cli.build.too_large", hosts="、".join(report.too_large)))
        if (report.output / "index.html").is_file():
            click.echo(say("cli.build.where", output=_short(report.output)))
            click.echo(say("cli.build.open", index=_short(report.output / "index.html")))


def show_problems(problems: Sequence[Problem], *, every_one: bool = False) -> None:
    """List problems without any progress around them."""
    Console().show_problems(problems, every_one=every_one)


def counts_of(problems: Sequence[Problem]) -> str:
    """How many of them weigh how much, in one sentence."""
    counts = Counter(problem.severity for problem in problems)
    found = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "doubts": Severity.DOUBT}
    return say("cli.counts", **{word: counts[severity] for word, severity in found.items()})


def _screen() -> Plain | Terminal:
    """A terminal, or what takes its place where rich would see none."""
    if not (sys.stderr.isatty() or os.environ.get("FORCE_COLOR") or os.environ.get("TTY_COMPATIBLE")):
        return Plain()
    from site_builder.cli.terminal import Terminal

    return Terminal()


def _counted(changes: Changes) -> dict[str, int]:
    return {
        "changed": len(changes.changed),
        "added": len(changes.added),
        "moved": len(changes.moved),
        "withdrawn": len(changes.withdrawn),
        "corrections": changes.corrections,
        "lost": changes.lost,
    }


def _named(name: str) -> str:
    """A job's name as it fits beside the bar, without what would steer the terminal."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return shown if len(shown) <= NAMED else f"…{shown[-NAMED:]}"


def _step(name: str) -> str:
    """A step's name as a person would say it."""
    try:
        return say(f"cli.step.{name}")
    except KeyError:
        return name


def _short(path: Path) -> str:
    """A path as one would type it from here, where that is shorter."""
    try:
        relative = os.path.relpath(path)
    except OSError:  # the folder we stand in is gone
        return str(path)
    return relative if len(relative) < len(str(path)) else str(path)
