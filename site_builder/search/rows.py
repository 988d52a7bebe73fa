"""Rows of postings: a key, and the documents that have it as a code that can be put behind another.

A row is relative to the first document of what it was taken from (an issue, a run of issues), so rows of neighbours
are joined by giving the first document a new gap: the rest of the code stays as it is. A row of words has a class of
how often the word stands there for each document; rows of other keys have none, which is one class.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import msgspec

from site_builder.search.fields import FIELDS
from site_builder.search.numbers import ONE_SYMBOL, decode

CLASSES_OF_TF = 3
"""Once, twice, and more often, which a number after the document says."""

UNRANKED = 46
"""The rank of a key that is no word of jieba's dictionary."""

STRIDE = 7
"""Bits: keys are kept apart by the code points of their first characters, 128 a bucket."""

SHEET = ONE_SYMBOL
"""Documents whose rows are written together: so few that every gap is one symbol, and every number one byte."""

FIELD_MARKS = tuple(chr(1 + at) for at in range(len(FIELDS)))
"""What follows a word in its key, by field: less than any character of a word, so keys sort as words do."""


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """Rows of a sheet column by column, in the order of their keys."""

    keys: str
    """Separated by line ends."""

    leads: bytes
    """Of each, the first document's number times the classes, plus its class."""

    ends: bytes
    """The number after the last document's, times the classes."""

    counts: bytes
    """How many documents."""

    tails: bytes
    """The code of everything after the lead; separated by line ends."""

    ranks: bytes = b""
    """How common jieba says a word is; nothing where keys are no words."""


def bucket(key: str) -> int:
    """Which bucket a key is in."""
    return ord(key[0]) >> STRIDE


def utf16(key: str) -> bytes:
    """What keys are ordered by, so that Python and JavaScript agree."""
    return key.encode("utf-16-be", "surrogatepass")


def documents(columns: Columns, classes: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The documents of each row, and how often its key stands in each."""
    for key, lead, count, tail in zip(
        columns.keys.split("\n"), columns.leads, columns.counts, columns.tails.decode("ascii").split("\n"), strict=True
    ):
        numbers = iter(chain((lead,), decode(tail)))
        found, before = [], -1
        for _ in range(count):
            gap, kind = divmod(next(numbers), classes)
            before += gap + 1
            found.append((before, kind + 1 if kind < CLASSES_OF_TF - 1 else next(numbers) + CLASSES_OF_TF))
        yield key, found


def by_bucket(keys: Sequence[str], bucket_of: Callable[[str], int]) -> Iterator[tuple[int, int, int]]:
    """Of keys in order, each bucket, the place of its first key, and the one behind its last."""
    low = 0
    while low < len(keys):
        number = bucket_of(keys[low])
        high = bisect_left(keys, number + 1, low, key=bucket_of)
        yield number, low, high
        low = high
