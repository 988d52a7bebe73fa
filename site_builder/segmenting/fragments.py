"""The texts of a page as they may have been printed: blocks, and of some blocks the parts they may fall into.

Lines are closed up into a paragraph by their widths. Where a blank line stands between two of them that stands
nowhere else inside paragraphs, or where each is as long as a paragraph, they may be paragraphs that only look like
lines of one column: that seam is loose, and may be opened when the other half of one of them stands elsewhere.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

import msgspec

from site_builder.newspaper.characters import ending, printed
from site_builder.newspaper.raw import Block
from site_builder.segmenting.parts import BODY, Item, Part, parted_block

LONG = 30
"""Characters from which a single line may be a paragraph."""


class Fragment(msgspec.Struct, frozen=True, kw_only=True):
    """An item, or a part of one."""

    item: Item
    source: Item
    """The item it is a part of; itself when it is whole."""

    lines: tuple[int, int]
    """Its lines in that item: the first, and the one after the last."""

    glued: bool = False
    """Whether the next fragment is closed up with it."""


def fragments(items: Sequence[Item], opened: Collection[int]) -> list[Fragment]:
    """The items in order; of those whose index is among `opened` the parts between their loose seams."""
    gaps = Counter(line.gap for item in items if item.part in BODY for line in item.block.lines[1:])
    usual = gaps.most_common(1)[0][0] if gaps else 0
    found: list[Fragment] = []
    for index, item in enumerate(items):
        count = len(item.block.lines)
        cuts = [0, *_loose(item.block, usual), count] if index in opened and item.part in BODY else [0, count]
        for first, last in itertools.pairwise(cuts):
            part = _part(item, first, last)
            found.append(Fragment(item=part, source=item, lines=(first, last), glued=last < count))
    return found


def closed_up(texts: Sequence[Fragment], kept: Collection[int]) -> Iterator[tuple[tuple[int, ...], Item]]:
    """Fragments as items again, each with the indices of its fragments: the seams after those in `kept` stay closed."""
    run: list[int] = []
    for at, text in enumerate(texts):
        run.append(at)
        if text.glued and at in kept:
            continue
        first, last = texts[run[0]].lines[0], text.lines[1]
        yield tuple(run), _part(text.source, first, last)
        run = []


def _loose(block: Block, usual: int) -> list[int]:
    """The lines of a block before which it may be opened."""
    if len(block.starts) != len(block.lines):
        return []
    found: list[int] = []
    for index, line in enumerate(block.lines[1:], start=1):
        words = block.lines[index - 1].text.string
        if not line.gap or ending(words) not in ("none", "pause"):
            continue
        if line.gap > usual or len(printed(words)) >= LONG:
            found.append(index)
    return found


def _part(item: Item, first: int, last: int) -> Item:
    """Some lines of an item; what does not begin it opens with nothing."""
    if (first, last) == (0, len(item.block.lines)):
        return item
    block = parted_block(item.block, last)[0] if last < len(item.block.lines) else item.block
    part = item.part
    if first and block is not None:
        block, part = parted_block(block, first)[1], Part.PARAGRAPH
    return msgspec.structs.replace(item, block=block or item.block, part=part)
