"""A decoded text → its lines: how far each is indented, how many blank ones stand before it, where a page ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from site_builder.newspaper.characters import is_blank, width
from site_builder.newspaper.raw import RawLine, RawSource
from site_builder.newspaper.runs import Text, copied

Reading = Callable[[RawLine], RawLine]
"""Takes a line as it stands and returns it without its mark-up."""

TAB = 4

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_SPACING = "\x0b\x0c\x85"


def line_starts(text: str) -> tuple[int, ...]:
    """Index where each line of a text begins."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return tuple(starts)


def inked(line: str) -> tuple[int, int]:
    """Where what is printed on a line begins and ends; blank and unseen characters beside it are left out."""
    first, last = 0, len(line)
    while first < last and is_blank(line[first]):
        first += 1
    while last > first and is_blank(line[last - 1]):
        last -= 1
    return first, last


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """The pages of a source that have any text, and where each stands among all of them, counted from 0."""

    pages: tuple[tuple[RawLine, ...], ...] = ()
    numbers: tuple[int, ...] = ()


def pages_of(source: RawSource, number: int, read: Reading) -> Pages:
    """The lines of a source, parted where a form feed ends a page; blank lines are counted, not kept.

    Empty pages count: the text of a PDF has one where a page is a picture. A feed before the first page is a mark of
    its beginning where none ends the last one.
    """
    pages: dict[int, list[RawLine]] = {}
    at = -1 if source.text.startswith("\f") and not source.text.rstrip("\n").endswith("\f") else 0
    gap = 0
    for line, before, after in _lines(source):
        at += before
        if not line.text:
            gap += 1
            at += after
            continue
        line = read(msgspec.structs.replace(line, gap=gap, source=number))
        if line.text or line.zone:
            pages.setdefault(at, []).append(line)
        gap = 0 if line.text or line.zone else gap + 1
        at += after
    return Pages(pages=tuple(map(tuple, pages.values())), numbers=tuple(pages))


def _lines(source: RawSource) -> Iterator[tuple[RawLine, int, int]]:
    """Each line, and the form feeds before and after its text; one that a feed runs through is two."""
    text = source.text
    ends = (*(start - 1 for start in source.starts[1:]), len(text))
    for start, end, number in zip(source.starts, ends, source.numbers, strict=True):
        raw = text[start:end]
        first, last = inked(raw)
        at, fed = first, raw.count("\f", 0, first)
        while (feed := raw.find("\f", at, last)) >= 0:
            begins, ends_at = inked(raw[at:feed])
            yield _line(source, start, raw, (at + begins, at + ends_at), number), fed, 0
            fed = 1
            at = feed + 1
        begins, _ = inked(raw[at:last])
        yield _line(source, start, raw, (at + begins, last), number), fed, raw.count("\f", last)


def _line(source: RawSource, start: int, raw: str, span: tuple[int, int], number: int) -> RawLine:
    first, last = span
    return RawLine(
        text=legible(copied(raw[first:last], source.base + start + first)),
        number=number,
        indent=_indent(raw[:first]),
        hard=raw[last:].startswith("  "),
    )


def legible(text: Text) -> Text:
    """A text without control characters and marks of no width, which would break searching; some were white space."""
    if _UNSEEN.search(text.string) is None:
        return text
    return text.replaced([(*one.span(), " " if one[0] in _SPACING else "") for one in _UNSEEN.finditer(text.string)])


def legible_line(line: str) -> tuple[str, Sequence[int]]:
    """A line as `legible` has it, and where each of its characters stands in it."""
    if _UNSEEN.search(line) is None:
        return line, range(len(line))
    places = [place for place, one in enumerate(line) if one in _SPACING or not _UNSEEN.match(one)]
    return "".join(" " if line[place] in _SPACING else line[place] for place in places), places


def _indent(space: str) -> float:
    return width(space.replace("\t", " " * TAB).strip("\f\x00\ufeff\u200b"))
