"""Rows of many issues → the records of one bucket, in the order of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import msgspec

from site_builder.search.numbers import encode
from site_builder.search.rows import CLASSES_OF_TF, Columns, merge, utf16

BLOCK = 8192
"""Documents after which a long record begins anew, so that no file becomes too large."""

LARGE = 16_000
"""Symbols of a record that is divided into its blocks."""

Rows = Mapping[str, list[Any]]


class Record(msgspec.Struct, frozen=True):
    """What a file says of a key."""

    key: str
    code: str


class Word(msgspec.Struct, frozen=True):
    """A word of the vocabulary, and in how many fields of documents it stands."""

    term: str
    rank: int
    documents: int


def merged(parts: Iterable[tuple[int, Columns]], classes: int) -> list[Rows]:
    """The rows of neighbouring issues, block by block; parts as in `rows.merge`."""
    return [merge(block, classes) for _, block in groupby(parts, lambda part: part[0] // BLOCK)]


def word_records(blocks: list[Rows]) -> tuple[list[Record], list[Word]]:
    """The records of words, and the words; keys end in a field's mark, and parts have three classes."""
    whole = _joined(blocks, CLASSES_OF_TF)
    records: list[Record] = []
    words: list[Word] = []
    for term, group in groupby(sorted(whole), lambda key: key[:-1]):
        keys = list(group)
        words.append(Word(term, whole[keys[0]][4], sum(whole[key][2] for key in keys)))
        large = len(blocks) > 1 and sum(len(whole[key][3]) for key in keys) > LARGE
        for block in blocks if large else [whole]:
            found = [key for key in keys if key in block]
            if found:
                records.append(Record(term, _word_code(found, block)))
    return records, words


def plain_records(blocks: list[Rows]) -> list[Record]:
    """The records of keys that only are in a document or not."""
    return list(_plain_records(blocks))


def _plain_records(blocks: list[Rows]) -> Iterator[Record]:
    whole = _joined(blocks, 1)
    for key in sorted(whole, key=utf16):
        large = len(blocks) > 1 and len(whole[key][3]) > LARGE
        for block in blocks if large else [whole]:
            if key in block:
                lead, _, count, tail, _ = block[key]
                yield Record(key, encode(count - 1) + encode(lead) + tail)


def _word_code(keys: Iterable[str], rows: Rows) -> str:
    mask, parts = 0, []
    for key in keys:
        lead, _, count, tail, _ = rows[key]
        mask |= 1 << ord(key[-1]) - 1
        parts.append(encode(count - 1) + encode(lead) + tail)
    return encode(mask) + "".join(parts)


def _joined(blocks: list[Rows], classes: int) -> Rows:
    """All blocks as one; what is in one of them only is taken as it is."""
    if len(blocks) == 1:
        return blocks[0]
    whole: dict[str, list[Any]] = {}
    for block in blocks:
        for key, row in block.items():
            before = whole.get(key)
            if before is None:
                whole[key] = row
                continue
            lead, last, count, tail, _ = row
            gap = encode(lead - (before[1] + 1) * classes)
            whole[key] = [before[0], last, before[2] + count, before[3] + gap + tail, before[4]]
    return whole
