"""Lengths of fields in steps of 8 %: an edit of a word or two does not change them, and the ranking hardly.

The whole ranking is done with the rounded lengths, on both sides and in the index that is the reference.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

BLOCK = 65_536
"""Documents whose lengths are in one file."""


def _lengths() -> tuple[int, ...]:
    lengths = [0]
    while len(lengths) < 256:
        lengths.append(max(lengths[-1] + 1, lengths[-1] * 27 // 25))
    return tuple(lengths)


LENGTHS: Sequence[int] = _lengths()
"""The length of each level; some 10⁹ words at the end, so that a level is always one byte."""


def level(words: int) -> int:
    """The level of a field with so many words: the nearest, of two as near the lower one."""
    above = min(bisect_left(LENGTHS, words), len(LENGTHS) - 1)
    if above and words - LENGTHS[above - 1] <= LENGTHS[above] - words:
        return above - 1
    return above


def rounded(words: int) -> int:
    """So many words as the ranking counts them."""
    return LENGTHS[level(words)]
