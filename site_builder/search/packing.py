"""Where keys stand → bits as text, many at once; what `bits` reads.

Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np

from site_builder.search.bits import ALPHABET, SYMBOL
from site_builder.search.coding import Numbers

_WORD = 4 * SYMBOL
"""Bits that are put together at once: whole symbols, and no number is longer."""

_TWO = np.frombuffer("".join(map("".join, product(ALPHABET, repeat=2))).encode("ascii"), np.uint16)
"""Two symbols, by the number their bits are."""

GREATEST = (1 << _WORD) - 1
"""The greatest number there are bits for; a greater one is written as this."""


class Written(NamedTuple):
    """Numbers, each in the last of so many bits; those before it are zeros."""

    values: Numbers
    widths: Numbers


def positive(numbers: Numbers) -> Written:
    """Numbers from 1 on (Elias gamma)."""
    values = np.minimum(numbers, GREATEST)
    return Written(values, 2 * bit_length(values) - 1)


def ascending(numbers: Numbers, many: Numbers, below: Numbers | int) -> Written:
    """Lists of ascending numbers, one behind the other, so many each and all less than another (Rice codes)."""
    some = np.maximum(many, 1)
    low = np.repeat(np.maximum(bit_length((below - many) // some) - 1, 0), many)
    before = np.roll(numbers, 1) + 1
    before[(np.cumsum(many) - many)[many > 0]] = 0
    return rice(numbers - before, low)


def rice(numbers: Numbers, low: Numbers) -> Written:
    """Numbers from 0 on, of each so many bits as they are (Rice codes)."""
    return Written(1 << low | numbers & (1 << low) - 1, (numbers >> low) + low + 1)


def weave(parts: Sequence[tuple[Written, Numbers]], begins: Numbers) -> tuple[Written, Numbers]:
    """Parts of which each has so many numbers for each of some lists → list by list, and in each part by part.

    `begins` are lists; where their numbers begin is given as well.
    """
    sizes = np.sum([many for _, many in parts], axis=0)
    bases = np.cumsum(sizes) - sizes
    woven = Written(np.empty(sizes.sum(), np.int64), np.empty(sizes.sum(), np.int64))
    before = bases
    for part, many in parts:
        at = np.repeat(before - np.cumsum(many) + many, many) + np.arange(len(part.values))
        woven.values[at], woven.widths[at] = part
        before = before + many
    return woven, bases[begins]


def texts(written: Written, begins: Numbers) -> list[str]:
    """The texts of numbers; at each of these places one begins, of whole symbols."""
    ends = np.cumsum(written.widths)
    bits = np.diff(ends[np.append(begins[1:], len(ends)) - 1], prepend=0)
    symbols = -(-bits // SYMBOL)
    starts = np.cumsum(symbols) - symbols
    ends += np.repeat(starts * SYMBOL - np.cumsum(bits) + bits, np.diff(begins, append=len(ends)))
    words = (ends - 1) // _WORD
    shifted = written.values << (words + 1) * _WORD - ends
    size = int(words[-1]) + 1
    # No two numbers have a bit in common, so that adding them puts them beside each other: exactly, in 53 bits.
    whole = np.bincount(words, shifted & GREATEST, size)
    over = np.flatnonzero(shifted > GREATEST)
    whole += np.bincount(words[over] - 1, shifted[over] >> _WORD, size)
    halves = np.divmod(whole.astype(np.int32), len(_TWO))
    text = _TWO[np.stack(halves, axis=1)].tobytes().decode("ascii")
    return [text[start:stop] for start, stop in pairwise([*starts.tolist(), int(symbols.sum())])]


def bit_length(numbers: Numbers) -> Numbers:
    """How many bits each number has, which is not negative."""
    return np.frexp(numbers)[1].astype(np.int64)
