"""Many characters and documents at once → arrays and columns.

Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from site_builder.search.rows import VERY_OFTEN

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UTF_32 = f"utf-32-{sys.byteorder[0]}e"
"""Text as this machine has numbers of four bytes."""

CHARACTER = 21
"""Bits of a code point."""

DOCUMENT = 6
"""Bits of a document's number within a sheet."""


class Coded(NamedTuple):
    """Rows of a sheet, column by column as in `Columns`."""

    counts: bytes
    documents: bytes
    times: bytes
    very_often: Sequence[tuple[int, int]]
    """The place among the documents and how often, of the few that stand there very often."""

    starts: Numbers
    """Where each row's documents begin; at last the place behind all of them."""


def characters(text: str) -> npt.NDArray[np.uint32]:
    """The code point of each character."""
    return np.frombuffer(text.encode(UTF_32, "surrogatepass"), np.uint32)


def differs(numbers: npt.NDArray[Any]) -> Flags:
    """Which number is not the one before it."""
    differs = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return differs


def beginnings(signs: npt.NDArray[np.uint32], starts: Numbers, sizes: Numbers) -> Numbers:
    """The first three characters of texts as one number; each text has so many characters from a place on."""
    wide = np.append(signs.astype(np.int64), (0, 0))
    found = wide[starts]
    for at in (1, 2):
        found = found << CHARACTER | np.where(sizes > at, wide[starts + at], 0)
    return found


def ordered(texts: Sequence[str], begin: Numbers) -> Numbers:
    """Which of different texts comes first, which next; `begin` are their beginnings, and no text has a NUL."""
    order: Numbers = np.argsort(begin)
    firsts = np.flatnonzero(differs(begin[order]))
    many = np.diff(firsts, append=len(order))
    for first, count in zip(firsts[many > 1].tolist(), many[many > 1].tolist(), strict=True):
        order[first : first + count] = sorted(order[first : first + count].tolist(), key=texts.__getitem__)
    return order


def code_rows(documents: npt.NDArray[np.uint8], new: Flags, times: Numbers | None) -> Coded:
    """The rows of a sheet: the documents of one behind the other, where a row begins, and how often for words."""
    starts = np.append(np.flatnonzero(new), len(documents))
    held, often = b"", list[tuple[int, int]]()
    if times is not None:
        held = np.minimum(times, VERY_OFTEN).astype(np.uint8).tobytes()
        places = np.flatnonzero(times >= VERY_OFTEN)
        often = list(zip(places.tolist(), times[places].tolist(), strict=True))
    return Coded(np.diff(starts).astype(np.uint8).tobytes(), documents.tobytes(), held, often, starts)
