"""Names that are words wherever their characters stand together, whatever jieba makes of them there."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from site_builder.search.coding import Flags, characters


def standing(names: Iterable[str], texts: Sequence[str]) -> list[tuple[str, int, int]]:
    """The names that stand in texts, each with the number of the text and how often `str.count` finds it there.

    They have two characters or more, and no line end.
    """
    beginnings: dict[str, list[str]] = {}
    for name in names:
        beginnings.setdefault(name[:2], []).append(name)
    everything = "\n".join(texts)
    ends = list(accumulate(len(text) + 1 for text in texts))
    signs = characters(everything)
    first, second = (_table({beginning[at] for beginning in beginnings})[signs] for at in (0, 1))
    found: dict[tuple[str, int], int] = {}
    behind: dict[str, int] = {}
    # One way through the text for all of them: a name begins in few places, and only there it is looked at.
    for at in np.flatnonzero(first[:-1] & second[1:]).tolist():
        for name in beginnings.get(everything[at : at + 2], ()):
            if at >= behind.get(name, 0) and everything.startswith(name, at):
                behind[name] = at + len(name)
                place = name, bisect_right(ends, at)
                found[place] = found.get(place, 0) + 1
    return [(name, text, times) for (name, text), times in found.items()]


def _table(characters_: Iterable[str]) -> Flags:
    """Of every character whether it is one of these."""
    table = np.zeros(sys.maxunicode + 1, np.bool_)
    table[list(map(ord, characters_))] = True
    return table
