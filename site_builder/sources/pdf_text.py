"""A born-digital PDF → the text of its pages, column by column. Nothing in it is run; pypdf only parses.

pypdf is an extra; it is looked for when the first PDF is read. What it cannot read is a problem, never an
exception.
"""

from __future__ import annotations

import io
import logging
import math
import unicodedata
from typing import Any, NamedTuple

import msgspec

from site_builder.errors import Place, Problem, Severity
from site_builder.newspaper.characters import printed, width
from site_builder.sources.likelihood import likelihood
from site_builder.sources.pdf_columns import Fragment, is_upright, reading_order
from site_builder.sources.pdf_headings import as_text

MOST_PAGES = 400
"""Pages of the longest file that is read; an issue has some dozen."""

MOST_FRAGMENTS = 60_000
"""Fragments of one page that are looked at; set character by character a page has some fifteen thousand."""

LEAST = 8
"""Printed characters from which a page has a text layer; a scan may carry a stamp or a folio."""

READABLE = -0.1
"""The likelihood below which a text layer is noise: its fonts do not say which characters they draw."""

_TAIL = 2048
_ALIKE = "".join(
    (
        "⼾户⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼",
        "⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟⺟母⻑長⻒镸",
    )
)
RADICALS = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | dict(
    zip(_ALIKE[::2], _ALIKE[1::2], strict=True)
)
"""Signs of radicals that some programs put into a PDF for the characters that look like them; no paper prints any."""

_AS_CHARACTERS = str.maketrans(RADICALS)


def is_pdf(data: bytes) -> bool:
    """Whether a file says it is a PDF; some have a few bytes before that."""
    return b"%PDF-" in data[:1024]


def pdf_text(data: bytes, name: str) -> tuple[list[str] | None, list[Problem]]:
    """The text of each page of a PDF, empty where it is a picture.

    Or why there is none: no pypdf, cut off, locked, damaged, a scan.
    """
    try:
        import pypdf
    except ImportError:
        return None, [Problem(code="I215", place=Place(name))]
    if b"%%EOF" not in data[-_TAIL:]:
        return None, [_failed(name, "I213", str(len(data)))]
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it remarks we say ourselves
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return None, [_failed(name, "I212")]
        found = [_page(page) for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False)]
    except pypdf.errors.DependencyError:
        return None, [_failed(name, "I212")]
    except Exception as error:  # a parser fed with anything raises anything
        return None, [_failed(name, "I216", f"{type(error).__name__}: {error}"[:120])]
    got, problems = _judged(as_text([page.columns for page in found]), name)
    if upright := [str(at) for at, page in enumerate(found, start=1) if page.upright and got is not None]:
        problems.append(msgspec.structs.replace(_failed(name, "I218", ", ".join(upright)), severity=Severity.DOUBT))
    return got, problems


def _judged(found: list[str], name: str) -> tuple[list[str] | None, list[Problem]]:
    """The texts of the pages, when any of them has one."""
    held = [at for at, text in enumerate(found) if len(printed(text)) >= LEAST]
    if not held:
        return None, [_failed(name, "I210", str(len(found)))]
    whole = "".join(found[at] for at in held)
    if whole.count("\ufffd") > len(whole) / 5 or likelihood(whole[:100_000]) < READABLE:
        return None, [_failed(name, "I214")]
    problems: list[Problem] = []
    if count := sum(character in RADICALS for character in whole):
        problems.append(msgspec.structs.replace(_failed(name, "I217", str(count)), severity=Severity.DOUBT))
        found = [text.translate(_AS_CHARACTERS) for text in found]
    if missing := [str(at + 1) for at in range(len(found)) if at not in held]:
        facts = {"count": ", ".join(missing)}
        problems.append(Problem(code="I211", place=Place(name), facts=facts, severity=Severity.DOUBT))
    return found, problems


def _failed(name: str, code: str, words: str = "") -> Problem:
    return Problem(code=code, place=Place(name), facts={"count": words} if words else {})


class _Page(NamedTuple):
    columns: list[list[Fragment]]
    upright: bool = False


def _page(page: Any) -> _Page:
    """The columns of one page in the order they are read."""
    fragments: list[Fragment] = []

    def visit(text: str, matrix: Any, line: Any, font: Any, size: float | None) -> None:  # noqa: ARG001 - pypdf calls it so
        words = text.replace("\n", "").replace("\f", "")
        spaced, words = words.startswith(" "), words.lstrip(" ")  # pypdf puts a space where it sees a gap
        if not words.strip() or len(fragments) >= MOST_FRAGMENTS:
            return
        left = line[4] * matrix[0] + line[5] * matrix[2] + matrix[4]
        y = line[4] * matrix[1] + line[5] * matrix[3] + matrix[5]
        scale = math.hypot(line[2], line[3]) * math.hypot(matrix[2], matrix[3])
        square = abs((size or 1.0) * scale) or 1.0
        if all(map(math.isfinite, (left, y, square))):
            fragments.append(Fragment(left, left + width(words) * square, y, square, words, spaced))

    plain: str = page.extract_text(visitor_text=visit)
    if len(printed("".join(one.string for one in fragments))) < 0.9 * len(printed(plain)):
        lines = plain.replace("\f", "\n").split("\n")  # the places do not tell all: its own order, and nothing lost
        return _Page([[Fragment(0, 0, 0, 1, line) for line in lines]])
    return _Page(reading_order(fragments), is_upright(fragments))
