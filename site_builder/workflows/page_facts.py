"""What an editor wants to know of a page: its file, the line of each paragraph, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from site_builder.errors import Problem, Severity
from site_builder.manuscript.article_file import body_line
from site_builder.newspaper.galley import SetArticle

_NO_TEXT = re.compile(r"[\W_]+")

ENOUGH = 16
"""Characters by which a paragraph is known again in the file."""


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page comes from."""

    file: str
    """As in the places of problems: `content/paper/2019/2019-04-19/01-03.md`."""

    path: str
    """The same from the root of the file system, for an editor."""

    lines: Mapping[str, int] = {}
    """Anchor of a paragraph → the line of the file it begins on."""

    draft: bool = False
    problems: tuple[Problem, ...] = ()
    """Of that file."""

    def notes(self) -> tuple[Problem, ...]:
        """Those of an article that a person can settle."""
        return tuple(one for one in self.problems if self.lines and one.severity is not Severity.ERROR)


def anchor_of(line: int, lines: Mapping[str, int]) -> str:
    """The paragraph a line of the file belongs to; empty above the first."""
    begun = [anchor for anchor, first in lines.items() if first <= line]
    return max(begun, key=lines.__getitem__, default="")


def paragraph_lines(text: str, piece: SetArticle) -> dict[str, int]:
    """Anchor → line, for the paragraphs of an article and the text of its file.

    A paragraph is found by its first characters, marks and spaces not counted, below the one before it. The first may
    open with a dateline from the front matter; it stands where the body begins.
    """
    first = body_line(text)
    rows = [(number, _bare(row)) for number, row in enumerate(text.split("\n"), 1) if number >= first]
    found: dict[str, int] = {}
    at = 0
    for block in piece.blocks:
        if not block.anchor:
            continue
        begins = _bare(block.text)[:ENOUGH]
        for index in range(at, len(rows)):
            number, row = rows[index]
            if row and (not found or row.startswith(begins) or (len(row) < ENOUGH and begins.startswith(row))):
                found[block.anchor] = number
                at = index + 1
                break
    return found


def first_difference(was: SetArticle, now: SetArticle) -> str:
    """The anchor of the first paragraph that is not as it was; empty when all are."""
    before = [block.html for block in was.blocks]
    for number, block in enumerate(now.blocks):
        if number >= len(before) or block.html != before[number]:
            named = [other.anchor for other in now.blocks[: number + 1] if other.anchor]
            return named[-1] if named else ""
    return ""


def _bare(text: str) -> str:
    return _NO_TEXT.sub("", text)


def of_file(file: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the problems that are about a file."""
    return tuple(problem for problem in problems if problem.place.path == file)
