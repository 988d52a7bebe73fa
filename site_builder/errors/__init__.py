"""What can go wrong, as values that point, name and help.

A `Problem` is a value: trades return problems, they do not raise them. Exceptions are for what the caller
cannot continue from, and form one small tree:

    SiteBuilderError            carries the problems that explain it; the door turns it into sentences
    ├── ContentError            something in content/ or in a source      exit 1
    └── UsageError              a command, an option or the configuration  exit 2

Codes are stable for ever: one letter for the room that speaks, three digits. The sentences live in
`wording/<language>.yaml`, so a code reads the same in every language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a problem weighs: an error stops its issue, a warning is listed, a doubt is for a person to settle."""

    ERROR = "error"
    WARNING = "warning"
    DOUBT = "doubt"


class Place(msgspec.Struct, frozen=True, order=True):
    """Where a problem is: a path as the user would type it, and a line and column counted from 1 (0: unknown)."""

    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`path:line:column`, without the parts that are not known; editors jump on it."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a person should know, with what was found; its sentence is `wording.sentence(problem, language)`."""

    code: str
    place: Place = Place()
    facts: Mapping[str, str] = {}
    """What the sentence and its hint are filled with: what was found, what was known."""

    severity: Severity = Severity.ERROR


class SiteBuilderError(Exception):
    """What stops the work; `problems` says why, all of it at once."""

    exit_code = 1

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class ContentError(SiteBuilderError):
    """Something in content/ or in a source is wrong; exit code 1."""

    exit_code = 1


class UsageError(SiteBuilderError):
    """A command, an option or the configuration is wrong; exit code 2."""

    exit_code = 2


def has_errors(problems: Sequence[Problem]) -> bool:
    """Whether any of them stops its issue."""
    return any(problem.severity is Severity.ERROR for problem in problems)
