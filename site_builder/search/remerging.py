"""A bucket merged once more: of its records those are made anew whose rows are others, the rest is as it was.

What a key's record says depends on the rows of that key alone. So where the rows of a few issues are others than
before, the keys that differ in these are asked of all issues, and no other key of any.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from site_builder.search.arrangement import MergeJob, Place
from site_builder.search.partials import KINDS, Damaged, Source, directory_of, rows_of, slice_of
from site_builder.search.records import Record, Word
from site_builder.search.rows import FIELD_MARKS, Columns, chosen, utf16
from site_builder.search.rows import documents as documents_of

FEW = 8
"""One issue in so many may be another; of more all is merged as for the first time."""

_Rows = Iterable[tuple[int, Columns]]
_Of = dict[str, list[tuple[int, int, list[tuple[int, int]]]]]


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
    merge: Callable[[Iterable[tuple[int, _Rows]]], Records],
) -> Records | None:
    """The records of the rows at these places; None when it is as well to merge all of them.

    `source` gives the partial of a place, `earlier` one by its name, and raises what it likes when it is gone. `merge`
    makes records of issues' rows. `Damaged` when a partial is not whole.
    """
    was = {base: (name, checks) for name, base, checks in before.places}
    now = {place.base: place for place in found}
    others = [base for base, place in now.items() if was.get(base, ("", b""))[1] != place.slice.checks]
    gone = was.keys() - now.keys()
    if before.span != job.span or FEW * (len(others) + len(gone)) > len(was):
        return None
    changed = set[str]()
    for base in [*others, *gone]:
        rows = _by_key(rows_of(source(now[base].partial), now[base].slice)) if base in now else {}
        old = _by_key(_earlier(job, earlier(was[base][0]), was[base][1])) if base in was else {}
        changed.update(key for key in rows.keys() | old.keys() if rows.get(key) != old.get(key))
    words = job.kind == "words"
    keys = {key[:-1] for key in changed} if words else changed
    only = {key + mark for key in keys for mark in FIELD_MARKS} if words else keys
    issues = ((place.base, list(_narrowed(rows_of(source(place.partial), place.slice), keys, only))) for place in found)
    touched = [(base, rows) for base, rows in issues if rows]
    return _put_together(job, before, keys, merge(touched) if touched else Records(()))


def _earlier(job: MergeJob, source: Source, checks: bytes) -> Iterator[tuple[int, Columns]]:
    buckets = directory_of(source).kinds[KINDS.index(job.kind)]
    found = slice_of(buckets, job.stretch * job.wide, (job.stretch + 1) * job.wide)
    if found is None or found.checks != checks:
        raise Damaged
    return rows_of(source, found)


def _by_key(sheets: _Rows) -> _Of:
    """The rows of an issue by key, each with all that is said of it."""
    found: _Of = {}
    for first, columns in sheets:
        ranks = columns.ranks or bytes(len(columns.counts))
        for (key, documents), rank in zip(documents_of(columns), ranks, strict=True):
            found.setdefault(key, []).append((first, rank, documents))
    return found


def _narrowed(sheets: _Rows, parts: Collection[str], only: Collection[str]) -> Iterator[tuple[int, Columns]]:
    """No more of the rows than those of some keys, of which each begins with one of these parts."""
    for first, columns in sheets:
        if not any(part in columns.keys for part in parts):
            continue
        keys = columns.keys.split("\n")
        at = [place for place, key in enumerate(keys) if key in only]
        if at:
            yield first, chosen(columns, at)


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
