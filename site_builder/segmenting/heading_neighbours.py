"""What stands over and under a group of headings."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.newspaper.characters import printed
from site_builder.segmenting.heading_groups import Group, could_be
from site_builder.segmenting.parts import ENDS, Item, Part
from site_builder.segmenting.shapes import is_heading_shaped


def following(items: Sequence[Item], group: Group) -> Item | None:
    """The first item below a group that is no furniture; None when nothing or another heading follows."""
    for item in items[group.end :]:
        if item.part in (Part.FURNITURE, Part.PICTURE):
            continue
        return None if could_be(item) else item
    return None


def opens_news(items: Sequence[Item], group: Group) -> bool:
    """Whether a lead or a byline stands below: here a piece begins."""
    below = following(items, group)
    return below is not None and below.part in (Part.LEAD, Part.BYLINE)


def after_signed(items: Sequence[Item], group: Group) -> bool:
    """Whether the text above is signed, and so at its end."""
    for item in reversed(items[: group.start]):
        if item.part is Part.FURNITURE:
            continue
        return item.part in ENDS
    return False


def below_rule(items: Sequence[Item], group: Group) -> bool:
    """Whether a line of dashes or asterisks stands over a heading."""
    above = items[group.start - 1] if group.start else None
    return above is not None and above.part is Part.FURNITURE and above.kind == "rule"


def below_byline(items: Sequence[Item], group: Group) -> bool:
    """Whether a heading, and under it a byline, stand over a group without a text between: it opens the text."""
    above = [item for item in items[: group.start] if item.part is not Part.FURNITURE]
    if len(above) < 2 or above[-1].part is not Part.BYLINE:
        return False
    heading = next((item for item in reversed(above) if item.part is not Part.BYLINE), None)
    return heading is not None and not heading.fixed and is_heading_shaped(heading.block)


def string_above(items: Sequence[Item], group: Group) -> str:
    """What stands above; the group's own first line at the top of a page."""
    above = (item for item in reversed(items[: group.start]) if item.part is not Part.FURNITURE)
    return next(above, items[group.start]).string


def string_below(items: Sequence[Item], group: Group) -> str:
    """What stands below; empty for nothing and for another heading."""
    below = following(items, group)
    return below.string if below is not None else ""


def part_below(items: Sequence[Item], group: Group) -> Part | None:
    """Which part what stands below plays."""
    below = following(items, group)
    return below.part if below is not None else None


def spelled(items: Sequence[Item], group: Group) -> str:
    """All a group says, without white space."""
    return printed("".join(item.string for item in items[group.start : group.end]))


def spread(items: Sequence[Item], group: Group) -> int:
    """Characters of a whole group."""
    return len(spelled(items, group))


def longest_line(items: Sequence[Item], group: Group) -> int:
    """Characters of the longest item of a group."""
    return max(len(printed(item.string)) for item in items[group.start : group.end])
