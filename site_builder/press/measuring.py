"""How high a story will stand at a given width, before any browser has seen it.

Chinese type is a grid of squares, so the estimate is good enough to decide how much text a box shows and which boxes
balance. All lengths are CSS pixels on a page 1 240 pixels wide; narrower screens scale everything alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.newspaper.model import ArticleType
from site_builder.press.widths import breadth

PAGE = 1240
"""Width of a re-set page."""

GUTTER = 44
"""Room between boxes side by side, the hairline in its middle."""

LEADING = 26.0
"""Height of a line of running text."""

TYPE = 15.0
"""Size of running text."""

HEADLINE = {1: (24.0, 50.0), 2: (22.0, 36.0), 3: (20.0, 25.0), 4: (18.0, 20.0)}
"""Smallest and largest size of a headline by weight; in between the longest line fills the width."""

SHORT = 4
"""Lines of text the least of boxes shows."""


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

    paragraphs: tuple[int, ...] = ()
    """Characters of each paragraph."""

    aspect: float = 0.0
    """Height over width of its picture; 0 when it has none."""

    caption: int = 0
    """Characters under the picture."""

    area: tuple[float, float, float, float] | None = None
    """x, y, width and height in percent of the page, where somebody measured it."""

    lead: bool = False

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

    beside: bool
    """Whether the picture stands beside the text."""

    @property
    def whole(self) -> float:
        """With all of its text."""
        return self.heading + self.lines * LEADING

    @property
    def least(self) -> float:
        """With as little text as still looks like a story."""
        return self.heading + min(self.lines, SHORT) * LEADING


def pixels(width: int) -> float:
    """Width of a box of so many twelfths of the page."""
    return (PAGE + GUTTER) * width / 12 - GUTTER


def headline_size(weight: int, widest: float, room: float) -> float:
    """Size of a headline whose longest line is so many ems wide in a box of that width."""
    least, most = HEADLINE[weight]
    return max(least, min(most, room / max(widest, 1.0)))


def measure(piece: Piece, width: int, weight: int) -> Height:
    """Height of a story in a box of so many twelfths of the page."""
    room = pixels(width) - (36 if piece.boxed else 0)
    heading = 40.0 + (34 if piece.rubric else 0) + (36 if piece.boxed else 0)
    if piece.kicker:
        heading += 30 * _rows(breadth(piece.kicker), room / 19)
    widest = max((breadth(line) for line in piece.headline), default=1.0)
    size = headline_size(weight, widest, room)
    heading += sum(_rows(breadth(line), room / size) for line in piece.headline) * size * 1.28
    if piece.deck:
        heading += 32 * _rows(breadth(piece.deck) + 2, room / 19)
    beside = bool(piece.aspect) and width >= 7 and piece.type is not ArticleType.PHOTO and piece.characters > 200
    text_room = room * 0.56 if beside else room
    if piece.aspect and not beside:
        heading += min(room * piece.aspect, 620) + 20 + 26 * _rows(piece.caption, room / 15)
    columns = 3 if text_room > 700 else 2 if text_room > 440 else 1
    characters = max(8, int((text_room - (columns - 1) * 28) / columns / TYPE))
    lines = -(-sum(_rows(length + 2, characters) for length in piece.paragraphs) // columns)
    if beside:
        lines = max(lines, int((room * 0.4 * piece.aspect + 40) / LEADING))
    return Height(heading=heading, lines=lines, columns=columns, measure=characters, beside=beside)


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
    return max(1, -(-int(length * 10) // max(1, int(room * 10))))
