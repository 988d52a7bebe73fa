"""A bucket merged once more: of its records those are made anew whose rows are others, the rest is as it was.

What a key's record says depends on the rows of that key alone, and says all of them. So where the rows of a few issues
are others than before, the records of the keys that differ in these are read, and the documents of these issues put in
the place of what they had; no other key is touched, and no other issue is read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from site_builder.search.arrangement import MergeJob, Place
from site_builder.search.bits import Bits, plain_record, word_record
from site_builder.search.partials import KINDS, Damaged, Source, directory_of, rows_of, slice_of
from site_builder.search.records import Record, Word
from site_builder.search.rows import FIELD_MARKS, Columns, utf16
from site_builder.search.rows import documents as documents_of

FEW = 8
"""One issue in so many may be another; of more all is merged as for the first time."""

Standing = Mapping[str, Mapping[int, int]]
"""Key → document → how often."""


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
    goes, comes = Issues(), Issues()
    for base in [*others, *gone]:
        if base in was:
            goes.add(base, _earlier(job, earlier(was[base][0]), was[base][1]))
        if base in now:
            comes.add(base, rows_of(source(now[base].partial), now[base].slice))
    changed = {key for key in goes.keys | comes.keys if goes.keys.get(key) != comes.keys.get(key)}
    names = {key[:-1] for key in changed} if job.kind == "words" else changed
    standing, ranks = _held(job, before, names)
    for key in changed:
        stands = standing.setdefault(key, {})
        for document in goes.keys.get(key, ()):
            del stands[document]
        stands.update(comes.keys.get(key, {}))
    made = write({key: stands for key, stands in standing.items() if stands}, comes.ranks | ranks)
    return _put_together(job, before, names, made)


class Issues:
    """Where keys stand in some issues."""

    def __init__(self) -> None:
        self.keys: dict[str, dict[int, int]] = {}
        self.ranks: dict[str, int] = {}
        """Of words."""

    def add(self, base: int, sheets: Iterable[tuple[int, Columns]]) -> None:
        """Put the rows of an issue to them, the number of whose first document is given."""
        for first, columns in sheets:
            for key, documents in documents_of(columns):
                self.keys.setdefault(key, {}).update((base + first + number, times) for number, times in documents)
            if columns.ranks:
                self.ranks.update(zip((key[:-1] for key in columns.keys.split("\n")), columns.ranks, strict=True))


def _earlier(job: MergeJob, source: Source, checks: bytes) -> Iterator[tuple[int, Columns]]:
    buckets = directory_of(source).kinds[KINDS.index(job.kind)]
    found = slice_of(buckets, job.stretch * job.wide, (job.stretch + 1) * job.wide)
    if found is None or found.checks != checks:
        raise Damaged
    return rows_of(source, found)


def _held(job: MergeJob, before: Held, names: Collection[str]) -> tuple[dict[str, dict[int, int]], dict[str, int]]:
    """Where the keys of records of these names stood, and the ranks of those that are words."""
    standing, ranks = dict[str, dict[int, int]](), dict[str, int]()
    records = zip(before.keys.split("\n"), before.codes.split("\n"), strict=True) if before.keys else ()
    for at, (name, code) in enumerate(records):
        if name in names and job.kind == "words":
            ranks[name] = before.ranks[at]
            for field, times in word_record(Bits(code), job.span, FIELD_MARKS).items():
                standing[name + field] = dict(times)
        elif name in names:
            standing[name] = dict.fromkeys(plain_record(Bits(code), job.span), 1)
    return standing, ranks


def _put_together(job: MergeJob, before: Held, keys: Collection[str], made: Records) -> Records:
    records = [
        Record(key, code)
        for key, code in zip(before.keys.split("\n"), before.codes.split("\n"), strict=True)
        if before.keys and key not in keys
    ]
    terms = dict.fromkeys(before.keys.split("\n")) if before.ranks else ()
    words = [
        Word(term, rank, documents)
        for term, rank, documents in zip(terms, before.ranks, before.documents, strict=True)
        if term not in keys
    ]
    order = utf16 if job.kind == "facets" else None
    return Records(
        sorted([*records, *made.records], key=lambda one: order(one.key) if order else one.key),
        sorted([*words, *made.words], key=lambda one: one.term) if job.kind == "words" else (),
    )
