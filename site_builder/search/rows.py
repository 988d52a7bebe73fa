"""Rows of postings: a key, and the documents that have it as a code that can be put behind another.

A row is relative to the first document of what it was taken from (an issue, a run of issues), so rows of neighbours
are joined by giving the first document a new gap: the rest of the code stays as it is. A row of words has a class of
how often the word stands there for each document; rows of other keys have none, which is one class.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, repeat
from operator import add, sub

import msgspec

from site_builder.search.fields import FIELDS
from site_builder.search.numbers import CODES, ONE_SYMBOL, decode, encode, size_of

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

    tails: str
    """The code of everything after the lead; separated by line ends."""

    ranks: bytes = b""
    """How common jieba says a word is; nothing where keys are no words."""


class Rows(msgspec.Struct, frozen=True):
    """Rows of a run of neighbours by key."""

    codes: dict[str, str] = {}
    """All documents of each, the first one too."""

    ends: dict[str, int] = {}
    """As in `Columns`, counted from where the run's numbers are."""

    counts: dict[str, int] = {}
    ranks: dict[str, int] = {}


def bucket(key: str) -> int:
    """Which bucket a key is in."""
    return ord(key[0]) >> STRIDE


def utf16(key: str) -> bytes:
    """What keys are ordered by, so that Python and JavaScript agree."""
    return key.encode("utf-16-be", "surrogatepass")


def gather() -> defaultdict[str, list[int]]:
    """Where documents are gathered by key, for `note`."""
    return defaultdict(list)


def note(found: defaultdict[str, list[int]], keys: Iterable[str], documents: Iterable[int]) -> None:
    """Put a document behind what is known of each key."""
    deque(map(list.append, map(found.__getitem__, keys), documents), maxlen=0)


def plain(found: Mapping[str, Sequence[int]], *, ordered: bool = True) -> dict[int, Columns]:
    """Rows of keys that only are in a document or not, by bucket; not `ordered`: may hold any character at all."""
    # Not by their UTF-16 alone: a bucket is one of code points.
    keys = sorted(found) if ordered else sorted(found, key=lambda key: (bucket(key), utf16(key)))
    made = {}
    for number, low, high in by_bucket(keys):
        leads, ends, counts, tails = zip(*(_plain(found[key]) for key in keys[low:high]), strict=True)
        made[number] = Columns("\n".join(keys[low:high]), bytes(leads), bytes(ends), bytes(counts), "\n".join(tails))
    return made


def merge(parts: Iterable[tuple[int, Columns]], classes: int) -> Rows:
    """The rows of neighbours as one.

    Each part comes with the number of its first document; they come in the order of documents. A row's code goes on
    with a gap counted from where it ended, and what has not begun ended at nothing: the first is no different.
    """
    merged = Rows(codes={}, ends={}, counts={}, ranks={})
    codes, ends, counts = merged.codes, merged.ends, merged.counts
    for base, columns in parts:
        keys = columns.keys.split("\n")
        shift = repeat(base * classes)
        gaps = list(map(sub, map(add, columns.leads, shift), map(ends.get, keys, repeat(0))))
        leads = map(CODES.__getitem__ if max(gaps) < len(CODES) else encode, gaps)
        pieces = map(add, leads, columns.tails.split("\n"))
        codes.update(zip(keys, map(add, map(codes.get, keys, repeat("")), pieces), strict=True))
        ends.update(zip(keys, map(add, columns.ends, shift), strict=True))
        counts.update(zip(keys, map(add, map(counts.get, keys, repeat(0)), columns.counts), strict=True))
        merged.ranks.update(zip(keys, columns.ranks, strict=False))
    return merged


def behind(before: int, code: str) -> str:
    """A row's code as it goes on behind one that ended there."""
    size = size_of(code)
    return encode(decode(code[:size])[0] - before) + code[size:]


def documents(columns: Columns, classes: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The documents of each row, and how often its key stands in each."""
    for key, lead, count, tail in zip(
        columns.keys.split("\n"), columns.leads, columns.counts, columns.tails.split("\n"), strict=True
    ):
        numbers = iter(chain((lead,), decode(tail)))
        found, before = [], -1
        for _ in range(count):
            gap, kind = divmod(next(numbers), classes)
            before += gap + 1
            found.append((before, kind + 1 if kind < CLASSES_OF_TF - 1 else next(numbers) + CLASSES_OF_TF))
        yield key, found


def _plain(found: Sequence[int]) -> tuple[int, int, int, str]:
    tail = "".join([encode(after - before - 1) for before, after in pairwise(found)])
    return found[0], found[-1] + 1, len(found), tail


def by_bucket(keys: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Of keys in order, each bucket, the place of its first key, and the one behind its last."""
    low = 0
    while low < len(keys):
        number = bucket(keys[low])
        high = bisect_left(keys, number + 1, low, key=bucket)
        yield number, low, high
        low = high
