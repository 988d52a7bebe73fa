"""Halves of a paragraph between which something else was printed: a heading, another text that broke off as well.

Text taken column by column can put a whole story between the two, and where several broke off, the next block is often
the other half of another one. So all ends that broke off and all texts that could go on with one are paired at once, as
well as they can be together: the nearest is never taken first. Lines that were closed up as one paragraph take part
where they may be paragraphs by themselves (`fragments.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import Decision
from site_builder.segmenting.cut_rules import CONTESTED, goes_on, joined
from site_builder.segmenting.fragments import Fragment, closed_up, fragments
from site_builder.segmenting.half_evidence import Page
from site_builder.segmenting.pairing import best_pairs, lead
from site_builder.segmenting.parts import ASIDE, BODY, Item, Part
from site_builder.segmenting.shapes import is_flowing

REACH = 8
"""Texts over which the other half is looked for."""

MOST = 40
"""Broken ends on a page that are paired; where there are more, the text is no running text."""

NEXT = 0.4
"""What it counts that nothing stands between."""

WHOLE = 0.25
"""What it counts that an end goes on at all; twice that for one that has a next text, so that one sure pair of another
end seldom takes its next text away from it, and two sure pairs do.
"""

FAR = 0.01
"""What a text between two halves takes away, so that of two pairs as good the nearer is taken."""

HARD = 0.35
"""Evidence from which halves that stand apart are joined."""

CLEAR = 0.3
"""By how much the pairs on a page must be better than the next best ones; else they are shown."""

SAME = 0.1
"""By how much the evidence of two pairs may differ that is as good for the one as for the other."""

Scores = Mapping[tuple[int, int], float]


class _Ways(msgspec.Struct, frozen=True, kw_only=True):
    """What could go on with what on a page, by the indices of the texts."""

    scores: Scores
    evidence: Scores
    following: Mapping[int, int]
    """For an end the text that goes on with it when nothing else is known."""


def distant_halves(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """The items with halves put together that other text parted; the second half goes to the first.

    Halves with nothing between them are left to `column_cuts`, but they take part in the pairing. What breaks off and
    is found to go on nowhere is told.
    """
    broken = [at for at, item in enumerate(items) if _breaks_off(item)]
    lost = [at for at in broken if _next(items, at) is None]
    if not broken:
        return list(items), []
    texts = fragments(items, {at for end in lost for at in range(end + 1, end + 1 + REACH)})
    ends = [at for at, text in enumerate(texts) if text.glued or _breaks_off(text.item)]
    if len(ends) > MOST:
        return list(items), []
    ways = _ways(texts, ends)
    chosen = best_pairs(ways.scores)
    decisions = [one for end in ends for one in _doubts(texts, end, ways, chosen)]
    return _put_together(texts, ways, chosen), decisions


def _put_together(texts: Sequence[Fragment], ways: _Ways, chosen: Mapping[int, int]) -> list[Item]:
    """The texts as items, each half that stands apart put to its other half."""
    apart = {end: start for end, start in chosen.items() if ways.following.get(end) != start}
    moved = set(apart.values())
    found: dict[int, Item] = {}
    whole: dict[int, int] = {}
    for run, item in closed_up(texts, {end for end, start in chosen.items() if start == end + 1}):
        whole |= dict.fromkeys(run, run[0])
        last = run[-1]
        alone = last in ways.following and last not in chosen
        found[run[0]] = msgspec.structs.replace(item, kind=CONTESTED) if alone else item
    along = {end: start for end, start in chosen.items() if whole[end] in moved and whole[end] != whole[start]}
    for end, start in sorted((apart | along).items(), reverse=True):
        found[whole[end]] = joined(found[whole[end]], found.pop(whole[start]))
    return [found[at] for at in sorted(found)]


def _ways(texts: Sequence[Fragment], ends: Sequence[int]) -> _Ways:
    """Every way to go on, with what it counts: the next text, halves with evidence, and for an end whose next text may
    be another one's any text near it that is nobody's next.
    """
    page = Page(text.item.string for text in texts if text.item.part in BODY)
    items = [text.item for text in texts]
    following = {end: at for end in ends if (at := end + 1 if texts[end].glued else _next(items, end)) is not None}
    evidence: dict[tuple[int, int], float] = {}
    scores: dict[tuple[int, int], float] = {}
    for end in ends:
        left = items[end]
        whole = WHOLE * (1 + (end in following))
        for start in range(end + 1, min(end + 1 + REACH, len(items))):
            if not _could_go_on(left, items[start]) and following.get(end) != start:
                continue
            found = page.evidence(left.string, items[start].string)
            evidence[end, start] = found
            topic = page.topic(left.string, items[start].string)
            if following.get(end) == start:
                scores[end, start] = whole + NEXT + found + topic
            elif found >= HARD:
                scores[end, start] = whole + found + topic - FAR * (start - end)
    wanted = {start for (end, start), _ in scores.items() if following.get(end) != start}
    for end, at in following.items():
        if at in wanted:
            for start in range(end + 1, min(end + 1 + REACH, len(items))):
                if (end, start) in evidence and (end, start) not in scores and start not in following.values():
                    topic = page.topic(items[end].string, items[start].string)
                    scores[end, start] = max(0.0, 2 * WHOLE + evidence[end, start] + topic - FAR * (start - end))
    return _Ways(scores=scores, evidence=evidence, following=following)


def _doubts(texts: Sequence[Fragment], end: int, ways: _Ways, chosen: Mapping[int, int]) -> list[Decision]:
    """What a person should see of one end: that it goes on far away or nowhere, or that another may be its half."""
    if end not in chosen:
        return [] if texts[end].glued else [_told("broken_off", "end", "goes on", 0.6, texts[end])]
    start = chosen[end]
    near = {pair: score for pair, score in ways.scores.items() if abs(pair[0] - end) <= 2 * REACH}
    if ways.following.get(end) != start:
        score = max(0.5, min(0.95, ways.scores[end, start]))
        return [_told("column_cut", "join", "break", score, texts[start])]
    if len([pair for pair in near if end == pair[0] or start == pair[1]]) > 1:
        ahead = lead(near, {one: other for one, other in chosen.items() if (one, other) in near}, end)
        if ahead < CLEAR:
            return [_told("column_cut", "join", "break", 0.5 + ahead, texts[start])]
    others = [other for other, at in ways.evidence if at == start and other != end]
    if any(other not in chosen and not texts[other].glued for other in others):
        return [_told("column_cut", "join", "break", 0.6, texts[start])]  # an end near it has no other half: this one?
    astray = [other for other in others if chosen.get(other, -1) != ways.following.get(other)]
    if any(ways.evidence[other, start] >= ways.evidence[end, start] - SAME for other in astray):
        return [_told("column_cut", "join", "break", 0.6, texts[start])]
    return []


def _told(rule: str, chosen: str, alternative: str, score: float, about: Fragment) -> Decision:
    return Decision(rule=rule, chosen=chosen, alternative=alternative, score=score, text=about.item.text)


def _next(items: Sequence[Item], end: int) -> int | None:
    """The block that goes on with a broken one and has nothing between; None when there is none."""
    at = next((at for at in range(end + 1, len(items)) if items[at].part not in ASIDE), None)
    return at if at is not None and items[at].part is Part.PARAGRAPH and goes_on(items[end], items[at]) > 0.5 else None


def _breaks_off(item: Item) -> bool:
    block = item.block
    return (
        item.part in BODY
        and not any(turn.forth for turn in item.turns)
        and block.ending in ("none", "pause")
        and block.string.rstrip()[-1:] not in "；;"
        and not block.first.bold
        and (is_flowing(block) or len(printed(block.string)) >= 30)
    )


def _could_go_on(first: Item, second: Item) -> bool:
    """Whether the second is a text that could go on with the first, whatever it says."""
    block = second.block
    plain = second.part is Part.PARAGRAPH and not block.level and not block.first.bold and not block.cue
    plain = plain and all(turn.forth for turn in second.turns)
    return plain and first.block.first.quoted == block.first.quoted
