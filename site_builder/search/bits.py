"""Bits as text, six to a symbol, and the numbers they say: how an index writes where its keys stand.

docs/search-format.md has it bit by bit; `packing` and `spelling` write it, and in a browser
themes/broadsheet/assets/js/search/numbers.js reads it.
"""

from __future__ import annotations

import functools
from binascii import a2b_base64
from collections.abc import Mapping, Sequence

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
"""The symbols in the order of their values, 0 to 63; those of base64."""

SYMBOL = 6
"""Bits of a symbol."""

GROUP = 16
"""Records that follow each other without a separator: so many at most are read to come to one."""

_FEW = 8

SEPARATOR = " "

LOW = 15
"""Bits of a distance between keys that may be written as they are, at most."""

HAN = 0x4E00
"""The first of the characters that need the fewest bits but for letters and figures."""

ASCII = 128


def low_bits(many: int, below: int) -> int:
    """How many bits of a gap are written as they are, where so many numbers are strewn below another.

    The best for gaps as chance makes them: Kiely, Selecting the Golomb Parameter in Rice Coding, 2004.
    """
    return max(0, ((below - many) // many).bit_length() - 1)


@functools.cache
def _numbers(width: int) -> Mapping[str, int]:
    """The numbers of so many bits; to look them up takes half as long as to read them."""
    return {format(number, f"0{width}b"): number for number in range(1 << width)}


class Bits:
    """The bits of a text, read from its beginning on. IndexError or ValueError where it ends too soon or is none."""

    def __init__(self, text: str) -> None:
        self._text = text
        data = a2b_base64(text + "A" * (-len(text) % 4), strict_mode=True)
        self._bits = bin(int.from_bytes(b"\1" + data))[3:]
        self._at = 0

    def bit(self) -> bool:
        """The next bit."""
        self._at += 1
        return self._bits[self._at - 1] == "1"

    def fixed(self, width: int) -> int:
        """The number of the next bits."""
        self._at += width
        return int(self._bits[self._at - width : self._at], 2)

    def positive(self) -> int:
        """A number from 1 on: as many zeros as it has bits behind the first, and then those (Elias gamma)."""
        one = self._bits.index("1", self._at)
        self._at = end = 2 * one - self._at + 1
        return int(self._bits[one:end], 2)

    def ascending(self, many: int, below: int) -> list[int]:
        """So many ascending numbers that are less than another one (Rice codes of their gaps)."""
        bits, at, number, found = self._bits, self._at, -1, []
        low = low_bits(many, below)
        known = _numbers(low) if low <= _FEW else None
        for _ in range(many):
            one = bits.index("1", at)
            gap = one - at
            at = one + 1 + low
            if low:
                rest = bits[one + 1 : at]
                gap = gap << low | (known[rest] if known else int(rest, 2))
            number += gap + 1
            found.append(number)
        self._at = at
        return found

    def character(self) -> str:
        """A character by itself."""
        if not self.bit():
            return chr(HAN + self.fixed(15))
        return chr(self.fixed(21) if self.bit() else self.fixed(7))

    def distance(self, low: int) -> int:
        """A number from 0 on, of which so many bits stand there as they are (Rice code)."""
        one = self._bits.index("1", self._at)
        high, self._at = one - self._at, one + 1
        return high << low | self.fixed(low) if low else high

    def rest(self) -> str:
        """The symbols that are not read yet."""
        return self._text[self._at // SYMBOL :]

    def even(self) -> None:
        """Go on with the next symbol that is whole."""
        self._at += -self._at % SYMBOL


def first_key(bits: Bits) -> str:
    """The first key of a group."""
    bits.fixed(8)
    return "".join([bits.character() for _ in range(bits.positive())])


def keys(bits: Bits) -> list[str]:
    """The keys of a group."""
    many, low = divmod(bits.fixed(8), LOW + 1)
    found = ["".join([bits.character() for _ in range(bits.positive())])]
    for _ in range(many):
        before = found[-1]
        shared, new = (1, 1) if bits.bit() else (bits.positive() - 1, bits.positive())
        key = before[:shared]
        if shared < len(before):
            key += chr(ord(before[shared]) + 1 + bits.distance(low))
            new -= 1
        found.append(key + "".join([bits.character() for _ in range(new)]))
    bits.even()
    return found


def plain_record(bits: Bits, span: int) -> list[int]:
    """The documents of the next record of a key that only is in a document or not; `span` is the segment's."""
    found = bits.ascending(bits.positive(), span)
    bits.even()
    return found


def word_documents(bits: Bits, span: int, fields: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Of the next record of a word its fields and their documents; what it ends with is not read."""
    found = {}
    *others, last = _named(bits, fields)
    for field in others:
        documents = bits.ascending(many := bits.positive(), span)
        again = bits.positive() - 1
        for _ in bits.ascending(again, many) if again else ():
            bits.positive()
        found[field] = documents
    found[last] = bits.ascending(bits.positive(), span)
    return found


def word_record(bits: Bits, span: int, fields: Sequence[str]) -> Mapping[str, Mapping[int, int]]:
    """Of the next record of a word its fields, their documents, and how often the word stands there."""
    found = {}
    for field in _named(bits, fields):
        documents = bits.ascending(many := bits.positive(), span)
        times = dict.fromkeys(documents, 1)
        again = bits.positive() - 1
        for at in bits.ascending(again, many) if again else ():
            times[documents[at]] = 0
        for document in [document for document, often in times.items() if not often] if again else ():
            times[document] = bits.positive() + 1
        found[field] = times
    bits.even()
    return found


def _named(bits: Bits, fields: Sequence[str]) -> Sequence[str]:
    """The fields a record of a word begins with."""
    mask = 1 << len(fields) - 1 if bits.bit() else bits.fixed(len(fields))
    return [field for at, field in enumerate(fields) if mask >> at & 1]
