"""Keys and the documents they stand in → rows.

Of each key there is a byte for each time it stands in a document: the document's number, in the order of documents.
There are so few documents in a sheet that a number is less than 58, and the step from one to the next one symbol.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat

import numpy as np

from site_builder.search.coding import Coded, code_rows
from site_builder.search.fields import FIELDS
from site_builder.search.rows import FIELD_MARKS, Columns, bucket, by_bucket, utf16

Stretch = tuple[int, int, int]
"""A bucket, the place of its first key, and the one behind its last; as `by_bucket` gives them."""

Lines = Callable[[int, int], str]
"""The keys from a place up to another, separated by line ends."""


def gather() -> defaultdict[str, bytearray]:
    """Where the documents of keys are gathered, for `note`."""
    return defaultdict(bytearray)


def note(found: Mapping[str, bytearray], keys: Iterable[str], document: int) -> None:
    """Put a document of the sheet behind what is known of each key; documents come in order."""
    deque(map(bytearray.append, map(found.__getitem__, keys), repeat(document)), maxlen=0)


class Words:
    """The words of a sheet's articles, gathered field by field."""

    def __init__(self) -> None:
        self._found: list[defaultdict[str, bytearray]] = [gather() for _ in FIELDS]

    def add(self, number: int, article: Sequence[Iterable[str]]) -> None:
        """The words of the next document, field by field, each as often as it stands there."""
        for found, words in zip(self._found, article, strict=True):
            note(found, words, number)

    def at_least(self, number: int, at: int, word: str, times: int) -> int:
        """Have a word in a field of the document added last as often as this; how many times it was not there."""
        found = self._found[at][word]
        missing = max(times - found.count(number), 0)
        found += bytes((number,)) * missing
        return missing

    def rows(self, rank: Callable[[Sequence[str]], bytes]) -> dict[int, Columns]:
        """Rows by bucket; the key is the word and the field's mark. `rank` says how common words are."""
        fields = zip(FIELD_MARKS, self._found, strict=True)
        held = {word + mark: found[word] for mark, found in fields for word in found}
        keys = sorted(held)
        coded = _coded(list(map(held.__getitem__, keys)), words=True)
        return columns_of(by_bucket(keys, bucket), _lines(keys), coded, rank([key[:-1] for key in keys]))


def plain_rows(found: Mapping[str, bytearray]) -> dict[int, Columns]:
    """Rows of keys that only are in a document or not, by bucket; they may hold any character at all."""
    # Not by their UTF-16 alone: a bucket is one of code points.
    keys = sorted(found, key=lambda key: (bucket(key), utf16(key)))
    coded = _coded(list(map(found.__getitem__, keys)), words=False)
    return columns_of(by_bucket(keys, bucket), _lines(keys), coded)


def columns_of(buckets: Iterable[Stretch], lines: Lines, coded: Coded, ranks: bytes = b"") -> dict[int, Columns]:
    """Rows by bucket, of keys that are in order."""
    leads, ends, counts, tails, starts = coded
    return {
        number: Columns(
            lines(low, high),
            leads[low:high],
            ends[low:high],
            counts[low:high],
            tails[starts[low] : starts[high] - 1],
            ranks[low:high],
        )
        for number, low, high in buckets
    }


def _lines(keys: Sequence[str]) -> Lines:
    return lambda low, high: "\n".join(keys[low:high])


def _coded(rows: Sequence[bytearray], *, words: bool) -> Coded:
    documents = np.frombuffer(b"".join(rows), np.uint8)
    new = np.zeros(len(documents), np.bool_)
    new[np.cumsum([0, *map(len, rows[:-1])]) if rows else []] = True
    # A document that follows itself in a row is the same once more.
    met = np.flatnonzero(new | (documents != np.roll(documents, 1)))
    times = np.diff(met, append=len(documents)) if words else None
    return code_rows(documents[met], new[met], times)
