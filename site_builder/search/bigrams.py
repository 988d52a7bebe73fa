"""Text → pairs of neighbouring characters: what any stretch of a text is found by, whatever jieba took for a word."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add

from site_builder.search.normalise import figures, part, squeeze

GAP = " "
"""What separators are in a pair."""

_BETWEEN_FIELDS = ","


def bigrams(plain: Iterable[str]) -> set[str]:
    """The pairs of all of these normalised texts, numerals in both forms; also pairs with `GAP`, which are none.

    White space is no separator here: a column may break a line anywhere. The pairs with a gap are left to the caller
    to drop, who has to look at each of an issue's pairs once, and not once an article.
    """
    tight = squeeze(_BETWEEN_FIELDS.join(plain))
    read = figures(tight)
    whole = part(tight if read == tight else tight + _BETWEEN_FIELDS + read, GAP)
    return set(map(add, whole, whole[1:]))
