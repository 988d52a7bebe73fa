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
from site_builder.search.normalise import is_han
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


def table(lines: str, others: Mapping[str, str]) -> Table:
    """The table of a dictionary: its lines in order, a line end around each, and words that are counted otherwise.

    A line is a word, its count, and a third part, with spaces between them.
    """
    signs = characters(lines)
    starts = np.flatnonzero(signs == ord("\n"))[:-1] + 1
    spaces = np.flatnonzero(signs == ord(" ")).reshape(-1, 2)
    sizes = spaces[:, 0] - starts
    short = np.flatnonzero((sizes <= LONGEST) & (kinds(signs[starts]) & HAN > 0))
    first, behind = spaces[short, 0] + 1, spaces[short, 1]
    times = np.zeros(len(short), np.int64)
    for at in range(int(np.max(behind - first, initial=0))):
        digits = signs[np.minimum(first + at, len(signs) - 1)].astype(np.int64) - ord("0")
        times = np.where(first + at < behind, 10 * times + digits, times)
    own = [word for word in others if len(word) <= LONGEST and is_han(word)]
    known = np.concatenate((_numbers(own), beginnings(signs, starts[short], sizes[short])))
    times = np.concatenate((np.array([int(others[word]) for word in own], np.int64), times))
    known, at_first = np.unique(known, return_index=True)
    different, at_time = np.unique(times[at_first], return_inverse=True)
    said = np.array(list(map(dictionary.rank, different.tolist())), np.uint8)[at_time]
    return known.astype("<i8").tobytes(), said.tobytes()


def _numbers(words: Sequence[str]) -> Numbers:
    sizes = np.array(list(map(len, words)), np.int64)
    return beginnings(characters("".join(words)), np.cumsum(sizes) - sizes, sizes)


@functools.cache
def _table() -> tuple[Numbers, npt.NDArray[np.uint8]]:
    known, said = dictionary.short_words()
    return np.frombuffer(known, "<i8"), np.frombuffer(said, np.uint8)
