"""Text → pairs of neighbouring characters: what any stretch of a text is found by, whatever jieba took for a word."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from operator import add

import numpy as np
import numpy.typing as npt

from site_builder.search.coding import CHARACTER, DOCUMENT, UTF_32, Flags, characters, code_rows, differs
from site_builder.search.normalise import between, part, read_as_figures, squeeze
from site_builder.search.occurrences import columns_of, stretches
from site_builder.search.rows import STRIDE, Columns

GAP = "\uffff"
"""What separators are in a pair: itself one, so no text holds it."""

_BETWEEN_FIELDS = ","

_BEYOND = 0x10000
"""The first character behind the first plane, where few are met."""


def tight(fields: Iterable[str]) -> str:
    """The normalised texts of an article as pairs are taken from them: without white space, numerals in both forms.

    White space is no separator here: a column may break a line anywhere.
    """
    whole = squeeze(_BETWEEN_FIELDS.join(fields))
    # Of the other form only the clauses that differ: the rest has no pair that is not known already.
    return GAP.join((whole, *(read for _, read in read_as_figures(whole))))


def bigrams(fields: Iterable[str]) -> set[str]:
    """The pairs of an article."""
    text = part(tight(fields), GAP)
    return {pair for pair in map(add, text, text[1:]) if GAP not in pair}


def pair_rows(texts: Sequence[str]) -> dict[int, Columns]:
    """The rows of pairs by bucket, of the articles of a sheet; their texts as `tight` gives them."""
    units = characters(GAP.join((*texts, "")))
    inside = ~_separating(units)
    signs = units.astype(np.int64)
    articles = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) + 1 for text in texts])
    both = np.flatnonzero(inside[:-1] & inside[1:])
    # First character, second one and document as one number: in order, and each once.
    found = np.sort(signs[both] << CHARACTER + DOCUMENT | signs[both + 1] << DOCUMENT | articles[both])
    found = found[differs(found)]
    new = differs(found >> DOCUMENT)
    keys = found[new] >> DOCUMENT
    lines = np.full((len(keys), 3), ord("\n"), np.uint32)
    lines[:, 0], lines[:, 1] = keys >> CHARACTER, keys & (1 << CHARACTER) - 1
    text = lines.tobytes().decode(UTF_32)
    documents = (found & (1 << DOCUMENT) - 1).astype(np.uint8)
    buckets = stretches(keys >> CHARACTER + STRIDE)
    return columns_of(buckets, lambda low, high: text[3 * low : 3 * high - 1], code_rows(documents, new, None))


def _separating(units: npt.NDArray[np.uint32]) -> Flags:
    """Which characters are separators."""
    separate = _first_plane()[np.minimum(units, _BEYOND - 1)]
    far = np.flatnonzero(units >= _BEYOND)
    if len(far):
        separate[far] = _marked("".join(map(chr, units[far].tolist())))
    return separate


@functools.cache
def _first_plane() -> Flags:
    return _marked("".join(map(chr, range(_BEYOND))))


def _marked(text: str) -> Flags:
    separate = np.zeros(len(text), np.bool_)
    for start, stop in between(text):
        separate[start:stop] = True
    return separate
