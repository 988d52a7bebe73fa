"""The lines of a page → its pieces. Each source is judged by itself: one may be a web page, another a column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from site_builder.cleaning.reflow import reflow
from site_builder.newspaper.raw import Decision, RawLine
from site_builder.segmenting.cues import alone, opens
from site_builder.segmenting.pieces import Piece, Stray
from site_builder.segmenting.segment import Segmented, segment


def segmented_page(lines: Sequence[RawLine]) -> tuple[Segmented, list[Decision]]:
    """The pieces of a page in the order of its sources, and what was decided about its paragraphs."""
    pieces: list[Piece] = []
    strays: list[Stray] = []
    decisions: list[Decision] = []
    flowed: list[Decision] = []
    for _, of_source in groupby(lines, key=lambda line: line.source):
        blocks, made = reflow(tuple(of_source), opens, alone)
        flowed += made
        found = segment(blocks)
        packages = max((piece.group for piece in pieces), default=0)
        pieces += [
            msgspec.structs.replace(piece, group=piece.group + packages) if piece.group else piece
            for piece in found.pieces
        ]
        strays += found.strays
        decisions += found.decisions
    return Segmented(pieces=tuple(pieces), strays=tuple(strays), decisions=tuple(decisions)), flowed
