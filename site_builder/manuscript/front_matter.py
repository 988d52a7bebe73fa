"""An article's file taken apart: YAML between two lines `---`, then the body."""

from __future__ import annotations

import re

import msgspec

from site_builder.errors import Place, Problem

FENCE = "---"

_CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
_BLANK_FIRST = re.compile(r"(?:[ \t\u3000]*\n)+")
_HEADER_LINE = re.compile(r"\s*(?:#.*|[-\]}].*|[^\s：:]+\s*[:：].*)?|\s+\S.*")


class Sheet(msgspec.Struct, frozen=True):
    """The two parts of an article's file."""

    header: str
    """The YAML, which begins on line 2."""

    body: str
    """The Markdown in its normal form: no blank lines at either end."""

    body_line: int
    """The line of the file on which the body begins."""


def take_apart(text: str, path: str) -> tuple[Sheet | None, list[Problem]]:
    """The parts of a settled text; None when the front matter does not open or close."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != FENCE:
        return None, [Problem(code="F017", place=Place(path, 1), facts={"found": first[:40]})]
    closing = _CLOSING.search(rest)
    if closing is None:
        lines = rest.split("\n")
        ended = next((n for n, line in enumerate(lines, 2) if not line.strip() or not _HEADER_LINE.fullmatch(line)), 0)
        facts = {"line": str(ended)} if ended else {}
        return None, [Problem(code="F018", place=Place(path, 1), facts=facts)]
    below = rest[closing.end() + 1 :]
    blank = _BLANK_FIRST.match(below)
    skipped = blank[0].count("\n") if blank else 0
    body_line = 2 + rest.count("\n", 0, closing.start()) + 1 + skipped
    return Sheet(rest[: closing.start()], normal(below), body_line), []


def put_together(header: str, body: str) -> str:
    """The text of an article's file. The header ends with a line feed, or is empty."""
    body = normal(body)
    return f"{FENCE}\n{header}{FENCE}\n{body}\n" if body else f"{FENCE}\n{header}{FENCE}\n"


def normal(body: str) -> str:
    """A body without blank lines at either end and white space after its last word; idle the second time."""
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    blank = _BLANK_FIRST.match(body)
    body = body[blank.end() :] if blank else body
    return body.rstrip(" \t\n\u3000")
