"""Fragments of text with their places on a page → its lines in the order in which a newspaper is read.

A page set in vertical lines is turned a quarter first, so that its lines run from the left and the first is on top.

Fragments on one height that nearly touch are a line of a column. Lines are then cut apart: above and below a heading
that spans columns, for what is over it is read before what it heads; along a wide white band, upper part first; along
the gutters that run down the whole region, left part first; and along a narrower band.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import msgspec

from site_builder.newspaper.characters import HAN, KANA

_SQUARE = re.compile(f"[{HAN}{KANA}\u3001\u3002\u3008-\u3011\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]")

TOUCHING = 1.0
"""Squares between two fragments of one line, at most; the gutter of a newspaper is wider, and a word space narrower."""

RIVER = 0.45
STEADY = 4
"""White of so many squares is a gutter too where it stands at one place of so many lines."""

GUTTER = 0.8
"""Squares of white that part two columns, at least, where nothing crosses it."""

BAND, WIDE_BAND = 0.9, 3.0
"""Squares of white that part two bands, at least; lines of a column stand closer. A wide one goes before any gutter."""

SPANNING = 1.6
"""How many times the usual width a line is that spans several columns."""

UPRIGHT = 0.6
"""Share of squares set right below the one before, from which a page is set in vertical lines."""

SPACE = 0.18
"""Squares of white between two squares that are a space, beyond what stands between the others of the line."""

INDENT = "\u3000\u3000"
INDENTED = (1.4, 2.7)
"""Squares by which the first line of a paragraph is set in."""

HEADING = 3
"""Lines of a heading, at most; more of them are text of a wider column."""


class Fragment(msgspec.Struct, frozen=True):
    """Words set at one place; y grows upwards, all in points."""

    left: float
    right: float
    y: float
    size: float
    string: str
    spaced: bool = False
    """Whether the file says that a space stands before it."""


class _River(NamedTuple):
    left: float
    right: float
    low: float
    high: float

    def parts(self, one: Fragment, after: Fragment) -> bool:
        """Whether it runs between two fragments."""
        return self.low <= one.y <= self.high and one.right <= (self.left + self.right) / 2 <= after.left


def reading_order(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The columns of a page in order, each with its lines from top to bottom, the first of a paragraph set in."""
    if is_upright(fragments):
        fragments = [_turned(one) for one in fragments]
    return [_indented(part) for part in _parts(_lines(fragments))]


def is_upright(fragments: Sequence[Fragment]) -> bool:
    """Whether a page is set in vertical lines: its squares stand below each other."""
    below = beside = 0
    for one, after in itertools.pairwise(fragments):
        if not (_SQUARE.fullmatch(one.string[-1:]) and _SQUARE.fullmatch(after.string[:1])):
            continue
        size = max(one.size, after.size)
        below += (
            len(one.string) == 1 and abs(after.left - one.left) < 0.3 * size and 0.7 < (one.y - after.y) / size < 1.7
        )
        beside += len(one.string) - 1 + (abs(after.y - one.y) < 0.3 * size and after.left > one.left)
    return below > 10 and below > UPRIGHT * (below + beside)


def _turned(one: Fragment) -> Fragment:
    """A fragment of a vertical line as it would stand on the page turned to the left."""
    return Fragment(-one.y, -one.y + one.right - one.left, one.left, one.size, one.string, one.spaced)


def _indented(part: Sequence[Fragment]) -> list[Fragment]:
    """The lines of a column; two squares stand before one that is set in from its left edge."""
    size = median(line.size for line in part)
    edges = Counter(round(line.left / (0.4 * size)) for line in part)
    edge = edges.most_common(1)[0][0] * 0.4 * size
    return [
        msgspec.structs.replace(line, string=INDENT + line.string)
        if INDENTED[0] < (line.left - edge) / size < INDENTED[1] and line.size < 1.2 * size and len(part) > 2
        else line
        for line in part
    ]


def _lines(fragments: Sequence[Fragment]) -> list[Fragment]:
    rows: list[list[Fragment]] = []
    for one in sorted(fragments, key=lambda one: (-one.y, one.left)):
        if rows and abs(rows[-1][0].y - one.y) < 0.4 * max(one.size, rows[-1][0].size):
            rows[-1].append(one)
        else:
            rows.append([one])
    ordered = [sorted(row, key=lambda one: one.left) for row in rows]
    rivers = _rivers(ordered)
    return [line for row in ordered for line in _joined(row, rivers)]


def _rivers(rows: Sequence[Sequence[Fragment]]) -> list[_River]:
    """The gutters that are no wider than a square: white in the same place of several lines, crossed by hardly any."""
    white: dict[int, list[_River]] = {}
    for row in rows:
        for one, after in itertools.pairwise(row):
            size = max(one.size, after.size)
            if RIVER * size < after.left - one.right <= TOUCHING * size:
                found = _River(one.right, after.left, one.y, one.y)
                white.setdefault(round(after.left / size), []).append(found)
    rivers: list[_River] = []
    for gaps in white.values():
        left, right = max(gap.left for gap in gaps), min(gap.right for gap in gaps)
        low, high = min(gap.low for gap in gaps), max(gap.high for gap in gaps)
        middle = (left + right) / 2
        crossed = sum(low <= one.y <= high and one.left < middle < one.right for row in rows for one in row)
        if len(gaps) >= STEADY and left < right and crossed <= len(gaps) / 5:
            rivers.append(_River(left, right, low, high))
    return rivers


def _joined(row: Sequence[Fragment], rivers: Sequence[_River]) -> list[Fragment]:
    """The fragments of one height as lines: those of different columns stay apart."""
    usual = _usual_gap(row)
    lines = [row[0]]
    for one in row[1:]:
        last = lines[-1]
        size = max(last.size, one.size)
        gap = one.left - last.right
        if gap > TOUCHING * size or any(river.parts(last, one) for river in rivers):
            lines.append(one)
            continue
        before, after = last.string[-1:], one.string[:1]
        if _western(before, after):
            between = " " if gap > 0.2 * size or one.spaced else ""
        else:
            between = " " if _squares(before, after) and gap > (SPACE + usual) * size else ""
        string = last.string + between + one.string
        lines[-1] = Fragment(last.left, max(last.right, one.right), last.y, size, string)
    return lines


def _usual_gap(row: Sequence[Fragment]) -> float:
    """The white that a justified line puts between all its squares, in squares."""
    gaps = [
        (after.left - one.right) / max(one.size, after.size)
        for one, after in itertools.pairwise(row)
        if _squares(one.string[-1:], after.string[:1]) and after.left - one.right < TOUCHING * max(one.size, after.size)
    ]
    gaps += [0.0] * sum(len(one.string) - 1 for one in row)
    return max(0.0, median(gaps)) if gaps else 0.0


def _squares(before: str, after: str) -> bool:
    """Whether both are as wide as they are high, so that the white between them can be measured."""
    return _SQUARE.fullmatch(before) is not None and _SQUARE.fullmatch(after) is not None


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
    least = GUTTER if len(region) < 2 * STEADY else RIVER
    pieces = [[ordered[0]]]
    right = ordered[0].right
    for line in ordered[1:]:
        if line.left - right >= least * size:
            pieces.append([])
        pieces[-1].append(line)
        right = max(right, line.right)
    if len(pieces) < 2:
        return []
    top = max(line.y for line in region)
    row = [line for line in region if abs(line.y - top) < 0.7 * size]
    if len(row) == len(pieces) < len(region) <= len(row) + 2 and sum(len(piece) > 1 for piece in pieces) == 1:
        return [row, [line for line in region if line not in row]]  # a folio's line, and a heading that begins below it
    return pieces


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
