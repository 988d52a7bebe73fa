"""Halves of a paragraph between which something else was printed: a heading, another text that broke off as well.

Text taken column by column can put a whole story between the two. Only halves that could not stand alone are taken:
the first breaks off in mid-sentence, the second opens with a mark no line may open with, or a word of the dictionary
goes across. Where several broke off on a page they are paired all at once, the pairs as likely as they can be together;
the nearest is not taken first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import Decision
from site_builder.segmenting.cut_rules import goes_on, joined
from site_builder.segmenting.dictionary import LONGEST, is_word
from site_builder.segmenting.parts import ASIDE, BODY, Item, Part
from site_builder.segmenting.shapes import is_flowing

REACH = 8
"""Blocks over which the other half is looked for."""

MOST = 7
"""Broken ends on a page that are paired; where there are more, the text is no running text."""

_NO_OPENING = frozenset("，。、；：！？”’）》」』】〉,;:!?)")
_SURE, _LIKELY = 0.7, 0.6
"""How sure a pair is by a mark, and by a word across; both are shown to the archivist."""

_NEXT = 0.75
"""What it counts that nothing stands between: two sure pairs of others are more, one is not."""

_FAR = 0.01
"""What a block between two halves takes away, so that of two pairs as good the nearer is taken."""


def distant_halves(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """The items with halves put together that other text parted; the second half goes to the first.

    Halves with nothing between them are left to `column_cuts`, but they take part in the pairing.
    """
    ends = [at for at, item in enumerate(items) if _breaks_off(item)]
    if not 0 < len(ends) <= MOST:
        return list(items), []
    next_ones = {end: at for end in ends if (at := _next(items, end)) is not None}
    pairs = {
        (end, start): score
        for end in ends
        for start in range(end + 1, min(end + 1 + REACH, len(items)))
        if (score := _likelihood(items[end], items[start], start - end, nearest=next_ones.get(end) == start)) > 0
    }
    chosen = {end: start for end, start in _matched(ends, pairs).items() if next_ones.get(end) != start}
    found: dict[int, Item] = dict(enumerate(items))
    decisions = []
    for end, start in sorted(chosen.items(), reverse=True):
        second = found.pop(start)
        score = pairs[end, start]
        decisions.append(Decision(rule="column_cut", chosen="join", alternative="break", score=score, text=second.text))
        found[end] = joined(found[end], second)
    return [found[at] for at in sorted(found)], decisions[::-1]


def _next(items: Sequence[Item], end: int) -> int | None:
    """The block that goes on with a broken one and has nothing between; None when there is none."""
    at = next((at for at in range(end + 1, len(items)) if items[at].part not in ASIDE), None)
    return at if at is not None and items[at].part is Part.PARAGRAPH and goes_on(items[end], items[at]) > 0.5 else None


def _likelihood(first: Item, second: Item, apart: int, *, nearest: bool) -> float:
    evidence = _score(first, second)
    return evidence + _NEXT if nearest else evidence - _FAR * apart if evidence else 0.0


def _breaks_off(item: Item) -> bool:
    block = item.block
    return (
        item.part in BODY
        and block.ending == "none"
        and not block.first.bold
        and (is_flowing(block) or len(printed(block.string)) >= 30)
    )


def _score(first: Item, second: Item) -> float:
    """How surely the second block is the other half of the first; 0 when nothing says so."""
    if second.part is not Part.PARAGRAPH or second.block.level or second.block.first.bold or second.block.cue:
        return 0.0
    if first.block.first.quoted != second.block.first.quoted:
        return 0.0
    left, right = first.string.rstrip(), second.string.lstrip()
    if right[:1] in _NO_OPENING and left[-1:] not in _NO_OPENING:
        return _SURE
    return _LIKELY if _word_across(left, right) else 0.0


def _word_across(left: str, right: str) -> bool:
    """Whether a word of the dictionary goes across the break that neither side has to itself."""
    alone = is_word(left[-2:]), is_word(right[:2])
    for length in range(LONGEST, 1, -1):
        for before in range(1, length):
            mine, others = left[-before:], right[: length - before]
            if not is_word(mine + others) or len(mine + others) < length:
                continue
            if is_word(mine) or is_word(others) or (any(alone) if length == 2 else all(alone)):
                continue
            return True
    return False


def _matched(ends: Sequence[int], pairs: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The pairs that are together the surest; no half is in two of them."""

    def best(at: int, taken: frozenset[int]) -> tuple[float, dict[int, int]]:
        if at == len(ends):
            return 0.0, {}
        top = best(at + 1, taken)
        for (end, start), score in pairs.items():
            if end == ends[at] and start not in taken:
                rest, chosen = best(at + 1, taken | {start})
                if rest + score > top[0]:
                    top = rest + score, {end: start, **chosen}
        return top

    return best(0, frozenset())[1]
