"""Whole numbers as printable ASCII: one symbol for most, four at most; nothing in a string has to be escaped for it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

ALPHABET = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"<\\')
"""The symbols in the order of their values, 0 to 91."""

_SIZE = len(ALPHABET)
_ONE, _TWO, _THREE = 58, 82, 88
_FROM_TWO = _ONE
_FROM_THREE = _FROM_TWO + (_TWO - _ONE) * _SIZE
_FROM_FOUR = _FROM_THREE + (_THREE - _TWO) * _SIZE**2

GREATEST = _FROM_FOUR + (_SIZE - _THREE) * _SIZE**3 - 1
"""The greatest number there is a code for; a greater one is written as this."""


def encode(number: int) -> str:
    """The code of a number that is not negative."""
    if number < _FROM_FOUR:
        return CODES[number]
    first, rest = divmod(min(number, GREATEST) - _FROM_FOUR, _SIZE**3)
    second, rest = divmod(rest, _SIZE**2)
    return ALPHABET[_THREE + first] + ALPHABET[second] + ALPHABET[rest // _SIZE] + ALPHABET[rest % _SIZE]


def size_of(text: str) -> int:
    """How many symbols the first number of a text has."""
    x = ALPHABET.index(text[0])
    return 1 if x < _ONE else 2 if x < _TWO else 3 if x < _THREE else 4


def decode(text: str) -> list[int]:
    """The numbers of a text made of codes; ValueError when it is none, or cut short."""
    return list(map(_numbers().__getitem__, _CODE.findall(text)))


class _Numbers(dict[str, int]):
    """Numbers by code, those of four symbols reckoned."""

    def __missing__(self, code: str) -> int:
        if len(code) < size_of(code):
            raise ValueError("a number is cut short")
        number = 0
        for symbol in code:
            number = number * _SIZE + ALPHABET.index(symbol)
        return number - _THREE * _SIZE**3 + _FROM_FOUR


@functools.cache
def _numbers() -> _Numbers:
    return _Numbers(zip(CODES, range(len(CODES)), strict=True))


_CODE = re.compile(
    "[{}]|[{}].?|[{}].{{0,2}}|.{{1,4}}".format(
        *(re.escape(ALPHABET[low:high]) for low, high in ((0, _ONE), (_ONE, _TWO), (_TWO, _THREE)))
    ),
    re.DOTALL,
)
"""A code, or what is left of one."""


def _codes() -> Sequence[str]:
    two = (a + b for a in ALPHABET[_ONE:_TWO] for b in ALPHABET)
    three = (a + b + c for a in ALPHABET[_TWO:_THREE] for b in ALPHABET for c in ALPHABET)
    return [*ALPHABET[:_ONE], *two, *three]


CODES = _codes()
"""The codes of the numbers below 53 050, of which nearly all are; looked up where time counts."""
