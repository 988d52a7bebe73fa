"""The texts of many articles → their normalised forms, each as `normalise` has it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from site_builder.search.coding import characters
from site_builder.search.kinds import CHANGED, FOLDED, JOINING, kinds
from site_builder.search.normalise import compatible, fold, forms, to_fold

_BEHIND = "\n"
"""Stands behind each text, so that none is empty; of no kind that is asked for here."""


def normalise_all(texts: Sequence[str]) -> tuple[list[str], set[str]]:
    """The normalised texts, and the characters that were replaced by those they are searched as."""
    signs = characters(_BEHIND.join([*texts, ""]))
    of_each = kinds(signs)
    sizes = np.array([len(text) + 1 for text in texts], np.int64)
    held = np.bitwise_or.reduceat(of_each, np.cumsum(sizes) - sizes).tolist() if texts else []
    other = [(char, forms()[char]) for char in map(chr, np.unique(signs[of_each & CHANGED > 0]).tolist())]
    plains, folds = [], set[str]()
    for text, kind in zip(texts, held, strict=True):
        plain = text
        if kind & JOINING:
            plain = compatible(text)
        elif kind & CHANGED:
            for char, form in other:
                plain = plain.replace(char, form)
        if kind & (JOINING | FOLDED):
            folds.update(to_fold(plain))
            plain = fold(plain)
        plains.append(plain)
    return plains, folds
