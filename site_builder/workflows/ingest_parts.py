"""The lines of a page → its pieces. Each source is judged by itself: one may be a web page, another a column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from site_builder.cleaning.reflow import reflow
from site_builder.newspaper.raw import Decision, RawLine
from site_builder.segmenting.credits import credit_gaps
from site_builder.segmenting.cues import alone, opens
from site_builder.segmenting.segment import Segmented, segment, together


def segmented_page(lines: Sequence[RawLine]) -> tuple[Segmented, list[Decision]]:
    """The pieces of a page in the order of its sources, and what was decided about its paragraphs."""
    parts: list[Segmented] = []
    flowed: list[Decision] = []
    for _, of_source in groupby(lines, key=lambda line: line.source):
        page = tuple(of_source)
        blocks, made = reflow(page, opens, alone, credit_gaps(line.text.string for line in page))
        flowed += made
        parts.append(segment(blocks))
    return together(parts), flowed
