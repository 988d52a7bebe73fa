"""The pictures of a piece: captions that the mark-up states leave the text, and the words for a picture join them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.manuscript import paragraphs
from site_builder.newspaper.raw import Form, RawIssue
from site_builder.newspaper.runs import EMPTY, Text
from site_builder.segmenting.parts import Part
from site_builder.segmenting.pieces import Passage, Piece, Stray

NEAR = 2
"""Characters between a caption and the words for its picture, at most: a line end, and what stands around it."""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of an article."""

    caption: Text = EMPTY
    alt: Text = EMPTY
    at: str = ""
    """The paragraph (`p3`) after which it stands; empty where that is not known."""


def pictures_of(piece: Piece, raw: RawIssue, alts: Sequence[Text]) -> tuple[list[Shown], Piece]:
    """The pictures of a piece in the order of its source, and the piece without the captions that are theirs."""
    shown: list[Shown] = []
    passages: list[Passage] = []
    for passage in piece.passages:
        if passage.part is Part.CAPTION and _is_web(passage.text, raw):
            shown.append(Shown(caption=passage.text, at=_after(passages)))
        else:
            passages.append(passage)
    if not passages and not piece.captions:  # a picture and its caption are all there is
        shown, passages = [], list(piece.passages)
    shown += [Shown(caption=text) for text in piece.captions]
    for alt in alts:
        beside = next((at for at, one in enumerate(shown) if not one.alt and _touch(alt, one.caption)), -1)
        if beside >= 0:
            shown[beside] = msgspec.structs.replace(shown[beside], alt=alt)
        else:
            before = [one for one in passages if one.text.place() < alt.place()]
            shown.append(Shown(alt=alt, at=_after(before)))
    return shown, msgspec.structs.replace(piece, passages=tuple(passages), captions=())


def alts_of(pieces: Sequence[Piece], strays: Sequence[Stray], raw: RawIssue) -> list[list[Text]]:
    """For each piece the words for pictures that stand among its lines, or beside one of its captions."""
    found: list[list[Text]] = [[] for _ in pieces]
    spans = [_span(piece) for piece in pieces]
    for stray in strays:
        if stray.kind != "picture" or not _is_web(stray.text, raw):
            continue
        place = stray.text.place()
        captions = [[text for text in _captions(piece) if _touch(stray.text, text)] for piece in pieces]
        owner = next((at for at, (low, high) in enumerate(spans) if low < place < high or captions[at]), None)
        if owner is not None:
            found[owner].append(stray.text)
    return found


def _captions(piece: Piece) -> list[Text]:
    return [*piece.captions, *(one.text for one in piece.passages if one.part is Part.CAPTION)]


def _span(piece: Piece) -> tuple[int, int]:
    """The first and the last place of a piece's text."""
    places = [place for one in piece.passages for place, _ in one.text.places()]
    return min(places, default=0), max(places, default=-1)


def _is_web(text: Text, raw: RawIssue) -> bool:
    return text.place() >= 0 and raw.where(text.place())[0].form is Form.HTML


def _touch(one: Text, other: Text) -> bool:
    """Whether two texts stand on neighbouring lines."""
    (first, first_end), (second, second_end) = sorted((_reach(one), _reach(other)))
    return 0 <= first < second and second - first_end <= NEAR and second_end > first_end


def _reach(text: Text) -> tuple[int, int]:
    places = list(text.places())
    return (places[0][0], sum(places[-1])) if places else (-1, -1)


def _after(passages: Sequence[Passage]) -> str:
    """The last paragraph of some passages, as front matter names it."""
    parts = [
        "#" if one.part is Part.SUBHEADING else ">" if one.part is Part.QUOTE else one.text.string for one in passages
    ]
    number = max(paragraphs.numbers([part + " " for part in parts]), default=0)
    return f"p{number}" if number else ""
