"""What each of many characters is, in one look at a table: a bit for each kind.

Imported only where an index is made: numpy costs every process that has it a tenth of a second.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from site_builder.search.coding import UTF_32
from site_builder.search.dictionary import TOGETHER
from site_builder.search.normalise import KINDS, figures, folding, forms

Kinds = npt.NDArray[np.uint16]

SEPARATOR, HAN, SPACE, _FIRST, _SECOND, _THIRD, _END, JOINING, IN_RUNS, CHANGED, FOLDED = (1 << at for at in range(11))
"""The first as in `KINDS`; then what jieba cuts in runs, what has another form, what is searched as another."""

_FIRST_PLANE = 0x10000
"""Behind it few characters are met."""


def kinds(signs: npt.NDArray[np.uint32]) -> Kinds:
    """What characters are that are given by their code points."""
    found = _table()[np.minimum(signs, _FIRST_PLANE - 1)]
    far = np.flatnonzero(signs >= _FIRST_PLANE)
    if len(far):
        found[far] = _kinds("".join(map(chr, signs[far].tolist())))
    return found


def readings(signs: npt.NDArray[Any], kind: Kinds) -> Iterator[tuple[int, str, str]]:
    """The clauses that `figures` reads otherwise: where each begins, the clause, and what is read there."""
    # All numerals that are read begin with three such characters; few texts have any.
    there = (kind[:-2] & _FIRST > 0) & (kind[1:-1] & _SECOND > 0) & (kind[2:] & _THIRD > 0)
    ends = np.flatnonzero(kind & _END)
    for at in np.unique(np.searchsorted(ends, np.flatnonzero(there))).tolist():
        low, high = int(ends[at - 1]) + 1 if at else 0, int(ends[at]) if at < len(ends) else len(signs)
        clause = signs[low:high].astype(np.uint32).tobytes().decode(UTF_32, "surrogatepass")
        if (read := figures(clause)) != clause:
            yield low, clause, read


@functools.cache
def _table() -> Kinds:
    return _kinds("".join(map(chr, range(_FIRST_PLANE))))


def _kinds(text: str) -> Kinds:
    kinds = np.zeros(len(text), np.uint16)
    for at, pattern in enumerate(_patterns().values()):
        for found in pattern.finditer(text):
            kinds[slice(*found.span())] |= 1 << at
    return kinds


@functools.cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    folded = folding().keys() | {char for char, form in forms().items() if not folding().keys().isdisjoint(form)}
    return {
        **KINDS,
        "in runs": re.compile(f"[{TOGETHER}]+"),
        "changed": re.compile(f"[{re.escape(''.join(forms()))}]"),
        "folded": re.compile(f"[{''.join(sorted(folded))}]"),
    }
