"""Text → pairs of neighbouring characters: what any stretch of a text is found by, whatever jieba took for a word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import add

import numpy as np

from site_builder.search.coding import CHARACTER, DOCUMENT, UTF_32, Numbers, characters, code_rows, differs
from site_builder.search.kinds import SEPARATOR, SPACE, Kinds, kinds, readings
from site_builder.search.normalise import part, read_as_figures, squeeze
from site_builder.search.occurrences import columns_of, stretches
from site_builder.search.rows import STRIDE, Columns

GAP = "\uffff"
"""What separators are in a pair: itself one, so no text holds it."""

_BETWEEN_FIELDS = ","


def bigrams(fields: Iterable[str]) -> set[str]:
    """The pairs of an article, whose normalised texts are given.

    White space is no separator here: a column may break a line anywhere. And numerals are there in both forms.
    """
    whole = squeeze(_BETWEEN_FIELDS.join(fields))
    text = part(GAP.join((whole, *(read for _, read in read_as_figures(whole)))), GAP)
    return {pair for pair in map(add, text, text[1:]) if GAP not in pair}


def pair_rows(articles: Sequence[Sequence[str]]) -> dict[int, Columns]:
    """The rows of pairs by bucket, of the articles of a sheet, each as the normalised texts of its fields."""
    texts = list(map(_BETWEEN_FIELDS.join, articles))
    parts = [_tight(texts, range(len(texts)))]
    signs, kind, numbers = parts[0]
    # Of the other form only the clauses that differ: the rest has no pair that is not known already.
    read = [(int(numbers[place]), read) for place, _, read in readings(signs, kind)]
    parts.append(_tight([text for _, text in read], [number for number, _ in read]))
    signs, kind, numbers = (np.concatenate(both) for both in zip(*parts, strict=True))
    both = np.flatnonzero((kind[:-1] | kind[1:]) & SEPARATOR == 0)
    # First character, second one and document as one number: in order, and each once.
    found = np.sort(signs[both] << CHARACTER + DOCUMENT | signs[both + 1] << DOCUMENT | numbers[both])
    found = found[differs(found)]
    new = differs(found >> DOCUMENT)
    keys = found[new] >> DOCUMENT
    lines = np.full((len(keys), 3), ord("\n"), np.uint32)
    lines[:, 0], lines[:, 1] = keys >> CHARACTER, keys & (1 << CHARACTER) - 1
    text = lines.tobytes().decode(UTF_32)
    documents = (found & (1 << DOCUMENT) - 1).astype(np.uint8)
    buckets = stretches(keys >> CHARACTER + STRIDE)
    return columns_of(buckets, lambda low, high: text[3 * low : 3 * high - 1], code_rows(documents, new, None))


def _tight(texts: Sequence[str], numbers: Sequence[int]) -> tuple[Numbers, Kinds, Numbers]:
    """The characters of texts but for white space, what each is, and the number of its text; a gap behind each text."""
    signs = characters(GAP.join([*texts, ""]))
    kind = kinds(signs)
    held = kind & SPACE == 0
    of = np.repeat(np.array(numbers, np.int64), [len(text) + 1 for text in texts])
    return signs[held].astype(np.int64), kind[held], of[held]
