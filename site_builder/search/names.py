"""Names that are words wherever their characters stand together, whatever jieba makes of them there."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from site_builder.search.coding import Flags, characters


def standing(names: Iterable[str], texts: Sequence[str]) -> list[list[str]]:
    """Of each text the names that stand in it; they have two characters or more."""
    found: list[set[str]] = [set() for _ in texts]
    beginnings: dict[str, list[str]] = {}
    for name in names:
        beginnings.setdefault(name[:2], []).append(name)
    everything = "\n".join(texts)
    ends = list(accumulate(len(text) + 1 for text in texts))
    signs = characters(everything)
    first, second = (_table({beginning[at] for beginning in beginnings})[signs] for at in (0, 1))
    # One way through the text for all of them: a name begins in few places, and only there it is looked at.
    for at in np.flatnonzero(first[:-1] & second[1:]).tolist():
        for name in beginnings.get(everything[at : at + 2], ()):
            if everything.startswith(name, at):
                found[bisect_right(ends, at)].add(name)
    return [sorted(held) for held in found]


def _table(characters_: Iterable[str]) -> Flags:
    """Of every character whether it is one of these."""
    table = np.zeros(sys.maxunicode + 1, np.bool_)
    table[list(map(ord, characters_))] = True
    return table
