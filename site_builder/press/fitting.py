"""Decides how much of each story a re-set page shows, so that boxes side by side end together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A box with what it asks for, measured once from the stories up."""

    box: Box
    boxes: tuple[_Asked, ...]
    story: Height | None
    natural: float
    """Height with all text shown; of boxes side by side that of the shortest, set airily, so that none has a hole."""

    airy: float
    """Height with all text shown and set a little larger."""

    least: float
    """Height below which a story would hardly show any text."""

    liked: float
    """Height when every story has what it would like; of boxes side by side nearly that of the tallest."""

    @property
    def claim(self) -> float:
        """How much of the room to spare it asks for, compared with those above and below it."""
        return self.box.share if self.box.share != 1.0 else self.liked


def fit(box: Box, weights: Mapping[str, int], *, measured: bool) -> dict[str, Fit]:
    """How every story of a page stands, by its id."""
    fits: dict[str, Fit] = {}
    asked = _asked(box, weights)
    height = min(asked.natural, SHEET if measured else asked.liked)
    _fit(asked, max(height, asked.least), weights, fits)
    return fits


def _asked(box: Box, weights: Mapping[str, int]) -> _Asked:
    if box.kind == "story":
        piece = _piece(box)
        weight = weights[piece.id]
        height = measure(piece, box.width, weight)
        return _Asked(
            box=box,
            boxes=(),
            story=height,
            natural=height.whole,
            airy=height.airy,
            least=height.least,
            liked=wanted(height, weight),
        )
    boxes = tuple([_asked(inner, weights) for inner in box.boxes])
    least = [inner.least for inner in boxes]
    airy = [inner.airy for inner in boxes]
    liked = [inner.liked for inner in boxes]
    if box.kind == "rows":
        return _Asked(
            box=box,
            boxes=boxes,
            story=None,
            natural=sum([inner.natural for inner in boxes]),
            airy=sum(airy),
            least=sum(least),
            liked=sum(liked),
        )
    natural = max(min(airy), *least)
    return _Asked(
        box=box,
        boxes=boxes,
        story=None,
        natural=natural,
        airy=natural,
        least=max(least),
        liked=0.5 * (max(liked) + sum(liked) / len(liked)),
    )


def _piece(box: Box) -> Piece:
    assert box.piece is not None
    return box.piece


def _fit(asked: _Asked, room: float, weights: Mapping[str, int], fits: dict[str, Fit]) -> None:
    if asked.story:
        piece = _piece(asked.box)
        fits[piece.id] = _fit_story(piece, asked.story, asked.box.width, weights[piece.id], room)
    elif asked.box.kind == "columns":
        for inner in asked.boxes:
            _fit(inner, room, weights, fits)
    else:
        for inner, part in zip(asked.boxes, _parts(asked.boxes, room), strict=True):
            _fit(inner, part, weights, fits)


def _parts(boxes: Sequence[_Asked], room: float) -> list[float]:
    """The heights of boxes one under another: each its least, what is left by share, none more than it can use."""
    least = [inner.least for inner in boxes]
    most = [max(inner.natural, inner.least) for inner in boxes]
    parts = list(least)
    left = room - sum(least)
    open_ = [at for at in range(len(parts)) if most[at] > parts[at] + 1]
    while left > 1 and open_:
        total = sum([boxes[at].claim for at in open_])
        given = 0.0
        for at in open_:
            more = min(left * boxes[at].claim / total, most[at] - parts[at])
            parts[at] += more
            given += more
        left -= given
        open_ = [at for at in open_ if most[at] > parts[at] + 1]
    return [part + max(left, 0.0) * part / sum(parts) for part in parts]


def _fit_story(piece: Piece, height: Height, width: int, weight: int, room: float) -> Fit:
    side = bool(height.side) and room < height.whole - LEADING
    possible = int((room - height.heading) / LEADING)
    whole = side or height.lines <= max(possible * 1.04 + 1, SHORT)
    lines = height.lines if whole else max(SHORT, int((room - height.heading - MORE) / LEADING))
    return Fit(
        width=width,
        weight=weight,
        lines=lines,
        whole=whole,
        characters=int(lines * height.columns * height.measure * 1.6) + 120,
        inset=height.inset,
        side=side,
        airy=whole and not piece.boxed and height.lines > SHORT and possible > height.lines * 1.09 + 1,
        height=height.side if side else height.heading + lines * LEADING + (0 if whole else MORE),
    )
