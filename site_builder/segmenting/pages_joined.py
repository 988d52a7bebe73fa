"""Stories that go on on another page of the issue: the text that a mark there names is put behind the one here.

The rule on one page (`turn_rules.py`) leaves a mark whose other half stands on another page; the numbers of the pages
and the marks' decide, and where several pairs are possible the words too, for all of them together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from site_builder.newspaper.characters import ending
from site_builder.newspaper.raw import Decision
from site_builder.newspaper.runs import glue, join
from site_builder.segmenting.half_evidence import Page
from site_builder.segmenting.pairing import best_pairs, lead
from site_builder.segmenting.parts import Part, Turn
from site_builder.segmenting.pieces import Passage, Piece
from site_builder.segmenting.segment import Segmented
from site_builder.segmenting.turn_rules import CLEAR, LEAST, MARKED, ON_PAGE

_WORD = re.compile(r"[A-Za-z0-9]")


class _Half(msgspec.Struct, frozen=True, kw_only=True):
    page: str
    turn: Turn
    passage: Passage


def joined_pages(pages: Sequence[tuple[str, Segmented]]) -> list[Segmented]:
    """The pages, given with their numbers, with every second half on the page where its story begins."""
    halves = [
        _Half(page=number, turn=turn, passage=passage)
        for number, page in pages
        for piece in page.pieces
        for passage in piece.passages
        for turn in passage.turns
    ]
    scores = _scores(halves)
    chosen = best_pairs(scores)
    found = [list(page.pieces) for _, page in pages]
    told: dict[str, list[Decision]] = {number: list(page.decisions) for number, page in pages}
    for end, start in sorted(chosen.items(), key=lambda pair: -pair[1]):
        first, second = halves[end], halves[start]
        moved = _moved(found, first, second)
        if moved is None:
            continue
        sure = 0.9 if lead(scores, chosen, end) >= CLEAR else 0.6
        about = second.passage.text
        told[first.page].append(Decision(rule="page_turn", chosen="join", alternative="break", score=sure, text=about))
        gone = (first.turn.mark, second.turn.mark)
        for number, decisions in told.items():
            told[number] = [
                one
                for one in decisions
                if not (one.rule == "turn_lost" and one.text in gone)
                and not (one.rule in ("headless", "broken_off") and one.text in (about, first.passage.text))
            ]
    return [
        msgspec.structs.replace(page, pieces=tuple(found[index]), decisions=tuple(told[number]))
        for index, (number, page) in enumerate(pages)
    ]


def _scores(halves: Sequence[_Half]) -> Mapping[tuple[int, int], float]:
    """How surely each half that goes on on another page is the first one of each that comes from one."""
    texts = Page(half.passage.text.string for half in halves)
    scores: dict[tuple[int, int], float] = {}
    for end, first in enumerate(halves):
        for start, second in enumerate(halves):
            if not first.turn.forth or second.turn.forth or second.page <= first.page:
                continue
            points = MARKED
            points += ON_PAGE if _same(first.page, second.turn.page) else -ON_PAGE
            points += ON_PAGE if _same(second.page, first.turn.page) else -ON_PAGE
            left, right = first.passage.text.string, second.passage.text.string
            points += texts.evidence(left, right) + texts.topic(left, right)
            if points >= LEAST:
                scores[end, start] = points
    return scores


def _same(page: str, named: str) -> bool:
    """Whether a page is the one a mark names; papers print letters before the number, which folders do not have."""
    return page == named or (page.isdigit() and page == named.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _moved(pages: list[list[Piece]], first: _Half, second: _Half) -> Piece | None:
    """Put the second half, and what stands below it in its piece, behind the first; None where it heads its own."""
    to, from_ = _where(pages, first.turn), _where(pages, second.turn)
    if to is None or from_ is None or to[:2] == from_[:2]:
        return None
    source = pages[from_[0]][from_[1]]
    if from_[2] == 0 and (source.head.headline or source.package is not None or source.byline or source.dateline):
        return None
    target, at = pages[to[0]][to[1]], to[2]
    run, kept = source.passages[from_[2] :], source.passages[: from_[2]]
    here, behind = target.passages[: at + 1], target.passages[at + 1 :]
    if ending(here[-1].text.string) != "terminal" and run[0].part is Part.PARAGRAPH:
        here, run = (*here[:-1], _whole(here[-1], run[0])), run[1:]
    origins = [text for text in (source.signature, source.credit) if text] if target.signature or target.credit else []
    piece = msgspec.structs.replace(
        target,
        passages=(*here, *run, *(Passage(part=Part.ORIGIN, text=text) for text in origins), *behind),
        signature=target.signature if origins else target.signature or source.signature,
        credit=target.credit if origins else target.credit or source.credit,
        captions=target.captions if kept else (*target.captions, *source.captions),
        turned=(*target.turned, msgspec.structs.replace(first.turn, page=second.page), *source.turned),
    )
    pages[to[0]][to[1]] = piece
    if kept:
        rest = msgspec.structs.replace(source, passages=kept, turned=())
        pages[from_[0]][from_[1]] = msgspec.structs.replace(
            rest, signature=type(source.signature)(), credit=type(source.credit)()
        )
    else:
        del pages[from_[0]][from_[1]]
    return piece


def _where(pages: Sequence[Sequence[Piece]], turn: Turn) -> tuple[int, int, int] | None:
    """Page, piece and passage that has a mark."""
    return next(
        (
            (number, index, at)
            for number, pieces in enumerate(pages)
            for index, piece in enumerate(pieces)
            for at, passage in enumerate(piece.passages)
            if turn in passage.turns
        ),
        None,
    )


def _whole(first: Passage, second: Passage) -> Passage:
    """A paragraph of its two halves."""
    spaced = _WORD.match(first.text.string[-1:]) and _WORD.match(second.text.string[:1])
    text = join((first.text, glue(" " if spaced else ""), second.text))
    return msgspec.structs.replace(first, text=text, turns=(*first.turns, *second.turns))
