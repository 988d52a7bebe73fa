"""Keys and the documents they stand in → rows: what is done for each occurrence is done in steps of C, for all at once.

Of each key there is a byte for each time it stands in a document: the document's number, in the order of documents.
There are so few documents in a sheet that a number is less than 58, and the step from one to the next one symbol.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress, repeat

from site_builder.search.fields import FIELDS
from site_builder.search.numbers import ALPHABET, CODES, encode
from site_builder.search.rows import CLASSES_OF_TF, FIELD_MARKS, SHEET, Columns, Key, bucket, by_bucket, utf16

Stretch = tuple[int, int, int]
"""A bucket, the place of its first key, and the one behind its last; as `by_bucket` gives them."""

Lines = Callable[[int, int], str]
"""The keys from a place up to another, separated by line ends."""

_NEW = b"\xff"
"""What stands before the first document of each key."""

_Coded = tuple[bytes, bytes, bytes, list[str]]
"""Leads, ends, counts and tails, as in `Columns`."""


def gather() -> defaultdict[Key, bytearray]:
    """Where the documents of keys are gathered, for `note`."""
    return defaultdict(bytearray)


def note(found: Mapping[Key, bytearray], keys: Iterable[Key], documents: Iterable[int]) -> None:
    """Put a document of the sheet behind what is known of each key; documents come in order."""
    deque(map(bytearray.append, map(found.__getitem__, keys), documents), maxlen=0)


class Words:
    """The words of a sheet's articles, gathered field by field."""

    def __init__(self) -> None:
        self._found: list[defaultdict[str, bytearray]] = [gather() for _ in FIELDS]

    def add(self, number: int, article: Sequence[Iterable[str]]) -> None:
        """The words of the next document, field by field, each as often as it stands there."""
        for found, words in zip(self._found, article, strict=True):
            note(found, words, repeat(number))

    def rows(self, rank: Callable[[Sequence[str]], bytes]) -> dict[int, Columns]:
        """Rows by bucket; the key is the word and the field's mark. `rank` says how common words are."""
        fields = zip(FIELD_MARKS, self._found, strict=True)
        held = {word + mark: found[word] for mark, found in fields for word in found}
        keys = sorted(held)
        coded = _of_words(list(map(held.__getitem__, keys)))
        return _columns(by_bucket(keys, bucket), _lines(keys), coded, rank([key[:-1] for key in keys]))


def plain_rows(found: Mapping[str, bytearray], *, ordered: bool = True) -> dict[int, Columns]:
    """Rows of keys that only are in a document or not, by bucket; not `ordered`: may hold any character at all."""
    # Not by their UTF-16 alone: a bucket is one of code points.
    keys = sorted(found) if ordered else sorted(found, key=lambda key: (bucket(key), utf16(key)))
    held = list(map(found.__getitem__, keys))
    return columns_of(by_bucket(keys, bucket), _lines(keys), held)


def _lines(keys: Sequence[str]) -> Lines:
    return lambda low, high: "\n".join(keys[low:high])


def columns_of(buckets: Iterable[Stretch], lines: Lines, held: Sequence[bytearray]) -> dict[int, Columns]:
    """The same of keys that are in order, whose buckets are known, and what is held of each."""
    return _columns(buckets, lines, _of_keys(held))


def _columns(buckets: Iterable[Stretch], lines: Lines, coded: _Coded, ranks: bytes = b"") -> dict[int, Columns]:
    leads, ends, counts, tails = coded
    return {
        number: Columns(
            lines(low, high),
            leads[low:high],
            ends[low:high],
            counts[low:high],
            "\n".join(tails[low:high]),
            ranks[low:high],
        )
        for number, low, high in buckets
    }


def _of_keys(rows: Sequence[bytearray]) -> _Coded:
    """How often a key stands in a document is passed over."""
    steps = _steps(_NEW.join((b"", *rows)))
    tails = steps.translate(_SYMBOLS, _AGAIN).decode("ascii").split("\n\n")[1:]
    leads = bytes([row[0] for row in rows])
    return leads, _lasts(rows, 1), bytes([len(tail) + 1 for tail in tails]), tails


def _of_words(rows: Sequence[bytearray]) -> _Coded:
    """How often a word stands in a document is its class, and behind those of the last class a number more."""
    held = _NEW.join((b"", *rows))
    many = len(held)
    steps = _steps(held)
    again = _number(steps.translate(_IS_AGAIN))
    twice = again >> 8
    classes = twice + (twice & again >> 16)
    documents = _number(steps.translate(_GAPS)) + (classes & _number(steps.translate(_IS_STEP)))
    # A code has one symbol or two: both side by side for all, and then none in place of the second where it has one.
    codes = bytearray(2 * many)
    codes[0::2] = documents.to_bytes(many, "little")
    codes[1::2] = codes[0::2].translate(_SECONDS)
    codes[0::2] = codes[0::2].translate(_FIRSTS)
    tails = _OFTEN.sub(_times, codes.translate(None, _NO_SYMBOL)).translate(None, _AGAIN_SIGN).decode("ascii")
    leads = (_number(held.translate(_TIMES_CLASSES)) + classes).to_bytes(many, "little")
    first = (_number(held.translate(_IS_NEW)) << 8).to_bytes(many + 1, "little")
    counts = bytes([len(found) + 1 for found in steps.translate(None, _AGAIN).split(2 * _NEW)[1:]])
    return bytes(compress(leads, first)), _lasts(rows, CLASSES_OF_TF), counts, tails.split("\n\n")[1:]


def _steps(held: bytes) -> bytes:
    """What each document is more than the one before it, raised by `_AGAIN`; twice `_NEW` where a row begins."""
    # Nothing is borrowed from a neighbour: numbers are less than what is added before they are taken away.
    steps = _number(held.translate(_RAISED)) - (_number(held[:-1].translate(_BEFORE)) << 8)
    new = _number(held.translate(_IS_NEW))
    return (steps | new | new << 8).to_bytes(len(held), "little")


def _lasts(rows: Sequence[bytearray], classes: int) -> bytes:
    return bytes([(row[-1] + 1) * classes for row in rows])


def _times(run: re.Match[bytes]) -> bytes:
    return encode(len(run[0]) - CLASSES_OF_TF + 1).encode("ascii")


def _number(data: bytes | bytearray) -> int:
    return int.from_bytes(data, "little")


def _by_byte(value: Callable[[int], int], whence: int = 0, several: int = 256, new: int = 0) -> bytes:
    """A table for `translate`: the value of bytes from a first one on, and that of `_NEW`; nothing for others."""
    return bytes([*(value(byte - whence) if 0 <= byte - whence < several else 0 for byte in range(255)), new])


_AGAIN = b"\x80"
"""The step to the document one is at already; those to others are so much more."""

_RAISED = _by_byte(lambda number: number + _AGAIN[0], 0, SHEET, _NEW[0])
_BEFORE = _by_byte(lambda number: number, 0, SHEET)
_TIMES_CLASSES = _by_byte(lambda number: number * CLASSES_OF_TF, 0, SHEET)
_IS_NEW = _by_byte(lambda _: 0, 0, 0, _NEW[0])
_IS_AGAIN = _by_byte(lambda _: 1, _AGAIN[0], 1)
_IS_STEP = _by_byte(lambda _: 255, _AGAIN[0] + 1, SHEET)
_SYMBOLS = _by_byte(lambda gap: ord(ALPHABET[gap]), _AGAIN[0] + 1, SHEET, ord("\n"))

_POSTINGS = SHEET * CLASSES_OF_TF
_AGAIN_SIGN, _NO_SYMBOL = b"\x01", b"\x00"
"""Less than any symbol."""

_OFTEN = re.compile(_AGAIN_SIGN * (CLASSES_OF_TF - 2) + _AGAIN_SIGN + b"+")
_GAPS = bytearray(_by_byte(lambda gap: gap * CLASSES_OF_TF, _AGAIN[0] + 1, SHEET, _NEW[0]))
_GAPS[_AGAIN[0]] = _POSTINGS
_FIRSTS = bytearray(_by_byte(lambda number: ord(CODES[number][0]), 0, _POSTINGS, ord("\n")))
_FIRSTS[_POSTINGS] = _AGAIN_SIGN[0]
_SECONDS = _by_byte(lambda number: ord(CODES[number][1:] or "\0"), 0, _POSTINGS)
