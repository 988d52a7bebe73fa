"""Two texts side by side: where a sentence stands in an article, and in which characters they differ.

Both are compared as they are searched (normalised, white space not counted) and shown as they were written. The twin of
the first half of assets/js/search/quotation.js.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from site_builder.search.normalise import normalise, squeeze

BUCKET = 32
MARGIN = 48
"""Characters: how finely the place of a sentence is looked for, and how much around it is looked at."""

_CHANGE, _SAME = 1000, -1
"""Costs: as few changes as can be, and of ways with as few the one that keeps most."""

Difference = tuple[Literal["same", "quoted", "printed"], str]
"""Characters of both; only of the sentence; only of the article."""


class Spread(msgspec.Struct, frozen=True):
    """A text as it is compared, and where each of its characters was written."""

    text: str
    plain: str
    starts: Sequence[int]
    ends: Sequence[int]

    def written(self, start: int, end: int) -> str:
        """The characters between two places of `plain` as written, white space as single spaces."""
        return " ".join(self.text[self.starts[start] : self.ends[end - 1]].split()) if start < end else ""


def spread(text: str) -> Spread:
    """A text character by character, an accent with what carries it, because normalising changes lengths."""
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for cluster in _clusters(text):
        for char in squeeze(normalise(cluster)):
            plain.append(char)
            starts.append(at)
            ends.append(at + len(cluster))
        at += len(cluster)
    return Spread(text, "".join(plain), starts, ends)


def align(sentence: Spread, article: Spread) -> tuple[int, list[Difference]]:
    """How many characters differ between a sentence and the passage of an article nearest to it, and which."""
    quoted = sentence.plain
    first, last = _window(quoted, article.plain)
    printed = article.plain[first:last]
    # Row by row: the least cost of a way from the sentence to a passage that ends here.
    rows = [[0] * (len(printed) + 1)]
    for i, char in enumerate(quoted, 1):
        above, row = rows[-1], [i * _CHANGE]
        for j, other in enumerate(printed, 1):
            across = above[j - 1] + (_SAME if char == other else _CHANGE)
            row.append(min(across, above[j] + _CHANGE, row[j - 1] + _CHANGE))
        rows.append(row)
    least = min(rows[-1])
    # The last of the best: a last character that was misread has its fellow in print.
    i, j = len(quoted), max(at for at, cost in enumerate(rows[-1]) if cost == least)
    distance = 0
    steps: list[tuple[int, int]] = []
    while i:
        here = rows[i][j]
        alike = j > 0 and quoted[i - 1] == printed[j - 1]
        if j and rows[i - 1][j - 1] + (_SAME if alike else _CHANGE) == here:
            step = (1, 1)
        elif rows[i - 1][j] + _CHANGE == here:
            step = (1, 0)
        else:
            step = (0, 1)
        distance += step != (1, 1) or not alike
        i, j = i - step[0], j - step[1]
        steps.append(step)
    return distance, list(_differences(sentence, article, j + first, reversed(steps)))


def _differences(
    sentence: Spread, article: Spread, start: int, steps: Iterator[tuple[int, int]]
) -> Iterator[Difference]:
    at, place = 0, start
    same = True
    begun = (at, place)

    def told() -> Iterator[Difference]:
        quoted, printed = sentence.written(begun[0], at), article.written(begun[1], place)
        pieces: list[Difference] = [("same", printed)] if same else [("quoted", quoted), ("printed", printed)]
        yield from (piece for piece in pieces if piece[1])

    for forward, along in steps:
        alike = forward == along == 1 and sentence.plain[at] == article.plain[place]
        if alike != same:
            yield from told()
            begun, same = (at, place), alike
        at, place = at + forward, place + along
    yield from told()


def _window(quoted: str, printed: str) -> tuple[int, int]:
    """The part of an article in which most pairs of the sentence stand in their order."""
    places: dict[str, list[int]] = {}
    for at in range(len(quoted) - 1):
        places.setdefault(quoted[at : at + 2], []).append(at)
    votes: Counter[int] = Counter()
    for at in range(len(printed) - 1):
        for place in places.get(printed[at : at + 2], ()):
            votes[(at - place) // BUCKET] += 1
    if not votes:
        return 0, min(len(printed), len(quoted) + 2 * MARGIN)
    best = min(votes, key=lambda bucket: (-votes[bucket] - votes[bucket + 1], bucket))
    start = best * BUCKET
    return max(0, start - MARGIN), min(len(printed), max(0, start) + len(quoted) + 2 * BUCKET + MARGIN)


def _clusters(text: str) -> Iterator[str]:
    """Characters with the marks that go with them."""
    start = 0
    for at in range(1, len(text)):
        if not unicodedata.category(text[at]).startswith("M"):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]
