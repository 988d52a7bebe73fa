"""Problems as a page can show them: words in one language, and the lines of the file around the place."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

import msgspec

from site_builder.errors import Place, Problem, Severity
from site_builder.errors.wording import hint, sentence

AROUND = 1
"""Lines shown before and after the one that is wrong."""

LONGEST_LINE = 200
LARGEST_FILE = 2_000_000


class Line(msgspec.Struct, frozen=True):
    """One line of a file."""

    number: int
    text: str
    meant: bool
    """Whether this is the line the problem points at."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One problem in words."""

    place: str
    """`path:line:column`; empty when it has no place."""

    code: str
    sentence: str
    hint: str = ""
    lines: tuple[Line, ...] = ()


def faults_of(problems: Sequence[Problem], root: Path, language: str) -> tuple[Fault, ...]:
    """The errors among the problems, by place, with lines from the files below `root` they point at."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return tuple(_fault(problem, root, language) for problem in sorted(errors, key=lambda error: error.place))


def our_own(error: Exception) -> Problem:
    """A failure of the program itself, with the place in our own code for whoever has to mend it."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "site_builder" in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Problem(code="P003", facts={"error": f"{type(error).__name__}: {error}", "where": where})


def _fault(problem: Problem, root: Path, language: str) -> Fault:
    return Fault(
        place=str(problem.place),
        code=problem.code,
        sentence=sentence(problem, language),
        hint=hint(problem, language),
        lines=lines_around(root, problem.place),
    )


def lines_around(root: Path, place: Place) -> tuple[Line, ...]:
    """The line a place points at and its neighbours; none when it points at no line of a text below `root`.

    A place is written as one would type it where the program was called, or as seen from `root`.
    """
    if place.line < 1 or not place.path:
        return ()
    for file in (Path(place.path), root / place.path):
        texts = _lines_of(file, root)
        first, last = max(place.line - AROUND, 1), min(place.line + AROUND, len(texts))
        if texts:
            return tuple(Line(n, texts[n - 1][:LONGEST_LINE], n == place.line) for n in range(first, last + 1))
    return ()


def _lines_of(file: Path, root: Path) -> list[str]:
    try:
        file = file.resolve()
        if not file.is_relative_to(root.resolve()) or file.stat().st_size > LARGEST_FILE:
            return []
        return file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, ValueError):
        return []
