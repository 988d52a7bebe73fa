"""Decides how much of each story a re-set page shows, so that boxes side by side end together."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from site_builder.press.layout import Box, wanted
from site_builder.press.measuring import LEADING, MORE, SHORT, Height, Piece, measure

SHEET = 1720.0
"""Height of a printed page whose areas were measured, at our width."""


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How a story stands in its box."""

    width: int
    weight: int
    lines: int
    """Lines of text it shows at least."""

    whole: bool
    """Whether that is all of its text."""

    characters: int
    """How many characters may be needed to fill the box, with something to spare."""

    inset: bool
    side: bool
    """Whether the picture of a photo stands beside its words."""

    airy: bool
    """Whether there is more room than the text needs, so that it is set a little larger."""

    height: float
    """Estimated height of the box."""


def fit(box: Box, weights: Mapping[str, int], *, measured: bool) -> dict[str, Fit]:
    """How every story of a page stands, by its id."""
    fits: dict[str, Fit] = {}
    natural = _natural(box, weights)
    height = min(natural, SHEET) if measured else min(natural, _liked(box, weights))
    _fit(box, max(height, _least(box, weights)), weights, fits)
    return fits


def _height(box: Box, weights: Mapping[str, int]) -> Height:
    piece = _piece(box)
    return measure(piece, box.width, weights[piece.id])


def _piece(box: Box) -> Piece:
    assert box.piece is not None
    return box.piece


def _natural(box: Box, weights: Mapping[str, int]) -> float:
    """Height with all text shown; of boxes side by side that of the shortest, set airily, so that none has a hole."""
    if box.kind == "story":
        return _height(box, weights).whole
    if box.kind == "rows":
        return sum(_natural(inner, weights) for inner in box.boxes)
    return max(min(_airy(inner, weights) for inner in box.boxes), _least(box, weights))


def _airy(box: Box, weights: Mapping[str, int]) -> float:
    """Height with all text shown and set a little larger."""
    if box.kind == "story":
        return _height(box, weights).airy
    if box.kind == "rows":
        return sum(_airy(inner, weights) for inner in box.boxes)
    return _natural(box, weights)


def _least(box: Box, weights: Mapping[str, int]) -> float:
    """Height below which a story would hardly show any text."""
    if box.kind == "story":
        return _height(box, weights).least
    heights = [_least(inner, weights) for inner in box.boxes]
    return sum(heights) if box.kind == "rows" else max(heights)


def _liked(box: Box, weights: Mapping[str, int]) -> float:
    """Height when every story has what it would like; of boxes side by side nearly that of the tallest."""
    if box.kind == "story":
        return wanted(_height(box, weights), weights[_piece(box).id])
    heights = [_liked(inner, weights) for inner in box.boxes]
    return sum(heights) if box.kind == "rows" else 0.5 * (max(heights) + sum(heights) / len(heights))


def _fit(box: Box, room: float, weights: Mapping[str, int], fits: dict[str, Fit]) -> None:
    if box.kind == "story":
        fits[_piece(box).id] = _fit_story(box, room, weights)
    elif box.kind == "columns":
        for inner in box.boxes:
            _fit(inner, room, weights, fits)
    else:
        for inner, part in zip(box.boxes, _parts(box, room, weights), strict=True):
            _fit(inner, part, weights, fits)


def _parts(box: Box, room: float, weights: Mapping[str, int]) -> list[float]:
    """The heights of boxes one under another: each its least, what is left by share, none more than it can use."""
    least = [_least(inner, weights) for inner in box.boxes]
    most = [max(_natural(inner, weights), low) for inner, low in zip(box.boxes, least, strict=True)]
    parts = list(least)
    left = room - sum(least)
    open_ = [at for at in range(len(parts)) if most[at] > parts[at] + 1]
    while left > 1 and open_:
        total = sum(_claim(box.boxes[at], weights) for at in open_)
        given = 0.0
        for at in open_:
            more = min(left * _claim(box.boxes[at], weights) / total, most[at] - parts[at])
            parts[at] += more
            given += more
        left -= given
        open_ = [at for at in open_ if most[at] > parts[at] + 1]
    return [part + max(left, 0.0) * part / sum(parts) for part in parts]


def _claim(box: Box, weights: Mapping[str, int]) -> float:
    """How much of the room to spare a box asks for, compared with those above and below it."""
    return box.share if box.share != 1.0 else _liked(box, weights)


def _fit_story(box: Box, room: float, weights: Mapping[str, int]) -> Fit:
    piece = _piece(box)
    height = _height(box, weights)
    side = bool(height.side) and room < height.whole - LEADING
    possible = int((room - height.heading) / LEADING)
    whole = side or height.lines <= max(possible * 1.04 + 1, SHORT)
    lines = height.lines if whole else max(SHORT, int((room - height.heading - MORE) / LEADING))
    return Fit(
        width=box.width,
        weight=weights[piece.id],
        lines=lines,
        whole=whole,
        characters=int(lines * height.columns * height.measure * 1.6) + 120,
        inset=height.inset,
        side=side,
        airy=whole and not piece.boxed and height.lines > SHORT and possible > height.lines * 1.09 + 1,
        height=height.side if side else height.heading + lines * LEADING + (0 if whole else MORE),
    )
