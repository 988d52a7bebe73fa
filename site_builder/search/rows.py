"""Rows of postings: a key, and the documents that have it.

Documents are counted from the first of the sheet, so rows say nothing of what stands before their issue. A row of
words says of each document how often the word stands there as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

import msgspec

from site_builder.search.fields import FIELDS

VERY_OFTEN = 255
"""In the column of how often: so often or more, which another column says."""

UNRANKED = 46
"""The rank of a key that is no word of jieba's dictionary."""

STRIDE = 7
"""Bits: keys are kept apart by the code points of their first characters, 128 a bucket."""

SHEET = 58
"""Documents whose rows are written together: so few that every number is one byte, and fits beside a pair."""

FIELD_MARKS = tuple(chr(1 + at) for at in range(len(FIELDS)))
"""What follows a word in its key, by field: less than any character of a word, so keys sort as words do."""


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """Rows of a sheet column by column, in the order of their keys."""

    keys: str
    """Separated by line ends."""

    counts: bytes
    """How many documents each has."""

    documents: bytes
    """Those of one after those of the other."""

    times: bytes = b""
    """How often a word stands in each, at most `VERY_OFTEN`; nothing where keys are no words."""

    often: Sequence[int] = ()
    """How often those stand there that do so very often."""

    ranks: bytes = b""
    """How common jieba says a word is; nothing where keys are no words."""


def bucket(key: str) -> int:
    """Which bucket a key is in."""
    return ord(key[0]) >> STRIDE


def utf16(key: str) -> bytes:
    """What keys are ordered by, so that Python and JavaScript agree."""
    return key.encode("utf-16-be", "surrogatepass")


def documents(columns: Columns) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The documents of each row, and how often its key stands in each (once where that is not said)."""
    often = iter(columns.often)
    times = columns.times or bytes((1,)) * len(columns.documents)
    told = (next(often) if time == VERY_OFTEN else time for time in times)
    held = list(zip(columns.documents, told, strict=True))
    starts = accumulate(columns.counts, initial=0)
    for key, (low, high) in zip(columns.keys.split("\n"), pairwise(starts), strict=True):
        yield key, held[low:high]


def chosen(columns: Columns, places: Sequence[int]) -> Columns:
    """Some of the rows, by their places in ascending order."""
    keys, starts = columns.keys.split("\n"), list(accumulate(columns.counts, initial=0))
    held = [slice(starts[at], starts[at + 1]) for at in places]
    very = (at for at, time in enumerate(columns.times) if time == VERY_OFTEN) if columns.often else ()
    often = list(zip(very, columns.often, strict=True))
    return Columns(
        keys="\n".join([keys[at] for at in places]),
        counts=bytes(columns.counts[at] for at in places),
        documents=b"".join([columns.documents[one] for one in held]),
        times=b"".join([columns.times[one] for one in held]),
        often=[times for at, times in often if any(one.start <= at < one.stop for one in held)],
        ranks=bytes(columns.ranks[at] for at in places) if columns.ranks else b"",
    )


def by_bucket(keys: Sequence[str], bucket_of: Callable[[str], int]) -> Iterator[tuple[int, int, int]]:
    """Of keys in order, each bucket, the place of its first key, and the one behind its last."""
    low = 0
    while low < len(keys):
        number = bucket_of(keys[low])
        high = bisect_left(keys, number + 1, low, key=bucket_of)
        yield number, low, high
        low = high
