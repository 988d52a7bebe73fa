"""Text → pairs of neighbouring characters: what any stretch of a text is found by, whatever jieba took for a word."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from operator import add

from site_builder.search.normalise import figures, part, squeeze
from site_builder.search.occurrences import columns_of, gather, note, plain_rows
from site_builder.search.rows import STRIDE, Columns, by_bucket

GAP = "\uffff"
"""What separators are in a pair: itself one, so no text holds it."""

_BETWEEN_FIELDS = ","

_IN_A_TEXT = bytes([1] * 255 + [0])
"""By the upper byte of a character, whether it can be one of a pair: only that of the gap cannot."""


def tight(fields: Iterable[str]) -> str:
    """The normalised texts of an article as pairs are taken from them: numerals in both forms, a gap at separators.

    White space is no separator here: a column may break a line anywhere.
    """
    whole = squeeze(_BETWEEN_FIELDS.join(fields))
    read = figures(whole)
    parted = part(whole, GAP)
    if read == whole:
        return parted
    # Of the other form only what differs: the rest has no pair that is not known already.
    other = dict.fromkeys(part(read, GAP).split(GAP)).keys() - parted.split(GAP)
    return GAP.join((parted, *sorted(other)))


def bigrams(fields: Iterable[str]) -> set[str]:
    """The pairs of an article."""
    return set(_pairs(tight(fields)))


def pair_rows(texts: Sequence[str]) -> dict[int, Columns]:
    """The rows of pairs by bucket, of the articles of a sheet; their texts as `tight` gives them."""
    units = GAP.join((*texts, "")).encode("utf-16-be")
    if len(units) != 2 * sum(len(text) + 1 for text in texts):  # characters of two units: rare, and not worth a way
        found: dict[str, bytearray] = gather()
        for number, text in enumerate(texts):
            note(found, _pairs(text), repeat(number))
        return plain_rows(found)
    numbers: dict[int, bytearray] = gather()
    note(numbers, *_occurrences(texts, units))
    # In the order of numbers, as floats because those are compared sooner.
    keys = sorted(numbers, key=float)
    many = len(keys)
    signs = _native(array("I", keys)).tobytes()
    lines = bytearray(6 * many)
    lines[0::6], lines[1::6], lines[2::6], lines[3::6] = (signs[at::4] for at in range(4))
    lines[5::6] = b"\n" * many
    text = lines.decode("utf-16-be")
    buckets = by_bucket(keys, lambda key: key >> 16 + STRIDE)
    return columns_of(buckets, lambda low, high: text[3 * low : 3 * high - 1], list(map(numbers.__getitem__, keys)))


def _pairs(text: str) -> Iterator[str]:
    return (pair for pair in map(add, text, text[1:]) if GAP not in pair)


def _occurrences(texts: Sequence[str], units: bytes) -> tuple[Iterator[int], Iterator[int]]:
    """Each pair as often as it stands there, as the number of its two characters, and the documents beside them.

    The numbers are put together byte by byte, those of all texts at once.
    """
    many = max(len(units) // 2 - 1, 0)
    pairs = bytearray(4 * many)
    pairs[0::4], pairs[1::4] = units[:-2:2], units[1:-2:2]
    pairs[2::4], pairs[3::4] = units[2::2], units[3::2]
    in_a_text = units[0::2].translate(_IN_A_TEXT)
    both = (_number(in_a_text[:-1]) & _number(in_a_text[1:])).to_bytes(many, "little")
    documents = b"".join(bytes((number,)) * (len(text) + 1) for number, text in enumerate(texts))
    return compress(_native(array("I", pairs)), both), compress(documents, both)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _native(numbers: array[int]) -> array[int]:
    """Numbers whose bytes have the highest first as this machine has them, and back."""
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
