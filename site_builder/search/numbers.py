"""Whole numbers as printable ASCII: one symbol for most, four at most; nothing in a string has to be escaped for it."""

from __future__ import annotations

ALPHABET = "".join(chr(code) for code in range(32, 127) if chr(code) not in '"<\\')
"""The symbols in the order of their values, 0 to 91."""

_SIZE = len(ALPHABET)
_ONE, _TWO, _THREE = 58, 82, 88
_FROM_TWO = _ONE
_FROM_THREE = _FROM_TWO + (_TWO - _ONE) * _SIZE
_FROM_FOUR = _FROM_THREE + (_THREE - _TWO) * _SIZE**2

GREATEST = _FROM_FOUR + (_SIZE - _THREE) * _SIZE**3 - 1
"""The greatest number there is a code for; a greater one is written as this."""

_NONE = 255
_VALUES = bytes(ALPHABET.find(chr(byte)) & _NONE for byte in range(256))
"""The value of each byte that is a symbol, `_NONE` of any other."""


def encode(number: int) -> str:
    """The code of a number that is not negative."""
    if number < _FROM_TWO:
        return ALPHABET[number]
    first, base, more = _ONE, _FROM_TWO, 1
    if number >= _FROM_FOUR:
        first, base, more = _THREE, _FROM_FOUR, 3
    elif number >= _FROM_THREE:
        first, base, more = _TWO, _FROM_THREE, 2
    rest, symbols = min(number, GREATEST) - base, ""
    for _ in range(more):
        rest, symbol = divmod(rest, _SIZE)
        symbols = ALPHABET[symbol] + symbols
    return ALPHABET[first + rest] + symbols


def decode(text: str) -> list[int]:
    """The numbers of a text made of codes; ValueError when it is none, or cut short."""
    values = text.encode().translate(_VALUES)
    if _NONE in values:
        raise ValueError("a number is made of other symbols")
    found: list[int] = []
    more = iter(values)
    try:
        for x in more:
            if x < _ONE:
                found.append(x)
            elif x < _TWO:
                found.append(_FROM_TWO + (x - _ONE) * _SIZE + next(more))
            elif x < _THREE:
                found.append(_FROM_THREE + ((x - _TWO) * _SIZE + next(more)) * _SIZE + next(more))
            else:
                found.append(
                    _FROM_FOUR + (((x - _THREE) * _SIZE + next(more)) * _SIZE + next(more)) * _SIZE + next(more)
                )
    except StopIteration:
        raise ValueError("a number is cut short") from None
    return found
