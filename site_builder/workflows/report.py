"""How a build ended, and the reporter that keeps the books for it."""

from __future__ import annotations

import functools
import os
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from site_builder.engine.events import Began, Event, Kept, Made, Noticed, Reporter
from site_builder.engine.stillness import Glance
from site_builder.errors import Place, Problem, Severity
from site_builder.workflows.changes import Changes
from site_builder.workflows.layout import CONTENT


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """How a build ended."""

    output: Path
    """Where the site lies."""

    made: Mapping[str, int]
    """Step → jobs whose work was done; steps without any are left out."""

    kept: Mapping[str, int]
    """Step → jobs whose answer was known."""

    problems: tuple[Problem, ...]
    changed: tuple[str, ...]
    """Output paths that were written."""

    swept: tuple[str, ...]
    """Output paths that nobody needed any more."""

    issues: int
    articles: int
    """On the site now."""

    seconds: float
    changes: Changes = Changes()
    """What is different for readers since the last build of this site; only of one that was published."""

    failed: bool
    """Whether there were errors: then what could be printed was, and nothing was swept."""

    steps: Mapping[str, float] = {}
    """Step → seconds from its beginning to that of the next one."""

    sizes: Mapping[str, int] = {}
    """Bytes of every file of the site."""

    glances: Mapping[str, Glance] = {}
    """How folders of the output look that this build did not touch, by path."""

    held_back: tuple[str, ...] = ()
    """Issues outside of what was asked for that were edited, and stay as they were last printed."""

    unprinted: tuple[str, ...] = ()
    """Issues outside of what was asked for that were never printed."""

    too_large: tuple[str, ...] = ()
    """Hosts whose limits the site does not keep, by name."""

    refused: bool = False
    """Whether nothing was printed, because an address would have been lost."""

    unthemed: bool = False
    """Whether nothing was printed, because the theme has errors."""

    @property
    def exit_code(self) -> int:
        """0, or 1 when there were errors."""
        return 1 if self.failed else 0


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without an issue.yaml that is missed (F031) only because it could not be read, as another says."""
    all_of_them = list(problems)
    unread = {one.place.path for one in all_of_them if one.code in ("B020", "B022", "B023")}
    return [one for one in all_of_them if one.code != "F031" or one.place.path not in unread]


class Books:
    """Counts what happens and collects what is noticed, while passing it on."""

    def __init__(self, root: Path, tell: Reporter) -> None:
        self.made, self.kept = Counter[str](), Counter[str]()
        self._steps: dict[str, float] = {}
        self._now = ("", time.monotonic())
        self._problems: dict[bytes, None] = {}
        """Packed: an archive may have as many warnings as articles."""
        self._graves = set[tuple[str, Severity]]()
        """The letters of their codes, each with the severities it came with."""
        self._root, self._tell = root, tell

    def problems(self) -> tuple[Problem, ...]:
        """All that was noticed, in the order of places."""
        every = told_once(_DECODER.decode(packed) for packed in self._problems)
        return tuple(sorted(every, key=lambda problem: (problem.place, problem.code)))

    def tell(self, event: Event) -> None:
        """Take one event; the same problem is told once."""
        match event:
            case Began(step, _):
                self._turn(step)
            case Made(step, _):
                self.made[step] += 1
            case Kept(step, _, jobs):
                self.kept[step] += jobs
            case Noticed(problem):
                event = Noticed(from_here(problem, self._root))
                known = _ENCODER.encode(event.problem)
                if known in self._problems:
                    return
                self._problems[known] = None
                self._graves.add((event.problem.code[0], event.problem.severity))
        self._tell(event)

    def steps(self) -> dict[str, float]:
        """Step → seconds, those until now for the last one."""
        self._turn("")
        return dict(self._steps)

    def _turn(self, step: str) -> None:
        last, began = self._now
        now = time.monotonic()
        if last:
            self._steps[last] = self._steps.get(last, 0.0) + now - began
        self._now = (step, now)

    def note(self, problems: Iterable[Problem]) -> None:
        """Take problems as events."""
        for problem in problems:
            self.tell(Noticed(problem))

    def failed(self, *, strict: bool) -> bool:
        """Whether something was noticed that makes the build a failure."""
        grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(severity in grave for _, severity in self._graves)

    def stopped(self, letter: str) -> bool:
        """Whether there are errors of this letter, with which nothing may be printed."""
        return (letter, Severity.ERROR) in self._graves


def from_here(problem: Problem, root: Path) -> Problem:
    """The problem with its place as one would type it where the program was called, and not in the archive."""
    if not problem.place.path.startswith(f"{CONTENT}/"):
        return problem
    folder, _, name = problem.place.path.rpartition("/")
    typed = _typed(root, folder) + name if name else str(root / folder)
    place = Place(typed, problem.place.line, problem.place.column)
    return Problem(code=problem.code, place=place, facts=problem.facts, severity=problem.severity)


@functools.lru_cache(maxsize=1024)  # an issue has many manuscripts with something to say of each
def _typed(root: Path, folder: str) -> str:
    """How the paths of a folder of the archive begin when they are typed."""
    return os.path.join(root / folder, "")  # noqa: PTH118 - a Path drops the mark at the end


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Problem)
