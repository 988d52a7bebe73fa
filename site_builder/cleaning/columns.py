"""How wide the column is around each line, and whether the line is a line of a column at all.

A newspaper page changes its measure from article to article, and one article may run from a narrow column into a wide
one. So the width is taken from the neighbours before, around and after a line, and the one that fits the line best is
kept: a full last line before a change is full, not short.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from copy import copy

import msgspec

from site_builder.newspaper.characters import GAPS, closed_up, ending, first_token, is_western, letters, quotes, width
from site_builder.newspaper.raw import RawLine

REACH = 8
"""Lines looked at on either side."""

NARROWEST, WIDEST = 6.0, 48.0
"""Squares a column line has; what is wider is a paragraph set as one line."""

BEHIND = ((-REACH, 1), (-2, 1))
AHEAD = ((0, REACH + 1), (0, 3))
AROUND = ((-4, 5), (-1, 2))
"""From which line before it to which after it (not included) is looked, in this order."""

ENOUGH = 3
"""Lines that must end in mid-sentence before a measure can be told."""

SHARE = 0.6
"""Of those, the part that must be full."""

TOO_WIDE = 0.25
"""Of all lines, the part that may be wider than the measure: headings, and the first lines of a wider column."""

SLACK = 1.6
"""Squares a line may leave free, or stick out, and still count as full: justified columns are measured unevenly."""

INDENT = 1.5
"""Squares of white space before a line that count as set, and not as left over."""

LOST = 2.25
"""Squares by which a first line is narrower whose indent was dropped."""

NEAR = 5
"""Lines over which a measure is carried to a neighbour."""

FEW_LINES = 12
STOPPED = 0.06
"""Share of full stops among all its stops and pauses below which a page is taken to have stops of its own."""

STOPPED_PAGE = 0.5
"""Share of characters in lines with a stop from which lines without any are no column."""

UNMARKED, EVEN = 0.1, 0.5
"""Share of lines with a stop or a pause below which a page has prose without any, or verse; lines of such prose are as
wide as each other to so many squares.
"""

SHORT = 2.25
"""Squares a line must leave free there to end a paragraph."""

GOES_ON = ("none", "pause")
"""How a line ends that surely or probably goes on."""

STRETCHED = 3
"""Gaps between squares in one line from which it counts as stretched."""

_NAMED = re.compile("记者|通讯员|記者|通訊員")
"""Beside these words spaces part names: they are no gaps."""

_STOPS = re.compile(r"[，。、；,;.]")


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A line with what its setting tells."""

    line: RawLine
    width: float
    ending: str
    column: float
    """Squares of the column it stands in; 0 when it is no line of a column."""

    room: float
    """Squares left free after the next line's first word would have been set too; above 0 the line broke early."""

    stop: bool = False
    """Whether it ends with a mark that may end a paragraph on this page."""

    stretched: bool = False
    """Whether spaces fill it out to its column: then it ended no paragraph, whatever its characters measure."""


def measured(lines: Sequence[RawLine]) -> list[Measured]:
    """Each line with the measure of its column; headings and what the mark-up sets apart belong to none."""
    strings = [line.text.string for line in lines]
    strings = [string if _NAMED.search(string) else closed_up(string) for string in strings]
    plain = [not line.level and not line.zone and not line.bold for line in lines]
    indents = [line.indent if line.indent >= INDENT else 0.0 for line in lines]
    page = _Page(strings, indents, plain)
    if any("“" in string for string in strings):
        page = min(page, page.with_wide_quotes(strings), key=_Page.unevenness)
    found = [
        Measured(
            line=line,
            width=page.widths[index],
            ending=page.endings[index],
            column=column,
            room=column - page.widths[index] - page.tokens[index] if column else 0.0,
            stop=page.endings[index] == "terminal",
            stretched=_stretched(line),
        )
        for index, (line, column) in enumerate(zip(lines, page.columns, strict=True))
    ]
    return _with_own_stops(found)


def _with_own_stops(page: Sequence[Measured]) -> list[Measured]:
    """The page with the stops it has: before the thirties `、` is often the only one.

    Where hardly a line ends in a full stop, a short line of a column, a line over a heading, or a paragraph set as one
    line, ends by what it has.
    """
    inside = [one for one in page if one.column and not one.line.zone]
    long = [one for one in page if not one.column and one.width > WIDEST and not one.line.zone]
    words = "".join(one.line.text.string for one in (*inside, *long))
    stops, pauses = (sum(map(words.count, marks)) for marks in ("。！？!?.", "、，,"))
    if len(inside) + 4 * len(long) < FEW_LINES or stops >= STOPPED * (stops + pauses + len(words) / 60):
        return list(page)
    punctuated = sum(_STOPS.search(one.line.text.string) is not None for one in inside) > len(inside) / 3
    ends = ("pause",) if punctuated or long else ("pause", "none")
    return [
        msgspec.structs.replace(
            one,
            ending="terminal" if one.room > SHORT or one.width > WIDEST or _is_apart(one, below) else one.ending,
            stop=True,
        )
        if one.ending in ends
        else one
        for one, below in zip(page, [*page[1:], None], strict=True)
    ]


def _is_apart(line: Measured, below: Measured | None) -> bool:
    """Whether a line with a mark at its end stands over a heading: a short line without any mark."""
    if below is None or line.ending != "pause":
        return False
    plain = below.ending == "none" and _STOPS.search(below.line.text.string) is None
    return plain and below.column > 0 and below.room > SHORT


def _stretched(line: RawLine) -> bool:
    string = line.text.string
    return len(string.split()) > STRETCHED and len(GAPS.findall(string)) >= STRETCHED


def _ending(string: str, before: str) -> str:
    """How a line ends; a bracket that opened on the line before is seen whole."""
    found = ending(string)
    return ending(before + string) if found == "none" and string[-1:] in "）)】〕" else found


def _needed(string: str, quote: float) -> float:
    """The room its first word needs on the line before; squares fit anywhere, so a Chinese one needs none."""
    if not letters(string):
        return 0.0
    token = first_token(string)
    return width(token, quote) + 0.5 * is_western(string) if letters(token) > 1 else 0.0


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line as its neighbours look at it."""

    width: float
    slack: float
    """Squares it may leave free and still count as full."""

    goes_on: bool
    flowing: bool
    """Whether it has a stop or a pause."""

    western: bool


class _Page:
    """The lines of a page as numbers, for one guess at how wide its curly quotes are set: a half or a whole square."""

    def __init__(self, strings: Sequence[str], indents: Sequence[float], plain: Sequence[bool]) -> None:
        self.endings = [_ending(string, before) for string, before in zip(strings, ["", *strings], strict=False)]
        self.goes_on = [ending in GOES_ON for ending in self.endings]
        self.flowing = [_STOPS.search(string) is not None for string in strings]
        self.western = [is_western(string) for string in strings]
        self.any_western = any(self.western)
        stopped = sum(len(string) for string, flowing in zip(strings, self.flowing, strict=True) if flowing)
        self.unmarked = sum(self.flowing) < UNMARKED * len(strings)
        self.stopped = stopped >= STOPPED_PAGE * sum(map(len, strings))
        self.order = [index for index, counts in enumerate(plain) if counts]
        widths = [width(string) + indent for string, indent in zip(strings, indents, strict=True)]
        self._measure(widths, [_needed(string, 0.5) for string in strings])

    def with_wide_quotes(self, strings: Sequence[str]) -> _Page:
        """The same lines, their quotes as wide as Chinese characters."""
        page = copy(self)
        widths = [width + quotes(string) / 2 for width, string in zip(self.widths, strings, strict=True)]
        page._measure(widths, [_needed(string, 1.0) for string in strings])
        return page

    def _measure(self, widths: Sequence[float], needed: Sequence[float]) -> None:
        """Find the columns of lines of some widths."""
        self.widths = widths
        self.tokens = [*needed[1:], 1.0]
        first = [
            before == "terminal" or short < 0.8 * full
            for before, short, full in zip(["terminal", *self.endings], [0.0, *widths], widths, strict=False)
        ]
        self.lines = [
            _Line(
                width=widths[index],
                slack=(LOST if first[index] else SLACK) + self.tokens[index],
                goes_on=self.goes_on[index],
                flowing=self.flowing[index],
                western=self.western[index],
            )
            for index in self.order
        ]
        self.columns = [0.0] * len(widths)
        self.measures: dict[tuple[int, int], float] = {}
        for at, index in enumerate(self.order):
            self.columns[index] = self._column_at(at)
        if not any(self.columns):
            self._one_column(self.order)
        self._bridge(self.order)

    def _one_column(self, order: Sequence[int]) -> None:
        """A page too short to show a measure has one if its lines that go on read like text and are about as wide."""
        going_on = [i for i in order if self.goes_on[i] and self.widths[i] <= WIDEST]
        widths = [self.widths[index] for index in going_on]
        flowing = sum(self.flowing[index] for index in going_on)
        if len(going_on) < 2 or max(widths) - min(widths) > 2.5 * SLACK or 2 * flowing < len(going_on):
            return
        if max(widths) >= NARROWEST and all(self.widths[index] <= max(widths) + SLACK for index in order):
            for index in order:
                self.columns[index] = max(widths)

    def _bridge(self, order: Sequence[int]) -> None:
        """Lines for which too few neighbours speak take the measure of the nearest column line they fit into."""
        known = self._full_lines(order)
        for at, index in enumerate(order):
            if self.columns[index]:
                continue
            near = bisect_left(known, at)
            beside = sorted(known[max(0, near - 1) : near + 1], key=lambda other: abs(other - at))
            for other in beside:
                column = self.columns[order[other]]
                if abs(other - at) <= NEAR and self.widths[index] <= column + SLACK:
                    self.columns[index] = column
                    break

    def _full_lines(self, order: Sequence[int]) -> list[int]:
        """The lines with a measure; on a page with one measure also those far from them that are as wide."""
        known = [at for at, index in enumerate(order) if self.columns[index]]
        measures = [self.columns[order[at]] for at in known]
        if not known or max(measures) - min(measures) > SLACK:
            return known
        for index in order:
            if not self.columns[index] and measures[0] - LOST <= self.widths[index] <= measures[0] + SLACK:
                self.columns[index] = measures[0]
        return [at for at, index in enumerate(order) if self.columns[index]]

    def unevenness(self) -> float:
        """How far lines that surely go on are from the measure, on average."""
        off = [
            abs(column - width)
            for column, width, ending in zip(self.columns, self.widths, self.endings, strict=True)
            if column and ending in ("none", "pause") and abs(column - width) < 4
        ]
        return sum(off) / len(off) if off else 9.0

    def _column_at(self, at: int) -> float:
        """The measure before a line when it goes on from there, else the one after it, if the line fits it."""
        index = self.order[at]
        size, needs = self.widths[index], self.tokens[index]
        before = self.order[at - 1] if at else index
        ended = self.endings[index] == "terminal"
        found: list[float] = []
        goes_on = at > 0 and self.endings[before] != "terminal" and self.widths[before] > 0.6 * size
        for low, high in (*BEHIND, *AHEAD, *AROUND) if goes_on else (*AHEAD, *BEHIND, *AROUND):
            window = max(0, at + low), at + high
            column = self.measures.get(window)
            if column is None:
                column = self.measures[window] = self._column(slice(*window))
            if not column:
                continue
            found.append(column)
            if size <= column + SLACK and (ended or column - size - needs <= 2 * SLACK):
                return column
        return min(found, key=lambda column: abs(column - size), default=0.0)

    def _column(self, window: slice) -> float:
        """The measure that most lines of a window of `order` share; 0 when they share none."""
        lines = self.lines[window]
        going_on = [line for line in lines if line.goes_on]
        if not going_on:
            return 0.0
        inside = sorted([line.width for line in going_on])
        western = self.any_western and sum([line.western for line in lines]) > len(lines) / 2
        column = inside[min(len(inside) - 1, int(len(inside) * (0.9 if western else 0.6)))]
        if not NARROWEST <= column <= WIDEST:
            return 0.0
        widest = column + 2 * SLACK
        if sum([line.width > widest for line in lines]) > TOO_WIDE * len(lines):
            return 0.0
        full = [line for line in going_on if -SLACK <= column - line.width <= line.slack]
        enough, share = (2, 1.0) if len(lines) <= 3 else (ENOUGH, SHARE)
        if len(full) < enough or len(full) < share * len(going_on):
            return 0.0
        if self.unmarked and sum(abs(column - line.width) <= EVEN for line in going_on) < SHARE * len(going_on):
            return 0.0  # verse: prose that has no stops has at least lines of one width
        if len(lines) <= 3 and 2 * sum(line.flowing for line in full) < len(full):
            return 0.0  # two headings of one width are no column, nor is the end of a text above them
        flowing = [line for line in lines if line.flowing]
        if self.stopped and not any(line.width <= widest for line in flowing):
            return 0.0  # headings and verse have no stop in so many lines, and the text of this page has
        # Without any punctuation lines must agree the more, or a list of headings would pass for a column.
        agree = len(flowing) >= len(lines) / 4 or len(full) >= max(6, 0.85 * len(lines))
        return column if agree else 0.0
