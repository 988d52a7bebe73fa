"""A bucket merged once more: of its records those are made anew whose rows are others, the rest is as it was.

What a key's record says depends on the rows of that key alone, and says all of them. So where the rows of a few issues
are others than before, the records of the keys that differ in these are read, and the documents of these issues put in
the place of what they had; no other key is touched, and no other issue is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, repeat
from typing import Any

import msgspec

from site_builder.search.arrangement import MergeJob, Place
from site_builder.search.bits import Bits, plain_record, word_record
from site_builder.search.partials import KINDS, Damaged, Source, checks_of, directory_of, rows_of, slice_of
from site_builder.search.records import Record, Word
from site_builder.search.rows import FIELD_MARKS, VERY_OFTEN, Columns, utf16

FEW = 8
"""One issue in so many may be another; of more all is merged as for the first time."""

Standing = Mapping[str, Mapping[int, int]]
"""Key → document → how often."""

_Row = tuple[int, bytes, bytes, Sequence[int], int]
"""The number of the sheet's first document, documents, how often, how often of those very often, and rank."""


class Records(msgspec.Struct, frozen=True):
    """What was made of the rows of a bucket."""

    records: Sequence[Record]
    words: Sequence[Word] = ()
    """Where keys are words."""


class Held(msgspec.Struct, frozen=True, array_like=True):
    """What a merge leaves for the next one."""

    span: int

    places: Sequence[tuple[str, int, bytes]]
    """Of every issue with rows: the partial, the number of its first document, and what its rows are known by."""

    keys: str
    codes: str
    """Of each record; separated by line ends, which are in neither."""

    ranks: bytes = b""
    documents: Sequence[int] = ()
    """Of the words, whose terms are the keys."""


def held(job: MergeJob, made: Records, found: Sequence[Place], names: Sequence[str]) -> Held:
    """What to leave; `names` are those of the partials at these places."""
    return Held(
        span=job.span,
        places=[(name, place.base, place.slice.checks) for name, place in zip(names, found, strict=True)],
        keys="\n".join([record.key for record in made.records]),
        codes="\n".join([record.code for record in made.records]),
        ranks=bytes(word.rank for word in made.words),
        documents=[word.documents for word in made.words],
    )


def again(
    job: MergeJob,
    before: Held,
    found: Sequence[Place],
    source: Callable[[int], Source],
    earlier: Callable[[str], Source],
    write: Callable[[Standing, Mapping[str, int]], Records],
) -> Records | None:
    """The records of the rows at these places; None when it is as well to merge all of them.

    `source` gives the partial of a place, `earlier` one by its name, and raises what it likes when it is gone. `write`
    makes records of where keys stand, and of the ranks of words. `Damaged` when a partial is not whole.
    """
    was = {base: (name, checks) for name, base, checks in before.places}
    now = {place.base: place for place in found}
    others = [base for base, place in now.items() if was.get(base, ("", b""))[1] != place.slice.checks]
    gone = was.keys() - now.keys()
    if before.span != job.span or FEW * (len(others) + len(gone)) > len(was):
        return None
    goes, comes = defaultdict[str, dict[int, int]](dict), defaultdict[str, dict[int, int]](dict)
    known: dict[str, int] = {}
    words = job.kind == "words"
    for base in [*others, *gone]:
        both = set[bytes]()
        if base in was and base in now:
            both.update(checks_of(was[base][1]))
            both.intersection_update(checks_of(now[base].slice.checks))
        old = _by_key(_earlier(job, earlier(was[base][0]), was[base][1], both)) if base in was else {}
        new = _by_key(rows_of(source(now[base].partial), now[base].slice, both)) if base in now else {}
        for key in [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]:
            goes[key].update(_documents(base, old.get(key, ())))
            comes[key].update(_documents(base, new.get(key, ())))
            known.update((key[:-1], rank) for *_, rank in new.get(key, ()) if words)
    names = {key[:-1] for key in goes} if words else goes.keys()
    kept = _Kept(job, before)
    standing = kept.stand(names)
    for key, documents in goes.items():
        stands = standing.setdefault(key, {})
        for document in documents:
            del stands[document]
        stands.update(comes[key])
    kept.put(names, write({key: stands for key, stands in standing.items() if stands}, known | kept.ranks(names)))
    return Records(kept.records, kept.words if words else ())


def _by_key(sheets: Iterable[tuple[int, Columns]]) -> dict[str, list[_Row]]:
    """The rows of an issue by key."""
    found: dict[str, list[_Row]] = {}
    for first, columns in sheets:
        start, ranks = 0, columns.ranks or bytes(len(columns.counts))
        for key, stop, rank in zip(columns.keys.split("\n"), accumulate(columns.counts), ranks, strict=True):
            often = _very_often(columns, start, stop) if columns.often else ()
            row = (first, columns.documents[start:stop], columns.times[start:stop], often, rank)
            found.setdefault(key, []).append(row)
            start = stop
    return found


def _very_often(columns: Columns, start: int, stop: int) -> Sequence[int]:
    marks = columns.times[:stop]
    return columns.often[marks.count(VERY_OFTEN, 0, start) : marks.count(VERY_OFTEN)]


def _documents(base: int, rows: Iterable[_Row]) -> Iterator[tuple[int, int]]:
    """The documents of the segment in which a key stands, and how often."""
    for first, documents, held, very_often, _ in rows:
        often = iter(very_often)
        for document, times in zip(documents, held or repeat(1), strict=False):
            yield base + first + document, next(often) if times == VERY_OFTEN else times


def _earlier(job: MergeJob, source: Source, checks: bytes, without: Collection[bytes]) -> Iterator[tuple[int, Columns]]:
    buckets = directory_of(source).kinds[KINDS.index(job.kind)]
    found = slice_of(buckets, job.stretch * job.wide, (job.stretch + 1) * job.wide)
    if found is None or found.checks != checks:
        raise Damaged
    return rows_of(source, found, without)


class _Kept:
    """The records there are, in the order of their keys."""

    def __init__(self, job: MergeJob, before: Held) -> None:
        self._order: Callable[[str], str | bytes] = utf16 if job.kind == "facets" else str
        self._span, self._worded = job.span, job.kind == "words"
        self._keys = before.keys.split("\n") if before.keys else []
        self.records = list(map(Record, self._keys, before.codes.split("\n")))
        self.words = list(map(Word, self._keys, before.ranks, before.documents))

    def stand(self, names: Collection[str]) -> dict[str, dict[int, int]]:
        """Where the keys of records of these names stand."""
        found: dict[str, dict[int, int]] = {}
        for name in names:
            at, there = self._find(name)
            if there and self._worded:
                for field, times in word_record(Bits(self.records[at].code), self._span, FIELD_MARKS).items():
                    found[name + field] = dict(times)
            elif there:
                found[name] = dict.fromkeys(plain_record(Bits(self.records[at].code), self._span), 1)
        return found

    def ranks(self, names: Collection[str]) -> dict[str, int]:
        """How common the words among these are."""
        places = {name: self._find(name) for name in names}
        return {name: self.words[at].rank for name, (at, there) in places.items() if there and self._worded}

    def put(self, names: Collection[str], made: Records) -> None:
        """Put these records in the place of those of these names."""
        held: list[list[Any]] = [self._keys, self.records, *([self.words] if self._worded else [])]
        for name in names:
            at, there = self._find(name)
            for rows in held if there else ():
                del rows[at]
        for record, word in zip(made.records, made.words or made.records, strict=True):
            at, _ = self._find(record.key)
            for rows, new in zip(held, (record.key, record, word), strict=False):
                rows.insert(at, new)

    def _find(self, name: str) -> tuple[int, bool]:
        at = bisect_left(self._keys, self._order(name), key=self._order)
        return at, self._keys[at : at + 1] == [name]
