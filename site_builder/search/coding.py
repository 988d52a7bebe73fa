"""Many numbers and documents at once → symbols: what `numbers` and `rows` say, in a few steps over arrays.

Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from site_builder.search.numbers import CODES, GREATEST, encode
from site_builder.search.rows import CLASSES_OF_TF

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

Coded = tuple[bytes, bytes, bytes, bytes, Numbers]
"""Leads, ends, counts and tails, as in `Columns`, and where each tail begins; at last the place behind all of them."""

UTF_32 = f"utf-32-{sys.byteorder[0]}e"
"""Text as this machine has numbers of four bytes."""

CHARACTER = 21
"""Bits of a code point."""

DOCUMENT = 6
"""Bits of a document's number within a sheet."""

_LONGEST = 4
"""Symbols of a number."""

_TABLE = np.frombuffer("".join(code.ljust(_LONGEST, "\0") for code in CODES).encode("ascii"), np.uint32)


_BORDERS = np.array([next(at for at, code in enumerate(CODES) if len(code) == size) for size in (2, 3)] + [len(CODES)])
"""The first numbers of two symbols, of three and of four."""


def characters(text: str) -> npt.NDArray[np.uint32]:
    """The code point of each character."""
    return np.frombuffer(text.encode(UTF_32, "surrogatepass"), np.uint32)


def differs(numbers: Numbers) -> Flags:
    """Which number is not the one before it."""
    differs = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return differs


def ordered(words: Sequence[str]) -> tuple[list[str], Numbers]:
    """Different words in order, none of them empty or with a line end, and for each as given its place there."""
    signs = np.concatenate((characters("\n".join([*words, ""])), np.zeros(2, np.uint32))).astype(np.int64)
    ends = np.flatnonzero(signs == ord("\n"))
    starts = np.concatenate(([0], ends[:-1] + 1))[: len(ends)]
    # By their first three characters as one number; words that begin alike are compared as texts.
    beginnings = signs[starts]
    for at in (1, 2):
        beginnings = beginnings << CHARACTER | np.where(starts + at < ends, signs[starts + at], 0)
    order = np.argsort(beginnings)
    firsts = np.flatnonzero(differs(beginnings[order]))
    sizes = np.diff(firsts, append=len(order))
    for first, size in zip(firsts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        order[first : first + size] = sorted(order[first : first + size].tolist(), key=words.__getitem__)
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return list(map(words.__getitem__, order.tolist())), places


def symbols(numbers: Numbers) -> npt.NDArray[np.uint8]:
    """For each number a line of four bytes: its symbols, and zeros behind them."""
    lines = _TABLE[np.minimum(numbers, len(CODES) - 1)].view(np.uint8).reshape(-1, _LONGEST)
    for at in np.flatnonzero(numbers >= len(CODES)):  # few: no archive has many documents so far apart
        lines[at] = np.frombuffer(encode(min(int(numbers[at]), GREATEST)).encode("ascii"), np.uint8)
    return lines


def lengths(numbers: Numbers) -> Numbers:
    """How many symbols each number has."""
    return np.searchsorted(_BORDERS, numbers, side="right") + 1


def code_rows(documents: npt.NDArray[np.uint8], new: Flags, times: Numbers | None) -> Coded:
    """The rows of a sheet: the documents of one behind the other, where a row begins, and how often for words."""
    held = documents.astype(np.int64)
    classes = 1 if times is None else CLASSES_OF_TF
    before = np.roll(held, 1) + 1
    before[new] = 0
    codes = (held - before) * classes
    last = np.roll(new, -1)
    # Two symbols, of what says how often four, and a line end; what is not there is a zero, and left out in the end.
    lines = np.zeros((len(held), 3 if times is None else 3 + _LONGEST), np.uint8)
    if times is not None:
        codes += np.minimum(times, CLASSES_OF_TF) - 1
        often = np.flatnonzero(times >= CLASSES_OF_TF)
        lines[often, 2:-1] = symbols(times[often] - CLASSES_OF_TF)
    lines[:, :2] = symbols(codes)[:, :2]
    lines[new, :2] = 0
    lines[last, -1] = ord("\n")
    tails = lines.tobytes().translate(None, b"\0")
    return (
        _bytes(codes[new]),
        _bytes((held[last] + 1) * classes),
        _bytes(np.diff(np.flatnonzero(new), append=len(held))),
        tails,
        np.concatenate(([0], np.flatnonzero(np.frombuffer(tails, np.uint8) == ord("\n")) + 1)),
    )


def _bytes(numbers: Numbers) -> bytes:
    return numbers.astype(np.uint8).tobytes()
