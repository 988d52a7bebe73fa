"""A decoded text → its lines: how far each is indented, how many blank ones stand before it, where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from site_builder.newspaper.characters import is_blank, width
from site_builder.newspaper.raw import RawLine, RawSource
from site_builder.newspaper.runs import copied

Reading = Callable[[RawLine], RawLine]
"""Takes a line as it stands and returns it without its mark-up."""

TAB = 4


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


def pages_of(source: RawSource, number: int, read: Reading) -> list[tuple[RawLine, ...]]:
    """The lines of a source, parted where a form feed ends a page; blank lines are counted, not kept."""
    pages: list[list[RawLine]] = [[]]
    gap = 0
    for line, fed in _lines(source):
        if fed and pages[-1]:
            pages.append([])
        if not line.text:
            gap += 1
            continue
        line = read(msgspec.structs.replace(line, gap=gap, source=number))
        if not line.text and not line.zone:
            gap += 1
            continue
        pages[-1].append(line)
        gap = 0
    return [tuple(page) for page in pages if page]


def _lines(source: RawSource) -> Iterator[tuple[RawLine, bool]]:
    text = source.text
    ends = (*(start - 1 for start in source.starts[1:]), len(text))
    for start, end, number in zip(source.starts, ends, source.numbers, strict=True):
        raw = text[start:end]
        fed = "\f" in raw
        first, last = inked(raw)
        yield (
            RawLine(
                text=copied(raw[first:last], source.base + start + first),
                number=number,
                indent=_indent(raw[:first]),
                hard=raw[last:].startswith("  "),
            ),
            fed,
        )


def _indent(space: str) -> float:
    return width(space.replace("\t", " " * TAB).strip("\f\x00\ufeff\u200b"))
