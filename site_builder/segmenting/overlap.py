"""How much of one text is found again in another, by pairs of neighbouring characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add

from site_builder.newspaper.characters import INVISIBLE, SPACE
from site_builder.segmenting.folding import folded

_SIGNS = re.compile(rf"""[{INVISIBLE}{SPACE}，。、；：！？“”‘’「」『』（）()《》〈〉【】\[\]…—·,.;:!?"'*#-]+""")


def pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring characters, punctuation and white space aside."""
    bare = _SIGNS.sub("", folded(text)).lower()
    return frozenset(map(add, bare, bare[1:]))


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """The part of one text's pairs that the other has too; 0 for a text without pairs."""
    return len(part & whole) / len(part) if part else 0.0


def rarity(texts: Iterable[frozenset[str]]) -> dict[str, float]:
    """A weight for each pair: 1 when one text has it, less the more texts do."""
    counts: dict[str, int] = {}
    for text in texts:
        for pair in text:
            counts[pair] = counts.get(pair, 0) + 1
    return {pair: 1 / count for pair, count in counts.items()}


def weighed_share(part: frozenset[str], whole: frozenset[str], weights: dict[str, float]) -> float:
    """Like `share`, but pairs that every text has count little."""
    total = sum(weights.get(pair, 1.0) for pair in part)
    return sum(weights.get(pair, 1.0) for pair in part & whole) / total if total else 0.0
