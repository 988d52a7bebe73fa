"""Fragments of text with their places on a page → its lines in the order in which a newspaper is read.

Fragments on one height that nearly touch are a line of a column. Lines are then cut apart: above and below a heading
that spans columns, for what is over it is read before what it heads; along a wide white band, upper part first; along
the gutters that run down the whole region, left part first; and along a narrower band.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from statistics import median

import msgspec

TOUCHING = 1.0
"""Squares between two fragments of one line, at most; the gutter of a newspaper is wider, and a word space narrower."""

GUTTER = 0.8
"""Squares of white that part two columns, at least, where nothing crosses it."""

BAND, WIDE_BAND = 0.9, 3.0
"""Squares of white that part two bands, at least; lines of a column stand closer. A wide one goes before any gutter."""

SPANNING = 1.6
"""How many times the usual width a line is that spans several columns."""

HEADING = 3
"""Lines of a heading, at most; more of them are text of a wider column."""


class Fragment(msgspec.Struct, frozen=True):
    """Words set at one place; y grows upwards, all in points."""

    left: float
    right: float
    y: float
    size: float
    string: str


def reading_order(fragments: Sequence[Fragment]) -> list[list[str]]:
    """The columns of a page in order, each with its lines from top to bottom."""
    return [[line.string for line in part] for part in _parts(_lines(fragments))]


def _lines(fragments: Sequence[Fragment]) -> list[Fragment]:
    rows: list[list[Fragment]] = []
    for one in sorted(fragments, key=lambda one: (-one.y, one.left)):
        if rows and abs(rows[-1][0].y - one.y) < 0.4 * max(one.size, rows[-1][0].size):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [line for row in rows for line in _joined(sorted(row, key=lambda one: one.left))]


def _joined(row: Sequence[Fragment]) -> list[Fragment]:
    """The fragments of one height as lines: those of different columns stay apart."""
    lines = [row[0]]
    for one in row[1:]:
        last = lines[-1]
        size = max(last.size, one.size)
        gap = one.left - last.right
        if gap > TOUCHING * size:
            lines.append(one)
            continue
        between = " " if gap > 0.2 * size and _western(last.string[-1:], one.string[:1]) else ""
        string = last.string + between + one.string
        lines[-1] = Fragment(last.left, max(last.right, one.right), last.y, size, string)
    return lines


def _western(before: str, after: str) -> bool:
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()


def _parts(lines: list[Fragment]) -> list[list[Fragment]]:
    """The columns of a region in reading order; a stack instead of recursion, for pages are not to be trusted."""
    done: list[list[Fragment]] = []
    waiting = [lines]
    while waiting:
        region = waiting.pop()
        if len(region) < 2:
            done += [region] if region else []
            continue
        size = median(line.size for line in region)
        pieces = (
            _around_heading(region)
            or _above(region, size, WIDE_BAND)
            or _beside(region, size)
            or _above(region, size, BAND)
        )
        if pieces:
            waiting += reversed(pieces)
        else:
            done.append(sorted(region, key=lambda line: (-line.y, line.left)))
    return done


def _beside(region: Sequence[Fragment], size: float) -> list[list[Fragment]]:
    """The region cut along every gutter that runs down all of it; nothing when there is none."""
    ordered = sorted(region, key=lambda line: line.left)
    pieces = [[ordered[0]]]
    right = ordered[0].right
    for line in ordered[1:]:
        if line.left - right >= GUTTER * size:
            pieces.append([])
        pieces[-1].append(line)
        right = max(right, line.right)
    return pieces if len(pieces) > 1 else []


def _above(region: Sequence[Fragment], size: float, least: float) -> list[list[Fragment]]:
    """The region cut in two along its widest white band; nothing when its lines stand evenly."""
    ordered = sorted(region, key=lambda line: -line.y)
    gaps = [
        (above.y - below.y - max(below.size, size), at)
        for at, (above, below) in enumerate(itertools.pairwise(ordered), start=1)
    ]
    widest, at = max(gaps)
    usual = median(gap for gap, _ in gaps if gap > -0.5 * size) if any(gap > -0.5 * size for gap, _ in gaps) else 0.0
    if widest < least * size or widest < 1.5 * max(usual, 0.0):
        return []
    return [ordered[:at], ordered[at:]]


def _around_heading(region: Sequence[Fragment]) -> list[list[Fragment]]:
    """The region cut in two above a heading, or below it when it begins with one; nothing without one."""
    ordered = sorted(region, key=lambda line: -line.y)
    usual = median(line.right - line.left for line in ordered)
    wide = [
        line.right - line.left > SPANNING * usual and not _has_neighbour(ordered, at) for at, line in enumerate(ordered)
    ]
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and wide[end]:
            end += 1
        if 0 < end - at <= HEADING and end < len(ordered):
            cut = at or end
            return [ordered[:cut], ordered[cut:]]
        at = max(end, at + 1)
    return []


def _has_neighbour(ordered: Sequence[Fragment], at: int) -> bool:
    """Whether another line stands beside a line, on any part of its height."""
    line = ordered[at]
    around = (ordered[other] for other in (at - 1, at + 1) if 0 <= other < len(ordered))
    return any(other.y + 0.7 * other.size > line.y and other.y < line.y + 0.7 * line.size for other in around)
