"""Rows of many issues → the records of one bucket, in the order of keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise

import msgspec
import numpy as np
import numpy.typing as npt

from site_builder.search.coding import CHARACTER, UTF_32, Numbers, characters
from site_builder.search.fields import FIELDS
from site_builder.search.packing import Written, ascending, positive, texts, weave
from site_builder.search.records import Record, Word
from site_builder.search.rows import VERY_OFTEN, Columns, utf16

AT_ONCE = 200_000
"""Documents of keys that are written at once, or of one key: what they take meanwhile is many times theirs."""


class Rows(msgspec.Struct, frozen=True):
    """The rows of neighbouring issues, those of a key as one."""

    keys: Sequence[str]
    """In order."""

    starts: Numbers
    """Where the documents of each key begin; at last the place behind all of them."""

    documents: npt.NDArray[np.int32]
    """Of each key ascending."""

    times: npt.NDArray[np.int32] | None
    """How often a word stands in each; None where keys are no words."""

    ranks: npt.NDArray[np.uint8]
    """Of each key, where keys are words."""


def merged(
    issues: Iterable[tuple[int, Iterable[tuple[int, Columns]]]], *, ordered: bool = True, pairs: bool = False
) -> Rows:
    """The rows of neighbouring issues, which come in the order of documents.

    An issue is the number of its first document and its rows, each with the number of theirs within the issue.
    Not `ordered`: keys may hold any character at all; `pairs`: each has two.
    """
    shifts, columns = list[int](), list[Columns]()
    for base, sheets in issues:
        for first, sheet in sheets:
            shifts.append(base + first)
            columns.append(sheet)
    keys, order, starts = _by_pair(columns) if pairs else _by_key(columns, ordered=ordered)
    many = _joined(sheet.counts for sheet in columns).astype(np.int64)
    shift = np.repeat(np.array(shifts, np.int32), [len(sheet.documents) for sheet in columns])
    times = _times(columns) if any(sheet.times for sheet in columns) else None
    # Where the documents of each row are, row after row in their new order.
    own = many[order]
    ends = np.cumsum(own)
    picked = np.repeat((np.cumsum(many) - many)[order] - ends + own, own) + np.arange(ends[-1] if len(ends) else 0)
    return Rows(
        keys=keys,
        starts=np.concatenate(([0], ends))[starts],
        documents=(_joined(sheet.documents for sheet in columns) + shift)[picked],
        times=None if times is None else times[picked],
        ranks=_joined(sheet.ranks for sheet in columns)[order[starts[:-1]]] if times is not None else _joined(()),
    )


def of_keys(standing: Mapping[str, Mapping[int, int]], ranks: Mapping[str, int], *, ordered: bool = True) -> Rows:
    """Rows of keys of which documents are given, and how often each stands there; with `ranks` keys are words."""
    keys = sorted(standing, key=None if ordered else utf16)
    held = [sorted(standing[key].items()) for key in keys]
    told = np.array([one for each in held for one in each], np.int32).reshape(-1, 2)
    return Rows(
        keys=keys,
        starts=np.cumsum([0, *map(len, held)]),
        documents=told[:, 0],
        times=told[:, 1] if ranks else None,
        ranks=np.array([ranks[key[:-1]] for key in keys] if ranks else [], np.uint8),
    )


def _times(columns: Sequence[Columns]) -> npt.NDArray[np.int32]:
    times = _joined(sheet.times for sheet in columns).astype(np.int32)
    times[times == VERY_OFTEN] = [often for sheet in columns for often in sheet.often]
    return times


def _by_key(columns: Sequence[Columns], *, ordered: bool) -> tuple[Sequence[str], Numbers, Numbers]:
    """The keys in order, the rows in the order of theirs, and where those of each begin."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    held = [
        np.fromiter(map(numbers.__getitem__, sheet.keys.split("\n")), np.uint32, len(sheet.counts)) for sheet in columns
    ]
    keys = sorted(numbers, key=None if ordered else utf16)
    places = np.empty(len(keys), np.uint32)
    places[np.fromiter(map(numbers.__getitem__, keys), np.int64, len(keys))] = np.arange(len(keys), dtype=np.uint32)
    found = places[np.concatenate(held)] if held else places
    starts = np.concatenate(([0], np.cumsum(np.bincount(found, minlength=len(keys)))))
    return keys, np.argsort(found, kind="stable"), starts


def _by_pair(columns: Sequence[Columns]) -> tuple[Sequence[str], Numbers, Numbers]:
    """The same of keys of two characters, which are put in order as numbers."""
    text = "".join([f"{sheet.keys}\n" for sheet in columns])
    lines = characters(text).reshape(-1, 3)
    pairs = lines[:, 0].astype(np.int64) << CHARACTER | lines[:, 1]
    order = np.argsort(pairs, kind="stable")
    sorted_ = pairs[order]
    starts = np.flatnonzero(np.diff(sorted_, prepend=-1))
    keys = lines[order[starts]].tobytes().decode(UTF_32).split("\n")[:-1]
    return keys, order, np.append(starts, len(order))


def word_records(rows: Rows, span: int) -> tuple[list[Record], list[Word]]:
    """The records of words, and the words; keys end in a field's mark. `span` is that of the segment."""
    terms = [key[:-1] for key in rows.keys]
    firsts = [at for at, (term, after) in enumerate(pairwise(["", *terms])) if term != after]
    if not firsts:
        return [], []
    held = list(map(terms.__getitem__, firsts))
    begins = np.array(firsts, np.int64)
    masks = np.add.reduceat(np.array([1 << ord(key[-1]) - 1 for key in rows.keys], np.int64), begins)
    documents = np.diff(rows.starts[np.append(begins, len(terms))]).tolist()
    words = list(map(Word, held, rows.ranks[begins].tolist(), documents))
    return list(_records(rows, held, np.append(begins, len(terms)), masks, span)), words


def plain_records(rows: Rows, span: int) -> list[Record]:
    """The records of keys that only are in a document or not."""
    return list(_records(rows, rows.keys, np.arange(len(rows.keys) + 1), None, span))


def _records(rows: Rows, terms: Sequence[str], firsts: Numbers, masks: Numbers | None, span: int) -> Iterator[Record]:
    """The records of terms, each of which has the keys from one place on up to the next."""
    ends = rows.starts[firsts]
    low = 0
    while low < len(terms):
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + AT_ONCE, side="right")) - 1)
        own = None if masks is None else masks[low:high]
        for term, code in zip(terms[low:high], _codes(rows, firsts[low : high + 1], own, span), strict=True):
            yield Record(term, code)
        low = high


def _codes(rows: Rows, firsts: Numbers, masks: Numbers | None, span: int) -> list[str]:
    """What `bits` reads as records."""
    starts = rows.starts[firsts[0] : firsts[-1] + 1]
    begins = firsts[:-1] - firsts[0]
    many = np.diff(starts)
    once = np.ones_like(many)
    documents = ascending(rows.documents[starts[0] : starts[-1]].astype(np.int64), many, span)
    woven = [(positive(many), once), (documents, many)]
    if masks is None or rows.times is None:
        return texts(*weave(woven, begins))
    headed = np.zeros_like(many)
    headed[begins] = 1
    only = masks == 1 << len(FIELDS) - 1
    heads = Written(np.where(only, 1, masks), np.where(only, 1, 1 + len(FIELDS)))
    times = rows.times[starts[0] : starts[-1]]
    again = np.flatnonzero(times > 1)
    places = np.searchsorted(starts - starts[0], again, side="right") - 1
    repeated = np.bincount(places, minlength=len(many))
    within = ascending(again - (starts - starts[0])[places], repeated, many)
    often = positive(times[again].astype(np.int64) - 1)
    woven = [(heads, headed), *woven, (positive(repeated + 1), once), (within, repeated), (often, repeated)]
    return texts(*weave(woven, begins))


def _joined(parts: Iterable[bytes]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(b"".join(parts), np.uint8)
