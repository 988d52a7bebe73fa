"""How common jieba says many words are at once, by one search in a sorted table of the short words it knows.

Most words are short: up to three characters are one number. Of the longer ones each is asked for by itself.
Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from site_builder.search import dictionary
from site_builder.search.coding import Numbers, beginnings, characters
from site_builder.search.kinds import HAN, kinds
from site_builder.search.rows import UNRANKED

Table = tuple[bytes, bytes]
"""Short words as numbers of eight bytes, ascending, and the rank of each."""

LONGEST = 3
"""Characters of a short word."""


def ranks_of(words: Sequence[str], short: Numbers) -> npt.NDArray[np.uint8]:
    """The ranks of words as `dictionary.ranks` says them; `short` are those that are as numbers, else less than 0."""
    known, said = _table()
    at = np.minimum(np.searchsorted(known, short), len(known) - 1)
    found = np.where(known[at] == short, said[at], np.uint8(UNRANKED))
    longer = np.flatnonzero(short < 0)
    found[longer] = np.frombuffer(dictionary.ranks([words[at] for at in longer.tolist()]), np.uint8)
    return found


def table(counts: Mapping[str, str]) -> Table:
    """The table of words whose counts are given."""
    words = list(counts)
    sizes = np.array(list(map(len, words)), np.int64)
    signs = characters("".join(words))
    starts = np.cumsum(sizes) - sizes
    short = np.flatnonzero((sizes <= LONGEST) & (kinds(signs[starts]) & HAN > 0))
    times, at = np.unique(np.array(list(map(int, counts.values())), np.int64)[short], return_inverse=True)
    said = np.array(list(map(dictionary.rank, times.tolist())), np.uint8)[at]
    known = beginnings(signs, starts, sizes)[short]
    order = np.argsort(known)
    return known[order].astype("<i8").tobytes(), said[order].tobytes()


@functools.cache
def _table() -> tuple[Numbers, npt.NDArray[np.uint8]]:
    known, said = dictionary.short_words()
    return np.frombuffer(known, "<i8"), np.frombuffer(said, np.uint8)
