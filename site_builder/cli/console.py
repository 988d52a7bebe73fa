"""What a person at a terminal sees of the work: progress, problems, and how it ended.

Results go to standard output, everything else to standard error. rich honours NO_COLOR, FORCE_COLOR and TERM=dumb.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import click
from rich import console as rich_console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from site_builder.checks.site import size_of
from site_builder.cli.language import language, say
from site_builder.engine.events import Began, Event, Kept, Made, Noticed, Taken
from site_builder.errors import Problem, Severity, wording
from site_builder.workflows.changes import Changes
from site_builder.workflows.report import BuildReport

LINE_EVERY = 5.0
"""Seconds between two lines of progress where there is no terminal."""

NAMED = 36
"""Characters of a job's name that are shown beside the bar."""

SHOWN = 5
"""So many problems of one code are listed in full; the rest is counted."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.DOUBT: "cyan"}


class Screen(rich_console.Console):
    """Where texts are printed; a reader who has gone is told to the door, as click tells it."""

    def on_broken_pipe(self) -> None:
        """Leave it to the door."""
        raise BrokenPipeError


class _Rate(ProgressColumn):
    """Jobs a second, once there is something to tell."""

    def render(self, task: Task) -> Text:
        """The rate."""
        return Text(f"{task.speed:.0f}/s" if task.speed and task.speed >= 1 else "")


class Console:
    """Shows the progress of a command while it is open; `tell` is its reporter.

    Problems are shown as they are noticed when `at_once`; a command that ends lists them all at its end instead.
    """

    def __init__(self, *, at_once: bool = False) -> None:
        self._at_once = at_once
        self._out = Screen(stderr=True, highlight=False, soft_wrap=True)
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=self._out,
            transient=True,
            disable=not self._out.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._jobs: dict[str, tuple[int, int]] = {}
        self._last_line = time.monotonic()

    def __enter__(self) -> Console:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def tell(self, event: Event) -> None:
        """Take one event."""
        match event:
            case Began(step, jobs):
                self._jobs[step] = (0, jobs)
                for task in self._tasks.values():
                    self._bar.remove_task(task)  # one line, which is that of the step at work
                self._tasks = {step: self._bar.add_task(_step(step), total=jobs)}
            case Taken(step, name) if step in self._tasks:
                self._bar.update(self._tasks[step], description=f"{_step(step)}  {_named(name)}")
            case Made(step, _) | Kept(step, _):
                done, jobs = self._jobs.get(step, (0, 0))
                self._jobs[step] = (done + 1, jobs)
                if step in self._tasks:
                    self._bar.advance(self._tasks[step])
                self._line(step)
            case Noticed(problem) if self._at_once:
                self.show_problems([problem])
            case _:
                pass

    def speak(self, sentence: str) -> None:
        """Say a sentence above the progress."""
        self._out.print(sentence, markup=False)

    def _line(self, step: str) -> None:
        """Where there is no terminal a line now and then says how far the step is."""
        now = time.monotonic()
        if not self._out.is_terminal and now - self._last_line >= LINE_EVERY:
            self._last_line = now
            done, jobs = self._jobs[step]
            self._out.print(f"{_step(step)} {done}/{jobs}", markup=False)

    def show_problems(self, problems: Sequence[Problem], *, every_one: bool = False) -> None:
        """List problems, gravest first, then by place; what repeats is shown a few times and counted."""
        ranks = list(Severity)
        shown: Counter[str] = Counter()
        for problem in sorted(problems, key=lambda one: (ranks.index(one.severity), one.place, one.code)):
            shown[problem.code] += 1
            if every_one or shown[problem.code] <= SHOWN:
                self._out.print(line_of(problem))
                if hint := wording.hint(problem, language()):
                    self._out.print(Text("    " + say("cli.hint", hint=hint), style="dim"))
        for code, count in shown.items():
            if not every_one and count > SHOWN:
                self._out.print(say("cli.more", count=count - SHOWN, code=code), markup=False)
        if len(problems) > 1:
            self._out.print(counts_of(problems))

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
            self._out.print(say("cli.build.refused"), style="bold red", markup=False)
        elif report.failed:
            self._out.print(say("cli.build.failed"), style="bold red", markup=False)
        done = "cli.build.done" if report.changed or report.swept else "cli.build.same"
        click.echo(say(done, **facts))
        if report.changes.known:
            click.echo(say("cli.build.changes", **_counted(report.changes)))
        for known, names in (("held_back", report.held_back), ("unprinted", report.unprinted)):
            if names:
                more = f" …（{len(names)}）" if len(names) > SHOWN else ""
                click.echo(say(f"cli.build.{known}", names=" ".join(sorted(names)[:SHOWN]) + more))
        if report.sizes and (report.changed or report.swept):
            largest = max(report.sizes, key=lambda path: (report.sizes[path], path))
            size = {"files": len(report.sizes), "size": size_of(sum(report.sizes.values()))}
            click.echo(say("cli.build.size", largest=f"{largest} ({size_of(report.sizes[largest])})", **size))
            if report.too_large:
                click.echo(say("cli.build.too_large", hosts="、".join(report.too_large)))
        click.echo(say("cli.build.where", output=_short(report.output)))
        click.echo(say("cli.build.open", index=_short(report.output / "index.html")))


def show_problems(problems: Sequence[Problem], *, every_one: bool = False) -> None:
    """List problems without any progress around them."""
    Console().show_problems(problems, every_one=every_one)


def line_of(problem: Problem) -> Text:
    """`file:line: CODE sentence`, as editors jump on it; the code coloured by how much it weighs."""
    place = str(problem.place)
    line = Text(f"{place}: " if place else "")
    line.append(problem.code, style=STYLES[problem.severity])
    line.append(" " + wording.sentence(problem, language()))
    return line


def counts_of(problems: Sequence[Problem]) -> Text:
    """How many of them weigh how much, in one sentence."""
    counts = Counter(problem.severity for problem in problems)
    found = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "doubts": Severity.DOUBT}
    return Text(say("cli.counts", **{word: counts[severity] for word, severity in found.items()}), style="bold")


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
