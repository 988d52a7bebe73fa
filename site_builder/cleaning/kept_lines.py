"""Lines that are units by themselves, whatever column they stand in: regulated verse and rows of figures.

Told before the lines are measured, for four lines of seven characters look like a narrow column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import HAN
from site_builder.newspaper.raw import ROW, VERSE, RawLine

LINES = 4
"""Lines of one length, each ending in the only mark it has, that are verse and not a column."""

COUPLETS = 2
"""The same for lines of two equal halves."""

NAME_ROWS = 3
"""Neighbouring lines of nothing but names."""

ROWS = 2
"""Neighbouring lines of words and figures that are a table."""

_LINE = re.compile(rf"([{HAN}]{{4,8}})[，。！？；、,.!?;]")
_COUPLET = re.compile(
    rf"([{HAN}]{{5}})[，,；;？?][{HAN}]{{5}}[。；！？.;!?]|([{HAN}]{{7}})[，,；;？?][{HAN}]{{7}}[。；！？.;!?]"
)
_CELL = re.compile(r"[^\s，。；！？、：“”（）,;!?]{1,14}")
_FIGURES = re.compile(
    r"[+-]?\d[\d.,:∶：%/—–-]*(?:[a-zA-Z°℃%]{0,3}|[元斤票分秒米环公里吨亩]+|[分秒米元时]\d{1,2}[秒分]?\d{0,2})?"
)
CELLS = 3
_WORD, NAMES = re.compile(rf"[{HAN}·]{{1,6}}"), 4
"""Words of a line of nothing but words of so few squares: with another one beside it, a list of names."""


def with_kept_lines(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines, those that are verse or rows set apart as such."""
    kinds = [""] * len(lines)
    _mark(kinds, [_length(line, _LINE) for line in lines], LINES, VERSE)
    _mark(kinds, [_length(line, _COUPLET) for line in lines], COUPLETS, VERSE)
    rows = [_cells(line) for line in lines]
    _mark_rows(kinds, rows)
    _mark(kinds, [NAMES * (len(row) >= NAMES and all(map(_WORD.fullmatch, row))) for row in rows], NAME_ROWS, ROW)
    return [
        msgspec.structs.replace(line, zone=kind) if kind and not line.zone else line
        for line, kind in zip(lines, kinds, strict=True)
    ]


def _length(line: RawLine, shape: re.Pattern[str]) -> int:
    """Characters before the mark of a line that has this shape; 0 for another."""
    if line.level or line.zone or line.bold:
        return 0
    match = shape.fullmatch(line.text.string)
    return len(next(filter(None, match.groups()))) if match else 0


def _mark(kinds: list[str], lengths: Sequence[int], least: int, kind: str) -> None:
    start = 0
    for index in range(1, len(lengths) + 1):
        if index < len(lengths) and lengths[index] == lengths[start] and lengths[start]:
            continue
        if lengths[start] and index - start >= least:
            kinds[start:index] = [kind] * (index - start)
        start = index


def _cells(line: RawLine) -> tuple[str, ...]:
    """The words of a line that is nothing but short words with spaces between; none for another."""
    if line.level or line.zone or len(line.text) > 90:
        return ()
    cells = line.text.string.split()
    return tuple(cells) if len(cells) >= CELLS and all(map(_CELL.fullmatch, cells)) else ()


def _mark_rows(kinds: list[str], rows: Sequence[tuple[str, ...]]) -> None:
    figures = [any(_FIGURES.fullmatch(cell) for cell in row) for row in rows]
    start = 0
    for index in range(len(rows) + 1):
        if index < len(rows) and figures[index]:
            continue
        if index - start >= ROWS:
            head = start - 1 if start and len(rows[start - 1]) == len(rows[start]) else start
            kinds[head:index] = [ROW] * (index - head)
        start = index + 1
