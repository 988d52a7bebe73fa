"""Keys and the documents they stand in → rows.

A word is a number here, and what stands where is one number of the word, the field and the document: in order, and with
how often each comes, these are the rows. There are so few documents in a sheet that a number is one byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from site_builder.search.coding import (
    DOCUMENT,
    UTF_32,
    Coded,
    Numbers,
    beginnings,
    characters,
    code_rows,
    differs,
    ordered,
)
from site_builder.search.commonness import LONGEST
from site_builder.search.cutting import END
from site_builder.search.dictionary import LINE_END
from site_builder.search.fields import FIELDS
from site_builder.search.rows import FIELD_MARKS, STRIDE, Columns, bucket, by_bucket, utf16

Stretch = tuple[int, int, int]
"""A bucket, the place of its first key, and the one behind its last; as `by_bucket` gives them."""

Lines = Callable[[int, int], str]
"""The keys from a place up to another, separated by line ends."""

Ranking = Callable[[Sequence[str], Numbers], npt.NDArray[np.uint8]]
"""Says how common words are, as `commonness.ranks_of`."""

_MARKS = np.array(list(map(ord, FIELD_MARKS)), np.uint32)


class Words:
    """The words of a sheet's articles, in which texts they stand, and how often."""

    def __init__(self, words: Iterable[str], named: Iterable[tuple[str, int, int]], articles: int) -> None:
        """The words of so many articles as `cut_all` gives them: an `END` behind those of each text, round by round.

        The texts are the fields of the first article, then those of the next. `named` are words, each with a text and
        how often it counts there at least.
        """
        numbers: defaultdict[str, int] = defaultdict(count(-2).__next__)
        end, _ = numbers[END], numbers[LINE_END]
        found = np.fromiter(map(numbers.__getitem__, words), np.int64)
        least = np.array([(numbers[word], text, times) for word, text, times in named], np.int64).reshape(-1, 3)
        texts = np.cumsum(found == end) % max(articles * len(FIELDS), 1)
        texts, found = texts[found >= 0], found[found >= 0]
        self._words = list(numbers)[2:]
        self._signs = characters("\n".join([*self._words, "\n"]))
        behind = np.flatnonzero(self._signs == ord("\n"))[:-1]
        self._starts = np.concatenate(([0], behind + 1))[:-1]
        self._sizes = behind - self._starts
        begin = beginnings(self._signs, self._starts, self._sizes)
        self._short = np.where(self._sizes <= LONGEST, begin, -1)
        self._order = ordered(self._words, begin)
        places = np.empty(len(self._order), np.int64)
        places[self._order] = np.arange(len(self._order))
        self._held = np.sort(_placed(places[found], texts))
        self._lengths = np.bincount(texts, minlength=articles * len(FIELDS))
        if len(least):
            self._count(places[least[:, 0]], least[:, 1], least[:, 2])

    def lengths(self) -> Sequence[Sequence[int]]:
        """How many words each article has, field by field."""
        lengths: list[list[int]] = self._lengths.reshape(-1, len(FIELDS)).tolist()
        return lengths

    def rows(self, rank: Ranking) -> dict[int, Columns]:
        """Rows by bucket; the key is the word and the field's mark."""
        met = differs(self._held)
        held = self._held[met]
        new = differs(held >> DOCUMENT)
        places, fields = np.divmod(held[new] >> DOCUMENT, len(FIELDS))
        words = self._order[places]
        documents = (held & (1 << DOCUMENT) - 1).astype(np.uint8)
        coded = code_rows(documents, new, np.diff(np.flatnonzero(met), append=len(self._held)))
        buckets = stretches(self._signs[self._starts[words]] >> STRIDE)
        ranks = rank(self._words, self._short)[words]
        return columns_of(buckets, self._keys(words, fields), coded, ranks.tobytes())

    def _keys(self, words: Numbers, fields: Numbers) -> Lines:
        """The words, each with the mark of a field behind it."""
        sizes = self._sizes[words] + 2
        ends = np.cumsum(sizes)
        signs = self._signs[np.repeat(self._starts[words] - ends + sizes, sizes) + np.arange(sizes.sum())]
        signs[ends - 2], signs[ends - 1] = _MARKS[fields], ord("\n")
        text, borders = signs.tobytes().decode(UTF_32), [0, *ends.tolist()]
        return lambda low, high: text[borders[low] : borders[high] - 1]

    def _count(self, words: Numbers, texts: Numbers, times: Numbers) -> None:
        """Have words in texts as often as this."""
        wanted = _placed(words, texts)
        there = np.searchsorted(self._held, wanted, "right") - np.searchsorted(self._held, wanted)
        missing = np.maximum(times - there, 0)
        self._held = np.sort(np.concatenate((self._held, np.repeat(wanted, missing))))
        np.add.at(self._lengths, texts, missing)


def plain_rows(found: Sequence[Iterable[str]]) -> dict[int, Columns]:
    """Rows of the keys each document has, by bucket; they may hold any character at all."""
    held: defaultdict[str, bytearray] = defaultdict(bytearray)
    for document, keys in enumerate(found):
        for key in keys:
            held[key].append(document)
    # Not by their UTF-16 alone: a bucket is one of code points.
    keys = sorted(held, key=lambda key: (bucket(key), utf16(key)))
    rows = [held[key] for key in keys]
    new = np.zeros(sum(map(len, rows)), np.bool_)
    new[np.cumsum([0, *map(len, rows[:-1])]) if rows else []] = True
    coded = code_rows(np.frombuffer(b"".join(rows), np.uint8), new, None)
    return columns_of(by_bucket(keys, bucket), _lines(keys), coded)


def stretches(buckets: npt.NDArray[Any]) -> Iterator[Stretch]:
    """Of keys in order, whose buckets are given, each bucket with where its keys are."""
    lows = np.flatnonzero(differs(buckets))
    return zip(buckets[lows].tolist(), lows.tolist(), [*lows[1:].tolist(), len(buckets)], strict=False)


def columns_of(buckets: Iterable[Stretch], lines: Lines, coded: Coded, ranks: bytes = b"") -> dict[int, Columns]:
    """Rows by bucket, of keys that are in order."""
    starts, often = coded.starts.tolist(), coded.very_often
    return {
        number: Columns(
            lines(low, high),
            coded.counts[low:high],
            coded.documents[starts[low] : starts[high]],
            coded.times[starts[low] : starts[high]],
            [times for at, times in often if starts[low] <= at < starts[high]] if often else (),
            ranks[low:high],
        )
        for number, low, high in buckets
    }


def _placed(words: Numbers, texts: Numbers) -> Numbers:
    """Word, field and document as one number, in the order of rows."""
    documents, fields = np.divmod(texts, len(FIELDS))
    placed: Numbers = (words * len(FIELDS) + fields) << DOCUMENT | documents
    return placed


def _lines(keys: Sequence[str]) -> Lines:
    return lambda low, high: "\n".join(keys[low:high])
