"""Which articles come first: lunr's scores from counts, and lunr itself over the best; the twin of ranking.js.

The index on disk holds no weights, only how often a word stands where, and how long the texts are. What a word weighs
is reckoned here exactly as `lunr.Builder` does, so that the answer is that of one lunr index over everything: the
articles that count are scored all, the best of them make a small lunr index, and lunr puts those in order.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

K1 = 1.2
B = 0.75
"""Of BM25, as `lunr.Builder` has them."""

BEST = 200
"""Articles that lunr itself puts in order; more when more are asked for."""

Weights = Mapping[str, Mapping[int, float]]
"""Field → article → what a term weighs there."""


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """What lunr is asked: a term that is there, or a name that stands for a set of articles."""

    term: str
    fields: tuple[str, ...]
    boost: float = 1.0


def rarity(holding: int, articles: int) -> float:
    """lunr's idf. `holding` counts an article once for every field that holds the term."""
    return math.log(1 + abs((articles - holding + 0.5) / (holding + 0.5)))


def weight(idf: float, times: int, length: float, average: float, boost: float) -> float:
    """What a term weighs in a field of an article, to the third decimal, by `lunr.Builder`'s BM25."""
    score = idf * ((K1 + 1) * times) / (K1 * (1 - B + B * (length / average)) + times)
    return math.floor(score * boost * 1000 + 0.5) / 1000


def rank(
    clauses: Sequence[Clause],
    terms: Mapping[str, Weights],
    among: Collection[int],
    fields: Sequence[str],
    many: int,
) -> list[tuple[int, float]]:
    """The best `many` of the articles with their scores, the newest first among equals.

    `terms` has the weights of each clause's term; every article of `among` is scored, if only with 0.
    """
    scores = _scores(clauses, terms, among, fields)
    best = heapq.nsmallest(max(many, BEST), scores, key=lambda number: (-_rounded(scores[number]), -number))
    asked = _lunr(clauses, terms, sorted(best), fields)
    order = sorted(best, key=lambda number: (-asked.get(number, 0.0), -number))
    return [(number, asked.get(number, 0.0)) for number in order[:many]]


def _rounded(score: float) -> float:
    # To the sixth decimal, so that equals are equal however the sum was taken.
    return math.floor(score * 1e6 + 0.5) / 1e6


def _scores(
    clauses: Sequence[Clause], terms: Mapping[str, Weights], among: Collection[int], fields: Sequence[str]
) -> dict[int, float]:
    scores = dict.fromkeys(among, 0.0)
    for field in fields:
        asked: Counter[str] = Counter()
        for clause in clauses:
            if field in clause.fields:
                asked[clause.term] += clause.boost  # type: ignore[assignment]  # boosts are no whole numbers
        size = math.sqrt(sum(boost * boost for boost in asked.values()))
        for term, boost in asked.items():
            for number, weighs in terms[term].get(field, {}).items():
                if number in scores:
                    scores[number] += boost * weighs / size
    return scores


def _lunr(
    clauses: Sequence[Clause], terms: Mapping[str, Weights], best: Sequence[int], fields: Sequence[str]
) -> dict[int, float]:
    """lunr's own scores over an index of the best articles and the terms asked for."""
    if not clauses or not best:
        return {}
    index = _index(sorted({clause.term for clause in clauses}), terms, best, fields)
    query = index.create_query()  # type: ignore[attr-defined]  # lunr ships no types
    for clause in clauses:
        query.clause(clause.term, fields=list(clause.fields), use_pipeline=False, boost=clause.boost)
    return {int(found["ref"]): _rounded(found["score"]) for found in index.query(query)}  # type: ignore[attr-defined]


def _index(names: Iterable[str], terms: Mapping[str, Weights], best: Sequence[int], fields: Sequence[str]) -> object:
    from lunr.index import Index
    from lunr.pipeline import Pipeline
    from lunr.token_set import TokenSet
    from lunr.vector import Vector

    inverted: dict[str, dict[str, object]] = {}
    vectors: dict[str, list[float]] = {}
    for at, name in enumerate(names):
        posting: dict[str, object] = {"_index": at}
        for field in fields:
            weights = terms[name].get(field, {})
            holding = [number for number in best if number in weights]
            posting[field] = {str(number): {} for number in holding}
            for number in holding:
                vectors.setdefault(f"{field}/{number}", []).extend((at, weights[number]))
        inverted[name] = posting
    return Index(
        inverted_index=inverted,
        field_vectors={ref: Vector(elements) for ref, elements in vectors.items()},
        token_set=TokenSet.from_list(inverted),
        fields=list(fields),
        pipeline=Pipeline(),
    )
