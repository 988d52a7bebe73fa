"""What is kept of an issue for the search, and how a part of it is read without the rest.

The rows lie by kind and bucket, each bucket known by a digest; then what hits show; at the end the directory, which
says where everything lies. Whoever merges reads directories, and of each partial the one bucket that is in hand.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec

from site_builder.search.leaves import Leaves
from site_builder.search.rows import Columns

KINDS = ("words", "bigrams", "facets")

CHECK = 12
"""Bytes by which a bucket is known."""

_END = 4 + CHECK

Source = Callable[[int, int], bytes]
"""A stretch of a partial: where it begins (counted from the end when negative), and how many bytes."""


class Damaged(ValueError):  # noqa: N818 - a state of what was kept: it is made again
    """A partial is not what it says it is."""


class Buckets(msgspec.Struct, frozen=True, array_like=True):
    """Where the rows of one kind lie; packed, since whoever merges holds this of all issues."""

    packed_numbers: bytes = b""
    packed_starts: bytes = b""

    checks: bytes = b""
    """What each is known by, twelve bytes each."""

    @property
    def numbers(self) -> memoryview[int]:
        """The buckets that have rows, ascending."""
        return memoryview(self.packed_numbers).cast("I")

    @property
    def starts(self) -> memoryview[int]:
        """Where each begins in the partial, and where the last one ends."""
        return memoryview(self.packed_starts).cast("I")


class Stretch(msgspec.Struct, frozen=True, array_like=True):
    """Neighbouring articles of one 版."""

    page: str
    name: str
    articles: int


class Facts(msgspec.Struct, frozen=True, array_like=True):
    """What the index must know of an issue besides its rows."""

    paper: str
    folder: str
    label: str
    articles: int
    stretches: tuple[Stretch, ...]
    odd: tuple[str, ...]
    """The ids of all articles, where they are not what their 版 would lead one to expect."""

    levels: tuple[bytes, ...]
    """Per field, the level of each article's length."""

    folds: str
    """Characters of the issue that are searched as another."""

    heads: str
    texts: str
    """Marks of what hits show, and of the texts."""


class Directory(msgspec.Struct, frozen=True, array_like=True):
    """What a partial ends with."""

    facts: Facts
    leaves: tuple[int, int, bytes]
    """Where what hits show begins, how many bytes it has, and what it is known by."""

    kinds: tuple[Buckets, ...]
    """In the order of `KINDS`."""


class Slice(msgspec.Struct, frozen=True, array_like=True):
    """The rows of neighbouring buckets of one kind in one partial."""

    start: int
    sizes: Sequence[int]
    checks: bytes


Sheets = Sequence[tuple[int, Columns]]
"""The rows of one bucket: those of each sheet of the issue, with the number of its first document."""


def write_partial(facts: Facts, leaves: Leaves, kinds: Sequence[Mapping[int, Sheets]]) -> bytes:
    """The partial; rows by bucket for each of `KINDS`."""
    parts = [msgspec.msgpack.encode(leaves)]
    size = len(parts[0])
    buckets = []
    for columns in kinds:
        encoded = [msgspec.msgpack.encode(columns[number]) for number in sorted(columns)]
        starts = [size]
        for part in encoded:
            starts.append(starts[-1] + len(part))
        numbers, checks = array("I", sorted(columns)), b"".join(map(_check, encoded))
        buckets.append(Buckets(numbers.tobytes(), array("I", starts).tobytes(), checks))
        parts += encoded
        size = starts[-1]
    directory = Directory(facts=facts, leaves=(0, len(parts[0]), _check(parts[0])), kinds=tuple(buckets))
    end = msgspec.msgpack.encode(directory)
    return b"".join([*parts, end, len(end).to_bytes(4, "big"), _check(end)])


def source_of(partial: bytes) -> Source:
    """A partial in memory."""
    return lambda start, size: partial[start : start + size if start + size else None]


def directory_of(source: Source) -> Directory:
    """The directory of a partial; `Damaged` when it is not whole."""
    end = source(-_END, _END)
    size = int.from_bytes(end[:4], "big")
    return _DIRECTORY.decode(_whole(source(-_END - size, size), end[4:]))


def leaves_of(source: Source, directory: Directory) -> Leaves:
    """What hits show of the issue, and its texts; `Damaged` when they are not whole."""
    start, size, check = directory.leaves
    return _LEAVES.decode(_whole(source(start, size), check))


def slice_of(buckets: Buckets, low: int, high: int) -> Slice | None:
    """Where the rows of the buckets from `low` up to `high` lie; None when there are none."""
    numbers = buckets.numbers
    first, stop = bisect_left(numbers, low), bisect_left(numbers, high)
    if first == stop:
        return None
    starts = buckets.starts
    sizes = [starts[at + 1] - starts[at] for at in range(first, stop)]
    return Slice(start=starts[first], sizes=sizes, checks=buckets.checks[first * CHECK : stop * CHECK])


def rows_of(source: Source, wanted: Slice, without: Collection[bytes] = ()) -> Iterator[tuple[int, Columns]]:
    """The rows of a slice, bucket by bucket and in each sheet by sheet, as `Sheets`; `Damaged` when not whole.

    Buckets `without` which they are wanted are told by what they are known by.
    """
    data = source(wanted.start, sum(wanted.sizes))
    start = 0
    for size, check in zip(wanted.sizes, checks_of(wanted.checks), strict=True):
        if check not in without:
            yield from _SHEETS.decode(_whole(data[start : start + size], check))
        start += size


def checks_of(checks: bytes) -> list[bytes]:
    """What each bucket is known by."""
    return [checks[at : at + CHECK] for at in range(0, len(checks), CHECK)]


def _check(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=CHECK).digest()


def _whole(data: bytes, check: bytes) -> bytes:
    if _check(data) != check:
        raise Damaged
    return data


_DIRECTORY = msgspec.msgpack.Decoder(Directory)
_LEAVES = msgspec.msgpack.Decoder(Leaves)
_SHEETS = msgspec.msgpack.Decoder(list[tuple[int, Columns]])
