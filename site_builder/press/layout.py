"""Lays a page out: boxes within boxes, cut along the measured areas where they are known, else in bands by order.

A printed newspaper page can nearly always be cut by straight lines through its whole width or height, then the parts
again, and so on. That is how measured areas become a tree of boxes. Where nobody measured, the lead takes the upper
left, shorter stories stack beside it, and the rest follows in bands of stacks of about the same height.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, groupby

import msgspec

from site_builder.press.measuring import Height, Piece, measure

SLACK = 2.0
"""Percent of the page by which measured areas may overlap; people draw them by hand."""

COLUMNS = 12

Area = tuple[float, float, float, float]


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """Boxes one under another (rows), boxes side by side (columns), or one story."""

    kind: str
    """rows, columns or story."""

    width: int
    """Twelfths of the page."""

    boxes: tuple[Box, ...] = ()
    piece: Piece | None = None
    share: float = 1.0
    """Its part of the height of the rows it stands in, where areas were measured."""

    package: str = ""
    """The package whose heading stands above its stories."""

    def pieces(self) -> list[Piece]:
        """Its stories, as they follow on the page."""
        return [self.piece] if self.piece else [piece for box in self.boxes for piece in box.pieces()]


def measured(pieces: Sequence[Piece]) -> bool:
    """Whether every piece has an area that lies on the page and has a size."""
    return bool(pieces) and all(
        piece.area is not None
        and piece.area[2] > 1
        and piece.area[3] > 1
        and -SLACK <= piece.area[0] <= piece.area[0] + piece.area[2] <= 100 + SLACK
        and -SLACK <= piece.area[1] <= piece.area[1] + piece.area[3] <= 100 + SLACK
        for piece in pieces
    )


def lay_out(pieces: Sequence[Piece], weights: Mapping[str, int]) -> Box | None:
    """The boxes of a page; None for a page without stories. Pieces of a package that follow each other share a box."""
    if not pieces:
        return None
    packages = {
        _PACKAGE + members[0].id: members
        for name, members in ((name, list(run)) for name, run in groupby(pieces, lambda piece: piece.package))
        if name
    }
    if not packages:
        return _laid_out(pieces, weights)
    inside = {piece.id for members in packages.values() for piece in members}
    alone = [piece for piece in pieces if piece.id not in inside]
    whole = [_one(name, members) for name, members in packages.items()]
    heavy = {name: min(weights[piece.id] for piece in members) for name, members in packages.items()}
    box = _laid_out(sorted([*alone, *whole], key=lambda piece: piece.order), {**weights, **heavy})
    return _unpacked(box, packages, weights) if box else None


_PACKAGE = "package "


def _one(name: str, members: Sequence[Piece]) -> Piece:
    """A package as if it were one story."""
    areas = [piece.area for piece in members if piece.area]
    left, top = min((area[0] for area in areas), default=0.0), min((area[1] for area in areas), default=0.0)
    right = max((area[0] + area[2] for area in areas), default=0.0)
    foot = max((area[1] + area[3] for area in areas), default=0.0)
    return Piece(
        id=name,
        order=members[0].order,
        type=members[0].type,
        headline=members[0].headline,
        paragraphs=tuple(length for piece in members for length in piece.paragraphs),
        area=(left, top, right - left, foot - top) if len(areas) == len(members) else None,
        lead=any(piece.lead for piece in members),
    )


def _unpacked(box: Box, packages: Mapping[str, Sequence[Piece]], weights: Mapping[str, int]) -> Box:
    """The boxes with every package opened: its stories side by side, one under another where it is narrow."""
    if box.piece is None:
        return msgspec.structs.replace(box, boxes=tuple(_unpacked(inner, packages, weights) for inner in box.boxes))
    members = packages.get(box.piece.id)
    if members is None:
        return box
    inner = None
    if measured(members):
        inner = _cut([(piece, piece.area) for piece in members if piece.area], box.width, 1.0)
    if inner is None:
        inner = _band(list(members), max(1, min(len(members), box.width // 3)), weights, box.width)
    return Box(kind="rows", width=box.width, boxes=(inner,), share=box.share, package=members[0].package)


def _laid_out(pieces: Sequence[Piece], weights: Mapping[str, int]) -> Box | None:
    if measured(pieces):
        box = _cut([(piece, piece.area) for piece in pieces if piece.area], COLUMNS, 1.0)
        if box is not None:
            return box
    return _bands(list(pieces), weights)


def _story(piece: Piece, width: int, share: float = 1.0) -> Box:
    return Box(kind="story", width=width, piece=piece, share=share)


def _cut(items: list[tuple[Piece, Area]], width: int, share: float) -> Box | None:
    """The tree of boxes for some measured areas; None where no straight line parts them."""
    if len(items) == 1:
        return _story(items[0][0], width, share)
    for axis, kind in ((1, "rows"), (0, "columns")):
        groups = _groups(items, axis)
        if len(groups) == 1:
            continue
        sizes = [_extent(group, axis) for group in groups]
        if kind == "columns" and width < 2 * len(groups):
            kind = "rows"  # too narrow to stand side by side
        widths = _twelfths(sizes, width) if kind == "columns" else [width] * len(groups)
        boxes = [
            _cut(group, twelfths, 1.0 if kind == "columns" else size / sum(sizes))
            for group, twelfths, size in zip(groups, widths, sizes, strict=True)
        ]
        if any(box is None for box in boxes):
            return None
        return Box(kind=kind, width=width, boxes=tuple(box for box in boxes if box), share=share)
    return None


def _groups(items: list[tuple[Piece, Area]], axis: int) -> list[list[tuple[Piece, Area]]]:
    """The items parted by every line across an axis (0: upright lines, 1: level ones) that cuts through none."""
    groups: list[list[tuple[Piece, Area]]] = []
    end = float("-inf")
    for item in sorted(items, key=lambda item: (item[1][axis], item[1][1 - axis])):
        area = item[1]
        if not groups or area[axis] >= end - SLACK:
            groups.append([])
        groups[-1].append(item)
        end = max(end, area[axis] + area[axis + 2])
    return groups


def _extent(group: list[tuple[Piece, Area]], axis: int) -> float:
    return max(area[axis] + area[axis + 2] for _, area in group) - min(area[axis] for _, area in group)


def _twelfths(sizes: Sequence[float], width: int) -> list[int]:
    """Whole twelfths for sizes side by side: at least two each, and together the width."""
    exact = [size / sum(sizes) * width for size in sizes]
    whole = [max(2, int(size)) for size in exact]
    while sum(whole) != width:
        step = 1 if sum(whole) < width else -1
        worst = max(
            (at for at in range(len(whole)) if step > 0 or whole[at] > 2),
            key=lambda at: (exact[at] - whole[at]) * step,
        )
        whole[worst] += step
    return whole


def _bands(pieces: list[Piece], weights: Mapping[str, int]) -> Box:
    """The tree of boxes for pieces known by order and length only."""
    lead = next((at for at, piece in enumerate(pieces) if weights[piece.id] == 1), 0)
    pieces = [pieces[lead], *pieces[:lead], *pieces[lead + 1 :]]
    if len(pieces) == 1:
        return _story(pieces[0], COLUMNS)
    first, rest = pieces[0], pieces[1:]
    main = 7 if len(rest) == 1 and rest[0].characters > first.characters / 2 else 8
    beside = _beside(first, rest, main, weights)
    bands = [_columns([[first], rest[:beside]], [main, COLUMNS - main])]
    rest, turn = rest[beside:], 0
    while rest:
        count, stacks = _next_band(len(rest), turn)
        bands.append(_band(rest[:count], stacks, weights))
        rest, turn = rest[count:], turn + 1
    return bands[0] if len(bands) == 1 else Box(kind="rows", width=COLUMNS, boxes=tuple(bands))


def _beside(first: Piece, rest: list[Piece], main: int, weights: Mapping[str, int]) -> int:
    """How many of the next pieces stack up beside the lead before they are taller than it."""
    room = wanted(measure(first, main, 1), 1)
    taken, height = 0, 0.0
    for piece in rest:
        height += wanted(measure(piece, COLUMNS - main, weights[piece.id]), weights[piece.id])
        if taken and height > room * 1.1:
            break
        taken += 1
    return max(1, taken)


def wanted(height: Height, weight: int) -> float:
    """The height a story would like when nobody measured: all of a short one, the beginning of a long one."""
    lines = {1: 26, 2: 20, 3: 14, 4: 12}[weight]
    return height.heading + min(height.lines, lines) * 26


def _next_band(left: int, turn: int) -> tuple[int, int]:
    """How many pieces the next band takes, and in how many stacks."""
    if left <= 3:
        return left, left
    if left == 4:
        return 4, 2
    if left <= 8:
        return left, 3 if left <= 6 else 4
    return (6, 3) if turn % 2 == 0 else (8, 4)


def _band(pieces: list[Piece], stacks: int, weights: Mapping[str, int], total: int = COLUMNS) -> Box:
    """A band of stacks of about the same height, the order kept from stack to stack; `total` twelfths wide."""
    if len(pieces) == 1:
        return _story(pieces[0], total)
    if stacks == 1:
        return Box(kind="rows", width=total, boxes=tuple(_story(piece, total) for piece in pieces))
    widths = _twelfths([1.0] * stacks, total)
    if stacks == len(pieces) == 2 and total == COLUMNS and abs(pieces[0].characters - pieces[1].characters) > 200:
        widths = [7, 5] if pieces[0].characters > pieces[1].characters else [5, 7]
    heights = [wanted(measure(piece, widths[0], weights[piece.id]), weights[piece.id]) for piece in pieces]
    count = len(pieces)
    stack = {(a, b): sum(heights[a:b]) for a, b in combinations(range(count + 1), 2)}.__getitem__
    best = min(
        combinations(range(1, count), stacks - 1),
        key=lambda cuts: max(map(stack, zip((0, *cuts), (*cuts, count), strict=True))),
    )
    groups = [pieces[a:b] for a, b in zip((0, *best), (*best, count), strict=True)]
    return _columns(groups, widths)


def _columns(groups: list[list[Piece]], widths: list[int]) -> Box:
    boxes = tuple(
        _story(group[0], width)
        if len(group) == 1
        else Box(kind="rows", width=width, boxes=tuple(_story(piece, width) for piece in group))
        for group, width in zip(groups, widths, strict=True)
    )
    return Box(kind="columns", width=sum(widths), boxes=boxes)
