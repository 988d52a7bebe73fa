"""Text → pairs of neighbouring characters: what any stretch of a text is found by, whatever jieba took for a word."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from operator import add

import numpy as np

from site_builder.search.coding import Flags, Numbers, code_rows
from site_builder.search.normalise import figures, part, squeeze
from site_builder.search.occurrences import columns_of
from site_builder.search.rows import STRIDE, Columns

GAP = "\uffff"
"""What separators are in a pair: itself one, so no text holds it."""

_BETWEEN_FIELDS = ","

_UTF_32 = f"utf-32-{sys.byteorder[0]}e"
"""Characters as this machine has numbers of four bytes."""

_DOCUMENT, _CHARACTER = 6, 21
"""Bits of a document's number within a sheet, and of a character's."""


def tight(fields: Iterable[str]) -> str:
    """The normalised texts of an article as pairs are taken from them: numerals in both forms, a gap at separators.

    White space is no separator here: a column may break a line anywhere.
    """
    whole = squeeze(_BETWEEN_FIELDS.join(fields))
    read = figures(whole)
    parted = part(whole, GAP)
    if read == whole:
        return parted
    # Of the other form only what differs: the rest has no pair that is not known already.
    other = dict.fromkeys(part(read, GAP).split(GAP)).keys() - parted.split(GAP)
    return GAP.join((parted, *sorted(other)))


def bigrams(fields: Iterable[str]) -> set[str]:
    """The pairs of an article."""
    text = tight(fields)
    return {pair for pair in map(add, text, text[1:]) if GAP not in pair}


def pair_rows(texts: Sequence[str]) -> dict[int, Columns]:
    """The rows of pairs by bucket, of the articles of a sheet; their texts as `tight` gives them."""
    signs = np.frombuffer(GAP.join((*texts, "")).encode(_UTF_32), np.uint32).astype(np.int64)
    articles = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) + 1 for text in texts])
    inside = signs != ord(GAP)
    both = np.flatnonzero(inside[:-1] & inside[1:])
    # First character, second one and document as one number: in order, and each once.
    found = np.sort(signs[both] << _CHARACTER + _DOCUMENT | signs[both + 1] << _DOCUMENT | articles[both])
    found = found[_differs(found)]
    new = _differs(found >> _DOCUMENT)
    keys = found[new] >> _DOCUMENT
    lines = np.full((len(keys), 3), ord("\n"), np.uint32)
    lines[:, 0], lines[:, 1] = keys >> _CHARACTER, keys & (1 << _CHARACTER) - 1
    text = lines.tobytes().decode(_UTF_32)
    buckets = keys >> _CHARACTER + STRIDE
    lows = np.flatnonzero(_differs(buckets))
    stretches = zip(buckets[lows].tolist(), lows.tolist(), [*lows[1:].tolist(), len(keys)], strict=False)
    documents = (found & (1 << _DOCUMENT) - 1).astype(np.uint8)
    return columns_of(stretches, lambda low, high: text[3 * low : 3 * high - 1], code_rows(documents, new, None))


def _differs(numbers: Numbers) -> Flags:
    """Which number is not the one before it."""
    differs = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=differs[1:])
    return differs
