"""A file may be column text first, then Markdown, then a web clipping: its regions, each judged by rules of its own.

A web clipping begins at its breadcrumb, or at the title over its source line; it is over when, below the lines that
close it, text stands that no web page has: a lead marker or lines of a column. Markdown begins with its first heading.
"""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.newspaper.raw import Block
from site_builder.segmenting.folding import folded
from site_builder.segmenting.leads import read_lead
from site_builder.segmenting.shapes import is_flowing, is_heading_shaped
from site_builder.segmenting.web_lines import closes_page, is_crumb, is_source_line

BEFORE = 3
"""Short lines above a breadcrumb that belong to its page."""

COLUMN = 3
"""Paragraphs of column text before the first marked heading from which the two are regions."""


def regions(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """The blocks of a file, parted where another kind of text begins; mostly one."""
    cuts = sorted({0, *_cuts(blocks), *_marked(blocks)})
    return [blocks[start:end] for start, end in zip(cuts, [*cuts[1:], len(blocks)], strict=True) if start < end]


def _cuts(blocks: Sequence[Block]) -> list[int]:
    """Where a web clipping begins below other text, and where other text begins below one."""
    cuts: list[int] = []
    start, seen, web, closed = 0, False, False, False
    for index, block in enumerate(blocks):
        string = folded(block.string).strip()
        if len(string) <= 140 and len(block.lines) == 1 and (is_crumb(string) or is_source_line(string)):
            at = _begin(blocks, index, start, crumb=is_crumb(string))
            if seen and at is not None:
                cuts.append(at)
                start, seen, closed = at, False, False
            web = web or not seen
        elif web and seen and closes_page(block.string):
            closed = True
        elif web and closed and (read_lead(block.string) or (block.wrapped and len(block.lines) > 2)):
            at = index
            while at - 1 > start and is_heading_shaped(blocks[at - 1]) and not closes_page(blocks[at - 1].string):
                at -= 1
            cuts.append(at)
            start, web, closed = at, False, False
        seen = seen or is_flowing(block)
    return cuts


def _begin(blocks: Sequence[Block], index: int, start: int, *, crumb: bool) -> int | None:
    """Where the page begins whose breadcrumb or source line this is; None for one that begins none."""
    at = index
    while at > start and index - at < BEFORE and is_heading_shaped(blocks[at - 1]):
        at -= 1
        if not crumb:
            return at
    return at if crumb else None


def _marked(blocks: Sequence[Block]) -> list[int]:
    """The first marked heading, where only column text stands before it."""
    first = next((index for index, block in enumerate(blocks) if block.level), 0)
    flowing = [block for block in blocks[:first] if is_flowing(block)]
    columns = sum(block.wrapped and len(block.lines) > 1 for block in flowing)
    return [first] if len(flowing) >= COLUMN and columns > len(flowing) / 2 else []
