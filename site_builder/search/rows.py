"""Rows of postings: a key, and the documents that have it as a code that can be put behind another.

A row is relative to the first document of what it was taken from (an issue, a run of issues), so rows of neighbours
are joined by giving the first document a new gap: the rest of the code stays as it is. A row of words has a class of
how often the word stands there for each document; rows of other keys have none, which is one class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise, repeat
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


def counted(found: Sequence[Mapping[str, Sequence[int]]], ranks: Mapping[str, int]) -> dict[int, Columns]:
    """Rows of words by bucket, from what each field holds: word → documents, `packed` with how often it stands there.

    The key is the word and the field's mark; ranks come by word.
    """
    rows = {
        word + mark: _counted(held) for mark, of in zip(FIELD_MARKS, found, strict=True) for word, held in of.items()
    }
    return _by_bucket(sorted(rows), rows, ranks)


def plain(found: Mapping[str, Sequence[int]], *, ordered: bool = True) -> dict[int, Columns]:
    """Rows of keys that only are in a document or not, by bucket; not `ordered`: may hold any character at all."""
    rows = {key: _plain(held) for key, held in found.items()}
    return _by_bucket(sorted(rows) if ordered else sorted(rows, key=utf16), rows, None)


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


def _counted(found: Sequence[int]) -> tuple[int, int, int, str]:
    if len(found) == 1:
        number, times = found[0] >> _TIMES, found[0] & _MOST
        if times < CLASSES_OF_TF:
            return number * CLASSES_OF_TF + times - 1, number, 1, ""
    lead, tail, before = -1, "", -1
    for each in found:
        number, times = each >> _TIMES, each & _MOST
        kind = times - 1 if times < CLASSES_OF_TF else CLASSES_OF_TF - 1
        code = (number - before - 1) * CLASSES_OF_TF + kind
        if lead < 0:
            lead = code
        else:
            tail += CODES[code]
        if kind == CLASSES_OF_TF - 1:
            tail += encode(times - CLASSES_OF_TF)
        before = number
    return lead, before, len(found), tail


def _plain(found: Sequence[int]) -> tuple[int, int, int, str]:
    if len(found) == 1:
        return found[0], found[0], 1, ""
    tail = "".join([CODES[after - before - 1] for before, after in pairwise(found)])
    return found[0], found[-1], len(found), tail


def _by_bucket(
    keys: Sequence[str], rows: Mapping[str, tuple[int, int, int, str]], ranks: Mapping[str, int] | None
) -> dict[int, Columns]:
    made = {}
    start = 0
    for number, group in groupby([ord(key[0]) >> STRIDE for key in keys]):
        chosen = keys[start : start + len(list(group))]
        start += len(chosen)
        leads, lasts, counts, tails = zip(*[rows[key] for key in chosen], strict=True)
        made[number] = Columns(
            keys="\n".join(chosen),
            leads=leads,
            lasts=lasts,
            counts=counts,
            tails="\n".join(tails),
            ranks=b"" if ranks is None else bytes([ranks[key[:-1]] for key in chosen]),
        )
    return made
