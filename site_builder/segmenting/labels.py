"""Column labels 专栏: by their place they belong to no article, so their words decide; the report always shows them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from site_builder.newspaper.raw import Decision
from site_builder.newspaper.runs import EMPTY
from site_builder.segmenting.overlap import pairs, share
from site_builder.segmenting.pieces import Piece, decision

CLEAR = 0.15
"""By how much the other neighbour must fit better before a label leaves the heading it stands over."""


def place_labels(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Decision]]:
    """A label over a heading, given to the piece before when its words are that piece's and not this one's."""
    found = list(pieces)
    decisions: list[Decision] = []
    for index, piece in enumerate(pieces):
        label = piece.head.label
        if not label or index == 0 or found[index - 1].head.label:
            continue
        words = pairs(label.string)
        here, before = (share(words, pairs(_all(one))) for one in (piece, pieces[index - 1]))
        if before > here + CLEAR:
            found[index] = _labelled(piece, EMPTY)
            found[index - 1] = msgspec.structs.replace(
                found[index - 1], head=msgspec.structs.replace(found[index - 1].head, label=label)
            )
            decisions.append(decision("label", label, "piece before", "piece after", 0.6, f"{before:.0%}/{here:.0%}"))
    return found, decisions


def _labelled(piece: Piece, label: object) -> Piece:
    return msgspec.structs.replace(piece, head=msgspec.structs.replace(piece.head, label=label))


def _all(piece: Piece) -> str:
    return "".join(text.string for text in (*piece.head.headline, *(passage.text for passage in piece.passages)))
