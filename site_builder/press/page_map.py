"""版面示意图: the map of a page, drawn from measured areas, else from the boxes of the re-set page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from site_builder.newspaper.model import ArticleType
from site_builder.press.fitting import Fit
from site_builder.press.layout import Area, Box, measured
from site_builder.press.measuring import Piece
from site_builder.press.views_story import MapLine, MapView, PhotoBox, RegionView
from site_builder.press.widths import breadth, joined

WIDTH, HEIGHT = 390.0, 546.0
"""A newspaper page in millimetres, nearly: 对开 is 390 by 543."""

MASTHEAD = 13.0
"""Percent of a first page that the nameplate takes where nobody measured."""

INSET = 5.0

SNUG = 0.94
"""How much of its width a headline may take: heavy faces run wider than an em here and there."""


def page_map(
    box: Box,
    fits: Mapping[str, Fit],
    *,
    id: str,  # noqa: A002 — it becomes the element's id
    number: str,
    masthead: str,
    current: str = "",
    href: Callable[[str], str],
) -> MapView:
    """The map of a page: its regions in reading order, `href` making the link to each article."""
    pieces = box.pieces()
    known = measured(pieces)
    if known:
        areas = {piece.id: _clipped(piece.area) for piece in pieces if piece.area}
        top = min(area[1] for area in areas.values())
    else:
        top = MASTHEAD if masthead else 0.0
        areas = {}
        _spread(box, (0.0, top, 100.0, 100.0 - top), fits, areas)
    shown = masthead if top >= MASTHEAD / 2 else ""
    return MapView(
        id=id,
        number=number,
        schematic=not known,
        scan=None,
        masthead=shown,
        masthead_height=round(top * HEIGHT / 100, 1) if shown else 0.0,
        regions=tuple(
            _region(piece, areas[piece.id], current, href) for piece in sorted(pieces, key=lambda piece: piece.order)
        ),
    )


def beside(drawn: MapView, number: int) -> MapView:
    """The map beside the so-manieth article of its page, which is marked there."""
    at = next((at for at, region in enumerate(drawn.regions) if region.number == number), None)
    if at is None:
        return drawn
    marked = msgspec.structs.replace(drawn.regions[at], current=True)
    return msgspec.structs.replace(drawn, regions=(*drawn.regions[:at], marked, *drawn.regions[at + 1 :]))


def _clipped(area: Area) -> Area:
    """An area cut off at the edges of the page, which hand-drawn ones may overstep a little."""
    x, y = max(0.0, area[0]), max(0.0, area[1])
    return x, y, min(100.0, area[0] + area[2]) - x, min(100.0, area[1] + area[3]) - y


def _spread(box: Box, room: Area, fits: Mapping[str, Fit], areas: dict[str, Area]) -> None:
    """Gives every story of a box its part of the room: widths as laid out, heights as estimated."""
    x, y, width, height = room
    if box.piece:
        areas[box.piece.id] = room
    elif box.kind == "columns":
        for inner in box.boxes:
            part = width * inner.width / sum(other.width for other in box.boxes)
            _spread(inner, (x, y, part, height), fits, areas)
            x += part
    else:
        heights = [_height(inner, fits) for inner in box.boxes]
        for inner, wanted in zip(box.boxes, heights, strict=True):
            part = height * wanted / sum(heights)
            _spread(inner, (x, y, width, part), fits, areas)
            y += part


def _height(box: Box, fits: Mapping[str, Fit]) -> float:
    if box.piece:
        return fits[box.piece.id].height
    heights = [_height(inner, fits) for inner in box.boxes]
    return max(heights) if box.kind == "columns" else sum(heights)


def _region(piece: Piece, area: Area, current: str, href: Callable[[str], str]) -> RegionView:
    x, y = area[0] * WIDTH / 100, area[1] * HEIGHT / 100
    width, height = area[2] * WIDTH / 100, area[3] * HEIGHT / 100
    left, room = x + INSET, width - 2 * INSET
    photo = piece.type is ArticleType.PHOTO and bool(piece.aspect) and height > 40
    above = min(height * 0.7, room * piece.aspect) if photo else 0.0
    lines = _headline(piece.headline, left, y + INSET + above, room, height - 2 * INSET - above)
    top = (lines[-1].y + lines[-1].size * 0.45) if lines else y + INSET + above
    text = y + height - INSET - top
    picture = None
    if photo:
        picture = _box(left, y + INSET, room, above - 2)
    elif piece.aspect and text > 40 and room > 60:
        side = room * 0.42
        picture = _box(left, top, side, min(side * piece.aspect, text))
    return RegionView(
        href=href(piece.id),
        title=joined(piece.headline),
        number=piece.order,
        type=piece.type.value,
        current=piece.id == current,
        x=round(x, 1),
        y=round(y, 1),
        width=round(width, 1),
        height=round(height, 1),
        lines=lines,
        text_top=round(top, 1),
        text_height=round(text, 1) if text > 6 else 0.0,
        picture=picture,
    )


def _box(x: float, y: float, width: float, height: float) -> PhotoBox:
    return PhotoBox(x=round(x, 1), y=round(y, 1), width=round(width, 1), height=round(height, 1))


def _headline(printed: Sequence[str], x: float, y: float, width: float, height: float) -> tuple[MapLine, ...]:
    """The headline set small: its printed lines, or their pieces, as large as fits."""
    longest = max((breadth(line) for line in printed), default=0.0)
    if not longest or width < 30 or height < 16:
        return ()
    size = min(21.0, width * SNUG / longest)
    lines = list(printed)
    if size < 9:
        size = 9.0 if width < 120 else 11.0
        lines = _wrapped("".join(printed), int(width * SNUG / size))
    room = max(1, int((height * 0.6) // (size * 1.25)))
    return tuple(
        MapLine(x=round(x, 1), y=round(y + size * (0.9 + 1.25 * at), 1), size=round(size, 1), text=line)
        for at, line in enumerate(lines[:room])
    )


def _wrapped(text: str, length: int) -> list[str]:
    """A text in lines of about so many ems."""
    lines, line = [], ""
    for character in text:
        # No character is wider than an em, so a line of fewer needs no measuring.
        if line and len(line) >= length and breadth(line + character) > length:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines
