"""Rows of many issues → the records of one bucket, in the order of keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from site_builder.search.coding import CHARACTER, UTF_32, Numbers, characters, lengths, symbols
from site_builder.search.numbers import encode
from site_builder.search.records import Record, Word
from site_builder.search.rows import Columns, utf16

BLOCK = 8192
"""Documents: a long record begins anew at a multiple of this, so that no file becomes too large."""

LARGE = 16_000
"""Symbols of a record that is divided into blocks, as few as keep each at about this."""

AT_ONCE = 50_000
"""Rows whose codes are put together at once: what they take meanwhile is several times theirs."""


class Rows(msgspec.Struct, frozen=True):
    """Rows of neighbouring issues in the order of their keys, those of a key in the order of documents."""

    classes: int
    keys: Sequence[str]
    starts: Numbers
    """Where the rows of each key begin; at last the place behind all of them."""

    leads: Numbers
    """As in `Columns`, counted from where the run's numbers are; the others too."""

    ends: Numbers
    counts: Numbers
    tails: npt.NDArray[np.uint8]
    """As they came, one behind the other."""

    begins: Numbers
    """Where each row's tail begins there."""

    sizes: Numbers
    ranks: npt.NDArray[np.uint8]


def merged(
    issues: Iterable[tuple[int, Iterable[tuple[int, Columns]]]],
    classes: int,
    *,
    ordered: bool = True,
    pairs: bool = False,
) -> Rows:
    """The rows of neighbouring issues, which come in the order of documents.

    An issue is the number of its first document and its rows, each with the number of theirs within the issue.
    Not `ordered`: keys may hold any character at all; `pairs`: each has two.
    """
    shifts, columns = list[int](), list[Columns]()
    for base, sheets in issues:
        for first, sheet in sheets:
            shifts.append((base + first) * classes)
            columns.append(sheet)
    keys, order, starts = _by_pair(columns) if pairs else _by_key(columns, ordered=ordered)
    shift = np.repeat(np.array(shifts, np.int64), [len(sheet.counts) for sheet in columns])
    tails = np.frombuffer(b"\n".join([*(sheet.tails for sheet in columns), b""]), np.uint8)
    behind = np.flatnonzero(tails == ord("\n"))
    begins = np.concatenate(([0], behind + 1))[:-1]
    return Rows(
        classes=classes,
        keys=keys,
        starts=starts,
        leads=(_joined(sheet.leads for sheet in columns) + shift)[order],
        ends=(_joined(sheet.ends for sheet in columns) + shift)[order],
        counts=_joined(sheet.counts for sheet in columns)[order].astype(np.int64),
        tails=tails,
        begins=begins[order],
        sizes=(behind - begins)[order],
        ranks=_joined(sheet.ranks for sheet in columns)[order if classes > 1 else slice(0)],
    )


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


def word_records(rows: Rows) -> tuple[list[Record], list[Word]]:
    """The records of words, and the words; keys end in a field's mark, and rows have three classes."""
    terms = [key[:-1] for key in rows.keys]
    firsts = [at for at, (term, after) in enumerate(pairwise(["", *terms])) if term != after]
    if not firsts:
        return [], []
    held = list(map(terms.__getitem__, firsts))
    begins = np.array(firsts, np.int64)
    masks = np.add.reduceat(np.array([1 << ord(key[-1]) - 1 for key in rows.keys], np.int64), begins)
    documents = np.add.reduceat(rows.counts, rows.starts[begins]).tolist()
    words = list(map(Word, held, rows.ranks[rows.starts[begins]].tolist(), documents))
    return _records(rows, held, np.append(begins, len(terms)), masks), words


def plain_records(rows: Rows) -> list[Record]:
    """The records of keys that only are in a document or not."""
    return _records(rows, rows.keys, np.arange(len(rows.keys) + 1), None) if rows.keys else []


def _records(rows: Rows, terms: Sequence[str], firsts: Numbers, masks: Numbers | None) -> list[Record]:
    """The records of terms, each of which has the keys from one place on up to the next."""
    keyed, begins = rows.starts[:-1], rows.starts[firsts[:-1]]
    gaps = _gaps(rows, rows.starts)
    sizes = lengths(gaps)
    own = np.add.reduceat(sizes + rows.sizes, begins)
    many = np.add.reduceat(rows.counts, keyed) - 1
    # Before a term its mask, before each of its keys how many documents that has, before a row its gap.
    lines = np.zeros((len(gaps), 9), np.uint8)
    lines[keyed, 1:5] = symbols(many)
    lines[:, 5:] = symbols(gaps)
    sizes[keyed] += lengths(many)
    if masks is not None:
        lines[begins, :1] = symbols(masks)[:, :1]
        sizes[begins] += 1
    text, ends = _text(rows, 0, lines, sizes)
    records = [
        Record(term, text[low:high])
        for term, (low, high) in zip(terms, pairwise(ends[rows.starts[firsts]].tolist()), strict=True)
    ]
    divided = {
        at: [Record(terms[at], _code(block, masked=masks is not None)) for block in blocks]
        for at in np.flatnonzero(own > LARGE).tolist()
        if (blocks := _blocks(rows, int(firsts[at]), int(firsts[at + 1]), int(own[at])))
    }
    return [part for at, record in enumerate(records) for part in divided.get(at, (record,))] if divided else records


_Held = tuple[str, int]
"""The code of the documents of a key, and how many they are."""


def _code(fields: Iterable[tuple[str, _Held]], *, masked: bool) -> str:
    mask, code = 0, ""
    for key, (documents, many) in fields:
        mask |= 1 << ord(key[-1]) - 1 if masked else 0
        code += encode(many - 1) + documents
    return encode(mask) + code if masked else code


def _coded(rows: Rows, starts: Numbers) -> list[_Held]:
    """The codes of runs of neighbouring rows; `starts` is where they begin, at last where the last one ends."""
    low, high = int(starts[0]), int(starts[-1])
    gaps = _gaps(rows, starts)
    text, ends = _text(rows, low, symbols(gaps), lengths(gaps))
    many = np.add.reduceat(rows.counts[low:high], starts[:-1] - low).tolist()
    codes = (text[start:stop] for start, stop in pairwise(ends[starts - low].tolist()))
    return list(zip(codes, many, strict=True))


def _gaps(rows: Rows, starts: Numbers) -> Numbers:
    """What each of the rows of runs begins with: a gap counted from where the one before it ended.

    The first of a run is counted from nothing.
    """
    low, high = int(starts[0]), int(starts[-1])
    before = np.concatenate(([0], rows.ends[low : high - 1]))
    before[starts[:-1] - low] = 0
    gaps: Numbers = rows.leads[low:high] - before
    return gaps


def _text(rows: Rows, low: int, lines: npt.NDArray[np.uint8], sizes: Numbers) -> tuple[str, Numbers]:
    """The tails of neighbouring rows, each behind its line of so many symbols, and where each begins, at last the end.

    What is no symbol is a zero, and left out.
    """
    portions = [
        _written(rows, low + at, lines[at : at + AT_ONCE], sizes[at : at + AT_ONCE])
        for at in range(0, len(lines), AT_ONCE)
    ]
    both = sizes + rows.sizes[low : low + len(lines)]
    return b"".join(portions).decode("ascii"), np.concatenate(([0], np.cumsum(both)))


def _written(rows: Rows, low: int, lines: npt.NDArray[np.uint8], sizes: Numbers) -> bytes:
    high = low + len(lines)
    # The symbols stand behind the tails; each row is a stretch of those and then one of these.
    pieces = np.concatenate((rows.tails, np.frombuffer(lines.tobytes().translate(None, b"\0"), np.uint8)))
    begins, many = np.empty(2 * len(lines), np.int64), np.empty(2 * len(lines), np.int64)
    begins[0::2] = len(rows.tails) + np.cumsum(sizes) - sizes
    begins[1::2] = rows.begins[low:high]
    many[0::2] = sizes
    many[1::2] = rows.sizes[low:high]
    ends = np.cumsum(many)
    picked = np.repeat(begins - ends + many, many) + np.arange(ends[-1])
    return bytes(pieces[picked])


def _blocks(rows: Rows, low: int, high: int, size: int) -> list[list[tuple[str, _Held]]]:
    """The rows of keys of so many symbols block by block, if there are several, each whole by itself."""
    least = BLOCK * rows.classes
    end = max(int(rows.ends[place - 1]) for place in rows.starts[low + 1 : high + 1])
    even = -(-end // (-(-size // LARGE) * least)) * least
    blocks = _divided(rows, low, high, even)
    if even > least and max(sum(len(code) for _, (code, _) in block) for block in blocks) > 2 * LARGE:
        blocks = _divided(rows, low, high, least)
    return blocks if len(blocks) > 1 else []


def _divided(rows: Rows, low: int, high: int, wide: int) -> list[list[tuple[str, _Held]]]:
    """The rows of keys by stretches of documents, as wide as said (times the classes)."""
    blocks: dict[int, list[tuple[str, _Held]]] = {}
    for at in range(low, high):
        first, stop = int(rows.starts[at]), int(rows.starts[at + 1])
        numbers = rows.leads[first:stop] // wide
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        codes = _coded(rows, np.append(starts + first, stop))
        for number, code in zip(numbers[starts].tolist(), codes, strict=True):
            blocks.setdefault(number, []).append((rows.keys[at], code))
    return [blocks[number] for number in sorted(blocks)]


def _joined(parts: Iterator[bytes]) -> Any:
    return np.frombuffer(b"".join(parts), np.uint8)
