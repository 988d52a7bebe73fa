"""Rows of postings: a key, and the documents that have it as a code that can be put behind another.

A row is relative to the first document of what it was taken from (an issue, a run of issues), so rows of neighbours
are joined by giving the first document a new gap: the rest of the code stays as it is. A row of words has a class of
how often the word stands there for each document; rows of other keys have none, which is one class.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise, repeat
from operator import itemgetter
from typing import Any

import msgspec

from site_builder.search.fields import FIELDS
from site_builder.search.numbers import CODES, decode, encode

CLASSES_OF_TF = 3
"""Once, twice, and more often, which a number after the document says."""

UNRANKED = 46
"""The rank of a key that is no word of jieba's dictionary."""

STRIDE = 7
"""Bits: keys are kept apart by the code points of their first characters, 128 a bucket."""

FIELD_MARKS = tuple(chr(1 + at) for at in range(len(FIELDS)))
"""What follows a word in its key, by field: less than any character of a word, so keys sort as words do."""

_TIMES = 22
"""Bits for how often a word stands in a document."""

_MOST = (1 << _TIMES) - 1

_FEW, _MOST_CODES = 3, 1 << 16


class Columns(msgspec.Struct, frozen=True, array_like=True):
    """Rows column by column, in the order of their keys."""

    keys: str
    """Separated by line ends."""

    leads: Sequence[int]
    """Of each, the first document's number times the classes, plus its class."""

    lasts: Sequence[int]
    """The last document."""

    counts: Sequence[int]
    """How many documents."""

    tails: str
    """The code of everything after the lead; separated by line ends."""

    ranks: bytes = b""
    """How common jieba says a word is; nothing where keys are no words."""

    def rows(self) -> Iterator[tuple[str, int, int, int, str, int]]:
        """Row by row: key, lead, last, count, tail, rank."""
        keys = self.keys.split("\n") if self.leads else []
        ranks: Iterable[int] = self.ranks or repeat(UNRANKED)
        return zip(keys, self.leads, self.lasts, self.counts, self.tails.split("\n"), ranks, strict=False)


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
    """Put a document behind what is known of each key; the loop is C's, since this is done for every pair of signs."""
    deque(map(list.append, map(found.__getitem__, keys), documents), maxlen=0)


def counted(found: Sequence[Mapping[str, Sequence[int]]], ranks: Mapping[str, int]) -> dict[int, Columns]:
    """Rows of words by bucket, from what each field holds: word → documents, `packed` with how often it stands there.

    The key is the word and the field's mark; ranks come by word.
    """
    rows = {word + mark: held for mark, of in zip(FIELD_MARKS, found, strict=True) for word, held in of.items()}
    return {
        number: _columns(keys, rows, _COUNTED, bytes([ranks[key[:-1]] for key in keys]))
        for number, keys in _by_bucket(rows)
    }


def plain(found: Mapping[str, Sequence[int]], *, ordered: bool = True) -> dict[int, Columns]:
    """Rows of keys that only are in a document or not, by bucket; not `ordered`: may hold any character at all."""
    order = None if ordered else utf16
    return {number: _columns(keys, found, _PLAIN) for number, keys in _by_bucket(found, order)}


def packed(number: int) -> int:
    """A document's number as `counted` takes it; how often the word stands there is added to it."""
    return number << _TIMES


def merge(parts: Iterable[tuple[int, Columns]], classes: int) -> dict[str, list[Any]]:
    """The rows of neighbours as one: key → `[lead, last, count, tail, rank]`.

    Each part comes with the number of its first document; they come in the order of documents.
    """
    merged: dict[str, list[Any]] = {}
    known = len(CODES)
    for base, columns in parts:
        shift = base * classes
        for key, lead, last, count, tail, rank in columns.rows():
            row = merged.get(key)
            if row is None:
                merged[key] = [lead + shift, base + last, count, tail, rank]
                continue
            gap = lead + shift - (row[1] + 1) * classes
            row[1] = base + last
            row[2] += count
            row[3] += (CODES[gap] if gap < known else encode(gap)) + tail
    return merged


def documents(columns: Columns, classes: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The documents of each row, and how often its key stands in each; the opposite of `counted` and `plain`."""
    for key, lead, _, count, tail, _ in columns.rows():
        numbers = iter(chain((lead,), decode(tail)))
        found, before = [], -1
        for _ in range(count):
            gap, kind = divmod(next(numbers), classes)
            before += gap + 1
            found.append((before, kind + 1 if kind < CLASSES_OF_TF - 1 else next(numbers) + CLASSES_OF_TF))
        yield key, found


class _Codes(dict[tuple[int, ...], tuple[int, int, int, str]]):
    """Rows by their documents; those of few documents come again and again, and are remembered."""

    def __init__(self, code: Callable[[Sequence[int]], tuple[int, int, int, str]]) -> None:
        super().__init__()
        self._code = code

    def __missing__(self, found: tuple[int, ...]) -> tuple[int, int, int, str]:
        row = self._code(found)
        if len(found) <= _FEW and len(self) < _MOST_CODES:
            self[found] = row
        return row


def _counted(found: Sequence[int]) -> tuple[int, int, int, str]:
    lead, tail, before = -1, "", -1
    for each in found:
        number, times = each >> _TIMES, each & _MOST
        kind = times - 1 if times < CLASSES_OF_TF else CLASSES_OF_TF - 1
        code = (number - before - 1) * CLASSES_OF_TF + kind
        if lead < 0:
            lead = code
        else:
            tail += encode(code)
        if kind == CLASSES_OF_TF - 1:
            tail += encode(times - CLASSES_OF_TF)
        before = number
    return lead, before, len(found), tail


def _plain(found: Sequence[int]) -> tuple[int, int, int, str]:
    tail = "".join([encode(after - before - 1) for before, after in pairwise(found)])
    return found[0], found[-1], len(found), tail


_COUNTED, _PLAIN = _Codes(_counted), _Codes(_plain)


def _by_bucket(
    found: Iterable[str], order: Callable[[str], bytes] | None = None
) -> Iterator[tuple[int, Sequence[str]]]:
    """The keys of each bucket, in order. Many short lists are sorted sooner than a long one."""
    beginnings: dict[str, list[str]] = defaultdict(list)
    deque(map(list.append, map(beginnings.__getitem__, map(itemgetter(0), found)), found), maxlen=0)
    buckets: dict[int, list[str]] = {}
    for keys in beginnings.values():
        buckets.setdefault(bucket(keys[0]), []).extend(keys)
    for number in sorted(buckets):
        yield number, sorted(buckets[number], key=order)


def _columns(keys: Sequence[str], found: Mapping[str, Sequence[int]], codes: _Codes, ranks: bytes = b"") -> Columns:
    rows = map(codes.__getitem__, map(tuple, map(found.__getitem__, keys)))
    leads, lasts, counts, tails = zip(*rows, strict=True)
    return Columns("\n".join(keys), leads, lasts, counts, "\n".join(tails), ranks)
