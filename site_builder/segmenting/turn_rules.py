"""Stories that go on on another page, put together by the numbers that the marks at their halves name.

Where a text on page 1 ends in （下转第3版） and one on page 3 begins with （上接第1版）, the two belong together,
whatever was printed between. Of several such pairs at once the words decide, for all of them together; what is moved is
shown, and so is a mark whose other half is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.newspaper.characters import ending
from site_builder.newspaper.raw import Decision
from site_builder.segmenting.cut_rules import joined
from site_builder.segmenting.folding import folded
from site_builder.segmenting.folios import page_of
from site_builder.segmenting.half_evidence import Page
from site_builder.segmenting.page_marks import FROM_PAGE, JUMP, TO_PAGE, PageMark, read_mark
from site_builder.segmenting.pairing import best_pairs, lead
from site_builder.segmenting.parts import ASIDE, BODY, ENDS, TEXT, TURNED, Item, Part, Turn, as_part

MARKED = 0.6
"""What it counts that one half is marked as going on on a page and another as coming from one."""

ON_PAGE = 0.3
"""What it counts, for each half, that it stands on the page the other one's mark names; and against them when not."""

LEAST = 0.35
"""Points from which two marked halves are put together."""

CLEAR = 0.2
"""Points by which the pairs of a page are better than others when they are as good as sure."""

_RUN = (*TEXT, *ENDS, Part.SUBHEADING)
"""What a story's second half consists of."""


class _Half(msgspec.Struct, frozen=True, kw_only=True):
    mark: int
    """The index of the mark."""

    text: int
    """The index of the text that ends or begins there."""

    page: str
    """The other half's page by the mark."""

    here: str
    """The page it stands on; empty where no folio says so."""


def jumps(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """下转第三版 and 上接第一版 on lines of their own, or in brackets before or behind the text that goes on."""
    found: list[Item] = []
    for item in items:
        string = folded(item.string)
        if item.fixed:
            found.append(item)
        elif JUMP.fullmatch(string):
            found.append(as_part(item, Part.JUMP))
        elif from_page := FROM_PAGE.match(string):
            jump, text = _cut(item, from_page.end())
            found += [as_part(jump, Part.JUMP), *_with_end(msgspec.structs.replace(text, kind=TURNED))]
        else:
            found += _with_end(item)
    return found, []


def page_turns(items: Sequence[Item]) -> tuple[list[Item], list[Decision]]:
    """The items with every second half behind its first one, where marks of both name each other's pages."""
    ends, starts = _halves(items)
    if not ends and not starts:
        return list(items), []
    page = Page(item.string for item in items if item.part in BODY)
    scores = {
        (end.mark, start.mark): score
        for end in ends
        for start in starts
        if start.mark > end.mark and (score := _score(items, end, start, page)) >= LEAST
    }
    chosen = best_pairs(scores)
    decisions = [_lost(items[half.mark]) for half in ends if half.mark not in chosen]
    decisions += [_lost(items[half.mark]) for half in starts if half.mark not in chosen.values()]
    texts = {half.mark: half.text for half in (*ends, *starts)}
    moved: dict[int, list[int]] = {}
    for end, start in chosen.items():
        ahead = lead(scores, chosen, end) if len(chosen) > 1 or len(scores) > 1 else scores[end, start]
        sure = min(0.95, 0.55 + ahead) if ahead < CLEAR else 0.9
        decisions.append(
            Decision(rule="page_turn", chosen="join", alternative="break", score=sure, text=items[texts[start]].text)
        )
        moved[texts[end]] = _run(items, texts[start])
    known = list(items)
    for half in (*ends, *starts):
        if half.mark not in chosen and half.mark not in chosen.values():
            turn = Turn(mark=items[half.mark].text, page=half.page, forth=half in ends)
            known[half.text] = msgspec.structs.replace(known[half.text], turns=(*known[half.text].turns, turn))
    return _laid(known, moved), decisions


def _with_end(item: Item) -> list[Item]:
    """A text and the mark it ends with, if it does."""
    to_page = TO_PAGE.search(folded(item.string))
    if to_page is None:
        return [item]
    text, jump = _cut(item, to_page.start())
    return [msgspec.structs.replace(text, kind=TURNED), as_part(jump, Part.JUMP)]


def _cut(item: Item, at: int) -> tuple[Item, Item]:
    """What an item says before a character and from it on."""
    block = item.block
    before, after = block.text.slice(0, at).strip(), block.text.slice(at).strip()
    lines = sum(start < at for start in block.starts)
    first = msgspec.structs.replace(
        block, text=before, lines=block.lines[:lines], starts=block.starts[:lines], ending=ending(before.string)
    )
    behind = (0, *(start - at for start in block.starts[lines:]))
    rest = msgspec.structs.replace(block, text=after, lines=block.lines[lines - 1 :], starts=behind, cue="")
    return Item(block=first), Item(block=rest)


def _halves(items: Sequence[Item]) -> tuple[list[_Half], list[_Half]]:
    """The first and the second halves that have a mark."""
    ends: list[_Half] = []
    starts: list[_Half] = []
    here = ""
    for index, item in enumerate(items):
        if item.part is Part.FURNITURE and item.kind in ("folio", "masthead"):
            here = page_of(item.string) or here
        mark = read_mark(item.string) if item.part is Part.JUMP else None
        if mark is None:
            continue
        before, after = _text(items, index, -1), _text(items, index, 1)
        if before is not None and _goes_forth(mark, items, index):
            ends.append(_Half(mark=index, text=before, page=mark.page, here=here))
        elif after is not None and not mark.forth:
            starts.append(_Half(mark=index, text=after, page=mark.page, here=here))
    return ends, starts


def _goes_forth(mark: PageMark, items: Sequence[Item], index: int) -> bool:
    """Whether a text ends at a mark; 紧接 is where a story goes on when it stands right behind a text."""
    if mark.forth is not None:
        return mark.forth
    return index > 0 and items[index - 1].part in BODY


def _text(items: Sequence[Item], index: int, step: int) -> int | None:
    """The text beside a mark; None where something else stands there."""
    at = index + step
    while 0 <= at < len(items) and items[at].part in ASIDE:
        at += step
    return at if 0 <= at < len(items) and items[at].part in BODY else None


def _score(items: Sequence[Item], end: _Half, start: _Half, page: Page) -> float:
    """How surely two marked halves are one story."""
    points = MARKED
    for half, other in ((end, start), (start, end)):
        if half.here:
            points += ON_PAGE if half.here == other.page else -ON_PAGE
    left, right = items[end.text].string, items[start.text].string
    return points + page.evidence(left, right) + page.topic(left, right)


def _run(items: Sequence[Item], start: int) -> list[int]:
    """The indices of a second half: its texts up to the next heading, lead, mark or folio."""
    run = [start]
    for at in range(start + 1, len(items)):
        item = items[at]
        if item.part in (Part.CAPTION, Part.PICTURE):
            continue
        opens_other = item.part in (Part.SUBHEADING, *TEXT) and items[run[-1]].part in ENDS
        if item.part not in _RUN or item.part is Part.LEAD or opens_other:
            break
        run.append(at)
    while items[run[-1]].part is Part.SUBHEADING:
        run.pop()
    return run


def _laid(items: Sequence[Item], moved: dict[int, list[int]]) -> list[Item]:
    """The items with the runs behind the texts they go on with; a sentence that was parted is closed up."""

    def whole(at: int) -> list[Item]:
        found = [items[at], *(item for other in moved.get(at, ()) for item in whole(other))]
        if at in moved and found[0].block.ending != "terminal":
            found[:2] = [joined(found[0], found[1])]
        return found

    gone = {at for run in moved.values() for at in run}
    return [item for at in range(len(items)) if at not in gone for item in whole(at)]


def _lost(item: Item) -> Decision:
    return Decision(rule="turn_lost", chosen="end", alternative="goes on", score=0.6, text=item.text)
