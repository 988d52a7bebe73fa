"""A run of Han in a question → words, by the site's own vocabulary; the twin of assets/js/search/segment.js.

jieba's way without its dictionary: the most probable way through the words the index holds, weighed by how common jieba
says they are; then the words no dictionary has (names, mostly) are put together from the characters left single.
Whole numbers throughout, so both sides take the same way. Held together by tests/vectors/segment.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

CLASSES = "".join(chr(code) for code in range(35, 127) if chr(code) != "\\")
"""The characters that say how common a word is: its class is the place here."""

UNKNOWN = 46
"""Classes below are jieba's count of a word, ln × 2.8; the rest the site's own, ln × 3, if jieba knows none."""

_TOTAL = 501
"""The logarithm of all the words jieba counted, in the unit of the weights (a 28th)."""


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """The Han words of an index."""

    known: Mapping[str, int]
    """Words of jieba's dictionary, and the logarithm of their probability in 28ths."""

    own: Mapping[str, int]
    """Words no dictionary has; the more characters one takes, the better, then the more often it occurs."""

    longest: int
    """Characters of the longest of them."""


def vocabulary(terms: Iterable[str], classes: str) -> Vocabulary:
    """The vocabulary of an index: its Han terms in order, and the character of each."""
    known: dict[str, int] = {}
    own: dict[str, int] = {}
    for term, char in zip(terms, classes, strict=True):
        rank = CLASSES.index(char)
        if rank < UNKNOWN:
            known[term] = 10 * rank + 5 - _TOTAL
        else:
            own[term] = 1000 * (len(term) - 1) + rank
    return Vocabulary(known=known, own=own, longest=max(map(len, (*known, *own)), default=0))


def segment(run: str, words: Vocabulary) -> list[str]:
    """The words of a run of Han, one after the other; what belongs to none is left as single characters."""
    found: list[str] = []
    singles = ""
    for word in _way(run, words.known, words.longest, -_TOTAL):
        if len(word) == 1:
            singles += word
            continue
        found += _named(singles, words)
        singles = ""
        found.append(word)
    return found + _named(singles, words)


def _named(singles: str, words: Vocabulary) -> list[str]:
    return _way(singles, words.own, words.longest, 0)


def _way(run: str, weights: Mapping[str, int], longest: int, single: int) -> list[str]:
    """The heaviest way through a run; of two as heavy the one whose first word is longer."""
    length = len(run)
    best = [0] * (length + 1)
    ends = list(range(1, length + 1))
    for start in range(length - 1, -1, -1):
        top = weights.get(run[start], single) + best[start + 1]
        for end in range(start + 2, min(start + longest, length) + 1):
            weight = weights.get(run[start:end])
            if weight is not None and weight + best[end] >= top:
                top, ends[start] = weight + best[end], end
        best[start] = top
    words, start = [], 0
    while start < length:
        words.append(run[start : ends[start]])
        start = ends[start]
    return words
