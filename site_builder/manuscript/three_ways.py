"""Two changed versions of a list of blocks, merged over what both come from; where both changed the same, a clash."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import msgspec


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Some neighbouring blocks in all three versions."""

    base: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def clashes(self) -> bool:
        """Whether both sides changed it, and not to the same."""
        return self.mine != self.base and self.theirs not in (self.base, self.mine)

    @property
    def merged(self) -> tuple[str, ...]:
        """What one side or both made of it; of a clash what stands there: mine."""
        return self.theirs if self.mine == self.base else self.mine


_Change = tuple[int, int, tuple[str, ...], bool]
"""A range of the base, what one side put in its place, and whether that side is mine."""


def stretches(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Stretch]:
    """All of the three versions, in order: what neither changed, what one did, what both did.

    Changes to neighbouring blocks are apart; two different texts put in at one place are a clash, for nobody knows
    their order.
    """
    changes = sorted([*_changes(base, mine, is_mine=True), *_changes(base, theirs, is_mine=False)])
    found: list[Stretch] = []
    at = 0
    while changes:
        group = [changes.pop(0)]
        low, high = group[0][0], group[0][1]
        while changes and _touches(low, high, changes[0]):
            group.append(changes.pop(0))
            high = max(high, group[-1][1])
        found += _untouched(base[at:low])
        found.append(
            Stretch(
                base=tuple(base[low:high]),
                mine=_applied(base, low, high, [change for change in group if change[3]]),
                theirs=_applied(base, low, high, [change for change in group if not change[3]]),
            )
        )
        at = high
    return found + _untouched(base[at:])


def _changes(base: Sequence[str], other: Sequence[str], *, is_mine: bool) -> list[_Change]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(i1, i2, tuple(other[j1:j2]), is_mine) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _touches(low: int, high: int, change: _Change) -> bool:
    """Whether a change is about the same blocks, or puts something in where something was put in."""
    start, end = change[0], change[1]
    return start < high or (low == high == start == end)


def _untouched(blocks: Sequence[str]) -> list[Stretch]:
    return [Stretch(base=(block,), mine=(block,), theirs=(block,)) for block in blocks]


def _applied(base: Sequence[str], low: int, high: int, changes: Sequence[_Change]) -> tuple[str, ...]:
    made: list[str] = []
    for start, end, words, _ in changes:
        made += [*base[low:start], *words]
        low = end
    return (*made, *base[low:high])
