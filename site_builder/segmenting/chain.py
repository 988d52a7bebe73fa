"""The rules in their order. Each sees what the ones before it decided."""

from __future__ import annotations

from collections.abc import Sequence

from site_builder.newspaper.raw import Block, Decision
from site_builder.segmenting.caption_rules import captions
from site_builder.segmenting.cut_rules import column_cuts
from site_builder.segmenting.furniture_rules import imprint, masthead
from site_builder.segmenting.halves import distant_halves
from site_builder.segmenting.heading_rules import headings
from site_builder.segmenting.line_rules import (
    credit_lines,
    leads,
    names_above,
    names_below,
    pictures,
    signed_dates,
)
from site_builder.segmenting.parts import Item, Rule
from site_builder.segmenting.quote_rules import pull_quotes
from site_builder.segmenting.turn_rules import jumps, page_turns
from site_builder.segmenting.verse_rules import free_verse, kept_lines
from site_builder.segmenting.web_rules import web_page

RULES: tuple[tuple[str, Rule], ...] = (
    ("imprint", imprint),
    ("pictures", pictures),
    ("kept_lines", kept_lines),
    ("jumps", jumps),
    ("web_page", web_page),  # before leads: a web page is one article, whatever opens with a lead further down
    ("leads", leads),
    ("masthead", masthead),
    ("names_above", names_above),
    ("names_below", names_below),
    ("credit_lines", credit_lines),
    ("signed_dates", signed_dates),
    ("free_verse", free_verse),  # a poet's name is known by now
    ("captions", captions),
    ("headings", headings),  # what is a byline or a caption is known by now, and tells about its neighbours
    ("pull_quotes", pull_quotes),
    ("page_turns", page_turns),
    ("distant_halves", distant_halves),  # last: only running text is left to be joined
    ("column_cuts", column_cuts),
)


def run(blocks: Sequence[Block]) -> tuple[list[Item], list[Decision]]:
    """The items of a page after all rules."""
    items = [Item(block=block) for block in blocks]
    decisions: list[Decision] = []
    for _, rule in RULES:
        items, made = rule(items)
        decisions += made
    return items, decisions
