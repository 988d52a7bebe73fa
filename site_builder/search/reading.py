"""The best articles of a question are read, so that none comes first that only has the pieces of what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from site_builder.search.asking import Asked
from site_builder.search.grammar import Demand, Kind
from site_builder.search.normalise import figures, normalise, runs
from site_builder.search.proving import VERIFIED_PAGES, proven
from site_builder.search.shelf import Shelf

LOOKED_AT = 30
"""Articles beyond those shown that are read to see whether they hold what is asked, or only its pieces."""

HEADED = 10
"""Of so many of the best it is looked whether their headline is all that was typed."""

Ranked = list[tuple[int, float]]
"""Articles with their scores, the best first."""


class Settled(msgspec.Struct, frozen=True):
    """What came of reading."""

    false: set[int]
    """Articles that only have the pieces of a part."""

    gone: set[int]
    """Those of them that do not answer the question."""


def settle(shelf: Shelf, asked: Sequence[Asked], ranked: Sequence[int], many: int, *, widened: bool) -> Settled:
    """Reads the best until so many are left of which no part is open, or nothing can be read; takes back what is false.

    `ranked` is as long as may be read. `widened`: articles may answer without the words of every part.
    """
    doubtful = [one for one in asked if one.open]
    false: list[set[int]] = [set() for _ in doubtful]
    kept = at = 0
    while doubtful and kept < many and at < len(ranked):
        batch = ranked[at : at + many - kept]
        at += len(batch)
        told = [_told(shelf, doubtful, number) for number in batch]
        for number, said in zip(batch, told, strict=True):
            for place, holds in said.items():
                if holds is not None:
                    doubtful[place].open.discard(number)
                if holds is False:
                    false[place].add(number)
            kept += False not in said.values()
        if any(told) and not any(holds is not None for said in told for holds in said.values()):
            break
    gone: set[int] = set()
    for one, numbers in zip(doubtful, false, strict=True):
        one.exact = set(one.exact) - numbers
        _reweigh(one, dict.fromkeys(numbers, 0.0))
        if one.part.kind is Kind.PHRASE or not widened:
            gone |= numbers - one.rest
    return Settled(set().union(*false), gone)


def _told(shelf: Shelf, doubtful: Sequence[Asked], number: int) -> dict[int, bool | None]:
    """What an article says to the parts that are open there, by their places."""
    return {place: proven(shelf, one.part, number) for place, one in enumerate(doubtful) if number in one.open}


def without(shelf: Shelf, asked: Sequence[Asked], docs: set[int]) -> set[int]:
    """The articles that do not hold what must not be there.

    Where that hangs on a few of which only the pieces are known, these are read; on more, it is said.
    """
    for one in (one for one in asked if one.part.demand is Demand.NOT):
        near = one.open & docs
        if len(near) <= VERIFIED_PAGES:
            said = {number: proven(shelf, one.part, number) for number in near}
            one.open -= {number for number, holds in said.items() if holds is not None}
            one.docs -= {number for number, holds in said.items() if holds is False} - one.rest
        one.unverified = one.part.kind is Kind.PHRASE and bool(one.open & docs)
        docs = docs - one.docs
    return docs


def headed(shelf: Shelf, asked: Sequence[Asked], ranked: Sequence[int]) -> set[int]:
    """Those of the best whose headline is all that was typed; they count more from now on."""
    kinds = (Kind.WORDS, Kind.PHRASE)
    if any(one.part.kind not in kinds or one.part.fields or one.part.demand is Demand.NOT for one in asked):
        return set()
    typed = figures("".join(run for one in asked for run in runs(one.part.text)))
    best = [number for number in ranked[:HEADED] if all(number in one.exact for one in asked)]
    found = {number for number in best if figures("".join(runs(normalise(shelf.head(number).headline)))) == typed}
    for one in asked:
        _reweigh(one, dict.fromkeys(found, 2.0))
    return found


def surest_first(asked: Sequence[Asked], ranked: Ranked) -> Ranked:
    """In the places of those that seem to hold a part as typed, first those that are known to."""
    exact: set[int] = set().union(*(one.exact for one in asked))
    unknown: set[int] = set().union(*(one.open for one in asked))
    seem = iter(sorted((hit for hit in ranked if hit[0] in exact), key=lambda hit: hit[0] in unknown))
    return [next(seem) if hit[0] in exact else hit for hit in ranked]


def _reweigh(asked: Asked, times: Mapping[int, float]) -> None:
    """What a part as typed weighs in some articles, so many times."""
    for name in (name for name in asked.terms if times and name.startswith("!")):
        asked.terms[name] = {
            field: {number: weighs * times.get(number, 1.0) for number, weighs in weights.items()}
            for field, weights in asked.terms[name].items()
        }
