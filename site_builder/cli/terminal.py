"""A terminal with colours and one line that moves, by rich."""

from __future__ import annotations

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

from site_builder.cli.language import language
from site_builder.errors import Problem, Severity, wording

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


class Terminal:
    """Standard error, with the line of the step at work below all that is said."""

    def __init__(self) -> None:
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
        self._task: TaskID | None = None

    @property
    def is_terminal(self) -> bool:
        """Whether the line moves; rich knows terminals that only look like one."""
        return self._out.is_terminal

    def start(self) -> None:
        """Show the line."""
        self._bar.start()

    def stop(self) -> None:
        """Take the line away."""
        self._bar.stop()

    def begin(self, step: str, jobs: int) -> None:
        """From now on the line is that of this step."""
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(step, total=jobs)

    def name(self, step: str) -> None:
        """Call the step at work so."""
        if self._task is not None:
            self._bar.update(self._task, description=step)

    def advance(self, count: int) -> None:
        """So many more of its jobs are done."""
        if self._task is not None:
            self._bar.advance(self._task, count)

    def line(self, text: str, style: str = "") -> None:
        """Say something above the line."""
        self._out.print(Text(text, style=style))

    def problem(self, problem: Problem) -> None:
        """Say what is wrong above the line."""
        self._out.print(line_of(problem))


def line_of(problem: Problem) -> Text:
    """`file:line: CODE sentence`, as editors jump on it; the code coloured by how much it weighs."""
    place = str(problem.place)
    line = Text(f"{place}: " if place else "")
    line.append(problem.code, style=STYLES[problem.severity])
    line.append(" " + wording.sentence(problem, language()))
    return line
