"""Keys and the documents they stand in → rows: what is done for each occurrence is done in steps of C, for all at once.

Of each key there is a byte for each time it stands in a document: the document's number, in the order of documents.
There are so few documents in a sheet that a number is less than 58, and the step from one to the next one symbol.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, compress, repeat
from typing import TypeVar

from site_builder.search.fields import FIELDS
from site_builder.search.numbers import ALPHABET, CODES, encode
from site_builder.search.rows import CLASSES_OF_TF, FIELD_MARKS, SHEET, Columns, bucket, by_bucket, utf16

Key = TypeVar("Key", str, int)

_AGAIN = 128
"""The step to the document one is at already, in a byte; those to others are so much more."""

_NEW = 255
"""What stands in place of a step where another key begins."""

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
        return _columns(keys, _of_words(list(map(held.__getitem__, keys))), rank([key[:-1] for key in keys]))


def plain_rows(found: Mapping[str, bytearray], *, ordered: bool = True) -> dict[int, Columns]:
    """Rows of keys that only are in a document or not, by bucket; not `ordered`: may hold any character at all."""
    # Not by their UTF-16 alone: a bucket is one of code points.
    keys = sorted(found) if ordered else sorted(found, key=lambda key: (bucket(key), utf16(key)))
    return columns_of(keys, list(map(found.__getitem__, keys)))


def columns_of(keys: Sequence[str], held: Sequence[bytearray]) -> dict[int, Columns]:
    """The same of keys that are in order, and what is held of each."""
    return _columns(keys, _of_keys(held))


def _columns(keys: Sequence[str], coded: _Coded, ranks: bytes = b"") -> dict[int, Columns]:
    leads, ends, counts, tails = coded
    return {
        number: Columns(
            "\n".join(keys[low:high]),
            leads[low:high],
            ends[low:high],
            counts[low:high],
            "\n".join(tails[low:high]),
            ranks[low:high],
        )
        for number, low, high in by_bucket(keys)
    }


def _of_keys(rows: Sequence[bytearray]) -> _Coded:
    """How often a key stands in a document is passed over."""
    held, new, steps = _steps(rows)
    tails = steps.translate(_SYMBOLS, _ONLY_AGAIN).decode("ascii").split("\n")[1:]
    return _firsts(held, new), _lasts(held, new, 1), bytes([len(tail) + 1 for tail in tails]), tails


def _of_words(rows: Sequence[bytearray]) -> _Coded:
    """How often a word stands in a document is its class, and behind those of the last class a number more."""
    held, new, steps = _steps(rows)
    many = len(held)
    again = _number(steps.translate(_IS_AGAIN))
    twice = again >> 8
    classes = twice + (twice & again >> 16)
    documents = _number(steps.translate(_GAPS)) + (classes & _number(steps.translate(_IS_STEP)))
    # A code has one symbol or two: both side by side for all, and then none in place of the second where it has one.
    codes = bytearray(2 * many)
    codes[0::2] = documents.to_bytes(many, "little")
    codes[1::2] = codes[0::2].translate(_SECONDS)
    codes[0::2] = codes[0::2].translate(_FIRSTS)
    text = _OFTEN.sub(_times, codes.translate(None, _NO_SYMBOL)).translate(None, _AGAIN_SIGN)
    tails = text.decode("ascii").split("\n")[1:]
    counts = bytes([len(found) + 1 for found in steps.translate(None, _ONLY_AGAIN).split(bytes([_NEW]))[1:]])
    leads = (_number(held.translate(_TIMES_CLASSES)) + classes).to_bytes(many, "little")
    return _firsts(leads, new), _lasts(held, new, CLASSES_OF_TF), counts, tails


def _steps(rows: Sequence[bytearray]) -> tuple[bytes, bytearray, bytes]:
    """What is held of all rows, where one begins (and behind the last one), and the steps between documents."""
    held = b"".join(rows)
    many = len(held)
    new = bytearray(many + 1)
    deque(map(new.__setitem__, accumulate(map(len, rows), initial=0), repeat(_NEW)), maxlen=0)
    # Nothing is borrowed from a neighbour: numbers are less than what is added before they are taken away.
    steps = _number(held.translate(_RAISED)) - (_number(held[:-1]) << 8) if many else 0
    return held, new, (steps | _number(new[:many])).to_bytes(many, "little")


def _firsts(held: bytes, new: bytearray) -> bytes:
    return bytes(compress(held, new))


def _lasts(held: bytes, new: bytearray, classes: int) -> bytes:
    return bytes([(last + 1) * classes for last in compress(held, new[1:])])


def _times(run: re.Match[bytes]) -> bytes:
    return encode(len(run[0]) - CLASSES_OF_TF + 1).encode("ascii")


def _number(data: bytes | bytearray) -> int:
    return int.from_bytes(data, "little")


def _by_byte(value: Callable[[int], int], whence: int = 0, several: int = 256) -> bytes:
    """A table for `translate`: the value of each byte from a first one on, and nothing for all others."""
    return bytes([value(byte - whence) if 0 <= byte - whence < several else 0 for byte in range(256)])


_RAISED = _by_byte(lambda number: number + _AGAIN, 0, SHEET)
_TIMES_CLASSES = _by_byte(lambda number: number * CLASSES_OF_TF, 0, SHEET)
_IS_AGAIN = _by_byte(lambda _: 1, _AGAIN, 1)
_IS_STEP = _by_byte(lambda _: 255, _AGAIN + 1, SHEET)
_SYMBOLS = bytes([*_by_byte(lambda gap: ord(ALPHABET[gap]), _AGAIN + 1, SHEET)[:_NEW], ord("\n")])

_POSTINGS = SHEET * CLASSES_OF_TF
_ONLY_AGAIN = bytes([_AGAIN])
_AGAIN_SIGN, _NO_SYMBOL = b"\x01", b"\x00"
"""Less than any symbol."""

_OFTEN = re.compile(_AGAIN_SIGN * (CLASSES_OF_TF - 2) + _AGAIN_SIGN + b"+")
_GAPS = bytearray(_by_byte(lambda gap: gap * CLASSES_OF_TF, _AGAIN + 1, SHEET))
_GAPS[_AGAIN], _GAPS[_NEW] = _POSTINGS, _NEW
_FIRSTS = bytearray(_by_byte(lambda number: ord(CODES[number][0]), 0, _POSTINGS))
_FIRSTS[_POSTINGS], _FIRSTS[_NEW] = _AGAIN_SIGN[0], ord("\n")
_SECONDS = _by_byte(lambda number: ord(CODES[number][1:] or "\0"), 0, _POSTINGS)
