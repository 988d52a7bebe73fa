"""How high a story will stand at a given width, before any browser has seen it.

Chinese type is a grid of squares, so the estimate is good enough to decide how much text a box shows and which boxes
balance. All lengths are CSS pixels on a page 1 240 pixels wide; narrower screens scale everything alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.model import ArticleType
from site_builder.press.memory import once
from site_builder.press.widths import breadth

PAGE = 1240
"""Width of a re-set page."""

GUTTER = 44
"""Room between boxes side by side, the hairline in its middle."""

LEADING = 26.0
"""Height of a line of running text."""

TYPE = 15.0
"""Size of running text."""

HEADLINE = {1: (22.0, 49.6), 2: (21.0, 36.0), 3: (20.0, 25.0), 4: (18.0, 20.0)}
"""Smallest and largest size of a headline by weight; in between the longest line fills the width."""

SHORT = 4
"""Lines of text the least of boxes shows."""

MORE = 38
"""Height of the line that leads on from a text that is cut."""

AIR = 0.18
"""How much higher a text stands when it is set a little larger."""

BESIDE = 0.6
"""The part of the width a photo takes with its words beside it."""

TALLEST = 620.0
"""Height of the highest picture."""

_NEARLY = 0.02
"""Part of a line that is no line of its own."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """What layout must know of an article."""

    id: str
    order: int
    """Place in the reading order of the page, from 1."""

    type: ArticleType
    headline: tuple[str, ...]
    """The printed lines."""

    kicker: str = ""
    deck: str = ""
    rubric: bool = False
    """Whether a column's label stands above it."""

    signed: bool = False
    """Whether a byline stands between heading and text."""

    paragraphs: tuple[int, ...] = ()
    """Characters of each paragraph."""

    aspect: float = 0.0
    """Height over width of its picture; 0 when it has none."""

    caption: int = 0
    """Characters under the picture."""

    area: tuple[float, float, float, float] | None = None
    """x, y, width and height in percent of the page, where somebody measured it."""

    lead: bool = False
    package: str = ""
    """The package it stands in on its page, under one heading with others; empty for a story by itself."""

    @property
    def characters(self) -> int:
        """Length of its text."""
        return sum(self.paragraphs)

    @property
    def boxed(self) -> bool:
        """Whether it stands in a frame of its own."""
        return self.type in (ArticleType.NOTICE, ArticleType.ADVERTISEMENT, ArticleType.TOC)


class Height(msgspec.Struct, frozen=True, kw_only=True):
    """Height of a story at some width, by its parts."""

    heading: float
    """Everything but the running text: rubric, kicker, headline, deck, picture above the text, padding."""

    lines: int
    """Lines the whole text takes, its columns set side by side."""

    columns: int
    """Columns the text is set in."""

    measure: int
    """Characters in a line of one column."""

    inset: bool = False
    """Whether the picture stands at the head of the text's first column, not above all of them."""

    enough: int = SHORT
    """Lines of text that still look like a story."""

    side: float = 0.0
    """Height with the picture beside the words, for a photo wide enough; 0 when it cannot stand so."""

    @property
    def whole(self) -> float:
        """With all of its text."""
        return self.heading + self.lines * LEADING

    @property
    def airy(self) -> float:
        """With all of its text set a little larger."""
        return self.whole + (self.lines * LEADING * AIR if self.lines > SHORT else 0.0)

    @property
    def least(self) -> float:
        """With as little text as still looks like a story."""
        return self.side or self.heading + (
            self.lines * LEADING if self.lines <= self.enough + 2 else self.enough * LEADING + MORE
        )


def pixels(width: int) -> float:
    """Width of a box of so many twelfths of the page."""
    return (PAGE + GUTTER) * width / 12 - GUTTER


def headline_size(weight: int, widest: float, room: float) -> float:
    """Size of a headline whose longest line is so many ems wide in a box of that width."""
    least, most = HEADLINE[weight]
    return max(least, min(most, room / max(widest, 1.0)))


@once
def measure(piece: Piece, width: int, weight: int) -> Height:
    """Height of a story in a box of so many twelfths of the page."""
    room = pixels(width) - (36 if piece.boxed else 0)
    heading = 56.0 + (38 if piece.rubric else 0) + (36 if piece.signed else 0) + (30 if piece.boxed else 0)
    if piece.kicker:
        heading += 34 * _rows(breadth(piece.kicker), room / 19)
    widest = max((breadth(line) for line in piece.headline), default=1.0)
    size = headline_size(weight, widest, room)
    heading += sum(_rows(breadth(line), room / size) for line in piece.headline) * size * 1.28
    if piece.deck:
        heading += 36 * _rows(breadth(piece.deck) + 2, room / 19)
    inset = bool(piece.aspect) and width >= 6 and piece.type is not ArticleType.PHOTO and piece.characters > 200
    columns = 3 if room > 960 or (room > 700 and not inset) else 2 if room > 440 else 1
    column = (room - (columns - 1) * 28) / columns
    characters = max(8, int(column / TYPE))
    rows = _text(piece, characters)
    enough = {1: 10, 2: 6}.get(weight, SHORT)
    above = side = 0.0
    if inset:
        rows += _lines(column * piece.aspect + 24) + _rows(piece.caption, column / 15)
        enough = _lines(column * piece.aspect + 24) + _rows(piece.caption, column / 15) + SHORT
    elif piece.aspect:
        above = min(room * piece.aspect, TALLEST) + 20 + 26 * _rows(piece.caption, room / 15)
        if piece.type is ArticleType.PHOTO and width >= 6:
            words = heading + (40 if len(piece.headline) > 1 else 0) + _text(piece, int(room * 0.36 / TYPE)) * LEADING
            side = max(BESIDE * room * piece.aspect + 80, words)
    return Height(
        heading=heading + above,
        lines=-(-rows // columns),
        columns=columns,
        measure=characters,
        inset=inset,
        enough=enough,
        side=side if side < heading + above + -(-rows // columns) * LEADING else 0.0,
    )


def _text(piece: Piece, characters: int) -> int:
    """Lines a text takes in one column of so many characters."""
    room = max(8, characters)
    return sum([max(1, math.ceil((length + 2) / room - _NEARLY)) for length in piece.paragraphs])


def _lines(height: float) -> int:
    return -(-int(height) // int(LEADING))


def weights(pieces: Sequence[Piece]) -> dict[str, int]:
    """How heavily each piece of a page is set: 1 for its lead, 4 for briefs and what is boxed, 2 and 3 between."""
    proper = [piece for piece in pieces if not piece.boxed]
    leads = [piece for piece in proper if piece.lead] or proper[:1]
    total = sum(share(piece) for piece in pieces) or 1.0
    found = {}
    for piece in pieces:
        if piece in leads[:1]:
            found[piece.id] = 1
        elif piece.boxed or (piece.characters < 160 and not piece.aspect):
            found[piece.id] = 4
        elif piece in leads or share(piece) / total >= 0.2:
            found[piece.id] = 2
        else:
            found[piece.id] = 3
    return found


def share(piece: Piece) -> float:
    """How much of the page a piece takes, in no particular unit: its area, or what its text and picture need."""
    if piece.area:
        return piece.area[2] * piece.area[3]
    return piece.characters + 120 + (350 if piece.aspect else 0)


def _rows(length: float, room: float) -> int:
    """Lines that so many ems take where so many fit in a line."""
    return max(1, math.ceil(length / max(room, 0.1) - _NEARLY))
