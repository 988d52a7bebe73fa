"""Text → pairs of neighbouring characters: what any stretch of a text is found by, whatever jieba took for a word."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from operator import add
from typing import Any

from site_builder.search.normalise import figures, part, squeeze
from site_builder.search.numbers import ALPHABET
from site_builder.search.rows import SHEET, STRIDE, Columns, gather, note, plain

GAP = "\uffff"
"""What separators are in a pair: itself one, so no text holds it."""

_BETWEEN_FIELDS = ","

_IN_A_TEXT = bytes([1] * 255 + [0])
"""By the upper byte of a character, whether it can be one of a pair: only that of the gap cannot."""

_ANY = bytes([0] + [255] * 255)

_CODES = bytes([0, *map(ord, ALPHABET[: SHEET - 1]), *[0] * (255 - SHEET), ord("\n")])
"""A step from one document of a pair to the next as its code: no step, the same document once more, is left out."""

_NEXT = bytes([*range(1, 256), 255])


def tight(fields: Iterable[str]) -> str:
    """The normalised texts of an article as pairs are taken from them: numerals in both forms, a gap at separators.

    White space is no separator here: a column may break a line anywhere.
    """
    whole = squeeze(_BETWEEN_FIELDS.join(fields))
    read = figures(whole)
    return part(whole if read == whole else whole + _BETWEEN_FIELDS + read, GAP)


def bigrams(fields: Iterable[str]) -> set[str]:
    """The pairs of an article."""
    return set(_pairs(tight(fields)))


def pair_rows(texts: Sequence[str]) -> dict[int, Columns]:
    """The rows of pairs by bucket, of the articles of a sheet; their texts as `tight` gives them."""
    units = GAP.join((*texts, "")).encode("utf-16-le")
    if len(units) != 2 * sum(len(text) + 1 for text in texts):  # characters of two units: rare, and not worth a way
        found = gather()
        for number, text in enumerate(texts):
            note(found, set(_pairs(text)), repeat(number))
        return plain(found)
    return _columns(sorted(_occurrences(texts, units)))


def _pairs(text: str) -> Iterator[str]:
    return (pair for pair in map(add, text, text[1:]) if GAP not in pair)


def _occurrences(texts: Sequence[str], units: bytes) -> Iterator[float]:
    """Each pair as often as it stands there, with its document, as one number that sorts by both.

    The numbers are put together byte by byte, those of all texts at once: floats between 2⁵² and 2⁵³, which hold 52
    bits exactly, two characters, nothing, and the document. Lists of floats are what Python sorts soonest.
    """
    many = max(len(units) // 2 - 1, 0)
    numbers = bytearray(8 * many)
    numbers[0::8] = b"".join(bytes((number,)) * (len(text) + 1) for number, text in enumerate(texts))[:many]
    numbers[2::8], numbers[3::8] = units[2::2], units[3::2]
    numbers[4::8], numbers[5::8] = units[:-2:2], units[1:-2:2]
    numbers[6::8], numbers[7::8] = b"\x30" * many, b"\x43" * many
    in_a_text = units[1::2].translate(_IN_A_TEXT)
    both = _number(in_a_text[:-1]) & _number(in_a_text[1:])
    return compress(_native(array("d", numbers)), both.to_bytes(many, "little"))


def _columns(numbers: Sequence[float]) -> dict[int, Columns]:
    """The rows of pairs from their sorted occurrences; what is done for each of these is done byte by byte for all."""
    if not numbers:
        return {}
    written = _native(array("d", numbers)).tobytes()
    many = len(numbers) - 1
    documents = written[0::8]
    # Where the pair is another one than before, 255 in each of its places, and else nothing.
    another = 0
    for place in (2, 3, 4, 5):
        of = written[place::8]
        another |= _number((_number(of[1:]) ^ _number(of[:-1])).to_bytes(many, "little").translate(_ANY))
    # The gap to the document before in the lower byte of two, in which nothing is borrowed from a neighbour.
    wide = bytearray(2 * many)
    wide[0::2], wide[1::2] = documents[1:], b"\1" * many
    before = bytearray(2 * many)
    before[0::2] = documents[:-1]
    gaps = (_number(wide) - _number(before)).to_bytes(2 * many, "little")[0::2]
    tails = (_number(gaps) | another).to_bytes(many, "little").translate(_CODES, b"\0").decode("ascii").split("\n")
    new = another.to_bytes(many, "little")
    first, last = b"\1" + new, new + b"\1"
    leads, ends = bytes(compress(documents, first)), bytes(compress(documents, last)).translate(_NEXT)
    units = _native(array("H", _native(array("d", compress(numbers, first))).tobytes()))
    beginnings = units[2::4]
    keys = array("H", bytes(6 * len(leads)))
    keys[0::3], keys[1::3], keys[2::3] = beginnings, units[1::4], array("H", [ord("\n")]) * len(leads)
    names = _native(keys).tobytes().decode("utf-16-le")
    columns, low = {}, 0
    while low < len(leads):
        number = beginnings[low] >> STRIDE
        high = bisect_left(beginnings, number + 1 << STRIDE, low)
        here = tails[low:high]
        counts = bytes([len(tail) + 1 for tail in here])
        columns[number] = Columns(
            names[3 * low : 3 * high - 1], leads[low:high], ends[low:high], counts, "\n".join(here)
        )
        low = high
    return columns


def _number(data: bytes | bytearray) -> int:
    return int.from_bytes(data, "little")


def _native(numbers: array[Any]) -> array[Any]:
    """The numbers read from bytes that have the lowest first, or the other way round."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
