"""Headings over their texts, or under them? Decided for the whole page at once.

Text extracted from PDF often gives a heading after the text it heads. Three things tell: whether the first text has a
heading before it, whether one stands after the last, and above all which text repeats the heading's words.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.segmenting.overlap import pairs, rarity, weighed_share
from site_builder.segmenting.pieces import Stretch

OPENING = 400
"""Characters of a text that a heading is compared with: the lead says what the heading says."""

MARGIN = 0.25
"""Points by which headings must fit the texts above them better before they are moved."""


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Which heading stretch belongs to which text stretch, by their indices; a heading may belong to none."""

    heads: dict[int, int]
    moved: bool = False
    """Whether headings stand after their texts on this page."""

    margin: float = 1.0


def assign(page: Sequence[Stretch]) -> Assignment:
    """Give every text the heading over it, or, where the page says so, the one under it."""
    texts = [index for index, stretch in enumerate(page) if not stretch.heading]
    heads = [index for index, stretch in enumerate(page) if stretch.heading]
    over = {head: head + 1 for head in heads if head + 1 in texts}
    under = {head: head - 1 for head in heads if head - 1 in texts}
    if not texts or not heads:
        return Assignment(heads={})
    grams = {index: pairs(_opening(page[index])) for index in texts}
    weights = rarity(grams.values())
    names = {head: pairs("".join(item.string for item in page[head].items)) for head in heads}
    fits_over = sum(weighed_share(names[head], grams[text], weights) for head, text in over.items())
    fits_under = sum(weighed_share(names[head], grams[text], weights) for head, text in under.items())
    headless_start = texts[0] < heads[0]
    head_at_end = heads[-1] > texts[-1] and weighed_share(names[heads[-1]], grams[texts[-1]], weights) > 0.3
    points = fits_under - fits_over
    points += 0.5 if headless_start else -1.0
    points += 0.3 if head_at_end else -0.3
    if points > MARGIN:
        return Assignment(heads=under, moved=True, margin=points)
    return Assignment(heads=over, margin=-points)


def _opening(stretch: Stretch) -> str:
    return "".join(item.string for item in stretch.items)[:OPENING]
