"""Lines to be kept as lines: rows of figures, regulated verse, and free verse under its heading and its poet's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

import msgspec

from site_builder.newspaper.characters import printed
from site_builder.newspaper.raw import ROW, VERSE, Decision
from site_builder.newspaper.runs import glue, join
from site_builder.segmenting.folding import folded
from site_builder.segmenting.heads import says_label
from site_builder.segmenting.line_rules import signs_verse
from site_builder.segmenting.parts import Item, Part, as_part
from site_builder.segmenting.shapes import is_heading_shaped

SIGNED, UNSIGNED = 4, 7
"""Short lines in a row that are verse below a poet's name, and below a heading alone: no heading has so many."""

SHORT, LONGEST = 12, 22
"""Characters the middle one of them has at most, and any one of them."""

HEADING = 3
"""Lines above some verse of which one may say how many poems it is."""

TITLE, MANY = 8, 99
"""Characters of the longest title of a poem inside verse, and how many there may be where no number is named."""

_NUMBERS = "一二三四五六七八九"
_SEVERAL = re.compile(rf"[(\[〔 ]外?(?P<number>[{_NUMBERS}])[首章题][)\]〕]?$|组诗")

BREAK = "\\\n"
"""How Markdown ends a line inside a paragraph."""

_SPEECH = frozenset("我你您他她它们是的地得了着过在不没有就都也还又很再这那哪谁什么里上下中来去吧呢啊吗一")
"""Characters of speech, which no poet's name has behind its surname."""

_SIGN = re.compile("[□■◎●○◆★▲△]")


def kept_lines(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Verse and rows that were known line by line, each run of them one item."""
    parts = {VERSE: Part.VERSE, ROW: Part.TABLE}
    found: list[Item] = []
    run: list[Item] = []
    for item in [*items, None]:
        if run and (item is None or item.block.first.zone != run[0].block.first.zone or _apart(run[-1], item)):
            found.append(as_part(_as_one(run), parts[run[0].block.first.zone]))
            run = []
        if item is None:
            break
        if item.block.first.zone in parts:
            run.append(item)
        else:
            found.append(item)
    return found, []


def free_verse(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """Runs of short lines without full stops below a name, or too many to be a heading: verse, line by line."""
    found: list[Item] = []
    decisions: list[Decision] = []
    index = 0
    while index < len(items):
        end = index
        while end < len(items) and _is_short(items[end]):
            end += 1
        last = end if end == len(items) else end - 1  # the last line may head what follows
        if following := _next_poem(items, index, end):
            last = end = following
        start, stop = _verse(items, index, end, last)
        if stop > start:
            above = list(items[index:start])
            over = [item.string for item in [*found, *above]][-HEADING:]
            if above and signs_verse(above[-1].string):
                above[-1] = as_part(above[-1], Part.BYLINE)
            found += [*above, *_poems(_stanzas(items[start:stop]), over)]
            decisions.append(
                Decision(rule="verse", chosen="verse", alternative="headline", score=0.75, text=items[start].text)
            )
            found += items[stop:end]
            index = end
        else:
            found += items[index : max(end, index + 1)]
            index = max(end, index + 1)
    return found, decisions


def _stanzas(lines: Sequence[Item]) -> list[list[Item]]:
    """The lines of some verse by stanzas: parted where a blank line stands that does not stand between all lines."""
    usual = min((line.block.first.gap for line in lines[1:]), default=0)
    found: list[list[Item]] = [[lines[0]]]
    for line in lines[1:]:
        if line.block.first.gap > usual:
            found.append([])
        found[-1].append(line)
    return found if len(found) < len(lines) else [list(lines)]


def _poems(stanzas: Sequence[list[Item]], over: Sequence[str]) -> list[Item]:
    """Verse by stanzas; first lines that the heading (外一首, 三首, 组诗) says are titles of poems are subheadings."""
    count = next((number for line in reversed(over) if (number := _inner_titles(line))), 0)
    first = 1 if any("外" in line for line in over) else 0
    titles = sorted(
        (at for at in range(first, len(stanzas)) if _is_inner_title(stanzas, at)),
        key=lambda at: (len(stanzas[at]) > 1, len(stanzas[at][0].string)),
    )[:count]
    found: list[Item] = []
    for at, stanza in enumerate(stanzas):
        lines = stanza
        if at in titles:
            found.append(as_part(stanza[0], Part.SUBHEADING))
            lines = stanza[1:]
        if lines:
            found.append(as_part(_as_one(lines), Part.VERSE))
    return found


def _inner_titles(heading: str) -> int:
    """How many titles a heading says stand inside the verse below it."""
    match = _SEVERAL.search(folded(heading))
    if match is None:
        return 0
    return MANY if match["number"] is None else _NUMBERS.index(match["number"]) + 1


def _is_inner_title(stanzas: Sequence[list[Item]], at: int) -> bool:
    """Whether the first line of a stanza is shorter than its others, or stands alone over another stanza."""
    title, *rest = stanzas[at]
    if len(printed(title.string)) > TITLE or title.block.ending != "none":
        return False
    below = rest or (stanzas[at + 1] if at + 1 < len(stanzas) else [])
    return bool(below) and len(printed(title.string)) < median(len(printed(line.string)) for line in below)


def _next_poem(items: Sequence[Item], start: int, end: int) -> int:
    """Where in verse below a title and a poet's name the next such pair stands; 0 for nowhere."""
    above = start > 0 and items[start - 1].part is Part.BYLINE
    if not above and (end - start <= SIGNED or not signs_verse(items[start + 1].string)):
        return 0
    pairs = range(start + (0 if above else 2) + SIGNED, end - 1 - SIGNED)
    return next((at for at in pairs if _is_title(items[at]) and _is_poet(items[at + 1].string)), 0)


def _is_poet(line: str) -> bool:
    """Whether a line among others is a name for sure: a poem's own short lines have words that no name has."""
    return signs_verse(line) and _SPEECH.isdisjoint(line)


def _is_title(item: Item) -> bool:
    """Whether a line could be a poem's title."""
    return len(printed(item.string)) <= SHORT and item.block.ending == "none"


def _verse(items: Sequence[Item], start: int, end: int, last: int) -> tuple[int, int]:
    """Which items of a run of short lines are verse: without the heading over them and the next piece's below."""
    named = end - start > SIGNED and signs_verse(items[start + 1].string)
    signed = named or (start > 0 and items[start - 1].part is Part.BYLINE)
    first = start + 2 if named else start if signed else start + 1 + says_label(items[start].string)
    lines = [len(printed(item.string)) for item in items[first:last]]
    if len(lines) < (SIGNED if signed else UNSIGNED) or median(lines) > SHORT or max(lines) > LONGEST:
        return start, start
    return first, last


def _is_short(item: Item) -> bool:
    block = item.block
    return (
        not item.fixed
        and item.part is Part.PARAGRAPH
        and not (block.level or block.first.bold or block.cue or _SIGN.match(block.string))
        and len(block.lines) == 1
        and (
            is_heading_shaped(block)
            or (block.ending == "pause" and len(block.string) <= LONGEST)
            or (block.ending == "none" and len(block.string.strip()) == 1)
        )
    )


def _apart(before: Item, here: Item) -> bool:
    return before.block.first.source != here.block.first.source


def _as_one(items: Sequence[Item]) -> Item:
    texts = [items[0].text]
    for item in items[1:]:
        texts += [glue(BREAK), item.text]
    text = join(texts)
    block = msgspec.structs.replace(
        items[0].block,
        lines=tuple(line for item in items for line in item.block.lines),
        text=text,
        starts=(0,),
        ending="terminal",
    )
    return Item(block=block)
