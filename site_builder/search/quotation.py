"""引文核对: whether a sentence is in the archive word for word, and if not, what comes nearest; twin of quotation.js.

The rarest pairs of its characters lead to the articles; their texts decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from site_builder.search.alignment import Difference, Spread, align, spread
from site_builder.search.normalise import part as apart
from site_builder.search.ranking import rarity
from site_builder.search.shelf import Head, Shelf, Spot

LONGEST_QUOTATION = 200
"""Characters of a sentence that are compared."""

SAMPLE = 24
"""Pairs that are looked up at first; all of them only when these leave too many articles."""

EXACT = 20
NEAR = 12
SHOWN = 5
"""Articles that are compared word for word, those that are compared character by character, and those told of."""

ALIKE = 0.3
"""Of the weight of its pairs that an article must have to be compared with a sentence."""

FAR = 0.6
"""Of its characters that may differ in what is still told of."""

AROUND = 30
"""Characters shown before and after what was found."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """An article that holds the sentence."""

    number: int
    spot: Spot
    head: Head
    passage: str
    """What stands around it; empty when the text is not at hand."""

    mark: tuple[int, int]
    """Where in the passage the sentence is."""


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """An article that holds something like it."""

    number: int
    spot: Spot
    head: Head
    distance: int
    """Characters that differ."""

    differences: Sequence[Difference]


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of a sentence."""

    exact: tuple[Place, ...] = ()
    """Oldest first: where it was printed first is what one wants to know."""

    near: tuple[Near, ...] = ()
    """The nearest first; only when it is nowhere word for word."""

    shortened: bool = False
    unverified: bool = False
    """The texts are not part of the index: those of `exact` hold all pairs of its characters."""

    unread: tuple[str, ...] = ()


def quote(shelf: Shelf, text: str) -> Quotation:
    """Where a sentence stands in the archive. Every text has an answer."""
    sentence = spread(text[:LONGEST_QUOTATION])
    pairs = _pairs(sentence.plain)
    exact: list[Place] = []
    near: list[Near] = []
    unverified = False
    if pairs and shelf.manifest.substring:
        holding, alike = _look_up(shelf, pairs)
        for number in holding:
            texts = shelf.texts(number)
            unverified |= texts is None
            place = _place(shelf, number, sentence, texts)
            if place is not None:
                exact.append(place)
        if not exact:
            near = [found for number in alike if (found := _near(shelf, number, sentence)) is not None]
            near.sort(key=lambda found: (found.distance, -found.number))
    return Quotation(
        exact=tuple(exact),
        near=tuple(near[:SHOWN]),
        shortened=len(text) > LONGEST_QUOTATION,
        unverified=unverified,
        unread=tuple(sorted(shelf.unread)),
    )


def _pairs(plain: str) -> list[str]:
    return list(dict.fromkeys(run[at : at + 2] for run in apart(plain, " ").split(" ") for at in range(len(run) - 1)))


def _look_up(shelf: Shelf, pairs: Sequence[str]) -> tuple[list[int], list[int]]:
    """The articles that hold all pairs, and those that hold most of their weight."""
    step = max(1, len(pairs) / SAMPLE)
    sample = [pairs[int(at * step)] for at in range(min(SAMPLE, len(pairs)))]
    sets = {pair: shelf.pair(pair) for pair in sample}
    holding = frozenset.intersection(*sets.values())
    for pair in pairs:
        if len(holding) <= EXACT:
            break
        if pair not in sets:
            holding &= shelf.pair(pair)
    alike = _weighed(shelf, sets)
    return sorted(holding)[:EXACT], alike


def _weighed(shelf: Shelf, sets: Mapping[str, frozenset[int]]) -> list[int]:
    weights: Counter[int] = Counter()
    whole = 0
    for docs in sets.values():
        # Whole numbers, so that both sides add up to the same.
        rare = int(rarity(len(docs), shelf.manifest.articles) * 1000)
        whole += rare
        for number in docs:
            weights[number] += rare
    order = sorted(weights, key=lambda number: (-weights[number], -number))
    return [number for number in order[:NEAR] if weights[number] >= whole * ALIKE]


def _place(shelf: Shelf, number: int, sentence: Spread, texts: Sequence[str] | None) -> Place | None:
    spot, head = shelf.spot(number), shelf.head(number)
    if texts is None:
        return Place(number=number, spot=spot, head=head, passage="", mark=(0, 0))
    # The body first: what it says is also what is cited.
    for text in reversed(texts):
        printed = spread(text)
        at = printed.plain.find(sentence.plain)
        if at >= 0:
            start, end = printed.starts[at], printed.ends[at + len(sentence.plain) - 1]
            before = text[max(0, start - AROUND) : start]
            passage = before + text[start:end] + text[end : end + AROUND]
            return Place(
                number=number, spot=spot, head=head, passage=passage, mark=(len(before), len(before) + end - start)
            )
    return None


def _near(shelf: Shelf, number: int, sentence: Spread) -> Near | None:
    found = [align(sentence, spread(text)) for text in shelf.texts(number) or () if text]
    if not found:
        return None
    distance, differences = min(found, key=lambda one: one[0])
    if distance > len(sentence.plain) * FAR:
        return None
    return Near(
        number=number, spot=shelf.spot(number), head=shelf.head(number), distance=distance, differences=differences
    )
