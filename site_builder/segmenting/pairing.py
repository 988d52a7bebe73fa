"""The pairs that are together the best: each end with one start at most, and each start with one end.

The assignment problem, solved by the Hungarian method in its shortest-path form (Jonker and Volgenant 1987): n³ for n
ends, and a page has few.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

Pair = tuple[int, int]


def best_pairs(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Of pairs with their scores those whose sum is greatest; a pair that is not named, or counts 0, is never taken."""
    ends = sorted({end for end, _ in scores})
    starts = sorted({start for _, start in scores})
    if not ends:
        return {}
    # A column of its own for each end lets it stay alone, at no cost.
    columns = len(starts) + len(ends)
    costs = [[-max(0.0, scores.get((end, start), 0.0)) for start in starts] + [0.0] * len(ends) for end in ends]
    owner = _owners(costs, columns)
    return {
        ends[row]: starts[column]
        for column, row in enumerate(owner[: len(starts)])
        if row >= 0 and scores.get((ends[row], starts[column]), 0.0) > 0
    }


def lead(scores: Mapping[Pair, float], chosen: Mapping[int, int], end: int) -> float:
    """By how much the best pairs are better than the best ones in which this end has another start, or none."""
    without = {pair: score for pair, score in scores.items() if pair != (end, chosen[end])}
    return _sum(scores, chosen) - _sum(without, best_pairs(without))


def _sum(scores: Mapping[Pair, float], chosen: Mapping[int, int]) -> float:
    return sum(scores[pair] for pair in chosen.items())


def _owners(costs: list[list[float]], columns: int) -> list[int]:
    """For each column the row it goes to at the least cost of all, -1 for none; columns are no fewer than rows."""
    row_price = [0.0] * len(costs)
    column_price = [0.0] * columns
    owner = [-1] * columns
    for row in range(len(costs)):
        least = [math.inf] * columns
        came_from = [-1] * columns
        done = [False] * columns
        here, column = row, -1
        while True:
            step, following = math.inf, -1
            for other in range(columns):
                if done[other]:
                    continue
                cost = costs[here][other] - row_price[here] - column_price[other]
                if cost < least[other]:
                    least[other], came_from[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            row_price[row] += step
            for other in range(columns):
                if done[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = following
            done[column] = True
            if owner[column] < 0:
                break
            here = owner[column]
        while column >= 0:
            before = came_from[column]
            owner[column] = owner[before] if before >= 0 else row
            column = before
    return owner
