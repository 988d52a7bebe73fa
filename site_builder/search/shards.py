"""Records → small files, and what the router must know of them."""

from __future__ import annotations

import functools
import math
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, islice, pairwise
from operator import add, eq

import msgspec

from site_builder.search.bits import GROUP, SEPARATOR
from site_builder.search.records import Record, Word
from site_builder.search.rows import UNRANKED, bucket
from site_builder.search.scripts import file, mark, payload
from site_builder.search.segment import CLASSES

LETTERS = {"words": "w", "vocabulary": "v", "bigrams": "g", "facets": "f"}
"""How the names of files of a kind begin, by what the manifest calls it."""

LARGE = 16_000
"""Symbols of a record in one file; a longer one goes on in the next."""

LINES = 4_500
"""Bytes of the vocabulary after which a file may end."""

PLACES = 8
"""One key in so many is a place where a file may end."""

LONGEST_LINE = 24_000
"""Bytes of words of the same two first characters that are kept together in the vocabulary."""


_LONGEST_CHARACTER = 4
"""Bytes."""

_KEY = 3
"""Bytes of a character of a key, as nearly all have."""


class Shards(msgspec.Struct, frozen=True):
    """The files of one kind that one job made, in the order of their keys."""

    firsts: Sequence[str] = ()
    """The first key of each."""

    marks: str = ""
    size: int = 0
    """Bytes of all of them."""


def words(segment: int, target: int, records: Sequence[Record]) -> tuple[dict[str, bytes], Shards]:
    """The files of words."""
    return _shelve("w", segment, target, _pieces(records), _groups)


def bigrams(segment: int, target: int, records: Sequence[Record]) -> tuple[dict[str, bytes], Shards]:
    """The files of pairs of characters."""
    return _shelve("g", segment, target, _pieces(records), _groups)


def facets(segment: int, target: int, records: Sequence[Record]) -> tuple[dict[str, bytes], Shards]:
    """The files of columns, types and people; none has two of these."""
    return _shelve(
        "f",
        segment,
        target,
        records,
        lambda parts: ([[record.key for record in part], SEPARATOR.join(_codes(part))] for part in parts),
        apart=lambda record: record.key[0],
    )


def vocabulary(segment: int, known: Sequence[Word]) -> tuple[dict[str, bytes], Shards]:
    """The files of the vocabulary: the words by first character, each with how common it is.

    A file that begins amid the words of a character says of the character itself once more how common it is.
    """
    characters = [word for word in known if len(word.term) == 1]
    single = dict(zip([word.term for word in characters], _classes(characters), strict=True))

    def lines(part: Sequence[Record]) -> str:
        amid = single.get(part[0].key[0]) if len(part[0].key) > 1 else None
        groups = groupby(part, lambda record: record.key[0])
        joined = [first + " ".join(record.code for record in group) for first, group in groups]
        if amid:
            joined[0] = f"{joined[0][0]}{amid} {joined[0][1:]}"
        return "\n".join(joined)

    return _shelve("v", segment, LINES, list(_beginnings(known)), lambda parts: map(lines, parts))


def paths(kind: str, segment: int, shards: Shards) -> Iterator[str]:
    """The paths of the files of a kind, below the site's root."""
    for at, first in enumerate(shards.firsts):
        yield file(_file_name(LETTERS[kind], segment, first, shards.marks[5 * at : 5 * at + 5]), "")[0]


def cut(keys: Sequence[str], sizes: Iterable[int], target: int) -> Iterator[tuple[int, int]]:
    """Items of these sizes in stretches of about the target's: of each the first item, and the one behind the last.

    A stretch ends where a key says so, so that an item that grew moves no border but the nearest.
    """
    ends = list(accumulate(sizes, initial=0))
    stretches: list[tuple[int, int]] = []
    start = 0
    while start < len(keys):
        stop = bisect_left(ends, ends[start] + target, start + 1)
        while stop < len(keys) and ends[stop] - ends[start] < 2 * target and zlib.crc32(keys[stop].encode()) % PLACES:
            stop += 1
        stop = min(stop, len(keys))
        if stop == len(keys) and stretches and ends[stop] - ends[start] < target // 3:
            start, _ = stretches.pop()
        stretches.append((start, stop))
        start = stop
    yield from stretches


def _pieces(records: Sequence[Record]) -> Sequence[Record]:
    """The records, and several for one whose code is too long for a file."""
    if max(map(len, [record.code for record in records]), default=0) <= LARGE:
        return records
    return [
        one
        for record in records
        for one in (
            (record,)
            if len(record.code) <= LARGE
            else (Record(record.key, record.code[at : at + LARGE]) for at in range(0, len(record.code), LARGE))
        )
    ]


def _files(records: Sequence[Record], target: int) -> Iterator[Sequence[Record]]:
    """The records file by file.

    Each record of a key that has several is alone in a file: it is looked for in all files that begin with it, and what
    is read behind a part would not be whole.
    """
    keys = [record.key for record in records]
    starts = list[int]()
    if any(map(eq, keys, islice(keys, 1, None))):
        again = [False, *(key == after for key, after in pairwise(keys)), False]
        starts = [at for at in range(1, len(keys)) if any(again[at - 1 : at + 2])]
    sizes = list(map(add, map(len, [record.code for record in records]), map(_KEY.__mul__, map(len, keys))))
    for start, stop in pairwise([0, *starts, len(records)]):
        for first, end in cut(keys[start:stop], sizes[start:stop], target):
            yield records[start + first : start + end]


def _shelve(
    kind: str,
    segment: int,
    target: int,
    records: Sequence[Record],
    values: Callable[[Sequence[Sequence[Record]]], Iterable[object]],
    apart: Callable[[Record], str] | None = None,
) -> tuple[dict[str, bytes], Shards]:
    files: dict[str, bytes] = {}
    firsts: list[str] = []
    marks = ""
    runs = [list(group) for _, group in groupby(records, apart)] if apart else [records]
    parts = [part for run in runs for part in _files(run, target)]
    for part, value in zip(parts, values(parts), strict=True):
        firsts.append(part[0].key)
        text = payload(value)
        name, own = _name(kind, segment, firsts[-1], text, files)
        marks += own
        files |= [file(name, text)]
    return files, Shards(firsts, marks, sum(map(len, files.values())))


def _name(kind: str, segment: int, first: str, text: str, taken: Iterable[str]) -> tuple[str, str]:
    """The name of a file among others of the same job, and its mark."""
    own = mark(text)
    while True:
        name = _file_name(kind, segment, first, own)
        if file(name, "")[0] not in taken:
            return name, own
        own = mark(text + own)


def _file_name(kind: str, segment: int, first: str, own: str) -> str:
    return f"{kind}{segment}/{bucket(first):x}-{own}"


def _codes(records: Sequence[Record]) -> list[str]:
    codes = [record.code for record in records]
    return ["".join(codes[at : at + GROUP]) for at in range(0, len(codes), GROUP)]


def _groups(parts: Sequence[Sequence[Record]]) -> Iterator[str]:
    from site_builder.search.spelling import spelled  # and numpy

    groups = [part[at : at + GROUP] for part in parts for at in range(0, len(part), GROUP)]
    keys = iter(spelled([[record.key for record in group] for group in groups]))
    yield from (SEPARATOR.join(map(add, islice(keys, len(codes)), codes)) for codes in map(_codes, parts))


def _beginnings(known: Sequence[Word]) -> Iterator[Record]:
    """The words by their first two characters, each its rest and its class."""
    entries = iter([word.term[1:] + class_ for word, class_ in zip(known, _classes(known), strict=True)])
    for beginning, group in groupby([word.term[:2] for word in known]):
        rests = list(islice(entries, len(list(group))))
        if len(whole := " ".join(rests)) * _LONGEST_CHARACTER <= LONGEST_LINE:
            yield Record(beginning, whole)
            continue
        low = size = 0
        for at, rest in enumerate(rests):
            size += len(rest.encode()) + 1
            if size > LONGEST_LINE and at > low:
                yield Record(beginning, " ".join(rests[low:at]))
                low, size = at, 0
        yield Record(beginning, " ".join(rests[low:]))


def _classes(words: Iterable[Word]) -> list[str]:
    return [CLASSES[word.rank] if word.rank < UNRANKED else _class(word.documents) for word in words]


@functools.lru_cache(1 << 10)
def _class(documents: int) -> str:
    """The class of a word that jieba says nothing of."""
    return CLASSES[min(UNRANKED + int(math.log(documents) * 3), len(CLASSES) - 1)]
