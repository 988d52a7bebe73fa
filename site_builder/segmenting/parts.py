"""What a block is on the page, and the rules that say so: each takes the page's items and returns them better known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

import msgspec

from site_builder.newspaper.raw import Block, Decision
from site_builder.newspaper.runs import Text


class Part(StrEnum):
    """The part a block plays."""

    PARAGRAPH = "paragraph"
    LEAD = "lead"
    """A paragraph that opens with a lead marker: here a news item begins."""

    HEADING = "heading"
    """Belongs to the heading of a piece: kicker, headline, deck."""

    SUBHEADING = "subheading"
    BYLINE = "byline"
    SIGNATURE = "signature"
    CREDIT = "credit"
    ORIGIN = "origin"
    CAPTION = "caption"
    QUOTE = "quote"
    JUMP = "jump"
    """下转, 上接: where the story goes on."""

    PICTURE = "picture"
    TABLE = "table"
    FURNITURE = "furniture"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A block and the part it plays."""

    block: Block
    part: Part = Part.PARAGRAPH
    kind: str = ""
    """Of furniture: masthead, folio, breadcrumb, related …; of other parts what their rule wants to remember."""

    fixed: bool = False
    """Whether a rule was sure; later rules leave it."""

    @property
    def text(self) -> Text:
        """What it says."""
        return self.block.text

    @property
    def string(self) -> str:
        """What it says, as a string."""
        return self.block.text.string


Rule = Callable[[Sequence[Item]], tuple[list[Item], list[Decision]]]
"""Takes the items of a page; returns all of them in order, and what was decided where there was a choice."""

HEADS = (Part.HEADING, Part.SUBHEADING)
ENDS = (Part.SIGNATURE, Part.CREDIT, Part.ORIGIN)
BODY = (Part.PARAGRAPH, Part.LEAD)
ASIDE = (Part.FURNITURE, Part.QUOTE, Part.CAPTION, Part.PICTURE, Part.TABLE, Part.JUMP)
"""What may stand between two halves of a paragraph."""


def as_part(item: Item, part: Part, kind: str = "") -> Item:
    """The item as a part that later rules leave alone."""
    return msgspec.structs.replace(item, part=part, kind=kind or item.kind, fixed=True)
