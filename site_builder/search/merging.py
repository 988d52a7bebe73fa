"""Rows of many issues → the records of one bucket, in the order of keys."""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, count, groupby, pairwise, repeat
from operator import add, itemgetter, sub

import msgspec

from site_builder.search.numbers import CODES, encode
from site_builder.search.rows import Columns, utf16

BLOCK = 8192
"""Documents: a long record begins anew at a multiple of this, so that no file becomes too large."""

LARGE = 16_000
"""Symbols of a record that is divided into blocks, as few as keep each at about this."""

AT_ONCE = 50_000
"""Rows whose codes are put together at once, or those of one key: what they take meanwhile is several times theirs."""


class Record(msgspec.Struct, frozen=True, gc=False):
    """What a file says of a key."""

    key: str
    code: str


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of the vocabulary, and in how many fields of documents it stands."""

    term: str
    rank: int
    documents: int


class Rows(msgspec.Struct, frozen=True):
    """Rows of neighbouring issues one behind the other, as they came, and which of them each key has."""

    classes: int
    found: dict[str, list[int]]
    leads: array[int]
    """As in `Columns`, counted from where the run's numbers are; the others too."""

    ends: array[int]
    counts: bytearray
    tails: list[str]
    ranks: bytearray


def merged(issues: Iterable[tuple[int, Iterable[tuple[int, Columns]]]], classes: int) -> Rows:
    """The rows of neighbouring issues, which come in the order of documents.

    An issue is the number of its first document and its rows, each with the number of theirs within the issue.
    """
    found: defaultdict[str, list[int]] = defaultdict(list)
    rows = Rows(classes, found, array("Q"), array("Q"), bytearray(), [], bytearray())
    for base, held in issues:
        for first, columns in held:
            shift = repeat((base + first) * classes)
            numbers = count(len(rows.tails))
            deque(map(list.append, map(found.__getitem__, columns.keys.split("\n")), numbers), maxlen=0)
            rows.leads.extend(map(add, columns.leads, shift))
            rows.ends.extend(map(add, columns.ends, shift))
            rows.counts.extend(columns.counts)
            rows.tails.extend(columns.tails.split("\n"))
            rows.ranks.extend(columns.ranks)
    return rows


def word_records(rows: Rows) -> tuple[list[Record], list[Word]]:
    """The records of words, and the words; keys end in a field's mark, and rows have three classes."""
    keys = sorted(rows.found)
    runs = list(map(rows.found.__getitem__, keys))
    held = list(zip(keys, *_coded(rows, runs), strict=True))
    terms = [key[:-1] for key in keys]
    ranks = [rows.ranks[run[0]] for run in runs]
    records: list[Record] = []
    words: list[Word] = []
    starts = [at for at, (term, after) in enumerate(pairwise(["", *terms])) if term != after]
    for low, high in pairwise([*starts, len(keys)]):
        term, fields = terms[low], held[low:high]
        words.append(Word(term, ranks[low], sum([one[2] for one in fields])))
        size = sum([len(one[1]) for one in fields])
        if size > LARGE and (blocks := _blocks(rows, keys[low:high], size)):
            records += [Record(term, _word_code(block)) for block in blocks]
        else:
            records.append(Record(term, _word_code(fields)))
    return records, words


def plain_records(rows: Rows, *, ordered: bool = True) -> list[Record]:
    """The records of keys that only are in a document or not; not `ordered`: keys may hold any character at all."""
    keys = sorted(rows.found, key=None if ordered else utf16)
    codes, many = _coded(rows, list(map(rows.found.__getitem__, keys)))
    records: list[Record] = []
    for key, code, documents in zip(keys, codes, many, strict=True):
        if len(code) > LARGE and (blocks := _blocks(rows, [key], len(code))):
            records += [Record(key, encode(held - 1) + part) for [(_, part, held)] in blocks]
        else:
            records.append(Record(key, encode(documents - 1) + code))
    return records


_Held = tuple[str, str, int]
"""A key, the code of its documents, and how many they are."""


def _word_code(fields: Iterable[_Held]) -> str:
    mask, code = 0, ""
    for key, documents, many in fields:
        mask |= 1 << ord(key[-1]) - 1
        code += encode(many - 1) + documents
    return encode(mask) + code


def _coded(rows: Rows, runs: Sequence[Sequence[int]]) -> tuple[list[str], list[int]]:
    """The codes of runs of rows, each of one key, as wholes, and how many documents they have."""
    codes, many = list[str](), list[int]()
    for low, high in _portions(runs):
        _code(rows, runs[low:high], codes, many)
    return codes, many


def _portions(runs: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Stretches of runs that have together `AT_ONCE` rows or a few more."""
    low, size = 0, 0
    for at, run in enumerate(runs, 1):
        size += len(run)
        if size >= AT_ONCE or at == len(runs):
            yield low, at
            low, size = at, 0


def _code(rows: Rows, runs: Sequence[Sequence[int]], codes: list[str], many: list[int]) -> None:
    """Enter the codes of some runs, and how many documents they have.

    A row's code goes on with a gap counted from where the one before it ended; the first is counted from nothing.
    What is done for every row is done in steps of C, for those of all keys at once.
    """
    places = [0, *accumulate(map(len, runs))]
    # The first row once more at the end: of one row alone `itemgetter` would give no tuple.
    order = [*chain.from_iterable(runs), runs[0][0]]
    picked = itemgetter(*order)
    before = [0, *picked(rows.ends)]
    deque(map(before.__setitem__, places, repeat(0)), maxlen=0)
    gaps = list(map(sub, picked(rows.leads), before))
    pieces = [""] * (2 * len(order))
    pieces[0::2] = map(CODES.__getitem__ if max(gaps) < len(CODES) else encode, gaps)
    pieces[1::2] = picked(rows.tails)
    documents = bytes(picked(rows.counts))
    for low, high in pairwise(places):
        codes.append("".join(pieces[2 * low : 2 * high]))
        many.append(sum(documents[low:high]))


def _blocks(rows: Rows, keys: Sequence[str], size: int) -> list[list[_Held]]:
    """The rows of keys of so many symbols block by block, if there are several, each whole by itself."""
    least = BLOCK * rows.classes
    end = max(rows.ends[rows.found[key][-1]] for key in keys)
    even = -(-end // (-(-size // LARGE) * least)) * least
    blocks = _divided(rows, keys, even)
    if even > least and max(sum(len(code) for _, code, _ in block) for block in blocks) > 2 * LARGE:
        blocks = _divided(rows, keys, least)
    return blocks if len(blocks) > 1 else []


def _divided(rows: Rows, keys: Iterable[str], wide: int) -> list[list[_Held]]:
    """The rows of keys by stretches of documents, as wide as said (times the classes)."""
    blocks: dict[int, list[_Held]] = {}
    for key in keys:
        groups = [(number, list(run)) for number, run in groupby(rows.found[key], lambda row: rows.leads[row] // wide)]
        for (number, _), code, many in zip(groups, *_coded(rows, [run for _, run in groups]), strict=True):
            blocks.setdefault(number, []).append((key, code, many))
    return [blocks[number] for number in sorted(blocks)]
