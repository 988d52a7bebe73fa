"""Paragraphs that a column, a page or a picture cut in two are made whole.

Only running text is joined: a block that ends in mid-sentence and the next one that is neither a heading nor a new
start. A column may also end exactly at a full stop; then only an enumeration that goes on (…二要 | 三要…) betrays it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import Block, Decision
from site_builder.newspaper.runs import Text, glue, join
from site_builder.segmenting.parts import ASIDE, BODY, Item, Part
from site_builder.segmenting.shapes import is_flowing

_ORDINAL = re.compile(r"(?P<head>第?)(?P<number>[一二三四五六七八九十])(?P<tail>是|要|、|，)")
_NUMBERS = "一二三四五六七八九十"
_STARTS = ("numbered", "lead", "caption", "mark", "byline")
_WORD = re.compile(r"[A-Za-z0-9]")

CONTESTED = "contested"
"""The kind of a text that broke off and whose next text went to another one: what it is joined to is shown."""


def column_cuts(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Join the halves of cut paragraphs; what stood between them follows after."""
    found: list[Item] = []
    decisions: list[Decision] = []
    waiting = list(items)
    while waiting:
        item = waiting.pop(0)
        if item.part not in BODY:
            found.append(item)
            continue
        passed: list[Item] = []
        while True:
            at = next((i for i, other in enumerate(waiting) if other.part not in ASIDE), None)
            if at is None or waiting[at].part is not Part.PARAGRAPH or waiting[at].block.level:
                break
            score = goes_on(item, waiting[at])
            if score <= 0.5:
                break
            if score < 0.9 or at or item.kind == CONTESTED:
                where = waiting[at].text
                decisions.append(
                    Decision(
                        rule="column_cut", chosen="join", alternative="break", score=score - 0.1 * bool(at), text=where
                    )
                )
            passed += waiting[:at]
            item = joined(item, waiting[at])
            del waiting[: at + 1]
        found.append(item)
        found += passed
    return found, decisions


def goes_on(item: Item, following: Item) -> float:
    """How likely the second block goes on in the middle of the first one's sentence or list."""
    first, second = item.block, following.block
    if first.first.bold or second.first.bold or second.string.startswith("**") or second.cue in _STARTS:
        return 0.0
    if first.first.quoted != second.first.quoted:
        return 0.0
    if any(turn.forth for turn in item.turns) or any(not turn.forth for turn in following.turns):
        return 0.0
    if first.ending in ("none", "pause", "open"):
        if not is_flowing(first) and len(printed(first.string)) < 30:
            return 0.0
        if first.string.rstrip()[-1] in "；;" or not (is_flowing(second) or second.ending == "terminal"):
            return 0.0
        return 0.95 if first.ending != "none" or is_flowing(second) else 0.8
    if first.ending == "terminal" and _goes_on_counting(first.string, second.string):
        return 0.65
    return 0.0


def _goes_on_counting(first: str, second: str) -> bool:
    """Whether a list counted inside the first text (一要…二要…) goes on at the start of the second (三要…)."""
    match = _ORDINAL.match(second)
    if match is None or match["tail"] in "、，":
        return False
    number = _NUMBERS.index(match["number"])
    if number < 2 or _ORDINAL.match(first):
        return False
    wanted = [f"{match['head']}{_NUMBERS[n]}{match['tail']}" for n in range(number)]
    return all(one in first for one in wanted) and f"{match['head']}{match['number']}{match['tail']}" not in first


def joined(first: Item, second: Item) -> Item:
    """One item of the two halves, closed up; between Latin words a space."""
    left, right = first.text, second.text
    between = " " if _WORD.match(left.string[-1:]) and _WORD.match(right.string[:1]) else ""
    text: Text = join((left, glue(between), right))
    block: Block = msgspec.structs.replace(
        first.block,
        text=text,
        lines=first.block.lines + second.block.lines,
        starts=(*first.block.starts, *(len(text) - len(right) + start for start in second.block.starts)),
        ending=second.block.ending,
        wrapped=first.block.wrapped or second.block.wrapped,
    )
    return msgspec.structs.replace(first, block=block)
