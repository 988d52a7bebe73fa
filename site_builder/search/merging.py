"""Rows of many issues → the records of one bucket, in the order of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from site_builder.search.numbers import encode
from site_builder.search.rows import Columns, Rows, behind, merge, utf16

BLOCK = 8192
"""Documents after which a long record begins anew, so that no file becomes too large."""

LARGE = 16_000
"""Symbols of a record that is divided into its blocks."""


class Record(msgspec.Struct, frozen=True):
    """What a file says of a key."""

    key: str
    code: str


class Word(msgspec.Struct, frozen=True):
    """A word of the vocabulary, and in how many fields of documents it stands."""

    term: str
    rank: int
    documents: int


def merged(issues: Iterable[tuple[int, Iterable[tuple[int, Columns]]]], classes: int) -> list[Rows]:
    """The rows of neighbouring issues, block by block.

    An issue is the number of its first document and its rows, each with the number of theirs within the issue.
    """
    return [merge(_numbered(block), classes) for _, block in groupby(issues, lambda issue: issue[0] // BLOCK)]


def _numbered(issues: Iterable[tuple[int, Iterable[tuple[int, Columns]]]]) -> Iterator[tuple[int, Columns]]:
    return ((base + first, columns) for base, held in issues for first, columns in held)


def word_records(blocks: Sequence[Rows]) -> tuple[list[Record], list[Word]]:
    """The records of words, and the words; keys end in a field's mark, and parts have three classes."""
    whole = _joined(blocks)
    records: list[Record] = []
    words: list[Word] = []
    for term, group in groupby(sorted(whole.codes), lambda key: key[:-1]):
        keys = list(group)
        words.append(Word(term, whole.ranks[keys[0]], sum(map(whole.counts.__getitem__, keys))))
        large = len(blocks) > 1 and sum(len(whole.codes[key]) for key in keys) > LARGE
        for block in blocks if large else [whole]:
            found = [key for key in keys if key in block.codes] if large else keys
            if found:
                records.append(Record(term, _word_code(found, block)))
    return records, words


def plain_records(blocks: Sequence[Rows], *, ordered: bool = True) -> list[Record]:
    """The records of keys that only are in a document or not; not `ordered`: keys may hold any character at all."""
    return list(_plain_records(blocks, ordered=ordered))


def _plain_records(blocks: Sequence[Rows], *, ordered: bool) -> Iterator[Record]:
    whole = _joined(blocks)
    for key in sorted(whole.codes, key=None if ordered else utf16):
        large = len(blocks) > 1 and len(whole.codes[key]) > LARGE
        for block in blocks if large else [whole]:
            if key in block.codes:
                yield Record(key, encode(block.counts[key] - 1) + block.codes[key])


def _word_code(keys: Iterable[str], rows: Rows) -> str:
    mask, code = 0, ""
    for key in keys:
        mask |= 1 << ord(key[-1]) - 1
        code += encode(rows.counts[key] - 1) + rows.codes[key]
    return encode(mask) + code


def _joined(blocks: Sequence[Rows]) -> Rows:
    """All blocks as one."""
    if len(blocks) == 1:
        return blocks[0]
    whole = Rows(codes={}, ends={}, counts={}, ranks={})
    for block in blocks:
        for key in block.codes.keys() & whole.codes.keys():
            whole.codes[key] += behind(whole.ends[key], block.codes[key])
            whole.counts[key] += block.counts[key]
        fresh = block.codes.keys() - whole.codes.keys()
        whole.codes.update((key, block.codes[key]) for key in fresh)
        whole.counts.update((key, block.counts[key]) for key in fresh)
        whole.ends.update(block.ends)
        whole.ranks.update(block.ranks)
    return whole
